import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk
import Wording

struct PartCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part", abstract: "Parts: the catalogue, where they are, what is on order.",
        subcommands: [
            ListParts.self, ShowPart.self, ShowStock.self, ReceiveParts.self, MoveParts.self,
            CountParts.self, OrderParts.self, ListOrders.self, PostponeOrder.self, CancelOrder.self,
            PartsToOrder.self, CheckParts.self,
        ])
}

struct ListParts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The catalogue, with what is there; or what a product's fault may need.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only parts for this product.") var product: String?
    @Option(help: "With --product: only parts for this fault.") var fault: String?
    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("Only parts for what this case is about.", valueName: "case"))
    var caseID: CaseID?

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                let c = try caseID.map { try v.reading.serviceCase($0, to: session.actor) }
                let product = c?.product ?? product
                let fault = c?.fault ?? fault
                return try v.reading.partStandings().filter { standing in
                    product.map { standing.part.isFor(product: $0, fault: fault) } ?? true
                }.map { PartView($0, v.output) }
            })
    }
}

struct ShowPart: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One part: where it is, what is on order, its latest movements.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The part's code, such as ac-capacitor.") var part: String
    @Option(help: "At most so many movements.") var limit = 20

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try PartPage(
                    v.reading.partStanding(part), v.reading.stock.moves(of: part, limit: max(0, limit)), v)
            })
    }
}

struct ShowStock: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "stock", abstract: "What is where: all places, one depot, or one technician's vehicle.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "A depot by its name, or a technician's vehicle by the sign-in name.") var at: String?

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                let place = try at.map { try v.reading.place(named: $0) }
                return try v.reading.stock.levels().filter { place == nil || $0.place == place }
                    .map { try StockView($0, v) }
            })
    }
}

/// A part and how many, as commands of stock take them.
struct PartAmount: ParsableArguments {
    @Argument(help: "The part's code, such as ac-capacitor.") var part: String
    @Argument(help: "How many.") var quantity: Int
}

extension Session {
    /// Changes stock, then shows where the part is.
    fileprivate func keepStock(_ part: String, _ body: (Work) throws -> Void) throws {
        try output.list(
            act {
                try body($0)
            } thenShow: { _, v in
                try v.reading.stock.levels(of: [part]).map { try StockView($0, v) }
            })
    }
}

struct ReceiveParts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Parts came in, by an order or without one; visits that wait get theirs first.",
        usage:
            "aftercare part receive PART QUANTITY --at PLACE\naftercare part receive --order NUMBER [QUANTITY]"
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(
        help: "The part's code and how many; with --order only how many, without it all that is missing.")
    var words: [String] = []
    @Option(help: "Where: a depot, or a technician's vehicle by the sign-in name.") var at: String?
    @Option(help: "The order by which they came.") var order: Int64?
    @Option(help: "A delivery note's number or the like.") var note = ""

    func validate() throws {
        if order == nil, words.count != 2 || at == nil {
            throw CommandFault.partOrOrder
        }
        if order != nil, words.count > 1 || at != nil {
            throw CommandFault.orderTakesCount
        }
        if let last = words.last, Int(last) == nil {
            throw CommandFault.notWhole(last)
        }
    }

    func run(in session: Session) throws {
        let quantity = words.last.flatMap { Int($0) }
        let code = try session.read { v in
            try order.map { try v.reading.openOrder($0).part } ?? words.first ?? ""
        }
        try session.keepStock(code) { work in
            if let order {
                try work.receive(order: order, quantity)
            } else {
                try work.receive(
                    code, quantity ?? 0, at: work.reading.place(named: at ?? ""), note: note)
            }
        }
    }
}

struct MoveParts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Take parts from one place to another; what is reserved stays.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var amount: PartAmount
    @Option(help: "A depot, or a technician's vehicle by the sign-in name.") var from: String
    @Option(help: "A depot, or a technician's vehicle by the sign-in name.") var to: String

    func run(in session: Session) throws {
        try session.keepStock(amount.part) { work in
            try work.move(
                amount.part, amount.quantity, from: work.reading.place(named: from),
                to: work.reading.place(named: to))
        }
    }
}

struct CountParts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Say how many were counted at a place; the ledger gets the difference.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var amount: PartAmount
    @Option(help: "A depot, or a technician's vehicle by the sign-in name.") var at: String
    @Option(help: "Why it differs.") var note = ""

    func run(in session: Session) throws {
        try session.keepStock(amount.part) { work in
            try work.count(amount.part, amount.quantity, at: work.reading.place(named: at), note: note)
        }
    }
}

struct OrderParts: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract:
            "Note that parts are on order, and when they are expected: visits are offered from the day after."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var amount: PartAmount
    @Option(help: "Where they will come in.") var at: String
    @Option(help: ArgumentHelp("The day they are expected.", valueName: "date")) var expected: String
    @Option(help: "The supplier's reference.") var reference = ""

    func run(in session: Session) throws {
        let day = try session.place.instants.day(expected)
        try session.output.list(
            session.act { work in
                try work.order(
                    StockOrder(
                        part: amount.part, place: work.reading.place(named: at), quantity: amount.quantity,
                        expected: day, reference: reference))
            } thenShow: {
                [try OrderView($0, $1)]
            })
    }
}

struct PartsToOrder: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "reorder", abstract: "What is to be ordered now, and how many.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.partStandings().filter { $0.toOrder > 0 }.map { PartView($0, v.output) }
            })
    }
}

struct CheckParts: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find what is wrong in parts.yaml and prices.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(with library: ResourceLibrary, _ output: Output) throws {
        let settings = try DeskSettings.read(library)
        var faults = try PartBook.check(library, settings)
        faults += try PriceBook.check(library, settings)
        try output.show(faults: faults, praise: "part.sound")
    }
}
