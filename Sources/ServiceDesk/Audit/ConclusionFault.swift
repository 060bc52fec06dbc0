package import Model

/// What cannot be concluded.
package enum ConclusionFault: Fault, Hashable {
    /// There is no conclusion of this number.
    case none(Int64)
    /// The figures carry no sentence of this name now.
    case noClaim(String, AuditID)
    /// It was taken over or refused before, as this conclusion.
    case alreadyDecided(Int64)
    case nothingSaid
    case noEvidence(String, parts: [AuditDocument.Part])
    case badPlace

    package var kind: FaultKind {
        switch self {
        case .none, .noClaim: .noSuchThing
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .none(let number): Phrase("conclusion.none", ["number": .text(String(number))])
        case .noClaim(let name, let id):
            Phrase("conclusion.noClaim", ["name": .text(name), "id": .text(id.description)])
        case .alreadyDecided(let number):
            Phrase("conclusion.alreadyDecided", ["number": .text(String(number))])
        case .nothingSaid: Phrase("conclusion.nothingSaid")
        case .noEvidence(let word, let parts):
            Phrase(
                "conclusion.noEvidence",
                [
                    "word": .text(word),
                    "known": .list(
                        parts.map { part in
                            .phrase(
                                Phrase(
                                    "conclusion.partNamed",
                                    ["word": .text(part.rawValue), "title": .phrase(part.title)]))
                        }),
                ])
        case .badPlace: Phrase("conclusion.badPlace")
        }
    }
}
