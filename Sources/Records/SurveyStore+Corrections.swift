package import Model

// Sheets that were entered wrongly, and what came of differences between them and the record.
extension SurveyStore {
    /// Puts answers in place of those there were, which are kept.
    /// - Returns: the survey as it is now.
    /// - Throws: `StorageFault.stale` when somebody corrected or withdrew it meanwhile.
    package func correct(_ survey: Survey, to answers: [StoredAnswer]) throws -> Survey {
        try db.send(
            """
            INSERT INTO former_answers (survey, revision, question, number, words)
            SELECT a.survey, s.revision, a.question, a.number, a.words
            FROM answers a JOIN surveys s ON s.id = a.survey WHERE s.id = $1
            """, [SQLValue(survey.id)])
        var corrected = survey
        corrected.revision += 1
        try change(survey, "revision", SQLValue(corrected.revision))
        try db.send("DELETE FROM answers WHERE survey = $1", [SQLValue(survey.id)])
        try insert(answers, of: survey.id)
        return corrected
    }

    /// Takes it out of every result; it stays to be read.
    /// - Throws: `StorageFault.stale` when somebody corrected or withdrew it meanwhile.
    package func withdraw(_ survey: Survey, at now: Instant) throws -> Survey {
        var withdrawn = survey
        withdrawn.withdrawnAt = now
        try change(survey, "withdrawn_at", SQLValue(now))
        return withdrawn
    }

    private func change(_ survey: Survey, _ column: String, _ value: SQLValue) throws {
        let rows = try db.run(
            "UPDATE surveys SET \(column) = $1 WHERE id = $2 AND revision = $3 AND withdrawn_at IS NULL",
            [value, SQLValue(survey.id), SQLValue(survey.revision)])
        guard rows == 0 else { return }
        throw StorageFault.stale(
            subject: Subject(survey.id), have: survey.revision,
            found: try find(survey.id)?.revision ?? survey.revision)
    }

    /// The answers as they were before each correction.
    package func formerAnswers(of id: SurveyID) throws -> [(revision: Int, answer: NamedAnswer)] {
        try db.query(
            """
            SELECT a.survey, q.name, a.question, a.number, a.words, a.revision
            FROM former_answers a JOIN survey_questions q ON q.id = a.question
            WHERE a.survey = $1 ORDER BY a.revision, a.question
            """, SQLValue(id)
        ) { (Int($0.int(5)), NamedAnswer($0)) }
    }

    /// The answers of a customer's newest surveys.
    package func answers(of customer: CustomerID, limit: Int) throws -> [SurveyID: [NamedAnswer]] {
        let found = try db.query(
            """
            SELECT \(NamedAnswer.selection)
            WHERE s.id IN (SELECT id FROM surveys WHERE customer = $1 ORDER BY id DESC LIMIT $2)
            ORDER BY s.id, a.question
            """, SQLValue(customer), SQLValue(limit), decode: NamedAnswer.init)
        return Dictionary(grouping: found, by: \.survey)
    }

    /// Of some surveys, those whose answers set something off.
    package func settingOff(_ ids: [SurveyID]) throws -> Set<SurveyID> {
        guard !ids.isEmpty else { return [] }
        let numbers = ids.map { String($0.number) }.joined(separator: ", ")
        return Set(
            try db.query(
                """
                SELECT DISTINCT subject FROM journal
                WHERE subject_kind = 'survey' AND event = 'survey.setOff' AND subject IN (\(numbers))
                """
            ) { $0.id(0) })
    }

    // MARK: Differences

    package func verdict(_ survey: SurveyID, _ difference: String) throws -> DecidedDifference? {
        try db.first(
            "SELECT \(Self.verdicts) WHERE v.survey = $1 AND v.difference = $2", SQLValue(survey),
            .text(difference), decode: Self.verdict)
    }

    package func verdicts(of survey: SurveyID) throws -> [DecidedDifference] {
        try db.query(
            "SELECT \(Self.verdicts) WHERE v.survey = $1 ORDER BY v.difference", SQLValue(survey),
            decode: Self.verdict)
    }

    /// All that was decided about a questionnaire's sheets.
    package func verdicts(of questionnaire: String) throws -> [DecidedDifference] {
        try db.query(
            """
            SELECT \(Self.verdicts) JOIN surveys s ON s.id = v.survey
            WHERE s.questionnaire = $1 ORDER BY v.survey, v.difference
            """, .text(questionnaire), decode: Self.verdict)
    }

    /// In place of what was decided before.
    package func keep(_ new: DecidedDifference) throws {
        try db.send(
            """
            INSERT INTO survey_verdicts (survey, difference, verdict, note, case_id, decided_at, decided_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (survey, difference) DO UPDATE SET verdict = excluded.verdict, note = excluded.note,
                case_id = excluded.case_id, decided_at = excluded.decided_at, decided_by = excluded.decided_by
            """,
            [
                SQLValue(new.survey), .text(new.difference), .text(new.verdict.rawValue), .text(new.note),
                SQLValue(new.caseID), SQLValue(new.decidedAt), SQLValue(new.decidedBy),
            ])
    }

    private static let verdicts = """
        v.survey, v.difference, v.verdict, v.note, v.case_id, v.decided_at, v.decided_by FROM survey_verdicts v
        """

    private static func verdict(_ r: any SQLRow) throws -> DecidedDifference {
        DecidedDifference(
            survey: r.id(0), difference: r.text(1), verdict: try r.choice(2), note: r.text(3),
            caseID: r.idOrNil(4), decidedAt: r.instant(5), decidedBy: r.idOrNil(6))
    }
}
