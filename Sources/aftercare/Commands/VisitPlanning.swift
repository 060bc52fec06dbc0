import ArgumentParser
import Dispatching
import Model
import Resources
import ServiceDesk
import Workflow

struct LockVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Fix a visit's planned time and technician, whatever is planned anew.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.lock(id, true)
            } thenShow: {
                try VisitView($0, $1)
            })
    }
}

struct UnlockVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Leave a visit to planning again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.lock(id, false)
            } thenShow: {
                try VisitView($0, $1)
            })
    }
}

struct SplitVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make two visits of one, for two jobs or two days.",
        discussion: """
            The first keeps its technician and its parts; the rest is a visit that nobody has yet, right after it, or on \
            another day at the hour promised. Then a call to the customer is in the queue.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Option(help: ArgumentHelp("How long the first takes.", valueName: "minutes")) var after: Int
    @Option(help: ArgumentHelp("The day of the rest; without it, the same.", valueName: "date"))
    var on: String?

    func run(in session: Session) throws {
        let day = try on.map(session.place.instants.day)
        try session.output.show(
            session.act {
                try $0.split(id, after: after, on: day).rest
            } thenShow: {
                try VisitView($0, $1)
            })
    }
}

struct CheckDispatching: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Find what is wrong in dispatching.yaml (prices, ways, what visits need), with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(with library: ResourceLibrary, _ output: Output) throws {
        let faults = try DispatchBook.check(library)
        try output.show(faults: faults, praise: "cli.dispatchingSound")
    }
}

extension DayWindow: ExpressibleByArgument {
    /// `08:00-12:00`
    package init?(argument: String) { self.init(text: argument) }
}
