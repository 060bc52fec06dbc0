package import Model

/// Where parts are.
package enum StockPlace: Hashable, Sendable, Comparable {
    /// By its name in `parts.yaml`.
    case depot(String)
    case vehicle(StaffID)

    /// `depot:main`, `vehicle:6`, as the tables have it.
    var text: String {
        switch self {
        case .depot(let name): "depot:\(name)"
        case .vehicle(let id): "vehicle:\(id.number)"
        }
    }

    init(stored text: String) throws {
        let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (halves.first, halves.last) {
        case ("depot"?, let name?) where halves.count == 2: self = .depot(name)
        case ("vehicle"?, let number?) where Int64(number) != nil:
            self = .vehicle(StaffID(Int64(number) ?? 0))
        default: throw StorageFault.damaged(detail: "a place of stock: \(text.prefix(60))")
        }
    }

    package static func < (a: StockPlace, b: StockPlace) -> Bool {
        switch (a, b) {
        case (.depot(let a), .depot(let b)): a < b
        case (.vehicle(let a), .vehicle(let b)): a < b
        case (.depot, .vehicle): true
        case (.vehicle, .depot): false
        }
    }
}

/// Why stock changed.
package enum StockEvent: String, Sendable, CaseIterable {
    case receive, count, move, hold, release, use
    case giveBack = "return"
}

/// How many of a part are at a place, and how many of them are held for visits.
package struct StockLevel: Hashable, Sendable {
    package var place: StockPlace
    package var part: String
    package var onHand: Int
    package var held: Int
    package var free: Int { onHand - held }
}

/// A line of the ledger: by how much what is on hand and what is held changed.
package struct StockMove: Hashable, Sendable {
    package var id: Int64 = 0
    package var at: Instant
    package var who: String
    package var what: StockEvent
    package var part: String
    package var place: StockPlace
    package var quantity: Int
    package var held: Int
    package var visit: VisitID?
    package var note: String

    package init(
        at: Instant, who: String, what: StockEvent, part: String, place: StockPlace, quantity: Int = 0,
        held: Int = 0, visit: VisitID? = nil, note: String = ""
    ) {
        (self.at, self.who, self.what, self.part, self.place) = (at, who, what, part, place)
        (self.quantity, self.held, self.visit, self.note) = (quantity, held, visit, note)
    }
}

/// Parts on their way to a place.
package struct StockOrder: Hashable, Sendable {
    package var id: Int64 = 0
    package var part: String
    package var place: StockPlace
    package var quantity: Int
    package var received = 0
    package var expected: Day
    package var reference: String
    package var remaining: Int { max(0, quantity - received) }

    package init(part: String, place: StockPlace, quantity: Int, expected: Day, reference: String = "") {
        (self.part, self.place, self.quantity) = (part, place, quantity)
        (self.expected, self.reference) = (expected, reference)
    }
}

/// What a visit needs of a part, has used, and has held for it.
package struct VisitPart: Hashable, Sendable {
    package var visit: VisitID
    package var part: String
    package var needed: Int
    package var used: Int
    /// What the catalogue said when it was used; nil before, and for what was used before this was kept.
    package var charge: PartCharge?
    package var holds: [StockHold] = []
    package var held: Int { holds.map(\.quantity).reduce(0, +) }
    /// Needed and not there yet.
    package var missing: Int { max(0, needed - held - used) }

    package init(visit: VisitID, part: String, needed: Int, used: Int) {
        (self.visit, self.part, self.needed, self.used) = (visit, part, needed, used)
    }
}

/// What a part was called, and what one of it cost.
package struct PartCharge: Hashable, Sendable {
    package var label: Label
    package var price: Money

    package init(label: Label, price: Money) { (self.label, self.price) = (label, price) }
}

/// What an open visit needs and nothing is held for, with who is to come and when.
package struct WaitingPart: Hashable, Sendable {
    package var visit: VisitID
    package var part: String
    package var missing: Int
    package var technician: StaffID?
    package var start: Instant
}

package struct StockHold: Hashable, Sendable {
    package var visit: VisitID
    package var part: String
    package var place: StockPlace
    package var quantity: Int

    package init(visit: VisitID, part: String, place: StockPlace, quantity: Int) {
        (self.visit, self.part, self.place, self.quantity) = (visit, part, place, quantity)
    }
}
