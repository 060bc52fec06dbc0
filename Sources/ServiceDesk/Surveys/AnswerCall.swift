package import Model
package import Quality
import Records
import Workflow

extension FollowUpCall {
    /// What decides which questions of a rotation it asks: the same whenever it is asked.
    package var chance: Int64 { id.number }
}

extension Reading {
    /// What a call asks about a reason it serves; nil where the questions are the call workflow's own, as in one that is about
    /// nothing its questionnaire could be about: a tracking call without a unit.
    package func questionnaire(asked matter: CallMatter) throws -> Questionnaire? {
        let book = try rules.questionnaires()
        let c = try matter.caseID.flatMap { try cases.find($0) }
        let asked: Questionnaire?
        if let name = try rules.followUps()[matter.plan]?.questionnaire {
            asked = book[name]
        } else {
            asked = book.asked(for: matter.reason, kind: c?.kind.rawValue)
        }
        guard let asked, try tells(matter, of: asked.about, c) else { return nil }
        return asked
    }

    /// Whether what a questionnaire is about is known of a matter.
    private func tells(_ matter: CallMatter, of about: Questionnaire.About, _ c: ServiceCase?) throws -> Bool
    {
        switch about {
        case .customer, .staff: true
        case .unit: matter.unit != nil || c?.unit != nil
        case .case: c != nil || matter.visit != nil
        case .visit:
            try matter.visit != nil
                || c.map { try visits.of($0.id).contains { $0.finishedAt != nil } } == true
        }
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

/// What a call asks about: the unit, or the case, of the reason it is asked for.
package struct AskedAbout: Sendable, Hashable {
    package var caseID: CaseID?
    package var unit: Model.Unit?
    /// Empty where it is about neither.
    package var product: String
}

extension Reading {
    package func about(_ draft: SurveyDraft) throws -> AskedAbout {
        let unit = try draft.unit.map { try self.unit($0) }
        let product = try draft.caseID.map { try serviceCase($0).product } ?? unit?.product ?? ""
        return AskedAbout(caseID: draft.caseID, unit: unit, product: product)
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
    /// - Parameters:
    ///   - brokeOff: the customer rang off before the end: what was answered is kept, and the call is closed so.
    ///   - offHours: why it was made outside the calling hours, by the name of the choice; needed only there.
    /// - Returns: the call is open where it serves another reason, which is to be asked about now.
    /// - Throws: `SurveyFault` for what is owed or is no answer; what `recordCall` throws.
    package func answerCall(
        _ id: CallID, _ answers: [String: Answer], brokeOff: Bool = false, offHours: String? = nil
    ) throws -> (SurveyReceipt, FollowUpCall) {
        let call = try reading.call(id)
        try requireMaking(call)
        var (draft, questionnaire) = try reading.draft(asked: call)
        guard let closing = questionnaire.closing(of: answers, brokeOff: brokeOff) else {
            throw SurveyFault.notInCall(id)
        }
        (draft.answers, draft.isPartial) = (answers, brokeOff)
        let before = try reading.sheets(in: call)
        let receipt = try enter(draft)
        if !brokeOff, try !reading.toAsk(in: call).isEmpty { return (receipt, call) }
        let last = CallAnswers(survey: receipt.survey, questionnaire: questionnaire, answers: answers)
        let ends = before.compactMap(\.closing) + [closing]
        let end = brokeOff ? closing : try rules.workflow(of: call).last(of: ends) ?? closing
        // What is said of the call is what the sheet says that it ends by.
        let telling = end == closing ? last : before.last { $0.closing == end } ?? last
        var given = try told(telling, beside: before + [last], to: end)
        given[FollowUpCall.offHours] = offHours.map { .text($0) }
        // What the answers have taken up, or say of another matter than the call's own, its end does not take up again.
        let isTakenUp =
            try receipt.setOff.contains(where: \.takesUp)
            || before.contains { try reading.tookUp($0.survey) } || telling.survey.caseID != call.caseID
        if isTakenUp { withheld.insert(.callReachedDissatisfied) }
        defer { withheld.remove(.callReachedDissatisfied) }
        return (receipt, try self.end(id, end, given, isAsked: true))
    }

    /// Of the answers, those the step takes by the same name, of the others where the sheet that tells has none; its remark says
    /// where all of them are.
    private func told(_ telling: CallAnswers, beside all: [CallAnswers], to transition: String) throws
        -> [String: FieldValue]
    {
        let definition = try rules.workflow(named: "call")
        let asked = definition.transition(transition)?.askable ?? []
        var given: [String: FieldValue] = [:]
        for name in asked {
            let answer = telling.answers[name] ?? all.lazy.compactMap { $0.answers[name] }.first
            guard let field = definition.field(name), let answer else { continue }
            // What the workflow's field does not take stays in the sheet.
            given[name] = field.value(typed: answer.plain)
        }
        if asked.contains("remark"), given["remark"] == nil {
            let words = telling.questionnaire.questions.compactMap { question -> String? in
                if case .text(let text) = telling.answers[question.name] { text } else { nil }
            }
            given["remark"] = .text((all.map(\.survey.id.description) + words).joined(separator: "  "))
        }
        return given
    }
}

/// A sheet that was answered in a call.
private struct CallAnswers {
    var survey: Survey
    var questionnaire: Questionnaire
    var answers: [String: Answer]

    /// How it would have closed the call.
    var closing: String? { questionnaire.closing(of: answers) }
}

extension Reading {
    fileprivate func sheets(in call: FollowUpCall) throws -> [CallAnswers] {
        try surveys.of(call.id, of: call.customer).map { survey in
            let (questionnaire, answers) = try answers(of: survey)
            return CallAnswers(survey: survey, questionnaire: questionnaire, answers: answers)
        }
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
