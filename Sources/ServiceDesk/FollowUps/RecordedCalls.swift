package import Model
import Quality
import Records
import ServiceTime
import Workflow

/// What is missing where a call is recorded.
package enum RecordedCallFault: Fault, Hashable {
    /// It was made when customers are not rung up, and nobody says why.
    case outsideHours(CallID, reasons: [String])
    /// It ends as if all had been asked, and its questionnaire was not, nor is said why.
    case unasked(CallID, questionnaire: Label)

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .outsideHours(let id, let reasons):
            Phrase(
                "followup.outsideHours",
                [
                    "id": .text(id.description), "field": .text(FollowUpCall.offHours),
                    "reasons": .list(reasons.map { .text($0) }),
                ])
        case .unasked(let id, let questionnaire):
            Phrase(
                "followup.unasked",
                [
                    "id": .text(id.description), "field": .text(FollowUpCall.unasked),
                    "questionnaire": .label(questionnaire),
                ])
        }
    }
}

extension FollowUpCall {
    /// The question of the call's workflow that says why it was made outside the calling hours.
    package static let offHours = "offHours"
    /// The one that says why its questionnaire was not asked.
    package static let unasked = "unasked"
}

extension Reading {
    /// Whether somebody is rung up in this call, taken in hand before or now, when customers are not for its reason.
    package func isOutsideHours(_ call: FollowUpCall, at now: Instant) throws -> Bool {
        try !mayRing(call, at: call.begunAt ?? now)
    }

    /// What a step leaves unasked that may hold the reason for it; one that must have the reason asks for it by itself.
    func leftUnasked(_ call: FollowUpCall, by transition: String) throws -> Questionnaire? {
        let step = try rules.workflow(of: .call(call)).transition(transition)
        return step?.may.contains(FollowUpCall.unasked) == true ? try questionnaire(asked: call) : nil
    }

    /// Whether the customer may be rung up at that time, by the hours for the call's reason. Whoever was promised the minute
    /// wished it.
    func mayRing(_ call: FollowUpCall, at time: Instant) throws -> Bool {
        let calling = try rules.calling()
        if let minute = call.promisedAt {
            if calling.isNear(minute, at: time) { return true }
            // Once it went by they are rung up as soon as anybody may be, as `claimNextCall` hands it out.
            if minute < time, calling.keepsWishes(at: time) { return true }
        }
        return calling.mayCall(for: call.reason, wish: call.wish, at: time)
    }
}

extension Work {
    /// A call made outside the hours says why: the customer rang, or wished it.
    /// - Throws: `RecordedCallFault`, where the step makes an attempt and can hold the reason.
    func mustSayWhy(_ call: FollowUpCall, _ transition: String, _ given: [String: FieldValue]) throws {
        let definition = try rules.workflow(of: .call(call))
        guard let step = definition.transition(transition), step.effects.contains(.countAttempt),
            step.askable.contains(FollowUpCall.offHours), given[FollowUpCall.offHours]?.isEmpty ?? true,
            try reading.isOutsideHours(call, at: now)
        else { return }
        let reasons = definition.field(FollowUpCall.offHours)?.choices.map(\.name) ?? []
        throw RecordedCallFault.outsideHours(call.id, reasons: reasons)
    }

    /// A call that ends as if all had been asked, while its questionnaire was not, says why.
    /// - Returns: what the journal says of it; nil where nothing is owed.
    /// - Throws: `RecordedCallFault.unasked`.
    func tellUnasked(_ call: FollowUpCall, _ transition: String, _ given: [String: FieldValue]) throws
        -> [String: FieldValue]?
    {
        guard let questionnaire = try reading.leftUnasked(call, by: transition) else { return nil }
        guard given[FollowUpCall.unasked]?.isEmpty == false else {
            throw RecordedCallFault.unasked(call.id, questionnaire: questionnaire.label)
        }
        return ["questionnaire": .text(questionnaire.name)]
    }
}
