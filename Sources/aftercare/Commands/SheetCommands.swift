import ArgumentParser
import Foundation
import Model
import ServiceDesk
import Wording

struct ShowSheet: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract:
            "A technician's day: where to go, when, for whom, and what to bring. To read, print or pass on.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Whose day, by sign-in name; without it, one's own.") var technician: String?
    @Option(help: ArgumentHelp("Which day; without it, today.", valueName: "date")) var date: String?
    @Flag(help: "As a page of HTML to print.") var html = false
    @Option(
        name: .customLong("out"), help: ArgumentHelp("Write it into this file.", valueName: "file"),
        completion: .file())
    var file: String?

    func validate() throws {
        if file != nil, !html { throw OptionFault.with(["--out"], others: ["--html"]) }
        if html, globals.json { throw OptionFault.apart(["--html", "--json"]) }
    }

    func run(in session: Session) throws {
        let instants = session.place.instants
        let day = try date.map(instants.day) ?? instants.today
        let view = try session.read { v in
            let sheet = try v.reading.visitSheet(
                of: technicianID(technician, session, v), on: day, by: session.actor)
            return (page: SheetPage(sheet, session.rules, session.output), view: try SheetView(sheet, v))
        }
        guard html else { return try session.output.show(view.view) }
        guard let file else { return StandardStream.out.write(view.page.text) }
        try WholeFile.write(view.page.text, to: file)
        session.output.remark("sheet.written", ["file": .text(file)])
    }
}

/// Who is named; without a name, whoever asks.
private func technicianID(_ login: String?, _ session: Session, _ v: Viewer) throws -> StaffID {
    if let login { return try v.reading.staff(named: login).id }
    guard let me = session.actor.staffID else { throw VisitFault.notTechnician(login: session.actor.login) }
    return me
}

struct VisitCalendars: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "A technician's visits as an iCalendar file, or everybody's as a folder to subscribe to.",
        discussion: """
            --out writes one technician's calendar. --feed writes one file a technician into a folder that a web server
            may serve: the names cannot be guessed, and whoever is to subscribe is told the one of theirs. Run it by cron
            every few minutes; what has not changed is left alone. --renew gives all files other names.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Whose, by sign-in name; without it, one's own.") var technician: String?
    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("The file to write; without it, the answer is the calendar.", valueName: "file"),
        completion: .file())
    var file: String?
    @Option(
        help: ArgumentHelp("Write everybody's into this folder.", valueName: "folder"), completion: .directory
    )
    var feed: String?
    @Flag(help: "With --feed: new names; those known so far lead nowhere.") var renew = false

    func validate() throws {
        if feed != nil, technician != nil || file != nil {
            throw OptionFault.without(["--feed"], others: ["--technician", "--out"])
        }
        if renew, feed == nil { throw OptionFault.with(["--renew"], others: ["--feed"]) }
        if globals.json, feed == nil { throw OptionFault.with(["--json"], others: ["--feed"]) }
    }

    func run(in session: Session) throws {
        if let feed { return try CalendarFeed(folder: feed, renew: renew).write(session) }
        let text = try session.read { v in
            let id = try technicianID(technician, session, v)
            let calendar = try v.reading.visitCalendar(of: id, by: session.actor, at: session.now)
            return ICalendar(calendar, session.rules, v.output).text
        }
        guard let file else { return StandardStream.out.write(text) }
        try WholeFile.write(text, to: file)
        session.output.remark("sheet.written", ["file": .text(file)])
    }
}

/// Everybody's calendars in a folder.
private struct CalendarFeed {
    let folder: String
    let renew: Bool

    struct Row: Listable {
        var technician: String
        var file: String
        var visits: Int
        /// Whether it says something else than before.
        var changed: Bool

        static let titles = ["cli.title.technician", "sheet.file", "sheet.visits", "sheet.changed"]

        func cells(_ output: Output) -> [TextCell] {
            [
                TextCell(technician, .strong), TextCell(file), TextCell(String(visits)),
                TextCell(output.yes(changed), changed ? .plain : .faint),
            ]
        }
    }

    func write(_ session: Session) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw VisitFault.noFolder(folder)
        }
        let names = try session.act { try $0.feedNames(renew: renew) }
        let calendars = try session.read { v in
            try v.reading.feedOwners().map {
                try v.reading.visitCalendar(of: $0.id, by: session.actor, at: session.now)
            }
        }
        let rows = try calendars.map { calendar in
            let name = names.file(of: calendar.technician)
            let text = ICalendar(calendar, session.rules, session.output).text
            return Row(
                technician: calendar.technician.login, file: name, visits: calendar.entries.count,
                changed: try WholeFile.write(text, to: path(name)))
        }
        // Only once the new ones are there: whoever makes visits no more, names of before, and what a run left half-written.
        let valid = Set(rows.map(\.file))
        for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where FeedNames.isOurs(file) && !valid.contains(file) {
            unlink(path(file))
        }
        try session.output.list(rows)
    }

    private func path(_ name: String) -> String { URL(filePath: folder).appending(path: name).path }
}
