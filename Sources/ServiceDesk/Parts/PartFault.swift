package import Model
import Records

/// A part that may be meant: `ac-fan-motor (Fan motor)`.
package struct PartCandidate: Hashable, Sendable {
    package var code: String
    package var label: Label

    fileprivate var fact: PhraseFact {
        .phrase(Phrase("part.candidate", ["code": .text(code), "part": .label(label)]))
    }
}

/// What keeping parts can refuse, as facts.
package enum PartFault: Fault, Hashable {
    /// - Parameter near: what may be meant; perhaps none.
    case unknownPart(String, near: [PartCandidate])
    case ambiguousPart(String, [PartCandidate])
    /// A number of pieces that is none.
    case notWhole(String)
    /// Neither a depot nor somebody with a vehicle.
    case unknownPlace(String, depots: [String])
    /// A depot of which nobody said where it is.
    case placeless(depot: String)
    case badQuantity(Int)
    /// - Parameter free: how many nobody has reserved; `held` for how many visits have.
    case notEnough(part: String, place: String, wanted: Int, free: Int, held: Int)
    /// For a visit, at no place its technician can fetch it from.
    case notThere(part: String, wanted: Int, free: Int, expected: Day?)
    case stillHeld(part: String, place: String, held: Int)
    case samePlace(String)
    case noOrder(Int64)
    case orderComplete(Int64, remaining: Int)
    /// An order is put off to a later day only.
    case notLater(Int64, expected: Day)
    case notOfVisit(part: String, VisitID)
    case visitOver(VisitID)
    case visitNotOver(VisitID)
    case tooManyBack(part: String, used: Int)

    package static let most = 100_000

    static func check(_ quantity: Int) throws {
        guard (1...most).contains(quantity) else { throw badQuantity(quantity) }
    }

    package var kind: FaultKind {
        switch self {
        case .unknownPart, .unknownPlace, .noOrder, .notOfVisit: .noSuchThing
        case .notEnough, .notThere: .tryAgain
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .unknownPart(let code, let near) where near.isEmpty:
            Phrase("part.unknown", ["code": .text(code)])
        case .unknownPart(let code, let near):
            Phrase("part.unknownNear", ["code": .text(code), "near": .list(near.map(\.fact))])
        case .ambiguousPart(let word, let parts):
            Phrase("part.ambiguous", ["word": .text(word), "parts": .list(parts.map(\.fact))])
        case .notWhole(let count):
            Phrase("part.notWhole", ["quantity": .text(count), "most": .text(String(Self.most))])
        case .unknownPlace(let name, let depots):
            Phrase("part.unknownPlace", ["name": .text(name), "depots": .list(depots.map { .text($0) })])
        case .placeless(let name): Phrase("part.placeless", ["name": .text(name)])
        case .badQuantity(let count):
            Phrase("part.badQuantity", ["quantity": .text(String(count)), "most": .text(String(Self.most))])
        case .notEnough(let part, let place, let wanted, let free, let held):
            Phrase(
                "part.notEnough",
                [
                    "part": .text(part), "place": .text(place), "wanted": .text(String(wanted)),
                    "free": .text(String(free)), "held": .text(String(held)),
                ])
        case .notThere(let part, let wanted, let free, let expected):
            Phrase(
                expected == nil ? "part.notThere" : "part.notThereYet",
                [
                    "part": .text(part), "wanted": .text(String(wanted)), "free": .text(String(free)),
                ].merging(expected.map { ["day": .day($0)] } ?? [:]) { own, _ in own })
        case .stillHeld(let part, let place, let held):
            Phrase(
                "part.stillHeld", ["part": .text(part), "place": .text(place), "held": .text(String(held))])
        case .samePlace(let place): Phrase("part.samePlace", ["place": .text(place)])
        case .noOrder(let number): Phrase("part.noOrder", ["number": .text(String(number))])
        case .orderComplete(let number, let remaining):
            Phrase(
                "part.orderComplete",
                ["number": .text(String(number)), "remaining": .text(String(remaining))])
        case .notLater(let number, let expected):
            Phrase("part.notLater", ["number": .text(String(number)), "day": .day(expected)])
        case .notOfVisit(let part, let id):
            Phrase("part.notOfVisit", ["part": .text(part), "visit": .text(id.description)])
        case .visitOver(let id): Phrase("part.visitOver", ["visit": .text(id.description)])
        case .visitNotOver(let id): Phrase("part.visitNotOver", ["visit": .text(id.description)])
        case .tooManyBack(let part, let used):
            Phrase("part.tooManyBack", ["part": .text(part), "used": .text(String(used))])
        }
    }
}
