import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording
import Workflow

struct VisitPartCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part", abstract: "What a visit needs, has reserved and has used.",
        subcommands: [ListVisitParts.self, AddVisitPart.self, RemoveVisitPart.self, ReturnVisitPart.self])
}

extension Session {
    fileprivate func change(_ id: VisitID, _ body: (Work) throws -> Void) throws {
        try output.list(
            act {
                try body($0)
            } thenShow: { _, v in
                try v.reading.stock.parts(of: id).map { try VisitPartView($0, v) }
            })
    }
}

struct ListVisitParts: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "A visit's parts.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                _ = try v.reading.visit(id)
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                return try v.reading.stock.parts(of: id).map { try VisitPartView($0, v) }
            })
    }
}

struct AddVisitPart: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Reserve parts for a visit: from its technician's vehicle, else from a depot.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Argument(help: "The part's code, such as ac-capacitor.") var part: String
    @Option(help: "How many.") var quantity = 1
    @Option(help: "Only from this depot, or this technician's vehicle.") var from: String?
    @Flag(help: "Note the need when it is not there: it is reserved once it comes in.") var wait = false

    func run(in session: Session) throws {
        try session.change(id) { work in
            try work.reserve(
                [part: quantity], for: id, from: from.map { try work.reading.place(named: $0) }, mayWait: wait
            )
        }
    }
}

struct RemoveVisitPart: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "A visit does not need a part after all; what was reserved is free.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Argument(help: "The part's code.") var part: String
    @Option(help: "So many fewer; without it, none.") var quantity: Int?

    func run(in session: Session) throws {
        try session.change(id) { try $0.unreserve(part, quantity, of: id) }
    }
}

struct ReturnVisitPart: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Parts that a finished visit was said to have used come back.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Argument(help: "The part's code.") var part: String
    @Option(help: "How many.") var quantity = 1
    @Option(help: "Where they are now: a depot, or a technician's vehicle.") var to: String

    func run(in session: Session) throws {
        try session.change(id) {
            try $0.giveBack(part, quantity, of: id, to: $0.reading.place(named: to))
        }
    }
}
