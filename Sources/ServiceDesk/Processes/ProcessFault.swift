package import Model

/// What no map has.
package enum ProcessFault: Fault, Hashable {
    /// A step or a state.
    case noneOf(String, known: [String])

    package var kind: FaultKind { .noSuchThing }

    package var phrase: Phrase {
        switch self {
        case .noneOf(let word, let known):
            Phrase("process.noneOf", ["word": .text(word), "known": .list(known.map { .text($0) })])
        }
    }
}
