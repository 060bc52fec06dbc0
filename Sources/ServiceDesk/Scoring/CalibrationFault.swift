package import Model

/// Why a calibration session is not begun, scored, closed or agreed on, as facts.
package enum CalibrationFault: Fault, Hashable {
    /// There is nothing to compare with fewer than two.
    case tooFewRaters
    case nothingToScore
    /// The card is not for such cases or calls.
    case otherMatter(Subject, card: Label)
    /// It is not over, or nobody here did it.
    case notOver(Subject)
    /// Nobody scores their own work, nor leads where it is scored.
    case ownWork(Subject, name: String)
    /// They do not score by this card.
    case notRater(name: String, card: Label)
    /// They are not among those who score in it.
    case notAmong(CalibrationID)
    /// It is not scored in this session.
    case notInIt(Subject, CalibrationID, known: [Subject])
    /// Scored by this person already.
    case scored(Subject, CalibrationID)
    case closed(CalibrationID, Instant)
    /// Nothing is agreed before all may see what was scored.
    case stillOpen(CalibrationID)
    case agreed(Subject, CalibrationID)

    package var kind: FaultKind {
        switch self {
        case .notInIt: .noSuchThing
        case .ownWork, .notRater, .notAmong: .notAllowed
        case .tooFewRaters, .nothingToScore, .otherMatter, .notOver, .scored, .closed, .stillOpen, .agreed:
            .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .tooFewRaters: Phrase("calibration.tooFewRaters")
        case .nothingToScore: Phrase("calibration.nothingToScore")
        case .otherMatter(let subject, let card):
            Phrase("calibration.otherMatter", ["matter": .text(subject.description), "card": .label(card)])
        case .notOver(let subject): Phrase("calibration.notOver", ["matter": .text(subject.description)])
        case .ownWork(let subject, let name):
            Phrase("calibration.ownWork", ["matter": .text(subject.description), "name": .text(name)])
        case .notRater(let name, let card):
            Phrase("calibration.notRater", ["name": .text(name), "card": .label(card)])
        case .notAmong(let id): Phrase("calibration.notAmong", ["id": .text(id.description)])
        case .notInIt(let subject, let id, let known):
            Phrase(
                "calibration.notInIt",
                Self.facts(subject, id).merging(
                    ["known": .list(known.map { .text($0.description) })]) { $1 })
        case .scored(let subject, let id): Phrase("calibration.scored", Self.facts(subject, id))
        case .closed(let id, let at):
            Phrase("calibration.closed", ["id": .text(id.description), "at": .instant(at)])
        case .stillOpen(let id): Phrase("calibration.stillOpen", ["id": .text(id.description)])
        case .agreed(let subject, let id): Phrase("calibration.agreed", Self.facts(subject, id))
        }
    }

    private static func facts(_ subject: Subject, _ id: CalibrationID) -> [String: PhraseFact] {
        ["matter": .text(subject.description), "id": .text(id.description)]
    }
}
