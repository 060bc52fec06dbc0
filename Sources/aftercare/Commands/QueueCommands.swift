import ArgumentParser
import Model
import ServiceDesk
import Wording

struct QueueCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "The queues and views of the rules, and how they are set at this desk for everyone.",
        discussion: "A list of one's own, or offered to others beside these, is a view: aftercare view keep.",
        subcommands: [ListQueues.self, ShowQueue.self, SetQueue.self, ResetQueue.self])
}

struct ListQueues: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The queues and views of the rules, as they are in force.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in try v.reading.listsOfRules().map { try KeptViewView($0, v) } })
    }
}

struct ShowQueue: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One queue or view of the rules, as it is in force.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name, such as complaints.") var queue: String

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                let list = try v.reading.listOfRules(queue)
                return try KeptViewView(ListedView(v.reading.rules.inForce(list), of: v.reading.rules), v)
            })
    }
}

struct SetQueue: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set for everyone how a queue or view of the rules is: what is not said stays as it is.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name, such as complaints.") var queue: String
    @Option(
        help: ArgumentHelp("As after / on the screen; of a view, not of a queue.", valueName: "terms"))
    var filter: String?
    @OptionGroup(title: "How its list is shown") var showing: ViewShowing
    @OptionGroup var offer: ViewOffer

    func run(in session: Session) throws {
        try session.output.show(
            session.act { work in
                let list = try work.reading.listOfRules(queue)
                let kept = try work.rules.inForce(list)
                var draft = ViewDraft(kept)
                if let filter { draft.filter = filter }
                if offer.isShared { draft.roles = offer.role }
                try showing.put(into: &draft, of: kept.of, session.output)
                return try work.setQueue(
                    list, draft, version: kept.version, words: session.viewWords(of: kept.of, in: work))
            } thenShow: { set, v in
                try KeptViewView(ListedView(set, of: v.reading.rules), v)
            })
    }
}

struct ResetQueue: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Have a queue or view be again as the rules have it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name, such as complaints.") var queue: String

    func run(in session: Session) throws {
        let list = try session.act { work in
            let list = try work.reading.listOfRules(queue)
            _ = try work.resetQueue(list)
            return list
        }
        try session.output.show(
            session.read { v in
                try KeptViewView(ListedView(v.reading.rules.inForce(list), of: v.reading.rules), v)
            })
    }
}
