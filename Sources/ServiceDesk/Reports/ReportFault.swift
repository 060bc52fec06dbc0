package import Model

/// What cannot be reported.
package enum ReportFault: Fault, Hashable {
    /// The rows of this figure have nothing of the kind.
    case notApart(ServiceFigure, by: String, known: [String])

    package var kind: FaultKind { .usage }

    package var phrase: Phrase {
        switch self {
        case .notApart(let figure, let by, let known):
            Phrase(
                "figures.notApart",
                [
                    "figure": .phrase(figure.label), "by": .text(by),
                    "known": .list(known.map { .text($0) }),
                ])
        }
    }
}
