package import Model
package import Quality

/// What cannot be noted of needs, or told of them.
package enum NeedFault: Fault, Hashable {
    case noNeed(String, known: [String])
    /// Of a need in this unit.
    case badValue(String, unit: ServiceMeasure.Unit)
    /// A need that is met or not has no standard.
    case noStandard(String)
    /// The need is not one of this customer's kind.
    case otherAudience(CustomerID, NeedAudience)
    /// No part of those whose needs are asked for.
    case otherSegment(String, NeedAudience)
    /// Neither a customer nor a group said it.
    case noSpeaker
    case dayToCome(Day)
    case alreadyThere(Int64)
    case noNote(Int64)

    package var kind: FaultKind {
        switch self {
        case .noNeed, .noNote: .noSuchThing
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noNeed(let name, let known):
            Phrase("need.noNeed", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .badValue(let value, let unit):
            Phrase("need.badValue", ["value": .text(value), "unit": .phrase(unit.label)])
        case .noStandard(let need): Phrase("need.noStandard", ["need": .text(need)])
        case .otherAudience(let customer, let audience):
            Phrase(
                "need.otherAudience",
                ["customer": .text(customer.description), "audience": .phrase(audience.label)])
        case .otherSegment(let segment, let audience):
            Phrase(
                "need.otherSegment",
                [
                    "segment": .text(segment), "audience": .phrase(audience.label),
                    "known": .list(GapSegment.all.filter(audience.holds).map { .text($0.word) }),
                ])
        case .noSpeaker: Phrase("need.noSpeaker")
        case .dayToCome(let day): Phrase("competitor.dayToCome", ["day": .day(day)])
        case .alreadyThere(let note): Phrase("need.alreadyThere", ["note": .text(String(note))])
        case .noNote(let note): Phrase("need.noNote", ["note": .text(String(note))])
        }
    }
}

extension NeedAudience {
    package var label: Phrase { Phrase("need.audience.\(rawValue)") }
}

extension Need.Level {
    package var label: Phrase { Phrase("need.level.\(rawValue)") }
}

extension KanoCategory {
    package var label: Phrase { Phrase("need.kano.\(rawValue)") }
}
