import Model
import Quality
import Records
import Workflow

extension Work {
    /// Carries out what a sheet's answers set off, in its transaction: a complaint that is owed is there when the answers are.
    func setOff(by answers: [String: Answer], _ survey: Survey, _ questionnaire: Questionnaire) throws
        -> [SurveyReceipt.SetOff]
    {
        let recorded = try reading.recorded(survey)
        let consequences = questionnaire.consequences(of: answers, recorded: recorded).filter(\.acts)
        guard !consequences.isEmpty else { return [] }
        var facts = answers.mapValues(\.plain).merging(recorded.mapValues(\.plain)) { answer, _ in answer }
        if case .number(let minor) = recorded["recordedFee"] {
            facts["recordedFee"] = Money(minor: minor).description
        }
        return try consequences.map { consequence in
            var done = SurveyReceipt.SetOff(name: consequence.name)
            done.caseID = try takeUp(consequence, survey, facts)
            if let callBack = consequence.callBack { done.call = try promise(callBack, survey) }
            if let notify = consequence.notify {
                let subject =
                    done.caseID.map { Subject($0) } ?? survey.caseID.map { Subject($0) } ?? Subject(survey.id)
                try tell(role: notify.role, .word, subject, notify.message.filled(facts, survey))
            }
            if let praise = consequence.praise { try self.praise(praise.filled(facts, survey), survey) }
            try record(
                Subject(survey.id), "survey.setOff",
                [
                    "consequence": .text(consequence.name), "case": .text(done.caseID?.description ?? ""),
                    "call": .text(done.call?.description ?? ""),
                ])
            return done
        }
    }

    /// - Returns: the case that was opened again, or opened.
    private func takeUp(_ consequence: Consequence, _ survey: Survey, _ facts: [String: String]) throws
        -> CaseID?
    {
        if consequence.reopens, let id = survey.caseID {
            // One that is open, or was just opened again, is in hand: a second case would ask for the same.
            if try signal(.callReachedDissatisfied, to: id) || reading.serviceCase(id).category.isOpen {
                return id
            }
        }
        guard let opening = consequence.open, let customer = survey.customer else { return nil }
        let language = try customers.find(customer)?.language ?? "en"
        var draft = CaseDraft(
            kind: CaseKind(opening.kind), customer: customer,
            summary: opening.summary.filled(facts, survey).text(in: language))
        draft.severity = opening.severity
        draft.unit = survey.unit
        draft.product = survey.product
        if let c = try survey.caseID.flatMap({ try cases.find($0) }) {
            (draft.fault, draft.addressID) = (c.fault, c.addressID)
        }
        draft.onRepeat = .logAnyway
        draft.channel = .followUp
        let opened = try log(draft).serviceCase.id
        if let before = survey.caseID {
            try cases.link(opened, before, kind: "follows", at: now)
            try record(Subject(before), "case.followed", ["by": .text(opened.description)])
        }
        return opened
    }

    private func promise(_ amount: TimedAmount, _ survey: Survey) throws -> CallID? {
        guard let customer = survey.customer else { return nil }
        let by = try rules.due(from: now, amount, calendar: rules.settings.calendar)
        return try schedule(
            CallWish(
                customer: customer, caseID: survey.caseID, visit: survey.visit, reason: CallWish.promised,
                from: now,
                by: by)
        ).id
    }

    /// In the technician's own record.
    private func praise(_ words: Label, _ survey: Survey) throws {
        guard let technician = survey.technician else { return }
        try record(
            Subject(technician), "staff.praised",
            ["survey": .text(survey.id.description), "text": .text(words.text(in: survey.language))])
        try tell(technician, .word, Subject(survey.id), words)
    }
}

extension Reading {
    func recorded(_ survey: Survey) throws -> [String: FieldValue] {
        let kind = try survey.caseID.flatMap { try cases.find($0) }?.kind
        return Self.recorded(try survey.visit.flatMap { try visits.find($0) }, kind: kind)
    }

    /// What the technician recorded at the door. A visit that was finished without a fee cost nothing.
    static func recorded(_ visit: Visit?, kind: CaseKind?) -> [String: FieldValue] {
        var facts: [String: FieldValue] = [:]
        if let kind { facts["kind"] = .text(kind.rawValue) }
        guard let visit else { return facts }
        if visit.finishedAt != nil { facts["recordedFee"] = visit.fields["charge"] ?? .number(0) }
        facts["recordedSignature"] = .flag(!(visit.fields["signature"]?.isEmpty ?? true))
        if let rating = visit.fields["doorRating"] { facts["recordedRating"] = rating }
        return facts
    }
}

extension Label {
    /// With `{survey}` and the names of questions and recorded facts filled in; what is not known leaves a dash.
    fileprivate func filled(_ facts: [String: String], _ survey: Survey) -> Label {
        Label(
            texts.mapValues { text in
                text.replacing(/\{([A-Za-z0-9.]+)\}/) { match in
                    let name = String(match.1)
                    return name == "survey" ? survey.id.description : facts[name] ?? "–"
                }
            })
    }
}
