package import Model

// What questionnaires said when they were answered, and the batches that answers came in with.
extension SurveyStore {
    /// What a version said when it was first answered.
    package func source(_ name: String, version: Int) throws -> String? {
        try db.first(
            "SELECT source FROM questionnaires WHERE name = $1 AND version = $2", .text(name),
            SQLValue(version)
        ) { $0.text(0) }
    }

    package func versions(of name: String) throws -> [Int] {
        try db.query("SELECT version FROM questionnaires WHERE name = $1 ORDER BY version DESC", .text(name))
        {
            Int($0.int(0))
        }
    }

    package func keep(_ name: String, version: Int, _ source: String, at now: Instant) throws {
        try db.run(
            """
            INSERT INTO questionnaires (name, version, source, kept_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name, version) DO NOTHING
            """, .text(name), SQLValue(version), .text(source), SQLValue(now))
    }

    /// The numbers of a questionnaire's questions, by name; of all versions.
    package func questions(of questionnaire: String) throws -> [String: Int64] {
        Dictionary(
            uniqueKeysWithValues: try db.query(
                "SELECT name, id FROM survey_questions WHERE questionnaire = $1", .text(questionnaire)
            ) { ($0.text(0), $0.int(1)) })
    }

    /// Gives names that have none a number.
    package func name(_ questions: [String], of questionnaire: String) throws {
        for question in questions {
            try db.run(
                """
                INSERT INTO survey_questions (questionnaire, name) VALUES ($1, $2)
                ON CONFLICT (questionnaire, name) DO NOTHING
                """, .text(questionnaire), .text(question))
        }
    }

    // MARK: Samples

    /// The batch of the same questionnaire, source and note: the same people, whose file is read again, or comes in parts.
    package func find(_ sample: SurveySample) throws -> Int64? {
        try db.first(
            """
            SELECT id FROM survey_samples WHERE questionnaire = $1 AND source = $2 AND note = $3
            ORDER BY id LIMIT 1
            """, .text(sample.questionnaire), .text(sample.source.rawValue), .text(sample.note)
        ) { $0.int(0) }
    }

    /// More were asked than was said before; fewer were not.
    package func raise(_ sample: Int64, invited: Int) throws {
        try db.run(
            "UPDATE survey_samples SET invited = $1 WHERE id = $2 AND (invited IS NULL OR invited < $1)",
            SQLValue(invited), .int(sample))
    }

    package func insert(_ new: SurveySample, by staff: StaffID?) throws -> Int64 {
        try db.insert(
            """
            INSERT INTO survey_samples (questionnaire, source, note, invited, at, by_staff)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .text(new.questionnaire), .text(new.source.rawValue), .text(new.note),
                SQLValue(new.invited.map { Int64($0) }), SQLValue(new.at), SQLValue(staff),
            ])
    }

    /// With how many surveys of a query came from each; those without any are left out.
    package func samples(_ query: SurveyQuery) throws -> [(sample: SurveySample, count: Int)] {
        let (condition, values) = query.condition()
        return try db.query(
            """
            SELECT m.id, m.questionnaire, m.source, m.note, m.invited, m.at, COUNT(*)
            FROM surveys s JOIN survey_samples m ON m.id = s.sample WHERE \(condition)
            GROUP BY m.id, m.questionnaire, m.source, m.note, m.invited, m.at ORDER BY m.id
            """, values
        ) { r in
            (
                SurveySample(
                    id: r.int(0), questionnaire: r.text(1), source: try r.choice(2), note: r.text(3),
                    invited: r.intOrNil(4).map { Int($0) }, at: r.instant(5)), Int(r.int(6))
            )
        }
    }
}
