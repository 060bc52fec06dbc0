package import Model
package import Quality
import Records
package import Statistics
import Workflow

/// An assessment, and what its marks come to.
package struct AssessmentScore: Sendable {
    package var assessment: SelfAssessment
    package var score: StandardScore
}

/// An assessment, what its marks come to, and what our records tell.
package struct AssessmentReport: Sendable {
    package var assessment: SelfAssessment
    package var score: StandardScore
    /// By clause, the share that is right, over the days before the assessment's.
    package var evidence: [String: Estimate]
    package var marks: [AssessmentMark]
}

extension Work {
    private var assessments: AssessmentStore { AssessmentStore(db) }

    /// Begins to judge the house by a standard, as of a day.
    @discardableResult
    package func beginAssessment(_ standard: String, title: String, on day: Day?) throws -> SelfAssessment {
        try require(.keepAudit)
        let known = try rules.standard(standard)
        let (today, title) = (rules.localDay(now), title.trimmed)
        let day = day ?? today
        guard day <= today else { throw StandardFault.dayToCome(day) }
        var made = SelfAssessment(
            standard: known.name, title: title, day: day, by: actor.staffID, at: now, text: known.text)
        made.id = try assessments.insert(made)
        try record(
            .desk, "standard.begun", ["standard": .text(known.name), "assessment": .number(made.id)])
        return made
    }

    /// Judges a clause, or all clauses of an item alike; what was judged of it before stays to be seen.
    /// - Parameter failing: the share that fell short, 0 to 1; of `partly` alone. Where nothing fell short it is met, where all
    ///   did it is not.
    package func judge(
        _ id: Int64, _ name: String, _ verdict: AssessmentMark.Verdict, failing: Double? = nil,
        note: String = ""
    ) throws {
        try require(.keepAudit)
        let standard = try reading.standard(of: try reading.assessment(id))
        guard (verdict == .partly) == (failing != nil), failing.map((0...1).contains) ?? true else {
            throw StandardFault.failingShare
        }
        let whole: AssessmentMark.Verdict? = failing == 0 ? .met : failing == 1 ? .failed : nil
        for clause in try standard.clauses(named: name) {
            if verdict == .partly, !clause.isSampled { throw StandardFault.notSampled(clause.name) }
            _ = try assessments.insert(
                AssessmentMark(
                    assessment: id, clause: clause.name, verdict: whole ?? verdict,
                    failing: whole == nil ? failing : nil, note: note.trimmed, by: actor.staffID, at: now))
        }
        try record(
            .desk, "standard.judged",
            [
                "assessment": .number(id), "clause": .text(name),
                "verdict": .text((whole ?? verdict).rawValue),
            ])
    }

    /// Judges a clause by what our records tell: the share that is not right falls short.
    package func judgeByRecords(_ id: Int64, _ name: String, note: String = "") throws {
        try require(.keepAudit)
        let assessment = try reading.assessment(id)
        for clause in try reading.standard(of: assessment).clauses(named: name) {
            guard clause.isSampled, let right = try reading.evidence(clause, assessment, at: now) else {
                throw StandardFault.noEvidence(clause.name)
            }
            let told = [note.trimmed, "n = \(right.count ?? 0)"].filter { !$0.isEmpty }
            try judge(
                id, clause.name, .partly, failing: 1 - right.value, note: told.joined(separator: "; "))
        }
    }

    /// One point beside the scale: a deduction, or a bonus.
    package func addSpecial(_ id: Int64, _ verdict: AssessmentMark.Verdict, note: String) throws {
        try require(.keepAudit)
        guard !note.trimmed.isEmpty else { throw DeskFault.missing(field: "note") }
        let standard = try reading.standard(of: try reading.assessment(id))
        let bonuses = try assessments.marks(of: id).count { $0.verdict == .bonus && $0.endedAt == nil }
        if verdict == .bonus, bonuses >= standard.mostBonus {
            throw StandardFault.mostBonus(standard.mostBonus)
        }
        _ = try assessments.insert(
            AssessmentMark(
                assessment: id, clause: "", verdict: verdict, note: note.trimmed, by: actor.staffID, at: now))
        try record(
            .desk, "standard.judged",
            ["assessment": .number(id), "verdict": .text(verdict.rawValue), "note": .text(note.trimmed)])
    }

    /// Ends a point beside the scale: it was made good, or given by mistake.
    package func endSpecial(_ id: Int64, _ mark: Int64, note: String = "") throws {
        try require(.keepAudit)
        _ = try reading.assessment(id)
        let found = try assessments.marks(of: id).first { $0.id == mark }
        guard let found, found.verdict.isSpecial, found.endedAt == nil else {
            throw StandardFault.noSpecial(mark)
        }
        try assessments.end(mark: mark, at: now)
        var facts: [String: FieldValue] = [
            "assessment": .number(id), "verdict": .text(found.verdict.rawValue), "note": .text(found.note),
        ]
        if !note.trimmed.isEmpty { facts["reason"] = .text(note.trimmed) }
        try record(.desk, "standard.ended", facts)
    }
}

extension Reading {
    /// - Throws: `StandardFault.noAssessment`.
    package func assessment(_ id: Int64) throws -> SelfAssessment {
        guard let found = try assessments.find(id) else { throw StandardFault.noAssessment(id) }
        return found
    }

    /// The standard as it was when the assessment was begun.
    package func standard(of assessment: SelfAssessment) throws -> Standard {
        try Standard(kept: assessment.text, called: assessment.standard, try rules.ownSourceWords())
    }

    /// All there are and what their marks come to, the newest day first. A standard that several kept alike is read once.
    package func assessmentScores() throws -> [AssessmentScore] {
        let words = try rules.ownSourceWords()
        var read: [String: Standard] = [:]
        return try assessments.all().map { one in
            let standard =
                try read[one.text] ?? Standard(kept: one.text, called: one.standard, words)
            read[one.text] = standard
            return AssessmentScore(
                assessment: one, score: StandardScore(standard, try assessments.marks(of: one.id)))
        }
    }

    package func assessmentReport(_ id: Int64, at now: Instant) throws -> AssessmentReport {
        let assessment = try assessment(id)
        let standard = try standard(of: assessment)
        let marks = try assessments.marks(of: id)
        let evidence = try standard.clauses.reduce(into: [String: Estimate]()) { found, clause in
            found[clause.name] = try self.evidence(clause, assessment, at: now)
        }
        return AssessmentReport(
            assessment: assessment, score: StandardScore(standard, marks), evidence: evidence, marks: marks)
    }

    /// Of as many days before the assessment's as our figures beside competitors' are of.
    fileprivate func evidence(_ clause: Standard.Clause, _ assessment: SelfAssessment, at now: Instant) throws
        -> Estimate?
    {
        let days = assessment.day - (try rules.competitors().days - 1)...assessment.day
        return try clause.evidence.flatMap { try own($0, .share, on: days, at: now) }
    }
}

extension Rules {
    /// - Throws: `StandardFault.noStandard` naming those there are.
    package func standard(_ name: String) throws -> Standard {
        let all = try standards()
        guard let found = all.first(where: { $0.name == name }) else {
            throw StandardFault.noStandard(name, known: all.map(\.name))
        }
        return found
    }
}

extension Standard {
    /// A clause, or all of an item.
    fileprivate func clauses(named name: String) throws -> [Clause] {
        if let clause = self[clause: name] { return [clause] }
        guard let item = items.first(where: { $0.name == name }) else {
            throw StandardFault.noClause(name, known: items.map(\.name) + clauses.map(\.name))
        }
        return item.clauses
    }
}
