package import Model

/// Why a case or a call is not drawn, scored, settled or spoken of, as facts.
package enum ReviewFault: Fault, Hashable {
    case noCard(String, known: [String])
    /// The week is not over.
    case weekToCome(Day)
    /// Nothing waits to be scored by this person.
    case nothingToScore
    case ownWork(ReviewID)
    /// Scored by this person already.
    case scored(ReviewID)
    /// As many as are to score it have, or hold it in hand.
    case taken(ReviewID)
    /// The card is scored by people of these roles.
    case notRater(ReviewID, roles: [Label])
    case notInHand(ReviewID)
    /// There are no two scores that differ.
    case nothingToSettle(ReviewID)
    /// Whoever scored it does not settle it.
    case ownScore(ReviewID)
    case notFinished(ReviewID)
    case answered(CoachingID)
    /// Somebody else changed it at the same moment.
    case changed(ReviewID)

    package var kind: FaultKind {
        switch self {
        case .noCard, .nothingToScore: .noSuchThing
        case .ownWork, .notRater, .ownScore: .notAllowed
        case .changed, .taken: .tryAgain
        case .weekToCome, .scored, .notInHand, .nothingToSettle, .notFinished, .answered: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noCard(let name, let known):
            Phrase("scoring.noCard", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .weekToCome(let week): Phrase("scoring.weekToCome", ["week": .day(week)])
        case .nothingToScore: Phrase("scoring.nothingToScore")
        case .ownWork(let id): Phrase("scoring.ownWork", ["id": .text(id.description)])
        case .scored(let id): Phrase("scoring.scored", ["id": .text(id.description)])
        case .taken(let id): Phrase("scoring.taken", ["id": .text(id.description)])
        case .notRater(let id, let roles):
            Phrase(
                "scoring.notRater",
                ["id": .text(id.description), "roles": .list(roles.map { .label($0) })])
        case .notInHand(let id): Phrase("scoring.notInHand", ["id": .text(id.description)])
        case .nothingToSettle(let id): Phrase("scoring.nothingToSettle", ["id": .text(id.description)])
        case .ownScore(let id): Phrase("scoring.ownScore", ["id": .text(id.description)])
        case .notFinished(let id): Phrase("scoring.notFinished", ["id": .text(id.description)])
        case .answered(let id): Phrase("scoring.answered", ["id": .text(id.description)])
        case .changed(let id): Phrase("scoring.changed", ["id": .text(id.description)])
        }
    }
}
