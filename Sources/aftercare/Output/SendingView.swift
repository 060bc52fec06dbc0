import Model
import ServiceDesk
import Wording

/// A command that notices are handed to.
struct NoticeProgramView: Listable {
    let name: String
    /// Empty for all.
    let kinds: [String]
    let to: [String]
    let program: String
    /// Whether the program is there and may be run.
    let found: Bool
    let tries: Int

    init(_ program: NoticeProgram, _ output: Output) {
        name = program.name
        kinds = program.kinds.map(\.rawValue).sorted()
        to = program.roles.sorted()
        self.program = program.program
        found = Dialling.path(of: program.program) != nil
        tries = program.tries
    }

    static let titles = [
        "cli.title.command", "cli.title.noticeKinds", "cli.title.toWhom", "cli.title.program",
        "cli.title.found", "cli.title.tries",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let all = output.words("notify.all")
        return [
            TextCell(name, .strong), TextCell(kinds.isEmpty ? all : kinds.joined(separator: ", ")),
            TextCell(to.isEmpty ? all : to.joined(separator: ", ")), TextCell(program),
            found
                ? TextCell(output.words("notify.found"))
                : TextCell(output.words("notify.notFound"), .alarm),
            TextCell(String(tries)),
        ]
    }
}

/// A notice on its way to a command.
struct SendingView: Listable {
    let notice: Int64
    let at: String
    let kind: String
    let subject: String
    let command: String
    let state: String
    @OrNull var nextTry: String?
    let tries: [TryView]
    let shown: Shown

    struct TryView: Encodable {
        let number: Int
        let at: String
        @OrNull var ended: String?
        /// Null while it runs, or where the desk that ran it was ended.
        @OrNull var status: Int?
        let tookTooLong: Bool
        let error: String
    }

    struct Shown {
        var at: Instant
        var next: Instant?
        var lead: String
    }

    private enum CodingKeys: String, CodingKey {
        case notice, at, kind, subject, command, state, nextTry, tries
    }

    init(_ item: SendingItem, _ v: Viewer) {
        let (sending, output) = (item.sending, v.output)
        (notice, command, state) = (sending.notice, sending.command, sending.state.rawValue)
        (at, kind) = (output.iso(item.notice.at), item.notice.kind.rawValue)
        subject = item.notice.subject.description
        _nextTry = OrNull(sending.nextAt.map(output.iso))
        tries = item.tries.map {
            TryView(
                number: $0.number, at: output.iso($0.at), ended: $0.endedAt.map(output.iso),
                status: $0.end?.status, tookTooLong: $0.end?.tookTooLong ?? false, error: $0.end?.error ?? "")
        }
        shown = Shown(at: item.notice.at, next: sending.nextAt, lead: Self.lead(item, output))
    }

    /// What the last try came to; nothing where it went well, or none was made for the notice's age.
    private static func lead(_ item: SendingItem, _ output: Output) -> String {
        guard let last = item.tries.last, item.sending.state != .sent, item.sending.state != .outdated
        else { return "" }
        guard let end = last.end else { return output.words("notify.noEnd") }
        return output.wording.say(end.told)
    }

    static let titles = [
        "cli.title.notice", "cli.title.date", "cli.title.subject", "cli.title.command", "cli.title.state",
        "cli.title.tries", "cli.title.nextTry", "cli.title.why",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(String(notice), .strong), TextCell(output.moment(shown.at)), TextCell(subject),
            TextCell(command), TextCell(output.wording.name(state, of: "sending")),
            TextCell(String(tries.count)),
            TextCell(shown.next.map(output.moment) ?? ""), TextCell(shown.lead),
        ]
    }
}

/// A command that was tried by hand, and went well.
struct TriedView: Showable {
    let command: String

    func lines(_ output: Output) -> [String] {
        [output.words("notify.worked", ["name": .text(command)])]
    }
}

struct RetriedView: Showable {
    let retried: Int

    func lines(_ output: Output) -> [String] {
        [output.words("notify.retried", ["count": .count(retried)])]
    }
}
