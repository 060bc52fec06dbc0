import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording

struct ListOrders: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders", abstract: "What is on order, what is expected first on top.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only of this part.") var part: String?

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                if let part { _ = try v.reading.rules.parts().part(part) }
                return try v.reading.stock.openOrders(of: part).map { try OrderView($0, v) }
            })
    }
}

struct PostponeOrder: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone",
        abstract:
            "An order comes later than was said: visits are not offered before, and dispatchers are told of those that waited for it."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The order's number.") var order: Int64
    @Option(help: ArgumentHelp("The day it is expected now.", valueName: "date")) var to: String

    func run(in session: Session) throws {
        let day = try session.place.instants.day(to)
        try session.output.show(
            session.act {
                try $0.postpone(order: order, to: day)
            } thenShow: {
                try OrderChangeView($0, $1)
            })
    }
}

struct CancelOrder: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract:
            "What is still missing of an order does not come; dispatchers are told of the visits that waited for it."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The order's number.") var order: Int64
    @Option(help: "Why.") var reason = ""

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.cancel(order: order, reason: reason)
            } thenShow: {
                try OrderChangeView($0, $1)
            })
    }
}

/// An order as it was changed, and the visits that will lack its parts.
struct OrderChangeView: Showable {
    let order: OrderView
    let visits: [String]

    init(_ change: OrderChange, _ v: Viewer) throws {
        order = try OrderView(change.order, v)
        visits = change.visits.map(\.description)
    }

    func lines(_ output: Output) -> [String] {
        output.table([order])
            + (visits.isEmpty
                ? [] : [output.words("part.waiting", ["visits": .list(visits.map { .text($0) })])])
    }
}
