package import Model

/// Why a customer cannot be promised something sooner than the standard has it.
package enum SoonerPromiseFault: Fault, Hashable {
    /// No clock of the case measures it now.
    case notCounted(String, known: [String])
    case past(Instant)
    /// The standard is as soon.
    case notSooner(due: Instant)
    /// A request for the case waits already.
    case askedAlready(ApprovalID)
    /// A request for a promise that does not say which, and by when.
    case namesNoTime

    package var kind: FaultKind {
        switch self {
        case .notCounted: .noSuchThing
        case .past, .notSooner, .askedAlready, .namesNoTime: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .notCounted(let metric, let known):
            known.isEmpty
                ? Phrase("sooner.nothingCounted")
                : Phrase(
                    "sooner.notCounted",
                    ["metric": .text(metric), "known": .list(known.map { .text($0) })])
        case .past(let at): Phrase("sooner.past", ["at": .instant(at)])
        case .notSooner(let due): Phrase("sooner.notSooner", ["due": .instant(due)])
        case .namesNoTime: Phrase("sooner.namesNoTime")
        case .askedAlready(let id): Phrase("sooner.askedAlready", ["id": .text(id.description)])
        }
    }
}
