package import Model
package import Quality
package import Records
import Workflow

/// A difference between what was recorded at the door and what the customer says, to be decided by somebody.
package struct ReviewItem: Sendable, Hashable, Identifiable {
    package var survey: Survey
    package var difference: Difference
    /// Nil while it is open.
    package var decided: DecidedDifference?

    package var id: String { "\(survey.id) \(difference.name)" }
    package var isOpen: Bool { decided == nil }
}

/// What technicians recorded beside what their customers say: by technician, and one by one.
package struct HonestyReview: Sendable {
    package var honesty: Honesty
    /// The newest first.
    package var items: [ReviewItem]

    package func count(of technician: StaffID, where fits: (ReviewItem) -> Bool) -> Int {
        items.count { $0.survey.technician == technician && fits($0) }
    }
}

extension Reading {
    /// What technicians recorded at the door beside what their customers say, as far as the questionnaire counts it.
    /// - Parameter progress: is told now and then what part was read (0 to 1), and may throw to end it.
    package func honestyReview(_ query: SurveyQuery, progress: (Double) throws -> Void = { _ in }) throws
        -> HonestyReview
    {
        // What counts is the rule of today, whatever the version of the questions.
        let rule = try rules.questionnaire(query.questionnaire)
        let decided = Dictionary(
            try surveys.verdicts(of: query.questionnaire).map { ("\($0.survey) \($0.difference)", $0) },
            uniquingKeysWith: { first, _ in first })
        var (sheets, items): ([(technician: Int64, found: [String])], [ReviewItem]) = ([], [])
        let all = try surveys.count(query)
        var count = 0
        try eachPage(query) { page in
            guard let first = page.first?.survey.id, let last = page.last?.survey.id else { return }
            count += page.count
            try progress(Double(count) / Double(max(1, all)))
            let visits = Dictionary(
                try surveys.visits(query, from: first, through: last).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            let kinds = try surveys.kinds(query, from: first, through: last)
            for (survey, answers) in page {
                guard let visit = survey.visit, let technician = survey.technician else { continue }
                let recorded = Self.recorded(visits[visit], kind: survey.caseID.flatMap { kinds[$0] })
                let found = rule.differences(of: answers, recorded: recorded)
                sheets.append((technician.number, found.map(\.name)))
                items += found.map {
                    ReviewItem(
                        survey: survey, difference: $0, decided: decided["\(survey.id) \($0.name)"])
                }
            }
        }
        return HonestyReview(honesty: Honesty(sheets), items: items.reversed())
    }

    /// What one sheet says otherwise than was recorded.
    package func differences(of survey: Survey) throws -> [ReviewItem] {
        guard survey.visit != nil, survey.technician != nil, survey.withdrawnAt == nil,
            let rule = try rules.questionnaires()[survey.questionnaire]
        else { return [] }
        let decided = Dictionary(
            try surveys.verdicts(of: survey.id).map { ($0.difference, $0) },
            uniquingKeysWith: { first, _ in first })
        return try rule.differences(of: answers(of: survey).1, recorded: recorded(survey)).map {
            ReviewItem(survey: survey, difference: $0, decided: decided[$0.name])
        }
    }
}

extension Work {
    /// Decides what came of a difference. Who did, and why, is in the journal; what is to be followed up is looked into as a
    /// case: the one an earlier decision or the answers opened, while that is open, or else a new one linked to the case asked
    /// about.
    /// - Parameter before: the decision that the person saw, which this one takes the place of; nil for an open difference.
    /// - Throws: `SurveyFault` for no such difference, for one's own work, and when somebody decided it meanwhile.
    @discardableResult
    package func decide(
        _ id: SurveyID, _ difference: String, _ verdict: DifferenceVerdict, note: String,
        before: DecidedDifference? = nil
    ) throws -> DecidedDifference {
        try require(.reviewSurvey)
        try reading.requireReach(.read, on: Subject(id), actor)
        let survey = try reading.survey(id)
        let all = try reading.differences(of: survey)
        guard let item = all.first(where: { $0.difference.name == difference }) else {
            throw SurveyFault.noDifference(difference, in: id, known: all.map(\.difference.name))
        }
        try mustBeOthersWork(survey)
        guard !note.trimmed.isEmpty else { throw DeskFault.missing(field: "note") }
        guard item.decided == before else { throw try decidedMeanwhile(item) }
        var decided = DecidedDifference(
            survey: id, difference: difference, verdict: verdict, note: note.trimmed,
            caseID: item.decided?.caseID, decidedAt: now, decidedBy: actor.staffID)
        if verdict == .followUp { decided.caseID = try asDesk().followUp(item, decided.note) }
        try surveys.keep(decided)
        let facts: [String: FieldValue] = [
            "difference": .text(difference), "verdict": .text(verdict.rawValue), "text": .text(decided.note),
            "case": .text(decided.caseID?.description ?? ""),
        ]
        try record(Subject(id), "survey.reviewed", facts)
        if let about = survey.caseID {
            try record(
                Subject(about), "survey.reviewed", facts.merging(["survey": .text(id.description)]) { $1 })
        }
        return decided
    }

    private func decidedMeanwhile(_ item: ReviewItem) throws -> SurveyFault {
        let who = try item.decided?.decidedBy.flatMap { try reading.staff.find($0)?.login } ?? ""
        return .decidedBefore(item.difference.name, in: item.survey.id, by: who)
    }

    private func followUp(_ item: ReviewItem, _ why: String) throws -> CaseID {
        let survey = item.survey
        let words = "\(survey.id): \(why)"
        let opened =
            try item.decided?.caseID
            ?? reading.setOff(by: survey.id).first { $0.name == item.difference.name }?.caseID
        if let there = try opened.flatMap({ try afterMerges($0) }), there.category.isOpen {
            try note(Subject(there.id), words)
            return there.id
        }
        let rule = try rules.questionnaire(survey.questionnaire)
        guard let customer = survey.customer, let opening = rule.followUp(on: item.difference.name) else {
            throw SurveyFault.noFollowUp(item.difference.name, in: rule.name)
        }
        let filled = SurveyWords(
            survey, rule, try reading.answers(of: survey).1, try reading.recorded(survey))
        let id = try open(opening, for: customer, survey, filled)
        try note(Subject(id), words)
        return id
    }
}
