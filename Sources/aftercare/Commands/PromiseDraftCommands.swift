import ArgumentParser
import Model
import Resources
import ServiceDesk

struct PromiseDraftCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "Promises proposed beside those in force, until somebody else approves them for a day.",
        discussion: """
            A draft is a file in the form of Resources/promises. A promise of it replaces the one of the same id from the approved \
            day on, or ends it where its own until is no later; the others go on. What is to be expected of it is kept with it \
            by promise simulate --draft 1 --publish. Clocks that run keep the promise they were started by.
            """,
        subcommands: [
            NewPromiseDraft.self, ListPromiseDrafts.self, ShowPromiseDraft.self, ChangePromiseDraft.self,
            ApprovePromiseDraft.self, WithdrawPromiseDraft.self,
        ])
}

struct NewPromiseDraft: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: "Propose promises.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What it is called.") var name: String
    @Option(help: "Its promises, in the form of Resources/promises.", completion: .file()) var file: String
    @Option(help: "On what it rests: segments, competitors' moves, resources.") var basis = ""

    func run(in session: Session) throws {
        let text = try session.promises(at: file)
        try session.showDraft { try $0.draftPromises(name, text: text, basis: basis) }
    }
}

struct ListPromiseDrafts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What was proposed, and what became of it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in try v.reading.promiseDrafts().map { try PromiseDraftRow($0, v) } })
    }
}

struct ShowPromiseDraft: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A draft beside what is in force, with what is to be expected of it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The draft, by its number (promise draft list).") var draft: Int64
    @Flag(help: "Only its text, as a file of promises.") var text = false

    func run(in session: Session) throws {
        let view = try session.read {
            try PromiseDraftView($0.reading.promiseDraft(draft), $0, at: session.now)
        }
        guard text, !session.output.isJSON else { return try session.output.show(view) }
        for line in view.text.split(separator: "\n", omittingEmptySubsequences: false) {
            session.output.say(String(line))
        }
    }
}

struct ChangePromiseDraft: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change a draft: what is not said stays as it is.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The draft, by its number (promise draft list).") var draft: Int64
    @Option(help: "What it is called.") var name: String?
    @Option(help: "Its promises; what was forecast of the old ones is gone.", completion: .file())
    var file: String?
    @Option(help: "On what it rests.") var basis: String?
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        let text = try file.map { try session.promises(at: $0) }
        try session.showDraft {
            try $0.changeDraft(draft, name: name, text: text, basis: basis, version: expected.version)
        }
    }
}

struct ApprovePromiseDraft: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Put a draft in force from a day on.",
        discussion:
            "Nobody approves what they wrote. Without a published forecast it takes a --note that says why.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The draft, by its number (promise draft list).") var draft: Int64
    @Option(help: ArgumentHelp("From this day on; without it, today.", valueName: "date")) var since: Day?
    @Option(help: "What is to be said of it.") var note = ""
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        let day = since ?? session.rules.localDay(session.now)
        try session.showDraft {
            try $0.approveDraft(draft, since: day, remark: note, version: expected.version)
        }
    }
}

struct WithdrawPromiseDraft: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take a draft back, also an approved one whose day is still to come.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The draft, by its number (promise draft list).") var draft: Int64
    @Option(help: "Why.") var reason: String
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        try session.showDraft {
            try $0.withdrawDraft(draft, reason: reason, version: expected.version)
        }
    }
}

extension Session {
    /// The text of a file of promises; what is wrong in it is told with its own name.
    fileprivate func promises(at path: String) throws -> String {
        let file = try ResourceFile(at: path)
        _ = try rules.promises(in: file)
        return file.text
    }

    /// Does something to a draft and shows what came of it.
    fileprivate func showDraft(_ body: (Work) throws -> PromiseDraft) throws {
        try output.show(act(body) { try PromiseDraftView($0, $1, at: now) })
    }
}
