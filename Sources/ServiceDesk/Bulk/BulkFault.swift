package import Model

/// What can stand against doing something with many cases at once, or taking it back.
package enum BulkFault: Fault, Hashable {
    case tooMany(most: Int)
    /// There is nothing to change about it.
    case alreadySo(CaseID)
    /// Somebody went on from there.
    case changedSince(CaseID)
    case nothingToUndo
    case tooLate(after: Span)
    /// What a step set off cannot be taken back.
    case stepsStay

    package var kind: FaultKind {
        switch self {
        case .tooMany, .alreadySo, .changedSince, .tooLate, .stepsStay: .badData
        case .nothingToUndo: .noSuchThing
        }
    }

    package var phrase: Phrase {
        switch self {
        case .tooMany(let most): Phrase("bulk.tooMany", ["count": .count(most)])
        case .alreadySo(let id): Phrase("bulk.alreadySo", ["id": .text(id.description)])
        case .changedSince(let id): Phrase("bulk.changedSince", ["id": .text(id.description)])
        case .nothingToUndo: Phrase("bulk.nothingToUndo")
        case .tooLate(let span): Phrase("bulk.tooLate", ["span": .span(span)])
        case .stepsStay: Phrase("bulk.stepsStay")
        }
    }
}
