package import Model
package import Quality
import Records
import Workflow

extension FollowUpCall {
    /// What decides which questions of a rotation it asks: the same whenever it is asked.
    package var chance: Int64 { id.number }
}

extension Reading {
    /// What a call asks; nil for one whose questions are its workflow's own.
    package func questionnaire(asked call: FollowUpCall) throws -> Questionnaire? {
        let kind = try call.caseID.flatMap { try cases.find($0) }?.kind.rawValue
        return try rules.questionnaires().asked(for: call.reason, kind: kind)
    }
}

extension Reading {
    /// The answers to be given in a call, and what they are about.
    /// - Throws: `SurveyFault` for a call that asks no questionnaire, and where `mayAsk` would.
    package func draft(asked call: FollowUpCall) throws -> (SurveyDraft, Questionnaire) {
        guard let questionnaire = try questionnaire(asked: call) else { throw SurveyFault.notInCall(call.id) }
        var draft = SurveyDraft(questionnaire.name, [:], source: .call)
        draft.call = call.id
        draft.chance = call.chance
        // A visit's questionnaire is about the visit of the call, or else the last one of its case.
        if call.visit == nil, questionnaire.about == .visit, let c = call.caseID {
            draft.visit = try visits.of(c).last { $0.finishedAt != nil }?.id
        }
        return (draft, questionnaire)
    }
}

extension Work {
    /// Keeps what was answered in a call to the questionnaire it asks, and closes the call as the questionnaire says:
    /// both, or neither.
    /// - Parameter brokeOff: the customer rang off before the end: what was answered is kept, and the call is closed so.
    /// - Throws: `SurveyFault` for what is owed or is no answer; what `recordCall` throws.
    package func answerCall(_ id: CallID, _ answers: [String: Answer], brokeOff: Bool = false) throws -> (
        SurveyReceipt, FollowUpCall
    ) {
        try require(.makeCall)
        var (draft, questionnaire) = try reading.draft(asked: reading.call(id))
        guard let closing = questionnaire.closing(of: answers, brokeOff: brokeOff) else {
            throw SurveyFault.notInCall(id)
        }
        (draft.answers, draft.isPartial) = (answers, brokeOff)
        let receipt = try enter(draft)
        let given = try told(answers, questionnaire, to: closing, receipt)
        // What the answers have taken up, the call's own end does not take up again.
        if receipt.setOff.contains(where: \.takesUp) { withheld.insert(.callReachedDissatisfied) }
        defer { withheld.remove(.callReachedDissatisfied) }
        return (receipt, try recordCall(id, closing, given: given))
    }

    /// Of the answers, those the step takes by the same name; its remark says where all of them are.
    private func told(
        _ answers: [String: Answer], _ questionnaire: Questionnaire, to transition: String,
        _ receipt: SurveyReceipt
    ) throws -> [String: FieldValue] {
        let definition = try rules.workflow(named: "call")
        let asked = definition.transition(transition)?.askable ?? []
        var given: [String: FieldValue] = [:]
        for name in asked {
            guard let field = definition.field(name), let answer = answers[name] else { continue }
            // What the workflow's field does not take stays in the sheet.
            given[name] = field.value(typed: answer.plain)
        }
        if asked.contains("remark"), given["remark"] == nil {
            let words = questionnaire.questions.compactMap { question -> String? in
                if case .text(let text) = answers[question.name] { text } else { nil }
            }
            given["remark"] = .text((["\(receipt.survey.id)"] + words).joined(separator: "  "))
        }
        return given
    }
}
