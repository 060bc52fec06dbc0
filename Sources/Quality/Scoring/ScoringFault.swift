package import Model

/// Why answers to a score card are no score, as facts.
package enum ScoringFault: Fault, Hashable {
    case noItem(String, known: [String])
    case wrongAnswer(String, to: String, known: [String])
    case unanswered([String])
    /// Every item with points was left out as not applying.
    case nothingApplies

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .noItem(let name, let known):
            Phrase("scoring.noItem", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .wrongAnswer(let word, let item, let known):
            Phrase(
                "scoring.wrongAnswer",
                ["word": .text(word), "item": .text(item), "known": .list(known.map { .text($0) })])
        case .unanswered(let items):
            Phrase("scoring.unanswered", ["items": .list(items.map { .text($0) })])
        case .nothingApplies: Phrase("scoring.nothingApplies")
        }
    }
}
