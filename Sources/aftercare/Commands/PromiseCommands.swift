import ArgumentParser
import Model
import ServiceDesk
import ServiceTime

struct PromiseCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise",
        abstract: "Service promises: what is published, and what we hold ourselves to.",
        subcommands: [
            ListPromises.self, ExplainPromises.self, ReplayPromises.self, SimulatePromises.self,
            PromiseDraftCommands.self,
        ])
}

struct ListPromises: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every promise with its targets: those of the files, and those approved at this desk.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only of this service line, such as repair.") var line: String?

    func run(in session: Session) throws {
        let promises = try session.read { $0.reading.rules.promises.all }
        try session.output.list(
            promises.filter { line == nil || $0.line.rawValue == line }
                .map { PromiseView($0, session.output) })
    }
}

struct ExplainPromises: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Which promises hold for a case, its visits and calls, and why not the others.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID

    func run(in session: Session) throws {
        let day = session.rules.localDay(session.now)
        let found = try session.read { try $0.reading.promises(of: id, on: day) }
        try session.output.list(
            found.flatMap { one in
                let others = one.choice.considered.filter { $0.verdict != .chosen }
                return (one.choice.considered.filter { $0.verdict == .chosen } + others).map {
                    ConsideredView($0, for: one.metric, of: one.subject, session.output)
                }
            })
    }
}

struct ReplayPromises: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "What the clocks since a day would have come to under changed promises.",
        discussion: "A promise of the file replaces the one of the same id; the others stay as they are.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(
        name: .customLong("set"), help: "A file of promises, in the form of Resources/promises.",
        completion: .file())
    var file: String
    @Option(help: ArgumentHelp("The first day to look at.", valueName: "date")) var since: String

    func run(in session: Session) throws {
        let since = session.rules.deskCalendar.instant(try session.place.instants.day(since), minute: 0)
        let book = session.rules.promises.amended(by: try session.rules.promises(inFile: file))
        try session.output.list(
            session.read { v in
                try v.reading.replay(under: book, since: since, now: session.now).map {
                    ReplayRow($0, session.rules.promises, v.output)
                }
            })
    }
}
