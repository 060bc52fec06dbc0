import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct NoticeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "What the desk tells you: missed promises, decisions, mentions, parts due.",
        subcommands: [ListNotices.self, SeenNotices.self])
}

struct ListNotices: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What nobody of your role has seen yet, newest first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.notices(for: session.actor).map { try NoticeRow($0, v) }
            })
    }
}

struct SeenNotices: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen", abstract: "Take notices off the list; without a number, all.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Their numbers, as the list gives them.") var ids: [Int64] = []

    func run(in session: Session) throws {
        try session.act { work in
            if ids.isEmpty { _ = try work.seenAll(upTo: .max) } else { try work.seen(ids) }
        }
        try session.output.list(
            session.read { v in try v.reading.notices(for: session.actor).map { try NoticeRow($0, v) } })
    }
}

struct NoticeRow: Listable {
    let id: Int64
    let at: String
    let subject: String
    let message: String
    private let moment: String

    private enum CodingKeys: String, CodingKey { case id, at, subject, message }

    init(_ notice: Notice, _ v: Viewer) throws {
        let output = v.output
        id = notice.id
        at = output.iso(notice.at)
        moment = output.moment(notice.at)
        subject = notice.subject.description
        message = output.wording.say(try v.reading.phrase(of: notice))
    }

    static let titles = ["cli.title.id", "cli.title.noted", "cli.title.for", "cli.title.event"]
    func cells(_ output: Output) -> [TextCell] {
        [TextCell(String(id)), TextCell(moment), TextCell(subject, .strong), TextCell(message)]
    }
}
