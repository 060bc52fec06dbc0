import Model
import Records
import ServiceDesk
import Wording

/// A part of the catalogue with how it stands.
struct PartView: Listable {
    let part: String
    let name: String
    let unit: String
    let price: String
    let currency: String
    let onHand: Int
    let reserved: Int
    let ordered: Int
    let waiting: Int
    let toOrder: Int
    private let shown: Money

    private enum CodingKeys: String, CodingKey {
        case part, name, unit, price, currency, onHand, reserved, ordered, waiting, toOrder
    }

    init(_ s: PartStanding, _ output: Output) {
        (part, shown) = (s.part.code, s.part.price)
        (name, unit) = (output.wording.text(s.part.label), output.wording.text(s.part.unit))
        (price, currency) = (s.part.price.description, s.part.price.currency)
        (onHand, reserved, ordered) = (s.onHand, s.held, s.ordered)
        (waiting, toOrder) = (s.waiting, s.toOrder)
    }

    static let titles = [
        "part.title.part", "part.title.name", "part.title.price", "part.title.onHand", "part.title.reserved",
        "part.title.ordered", "part.title.waiting", "part.title.toOrder", "part.title.unit",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(part, .strong), TextCell(name), TextCell(output.wording.money(shown)),
            TextCell(String(onHand)), TextCell(String(reserved)), TextCell(String(ordered)),
            TextCell(String(waiting), waiting > 0 ? .alarm : .faint),
            TextCell(String(toOrder), toOrder > 0 ? .alarm : .faint), TextCell(unit),
        ]
    }
}

/// How many of a part are at one place.
struct StockView: Listable {
    let part: String
    let place: String
    let onHand: Int
    let reserved: Int
    let free: Int

    init(_ level: StockLevel, _ v: Viewer) throws {
        (part, place) = (level.part, try v.reading.name(of: level.place))
        (onHand, reserved, free) = (level.onHand, level.held, level.free)
    }

    static let titles = [
        "part.title.part", "part.title.place", "part.title.onHand", "part.title.reserved", "part.title.free",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(part, .strong), TextCell(place), TextCell(String(onHand)), TextCell(String(reserved)),
            TextCell(String(free), free > 0 ? .plain : .alarm),
        ]
    }
}

/// One part: where it is, what is on order, and the newest lines of its ledger.
struct PartPage: Showable {
    let part: PartView
    let stock: [StockView]
    let orders: [OrderView]
    let ledger: [MoveView]

    init(_ s: PartStanding, _ moves: [StockMove], _ v: Viewer) throws {
        part = PartView(s, v.output)
        stock = try s.levels.map { try StockView($0, v) }
        orders = try s.orders.map { try OrderView($0, v) }
        ledger = try moves.map { try MoveView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        [output.table([part]), output.table(stock), output.table(orders), output.table(ledger)]
            .filter { !$0.isEmpty }.joined(separator: [""]).map { $0 }
    }

    struct MoveView: Listable {
        let at: String
        let by: String
        let what: String
        let place: String
        let quantity: Int
        let reserved: Int
        @OrNull var visit: String?
        let note: String
        private let moment: Instant

        private enum CodingKeys: String, CodingKey {
            case at, by, what, place, quantity, reserved, visit, note
        }

        init(_ move: StockMove, _ v: Viewer) throws {
            (at, by, moment) = (v.output.iso(move.at), move.who, move.at)
            (what, place) = (move.what.rawValue, try v.reading.name(of: move.place))
            (quantity, reserved, note) = (move.quantity, move.held, move.note)
            _visit = OrNull(move.visit?.description)
        }

        static let titles = [
            "part.title.at", "part.title.what", "part.title.place", "part.title.change",
            "part.title.reserved", "cli.title.visit", "part.title.by", "part.title.note",
        ]

        func cells(_ output: Output) -> [TextCell] {
            [
                TextCell(output.moment(moment)), TextCell(output.words("part.event.\(what)")),
                TextCell(place), TextCell(Self.signed(quantity)), TextCell(Self.signed(reserved)),
                TextCell(visit ?? ""), TextCell(by), TextCell(note),
            ]
        }

        private static func signed(_ n: Int) -> String { n == 0 ? "" : n > 0 ? "+\(n)" : String(n) }
    }
}

/// Parts on their way.
struct OrderView: Listable {
    let order: Int64
    let part: String
    let place: String
    let quantity: Int
    let received: Int
    let expected: String
    let reference: String
    private let day: Day

    private enum CodingKeys: String, CodingKey {
        case order, part, place, quantity, received, expected, reference
    }

    init(_ o: StockOrder, _ v: Viewer) throws {
        (order, part, place) = (o.id, o.part, try v.reading.name(of: o.place))
        (quantity, received, expected) = (o.quantity, o.received, o.expected.description)
        (reference, day) = (o.reference, o.expected)
    }

    static let titles = [
        "part.title.order", "part.title.part", "part.title.place", "part.title.quantity",
        "part.title.received", "part.title.expected", "part.title.reference",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(String(order), .strong), TextCell(part), TextCell(place), TextCell(String(quantity)),
            TextCell(String(received)), TextCell(output.wording.day(day)), TextCell(reference),
        ]
    }
}

/// What a visit needs of a part.
struct VisitPartView: Listable {
    let part: String
    let name: String
    let needed: Int
    let reserved: Int
    let used: Int
    let missing: Int
    let from: [String]

    init(_ p: VisitPart, _ v: Viewer) throws {
        let label = try v.reading.rules.parts()[p.part]?.label
        (part, name) = (p.part, label.map { v.output.wording.text($0) } ?? p.part)
        (needed, reserved, used, missing) = (p.needed, p.held, p.used, p.missing)
        from = try p.holds.map { try v.reading.name(of: $0.place) }
    }

    static let titles = [
        "part.title.part", "part.title.name", "part.title.needed", "part.title.reserved", "part.title.used",
        "part.title.missing", "part.title.from",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(part, .strong), TextCell(name), TextCell(String(needed)), TextCell(String(reserved)),
            TextCell(String(used)), TextCell(String(missing), missing > 0 ? .alarm : .faint),
            TextCell(output.wording.list(from)),
        ]
    }
}
