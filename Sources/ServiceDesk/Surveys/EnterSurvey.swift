package import Model
package import Quality
import Records
import Workflow

/// Answers to be kept, and what they are about. What is left open is taken from the record they are about: of a visit its
/// case, its technician, its unit, its customer.
package struct SurveyDraft: Sendable {
    package var questionnaire: String
    package var answers: [String: Answer]
    package var source: SurveySource
    package var language = ""
    package var customer: CustomerID?
    package var unit: UnitID?
    package var caseID: CaseID?
    package var visit: VisitID?
    package var call: CallID?
    package var product = ""
    package var region = ""
    package var technician: StaffID?
    package var agent: StaffID?
    package var dealer: CustomerID?
    /// See `Survey.chance`.
    package var chance: Int64?
    /// Nil is today.
    package var answeredOn: Day?
    /// The batch it came in with; such answers may be nobody's.
    package var sample: Int64?
    package var externalKey = ""
    /// Whether the answers have consequences.
    package var setsOff = true
    /// The customer broke off: what was answered until then is kept, though more is owed.
    package var isPartial = false

    package init(_ questionnaire: String, _ answers: [String: Answer], source: SurveySource) {
        (self.questionnaire, self.answers, self.source) = (questionnaire, answers, source)
    }
}

/// What was kept, and what it set off.
package struct SurveyReceipt: Sendable {
    package var survey: Survey
    package var setOff: [SetOff]

    /// A consequence that applied.
    package struct SetOff: Sendable, Hashable {
        package var name: String
        /// The case that was opened, or opened again.
        package var caseID: CaseID?
        /// Whether it took up that the customer is dissatisfied, with the case asked about or another.
        package var takesUp = false
        /// The call that was promised.
        package var call: CallID?
    }
}

extension Work {
    /// Keeps one person's answers to the newest version of a questionnaire.
    ///
    /// Whoever handled the case or did the repair does not take them by phone or interview: the answer would be about
    /// their own work.
    /// - Throws: `SurveyFault` for what is owed or is no answer, all of it at once.
    @discardableResult
    package func enter(_ draft: SurveyDraft) throws -> SurveyReceipt {
        // Whoever makes a call that was lent to them enters what it asks.
        let lent = try draft.call.flatMap { try calls.find($0) }
        if lent?.meantFor == nil || lent?.meantFor != actor.staffID { try require(.enterSurvey) }
        let questionnaire = try rules.questionnaire(draft.questionnaire)
        try mustBeAsKept(questionnaire)
        var survey = try reading.survey(of: draft, questionnaire, by: actor, at: now)
        try check(draft, questionnaire)
        try surveys.keep(
            questionnaire.name, version: questionnaire.version, rules.questionnaires().source(questionnaire),
            at: now)
        survey.id = try surveys.insert(survey, stored(draft.answers, questionnaire))
        try record(
            Subject(survey.id), "survey.entered",
            [
                "questionnaire": .text(questionnaire.name), "edition": .number(Int64(questionnaire.version)),
                "source": .text(survey.source.rawValue), "answers": .number(Int64(draft.answers.count)),
                "customer": .text(survey.customer?.description ?? ""),
            ], isFirst: true)
        if let id = survey.caseID {
            try record(
                Subject(id), "survey.answered",
                ["survey": .text(survey.id.description), "questionnaire": .text(questionnaire.name)])
        }
        let setOff = draft.setsOff ? try asDesk().setOff(by: draft.answers, survey, questionnaire) : []
        return SurveyReceipt(survey: survey, setOff: setOff)
    }

    /// Whoever changes a questionnaire raises its version, or answers would be read as what nobody was asked.
    private func mustBeAsKept(_ questionnaire: Questionnaire) throws {
        let (name, version) = (questionnaire.name, questionnaire.version)
        // Nearly always it is the same text, which need not be read again.
        guard let text = try surveys.source(name, version: version),
            try text != rules.questionnaires().source(questionnaire),
            let kept = try reading.kept(name, version: version), !kept.asksAs(questionnaire)
        else { return }
        throw SurveyFault.changedWithoutVersion(name, version)
    }

    private func check(_ draft: SurveyDraft, _ questionnaire: Questionnaire) throws {
        guard !draft.answers.isEmpty else { throw SurveyFault.noAnswers }
        var sheet = AnswerSheet(questionnaire, chance: draft.chance)
        var (faults, wrong): ([SurveyFault], Set<String>) = ([], [])
        for (name, answer) in draft.answers.sorted(by: { $0.key < $1.key }) {
            do { try sheet.give(answer, to: name) } catch let fault as SurveyFault {
                faults.append(fault)
                wrong.insert(name)
            }
        }
        // What is no answer has been said; that the question is owed need not be said as well.
        faults += sheet.faults.filter { fault in
            if case .owed(let question) = fault {
                !draft.isPartial && !wrong.contains(question.name)
            } else {
                true
            }
        }
        try SurveyFault.raise(faults)
    }

    func stored(_ answers: [String: Answer], _ questionnaire: Questionnaire) throws -> [StoredAnswer] {
        var numbers = try surveys.questions(of: questionnaire.name)
        let unnamed = questionnaire.questions.map(\.name).filter { numbers[$0] == nil }
        if !unnamed.isEmpty {
            try surveys.name(unnamed, of: questionnaire.name)
            numbers = try surveys.questions(of: questionnaire.name)
        }
        return questionnaire.questions.compactMap { question in
            guard let answer = answers[question.name], let number = numbers[question.name] else { return nil }
            let words: String? =
                switch answer {
                case .chosen, .text: answer.plain
                case .number, .day: nil
                }
            return StoredAnswer(question: number, number: SurveyTable.value(answer, question), words: words)
        }
    }
}

// MARK: What it is about

extension Reading {
    /// Whether somebody may take these answers, before the first of them is asked for.
    /// - Throws: `SurveyFault` for one's own work, what was answered before, and for answers about nothing.
    package func mayAsk(_ draft: SurveyDraft, by actor: Actor, at now: Instant) throws {
        _ = try survey(of: draft, rules.questionnaire(draft.questionnaire), by: actor, at: now)
    }

    func survey(
        of draft: SurveyDraft, _ questionnaire: Questionnaire, by actor: Actor, at now: Instant
    ) throws -> Survey {
        let today = rules.localDay(now)
        var survey = Survey(
            questionnaire: questionnaire.name, version: questionnaire.version, source: draft.source,
            sample: draft.sample, language: draft.language, customer: draft.customer, unit: draft.unit,
            caseID: draft.caseID, visit: draft.visit, call: draft.call, product: draft.product,
            region: draft.region,
            technician: draft.technician, agent: draft.agent, dealer: draft.dealer,
            chance: draft.chance, answeredOn: draft.answeredOn ?? today, enteredAt: now,
            enteredBy: actor.staffID,
            externalKey: draft.externalKey, setsOff: draft.setsOff)
        guard survey.answeredOn <= today else { throw SurveyFault.inFuture(survey.answeredOn) }
        try complete(&survey)
        if survey.source == .call || survey.source == .interview, try isOwnWork(survey, of: actor) {
            throw SurveyFault.ownWork(login: actor.login)
        }
        let isAbout =
            switch questionnaire.about {
            case .customer: survey.customer != nil
            case .unit: survey.unit != nil
            case .case: survey.caseID != nil
            case .visit: survey.visit != nil
            case .staff: survey.enteredBy != nil
            }
        guard isAbout || survey.sample != nil else { throw SurveyFault.aboutNothing(questionnaire.about) }
        try mustBeNew(survey, questionnaire)
        return survey
    }

    /// Whether the answers are about what somebody did: the visit, the case, or anything done for it.
    func isOwnWork(_ survey: Survey, of actor: Actor) throws -> Bool {
        guard let person = actor.staffID else { return false }
        return try survey.technician == person || survey.agent == person
            || whoServed(survey.caseID).contains(person)
    }

    /// From the visit to its case, from there to its unit and its customer; what was said stays.
    private func complete(_ survey: inout Survey) throws {
        if let call = survey.call, survey.customer == nil { survey.customer = try self.call(call).customer }
        if let visit = try survey.visit.map({ try self.visit($0) }) {
            survey.caseID = survey.caseID ?? visit.caseID
            survey.technician = survey.technician ?? visit.technician
        }
        if let c = try survey.caseID.map({ try serviceCase($0) }) {
            survey.customer = survey.customer ?? c.customer
            survey.unit = survey.unit ?? c.unit
            survey.agent = survey.agent ?? c.owner
            if survey.product.isEmpty { survey.product = c.product }
        }
        if let unit = try survey.unit.map({ try self.unit($0) }) {
            survey.customer = survey.customer ?? unit.customer
            survey.dealer = survey.dealer ?? unit.dealer
            if survey.product.isEmpty { survey.product = unit.product }
        }
        guard let customer = try survey.customer.map({ try current($0) }) else { return }
        survey.customer = customer.id
        if survey.language.isEmpty { survey.language = customer.language }
        if survey.region.isEmpty, let address = customer.addresses.first {
            survey.region = address.city.isEmpty ? address.province : address.city
        }
    }

    /// A visit and a case are asked about once, and once more in each call about them: a matter taken up again is asked
    /// about again, and so is one whose sheet was withdrawn.
    private func mustBeNew(_ survey: Survey, _ questionnaire: Questionnaire) throws {
        guard let id = survey.caseID, [.case, .visit].contains(questionnaire.about) else { return }
        let before = try surveys.of(id).first {
            guard $0.questionnaire == survey.questionnaire, $0.withdrawnAt == nil else { return false }
            if let call = survey.call { return $0.call == call }
            return questionnaire.about == .case || $0.visit == survey.visit
        }
        if let before { throw SurveyFault.already(before.id) }
    }
}

extension Rules {
    /// - Throws: `SurveyFault.noQuestionnaire` naming those there are.
    package func questionnaire(_ name: String) throws -> Questionnaire {
        let all = try questionnaires()
        guard let found = all[name] else {
            throw SurveyFault.noQuestionnaire(name, known: all.newest.map(\.name))
        }
        return found
    }
}
