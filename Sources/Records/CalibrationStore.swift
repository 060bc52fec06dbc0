package import Model

/// Calibration sessions, who scores what in them, and what was found and agreed.
package struct CalibrationStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Sessions

    private static let columns = "id, version, name, card, card_version, leader, opened_at, closed_at"

    package func insert(_ new: Calibration) throws -> Calibration {
        var made = new
        made.id = CalibrationID(
            try db.insert(
                """
                INSERT INTO calibrations (version, name, card, card_version, leader, opened_at)
                VALUES (1, $1, $2, $3, $4, $5)
                """,
                [
                    .text(new.name), .text(new.card), SQLValue(new.cardVersion), SQLValue(new.leader),
                    SQLValue(new.openedAt),
                ]))
        for (place, matter) in new.matters.enumerated() {
            try db.send(
                """
                INSERT INTO calibration_matters (calibration, place, subject_kind, subject, agent)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    SQLValue(made.id), SQLValue(place + 1), .text(matter.subject.kind.rawValue),
                    .int(matter.subject.number), SQLValue(matter.agent),
                ])
        }
        for (place, rater) in new.raters.enumerated() {
            try db.send(
                "INSERT INTO calibration_raters (calibration, place, rater) VALUES ($1, $2, $3)",
                [SQLValue(made.id), SQLValue(place + 1), SQLValue(rater)])
        }
        return made
    }

    package func find(_ id: CalibrationID) throws -> Calibration? {
        try whole(
            db.query(
                "SELECT \(Self.columns) FROM calibrations WHERE id = $1", SQLValue(id), decode: Self.decode)
        ).first
    }

    /// Newest first.
    /// - Parameters:
    ///   - card: by which they score; nil for any.
    ///   - person: whose own work is scored in none of them; nil leaves none out.
    package func list(card: String? = nil, notOf person: StaffID? = nil, limit: Int = 200) throws
        -> [Calibration]
    {
        var sql = SQLText()
        var tests = ["1 = 1"]
        if let card { tests.append("card = \(sql.mark(.text(card)))") }
        if let person {
            tests.append(
                """
                NOT EXISTS (SELECT 1 FROM calibration_matters m
                    WHERE m.calibration = calibrations.id AND m.agent = \(sql.mark(SQLValue(person))))
                """)
        }
        let most = sql.mark(SQLValue(limit))
        return try whole(
            db.query(
                """
                SELECT \(Self.columns) FROM calibrations WHERE \(tests.joined(separator: " AND "))
                ORDER BY id DESC LIMIT \(most)
                """, sql.values, Self.decode))
    }

    /// Only while nobody changed it meanwhile.
    /// - Throws: `StorageFault.stale`.
    package func close(_ open: Calibration, at now: Instant) throws -> Calibration {
        let rows = try db.run(
            "UPDATE calibrations SET closed_at = $1, version = version + 1 WHERE id = $2 AND version = $3",
            SQLValue(now), SQLValue(open.id), SQLValue(open.version))
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(open.id), have: open.version, found: try find(open.id)?.version ?? 0)
        }
        var closed = open
        (closed.closedAt, closed.version) = (now, open.version + 1)
        return closed
    }

    /// With what they score and who does, which every session has.
    private func whole(_ sessions: [Calibration]) throws -> [Calibration] {
        guard !sessions.isEmpty else { return [] }
        var sql = SQLText()
        let marks = sessions.map { sql.mark(SQLValue($0.id)) }.joined(separator: ", ")
        let matters = try Dictionary(
            grouping: db.query(
                """
                SELECT calibration, subject_kind, subject, agent FROM calibration_matters
                WHERE calibration IN (\(marks)) ORDER BY calibration, place
                """, sql.values
            ) { r -> (session: CalibrationID, matter: CalibrationMatter) in
                (r.id(0), CalibrationMatter(subject: Subject(try r.choice(1), r.int(2)), agent: r.id(3)))
            }, by: \.session)
        let raters = try Dictionary(
            grouping: db.query(
                """
                SELECT calibration, rater FROM calibration_raters WHERE calibration IN (\(marks))
                ORDER BY calibration, place
                """, sql.values
            ) { r -> (session: CalibrationID, rater: StaffID) in (r.id(0), r.id(1)) }, by: \.session)
        return sessions.map { session in
            var session = session
            session.matters = (matters[session.id] ?? []).map(\.matter)
            session.raters = (raters[session.id] ?? []).map(\.rater)
            return session
        }
    }

    private static func decode(_ r: any SQLRow) throws -> Calibration {
        Calibration(
            id: r.id(0), version: Int(r.int(1)), name: r.text(2), card: r.text(3), cardVersion: Int(r.int(4)),
            leader: r.id(5), openedAt: r.instant(6), closedAt: r.instantOrNil(7), matters: [], raters: [])
    }

    // MARK: Scores

    package func insert(_ s: CalibrationScore) throws {
        let id = try db.insert(
            """
            INSERT INTO calibration_scores (calibration, subject_kind, subject, rater, is_agreed, at, note)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                SQLValue(s.calibration), .text(s.subject.kind.rawValue), .int(s.subject.number),
                SQLValue(s.rater), SQLValue(s.isAgreed), SQLValue(s.at), .text(s.note),
            ])
        for (item, answer) in s.answers.sorted(by: { $0.key < $1.key }) {
            try db.send(
                "INSERT INTO calibration_answers (score, item, answer, note) VALUES ($1, $2, $3, $4)",
                [.int(id), .text(item), .text(answer), .text(s.notes[item] ?? "")])
        }
    }

    /// By matter and rater in the session's order, what was agreed on a matter after what was found of it.
    package func scores(of id: CalibrationID) throws -> [CalibrationScore] {
        let answers = try Dictionary(
            grouping: db.query(
                """
                SELECT a.score, a.item, a.answer, a.note FROM calibration_answers a
                    JOIN calibration_scores s ON s.id = a.score
                WHERE s.calibration = $1
                """, SQLValue(id)
            ) { (score: $0.int(0), item: $0.text(1), answer: $0.text(2), note: $0.text(3)) }, by: \.score)
        return try db.query(
            """
            SELECT s.id, s.subject_kind, s.subject, s.rater, s.is_agreed, s.at, s.note
            FROM calibration_scores s
                JOIN calibration_matters m ON m.calibration = s.calibration AND m.subject_kind = s.subject_kind
                    AND m.subject = s.subject
                LEFT JOIN calibration_raters p ON p.calibration = s.calibration AND p.rater = s.rater
            WHERE s.calibration = $1 ORDER BY m.place, s.is_agreed, p.place
            """, SQLValue(id)
        ) { r in
            let given = answers[r.int(0)] ?? []
            return CalibrationScore(
                calibration: id, subject: Subject(try r.choice(1), r.int(2)), rater: r.id(3),
                isAgreed: r.flag(4), at: r.instant(5), note: r.text(6),
                answers: Dictionary(uniqueKeysWithValues: given.map { ($0.item, $0.answer) }),
                notes: Dictionary(
                    uniqueKeysWithValues: given.filter { !$0.note.isEmpty }.map { ($0.item, $0.note) }))
        }
    }

    /// How many matters of each of some sessions each person has scored, and on how many something was agreed.
    package func progress(of ids: [CalibrationID]) throws -> [CalibrationID: CalibrationProgress] {
        guard !ids.isEmpty else { return [:] }
        var sql = SQLText()
        let marks = ids.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")
        let counts = try db.query(
            """
            SELECT calibration, rater, COUNT(CASE WHEN is_agreed = 0 THEN 1 END),
                COUNT(CASE WHEN is_agreed = 1 THEN 1 END)
            FROM calibration_scores WHERE calibration IN (\(marks)) GROUP BY calibration, rater
            """, sql.values
        ) { r -> (session: CalibrationID, rater: StaffID, scored: Int, agreed: Int) in
            (r.id(0), r.id(1), Int(r.int(2)), Int(r.int(3)))
        }
        return counts.reduce(into: [:]) { found, row in
            found[row.session, default: CalibrationProgress()].scored[row.rater] = row.scored
            found[row.session, default: CalibrationProgress()].agreed += row.agreed
        }
    }
}
