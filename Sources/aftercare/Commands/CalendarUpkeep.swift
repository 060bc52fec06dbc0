import ArgumentParser
import Foundation
import Model
import Records
import Resources
import ServiceDesk
import ServiceTime
import Workflow

struct ImportCalendar: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Take a year's official days off into your own rules, and count provisional due dates again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The notice as JSON: year, and days with name, date and isOffDay.") var file: String
    @Option(help: "The list of days it belongs to.") var list = "cn-days"

    func run(in session: Session) throws {
        guard let config = globals.config ?? Surroundings.environment["AFTERCARE_CONFIG"] else {
            throw UsageFault.needsConfig
        }
        try session.desk.require(.configureDesk, of: session.actor)
        guard let data = FileManager.default.contents(atPath: file) else { throw ResourceFault.noFile(file) }
        guard let text = String(data: data, encoding: .utf8) else { throw ResourceFault.notUTF8(file) }
        let notice = try HolidayNotice(ResourceFile(name: file, text: text))
        let path = "\(config)/calendars/\(list)-\(notice.year).yaml"
        try write(notice.yaml(list: list), to: path)
        session.output.remark(
            "cli.calendar.imported", ["year": .text(String(notice.year)), "path": .text(path)])
        // The desk was opened under the rules as they were; what is counted now rests on the new ones.
        try RecountCalendar.recount(Session(Workplace(globals)))
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw StorageFault.cannotOpen(path: path, detail: error.localizedDescription)
        }
    }
}

struct RecountCalendar: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount",
        abstract: "Count every running clock again whose due date rests on a provisional year.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws { try Self.recount(session) }

    static func recount(_ session: Session) throws {
        let moved = try session.act { try $0.recomputeProvisional() }
        try session.output.show(RecountView(moved: moved))
    }
}

struct RecountView: Showable {
    let moved: Int

    func lines(_ output: Output) -> [String] {
        [output.words("cli.calendar.recounted", ["count": .count(moved)])]
    }
}
