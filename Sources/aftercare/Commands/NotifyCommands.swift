import ArgumentParser
import Model
import ServiceDesk
import Workflow

struct NotifyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "Notices handed to commands of your own (mail, chat): what was sent, what failed and why.",
        subcommands: [CheckNotify.self, TryNotify.self, ListSendings.self, RetrySendings.self])
}

struct CheckNotify: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read notify.yaml as the desk will, and say who hears of what by which command.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let commands = place.rules.notices.all
        try place.output.list(commands.map { NoticeProgramView($0, place.output) })
    }
}

struct TryNotify: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Start a command once, now, with a notice that says it is a test; nothing is written down.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The command, by its name in notify.yaml.") var command: String
    @Option(help: "As one to this person; without, as one to the first role it is for.") var to = ""

    func run(at place: Workplace) throws {
        let programs = place.rules.notices
        guard let program = programs[command] else {
            throw NotifyFault.unknown(command, known: programs.names)
        }
        let message = try place.wordings().inEach(Phrase("notify.trial"))
        let end = NoticeRunner.run(
            try program.trial(
                to: to, of: place.rules.roles.all.map(\.name), saying: message, at: Surroundings.now))
        guard end.isGood else { throw NotifyFault.failed(command, end) }
        try place.output.show(TriedView(command: command))
    }
}

struct ListSendings: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Notices on their way to commands, and each try; the latest first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Flag(help: "Only what failed.") var failed = false
    @Flag(help: "Only what waits to be tried.") var waiting = false
    @Option(help: "At most so many.") var limit = 50

    func run(in session: Session) throws {
        try session.desk.require(.configureDesk, of: session.actor)
        let states: [NoticeSending.State] =
            failed || waiting
            ? (failed ? [.failed] : []) + (waiting ? [.waiting] : []) : NoticeSending.State.allCases
        try session.output.list(
            session.read { v in
                try v.reading.sendings(states, limit: max(1, limit)).map { SendingView($0, v) }
            })
    }
}

struct RetrySendings: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Have what failed tried again: of one notice, or all of it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The notice, by its number.") var notice: Int64?
    @Flag(help: "All that failed.") var all = false

    func validate() throws {
        guard all != (notice != nil) else { throw CommandFault.noticeOrAll }
    }

    func run(in session: Session) throws {
        let count = try session.act { try $0.retrySending(of: notice) }
        try session.output.show(RetriedView(retried: count))
    }
}

enum NotifyFault: Fault, Hashable {
    case unknown(String, known: [String])
    case failed(String, CommandEnd)

    var kind: FaultKind {
        switch self {
        case .unknown: .noSuchThing
        case .failed: .tryAgain
        }
    }

    var phrase: Phrase {
        switch self {
        case .unknown(let name, let known):
            known.isEmpty
                ? Phrase("notify.none")
                : Phrase("notify.unknown", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .failed(let name, let end):
            Phrase("notify.failed", ["name": .text(name), "error": .phrase(end.told)])
        }
    }
}
