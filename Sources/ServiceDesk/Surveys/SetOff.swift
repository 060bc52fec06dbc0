import Model
import Quality
import Records
import Workflow

extension Work {
    /// Carries out what a sheet's answers set off, in its transaction: a complaint that is owed is there when the answers are.
    ///
    /// One matter is one case: the case asked about is opened again once, and consequences of the same `matter` share one.
    /// Those after the first stand in it as notes.
    /// - Parameters:
    ///   - known: consequences that were owed before.
    ///   - stays: what the sheet set off before: not done again, and joined by what is of the same matter.
    func setOff(
        by answers: [String: Answer], _ survey: Survey, _ questionnaire: Questionnaire,
        except known: Set<String> = [], beside stays: [SurveyReceipt.SetOff] = []
    ) throws -> [SurveyReceipt.SetOff] {
        let recorded = try reading.recorded(survey)
        let done = known.union(stays.map(\.name))
        let consequences = questionnaire.consequences(of: answers, recorded: recorded).filter {
            $0.acts && !done.contains($0.name)
        }
        let words = SurveyWords(survey, questionnaire, answers, recorded)
        var inHand = try inHand(stays, survey, questionnaire)
        return try consequences.map { consequence in
            var done = SurveyReceipt.SetOff(name: consequence.name)
            done.caseID = try takeUp(consequence, survey, words, &inHand)
            done.takesUp = consequence.reopens && done.caseID != nil
            if let callBack = consequence.callBack { done.call = try promise(callBack, survey) }
            if let notify = consequence.notify {
                let subject =
                    done.caseID.map { Subject($0) } ?? survey.caseID.map { Subject($0) } ?? Subject(survey.id)
                try tell(role: notify.role, .word, subject, words.fill(notify.message))
            }
            if let praise = consequence.praise { try self.praise(words.fill(praise), survey) }
            try record(
                Subject(survey.id), "survey.setOff",
                [
                    "consequence": .text(consequence.name), "case": .text(done.caseID?.description ?? ""),
                    "call": .text(done.call?.description ?? ""),
                ])
            return done
        }
    }

    /// What this sheet has taken up so far.
    private struct InHand {
        /// The case it is about, when that is open or was opened again.
        var again: CaseID?
        /// What was opened, by matter.
        var opened: [String: CaseID] = [:]
    }

    /// Of what a sheet set off before, that which is still open.
    private func inHand(_ stays: [SurveyReceipt.SetOff], _ survey: Survey, _ questionnaire: Questionnaire)
        throws -> InHand
    {
        var inHand = InHand()
        let about = try survey.caseID.flatMap { try afterMerges($0) }
        for done in stays {
            // The case asked about is looked at again by whatever opens it again.
            guard let c = try done.caseID.flatMap({ try afterMerges($0) }), c.category.isOpen,
                c.id != about?.id
            else { continue }
            let matter = questionnaire.consequences.first { $0.name == done.name }?.matter
            inHand.opened[matter ?? done.name] = c.id
        }
        return inHand
    }

    /// - Returns: the case it is in hand with.
    private func takeUp(
        _ consequence: Consequence, _ survey: Survey, _ words: SurveyWords, _ inHand: inout InHand
    ) throws -> CaseID? {
        if consequence.reopens, let id = survey.caseID {
            if inHand.again == nil { inHand.again = try openAgain(id) }
            if let again = inHand.again {
                if let opening = consequence.open { try add(opening, to: again, survey, words) }
                return again
            }
        }
        guard let opening = consequence.open, let customer = survey.customer else { return nil }
        let matter = consequence.matter ?? consequence.name
        if let there = inHand.opened[matter] {
            try add(opening, to: there, survey, words)
            try raise(reading.serviceCase(there), to: opening.severity)
            return there
        }
        let opened = try open(opening, for: customer, survey, words)
        inHand.opened[matter] = opened
        return opened
    }

    /// Opens the case asked about again, as its workflow does for a dissatisfied customer; one that is open is in hand.
    /// - Returns: nil where it stays closed, since its workflow only opens another.
    private func openAgain(_ id: CaseID) throws -> CaseID? {
        guard let c = try afterMerges(id) else { return nil }
        if c.category.isOpen { return c.id }
        let definition = try rules.workflow(of: .serviceCase(c))
        let facts = try reading.facts(of: .serviceCase(c), actor: .desk, now: now)
        guard
            let reaction = definition.reaction(to: .callReachedDissatisfied, in: c.state, facts: facts),
            let target = definition.transition(reaction)?.to, definition.category(of: target)?.isOpen == true
        else { return nil }
        _ = try take(reaction, on: .serviceCase(c), given: [:], known: Known(facts: facts))
        return c.id
    }

    private func add(
        _ opening: Consequence.Opening, to id: CaseID, _ survey: Survey, _ words: SurveyWords
    ) throws {
        try note(Subject(id), words.fill(opening.summary).text(in: survey.language))
    }

    func open(
        _ opening: Consequence.Opening, for customer: CustomerID, _ survey: Survey, _ words: SurveyWords
    ) throws -> CaseID {
        let language = try customers.find(customer)?.language ?? "en"
        var draft = CaseDraft(
            kind: CaseKind(opening.kind), customer: customer,
            summary: words.fill(opening.summary).text(in: language))
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
            try record(Subject(before), "case.followed", ["case": .text(opened.description)])
        }
        return opened
    }

    /// By others than those who served the case, since it may be about them; not at once, but from the next working hour on. A
    /// minute that was agreed with the customer in the same call is kept in place of it.
    private func promise(_ amount: TimedAmount, _ survey: Survey) throws -> CallID? {
        guard let customer = survey.customer else { return nil }
        if let agreed = try agreed(in: survey, with: customer) { return agreed }
        let calendar = rules.settings.calendar
        let from = try rules.due(from: now, TimedAmount(1, .workingHours), calendar: calendar)
        let by = try rules.due(from: now, amount, calendar: calendar)
        var wish = CallWish(
            customer: customer, caseID: survey.caseID, visit: survey.visit, reason: CallWish.promised,
            from: from, by: max(from, by))
        wish.isByOthers = true
        return try schedule(wish).id
    }

    /// A call-back that was promised while the call lay in hand that the sheet was answered in.
    private func agreed(in survey: Survey, with customer: CustomerID) throws -> CallID? {
        guard let begun = try survey.call.flatMap({ try reading.call($0).begunAt }) else { return nil }
        return try calls.notBegun(of: customer).first {
            $0.promisedAt != nil && $0.createdAt >= begun && $0.caseID == survey.caseID
        }?.id
    }

    /// In the technician's own record.
    private func praise(_ words: Label, _ survey: Survey) throws {
        guard let technician = survey.technician else { return }
        try record(
            Subject(technician), Praise.event,
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
