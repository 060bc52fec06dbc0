package import Model
package import Quality
import Records
import Workflow

/// A sheet as it was corrected or withdrawn, and what its answers set off before and now.
package struct CorrectionReceipt: Sendable {
    package var survey: Survey
    /// What the former answers set off. It stays: cases are closed by whoever looks into them.
    package var stays: [SurveyReceipt.SetOff]
    /// What only the corrected answers set off.
    package var setOff: [SurveyReceipt.SetOff] = []
}

extension Work {
    /// Puts right what was entered wrongly. The former answers are kept, and the journal says who changed what and why.
    /// What the sheet is about stays: one about the wrong visit is withdrawn, and entered anew.
    ///
    /// What the former answers set off stays; what only the corrected ones set off is done now, in the cases that are still
    /// open of the same matter. A sheet taken in as history sets nothing off.
    /// - Parameters:
    ///   - changes: by question; nil takes an answer back.
    ///   - revision: of the answers that the person saw; nil for those there are.
    /// - Throws: `SurveyFault` for what is no answer or newly owed, for one's own work, a sheet that was withdrawn, and where
    ///   nothing changes; `StorageFault.stale` when somebody else corrected it meanwhile.
    @discardableResult
    package func correct(
        _ id: SurveyID, _ changes: [String: Answer?], reason: String, revision: Int? = nil
    ) throws -> CorrectionReceipt {
        let survey = try sheetToChange(id, reason: reason)
        if let revision, revision != survey.revision {
            throw StorageFault.stale(subject: Subject(id), have: revision, found: survey.revision)
        }
        let (questionnaire, before) = try reading.answers(of: survey)
        let answers = before.merging(changes.compactMapValues { $0 }) { $1 }
            .filter { name, _ in changes[name].map { $0 != nil } ?? true }
        guard answers != before else { throw SurveyFault.nothingChanged(id) }
        try check(survey, from: before, to: answers, named: changes.keys.sorted(), questionnaire)
        let corrected = try surveys.correct(survey, to: stored(answers, questionnaire))
        let what = questionnaire.questions.filter { before[$0.name] != answers[$0.name] }.map { question in
            let words = [before[question.name]?.plain, "->", answers[question.name]?.plain]
            return "\(question.name): " + words.compactMap { $0 }.joined(separator: " ")
        }
        try tellOfChange(
            corrected, "survey.corrected",
            [
                "reason": .text(reason.trimmed), "changes": .text(what.joined(separator: "; ")),
                "revision": .number(Int64(corrected.revision)),
            ])
        let stays = try reading.setOff(by: id)
        guard survey.setsOff else { return CorrectionReceipt(survey: corrected, stays: stays) }
        // What follows of answers is the rule of today.
        let rule = try rules.questionnaires()[questionnaire.name] ?? questionnaire
        let recorded = try reading.recorded(survey)
        // Once for a sheet, however often it is corrected.
        let known = Set(rule.consequences(of: before, recorded: recorded).map(\.name))
        return CorrectionReceipt(
            survey: corrected, stays: stays,
            setOff: try asDesk().setOff(by: answers, corrected, rule, except: known, beside: stays))
    }

    /// Takes a sheet out of every result, for ever; it stays to be read, and what it set off stays.
    /// - Throws: as `correct`.
    @discardableResult
    package func withdraw(_ id: SurveyID, reason: String) throws -> CorrectionReceipt {
        let survey = try sheetToChange(id, reason: reason)
        let withdrawn = try surveys.withdraw(survey, at: now)
        try tellOfChange(withdrawn, "survey.withdrawn", ["reason": .text(reason.trimmed)])
        return CorrectionReceipt(survey: withdrawn, stays: try reading.setOff(by: id))
    }

    private func sheetToChange(_ id: SurveyID, reason: String) throws -> Survey {
        try require(.correctSurvey)
        try reading.requireReach(.read, on: Subject(id), actor)
        let survey = try reading.survey(id)
        guard survey.withdrawnAt == nil else { throw SurveyFault.withdrawn(id) }
        try mustBeOthersWork(survey)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        return survey
    }

    /// Nobody changes, or judges, what customers say of their own work.
    func mustBeOthersWork(_ survey: Survey) throws {
        guard try reading.isOwnWork(survey, of: actor) else { return }
        throw SurveyFault.ownSheet(login: actor.login)
    }

    /// What was owed before, as of a customer who broke off, may be owed still.
    private func check(
        _ survey: Survey, from before: [String: Answer], to answers: [String: Answer], named: [String],
        _ questionnaire: Questionnaire
    ) throws {
        guard !answers.isEmpty else { throw SurveyFault.noAnswers }
        var sheet = AnswerSheet(questionnaire, chance: survey.chance)
        for name in named where questionnaire[name] == nil {
            throw SurveyFault.noQuestion(name, in: questionnaire.name)
        }
        for (name, answer) in answers.sorted(by: { $0.key < $1.key }) { try sheet.give(answer, to: name) }
        let owed = AnswerSheet(questionnaire, chance: survey.chance, answers: before).faults
        try SurveyFault.raise(sheet.faults.filter { !owed.contains($0) })
    }

    /// In the sheet's own journal, and in that of the case it is about.
    private func tellOfChange(_ survey: Survey, _ event: String, _ facts: [String: FieldValue]) throws {
        try record(Subject(survey.id), event, facts, version: survey.revision)
        guard let id = survey.caseID else { return }
        var told = facts
        told["survey"] = .text(survey.id.description)
        try record(Subject(id), event, told)
    }
}

extension Reading {
    /// What a sheet's answers set off, as the journal has it.
    package func setOff(by id: SurveyID) throws -> [SurveyReceipt.SetOff] {
        try journal.of(Subject(id)).filter { $0.event == "survey.setOff" }.map { entry in
            SurveyReceipt.SetOff(
                name: entry.facts["consequence"]?.plain ?? "",
                caseID: CaseID(entry.facts["case"]?.plain ?? ""),
                call: CallID(entry.facts["call"]?.plain ?? ""))
        }
    }
}
