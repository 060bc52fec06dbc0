package import Model
package import Quality
import Records
import Workflow

extension FollowUpCall {
    /// What decides which questions of a rotation it asks: the same whenever it is asked.
    package var chance: Int64 { id.number }
}

extension Reading {
    /// What a call asks about a reason it serves; nil where the questions are the call workflow's own.
    package func questionnaire(asked matter: CallMatter) throws -> Questionnaire? {
        let book = try rules.questionnaires()
        if let name = try rules.followUps()[matter.plan]?.questionnaire { return book[name] }
        let kind = try matter.caseID.flatMap { try cases.find($0) }?.kind.rawValue
        return book.asked(for: matter.reason, kind: kind)
    }

    /// What is still to be asked in a call: for each reason it serves, what has a questionnaire and was not answered in it.
    package func toAsk(in call: FollowUpCall) throws -> [(matter: CallMatter, questionnaire: Questionnaire)] {
        let answered = try surveys.of(call.id, of: call.customer)
        return try callMatters.of(call.id).compactMap { matter in
            guard let asked = try questionnaire(asked: matter),
                !answered.contains(where: { $0.questionnaire == asked.name && $0.isAbout(matter) })
            else { return nil }
            return (matter, asked)
        }
    }

    /// What a call asks next; nil for one whose questions are its workflow's own.
    package func questionnaire(asked call: FollowUpCall) throws -> Questionnaire? {
        try toAsk(in: call).first?.questionnaire
    }

    /// The answers to be given next in a call, and what they are about.
    /// - Throws: `SurveyFault` for a call that asks no questionnaire, and where `mayAsk` would.
    package func draft(asked call: FollowUpCall) throws -> (SurveyDraft, Questionnaire) {
        guard let (matter, questionnaire) = try toAsk(in: call).first else {
            if let last = try surveys.of(call.id, of: call.customer).last {
                throw SurveyFault.already(last.id)
            }
            throw SurveyFault.notInCall(call.id)
        }
        var draft = SurveyDraft(questionnaire.name, [:], source: .call)
        (draft.call, draft.chance, draft.customer) = (call.id, call.chance, call.customer)
        (draft.caseID, draft.visit, draft.unit) = (matter.caseID, matter.visit, matter.unit)
        // A visit's questionnaire is about the visit of the call, or else the last one of its case.
        if draft.visit == nil, questionnaire.about == .visit, let c = matter.caseID {
            draft.visit = try visits.of(c).last { $0.finishedAt != nil }?.id
        }
        return (draft, questionnaire)
    }
}

extension Survey {
    fileprivate func isAbout(_ matter: CallMatter) -> Bool {
        matter.caseID.map { caseID == $0 } ?? matter.unit.map { unit == $0 } ?? true
    }
}

extension Work {
    /// Keeps what was answered in a call to the questionnaire it asks, and after the last it asks closes the call as the
    /// questionnaires say: both, or neither.
    /// - Parameter brokeOff: the customer rang off before the end: what was answered is kept, and the call is closed so.
    /// - Returns: the call is open where it serves another reason, which is to be asked about now.
    /// - Throws: `SurveyFault` for what is owed or is no answer; what `recordCall` throws.
    package func answerCall(_ id: CallID, _ answers: [String: Answer], brokeOff: Bool = false) throws -> (
        SurveyReceipt, FollowUpCall
    ) {
        try require(.makeCall)
        let call = try reading.call(id)
        var (draft, questionnaire) = try reading.draft(asked: call)
        guard let closing = questionnaire.closing(of: answers, brokeOff: brokeOff) else {
            throw SurveyFault.notInCall(id)
        }
        (draft.answers, draft.isPartial) = (answers, brokeOff)
        let before = try reading.surveys.of(id, of: call.customer)
        let receipt = try enter(draft)
        if !brokeOff, try !reading.toAsk(in: call).isEmpty { return (receipt, call) }
        let ends = try before.compactMap { try reading.closing($0) } + [closing]
        let end = brokeOff ? closing : try rules.workflow(of: call).last(of: ends) ?? closing
        let given = try told(answers, questionnaire, to: end, receipt)
        // What the answers have taken up, the call's own end does not take up again.
        let isTakenUp =
            try receipt.setOff.contains(where: \.takesUp) || before.contains { try reading.tookUp($0) }
        if isTakenUp { withheld.insert(.callReachedDissatisfied) }
        defer { withheld.remove(.callReachedDissatisfied) }
        return (receipt, try recordCall(id, end, given: given))
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

extension Reading {
    /// How a call would have been closed by an earlier sheet of it.
    fileprivate func closing(_ survey: Survey) throws -> String? {
        let (questionnaire, answers) = try answers(of: survey)
        return questionnaire.closing(of: answers)
    }

    /// Whether what a sheet said was taken up with a case.
    fileprivate func tookUp(_ survey: Survey) throws -> Bool {
        try journal.of(Subject(survey.id)).contains { entry in
            entry.event == "survey.setOff" && entry.facts["case"].map { !$0.isEmpty } ?? false
        }
    }
}

extension WorkflowDefinition {
    /// Of several ways to end, the one that is furthest down: what is worse stands below what is better.
    fileprivate func last(of names: [String]) -> String? {
        transitions.map(\.name).last { names.contains($0) }
    }
}
