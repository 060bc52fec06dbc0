package import Model

/// Why promises cannot be drafted or approved so.
package enum PromiseDraftFault: Fault, Hashable {
    case noDraft(Int64)
    /// It is approved, or withdrawn.
    case notOpen(Int64)
    /// Somebody changed it since it was read.
    case changed(Int64)
    /// The text names no promise.
    case nothing
    /// Nobody approves what they wrote.
    case ownDraft
    case dayPast(Day)
    /// Neither a forecast nor a remark.
    case noForecast(Int64)
    /// Customers were promised it: only another draft changes that.
    case inForce(Int64)

    package var kind: FaultKind {
        switch self {
        case .noDraft: .noSuchThing
        case .changed: .tryAgain
        case .ownDraft: .notAllowed
        case .notOpen, .nothing, .dayPast, .noForecast, .inForce: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noDraft(let id): Phrase("promise.noDraft", ["draft": .text(String(id))])
        case .notOpen(let id): Phrase("promise.notOpen", ["draft": .text(String(id))])
        case .changed(let id): Phrase("promise.draftChanged", ["draft": .text(String(id))])
        case .nothing: Phrase("promise.nothing")
        case .ownDraft: Phrase("promise.ownDraft")
        case .dayPast(let day): Phrase("promise.dayPast", ["day": .day(day)])
        case .noForecast(let id): Phrase("promise.noForecast", ["draft": .text(String(id))])
        case .inForce(let id): Phrase("promise.draftInForce", ["draft": .text(String(id))])
        }
    }
}
