package import Model

extension ReviewStore {
    // MARK: Scores

    /// Takes a place in hand.
    package func take(_ s: ReviewScore) throws {
        try db.run(
            "INSERT INTO review_scores (review, place, rater, fatal, note) VALUES ($1, $2, $3, '', '')",
            SQLValue(s.review), SQLValue(s.place), SQLValue(s.rater))
    }

    /// Gives back what one person has in hand and not scored.
    /// - Returns: whether there was anything.
    package func release(_ review: ReviewID, by rater: StaffID) throws -> Bool {
        try db.run(
            "DELETE FROM review_scores WHERE review = $1 AND rater = $2 AND scored_at IS NULL",
            SQLValue(review), SQLValue(rater)) == 1
    }

    /// Gives back what anybody has in hand and not scored.
    /// - Returns: whether there was anything.
    package func release(_ review: ReviewID) throws -> Bool {
        try db.run(
            "DELETE FROM review_scores WHERE review = $1 AND scored_at IS NULL", SQLValue(review)) > 0
    }

    /// Scores what is in hand, with its answers.
    package func score(_ s: ReviewScore) throws {
        try db.run(
            """
            UPDATE review_scores SET scored_at = $1, got = $2, applicable = $3, fatal = $4, share = $5, passed = $6,
                note = $7
            WHERE review = $8 AND place = $9
            """, SQLValue(s.scoredAt), SQLValue(s.got), SQLValue(s.applicable.map { Int64($0) }),
            .text(FieldCoding.list(s.fatal)), SQLValue(s.share),
            SQLValue(s.isPassed.map { Int64($0 ? 1 : 0) }), .text(s.note), SQLValue(s.review),
            SQLValue(s.place))
        for (item, answer) in s.answers.sorted(by: { $0.key < $1.key }) {
            try db.run(
                "INSERT INTO review_answers (review, place, item, answer, note) VALUES ($1, $2, $3, $4, $5)",
                SQLValue(s.review), SQLValue(s.place), .text(item), .text(answer),
                .text(s.notes[item] ?? ""))
        }
    }

    /// By place, those in hand among them.
    package func scores(of review: ReviewID) throws -> [ReviewScore] { try scores(of: [review]) }

    /// Those of one review together, by place, those in hand among them.
    package func scores(of reviews: [ReviewID]) throws -> [ReviewScore] {
        // So many at once that no database minds the marks of one statement.
        try stride(from: 0, to: reviews.count, by: 500).flatMap { start in
            try scores(few: Array(reviews[start..<min(reviews.count, start + 500)]))
        }
    }

    private func scores(few reviews: [ReviewID]) throws -> [ReviewScore] {
        var sql = SQLText()
        let marks = reviews.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")
        struct Place: Hashable {
            let review: ReviewID
            let place: Int
        }
        var (answers, notes): ([Place: [String: String]], [Place: [String: String]]) = ([:], [:])
        for row in try db.query(
            "SELECT review, place, item, answer, note FROM review_answers WHERE review IN (\(marks))",
            sql.values,
            {
                (
                    place: Place(review: $0.id(0), place: Int($0.int(1))), item: $0.text(2),
                    answer: $0.text(3), note: $0.text(4)
                )
            })
        {
            answers[row.place, default: [:]][row.item] = row.answer
            if !row.note.isEmpty { notes[row.place, default: [:]][row.item] = row.note }
        }
        return try db.query(
            """
            SELECT review, place, rater, scored_at, got, applicable, fatal, share, passed, note
            FROM review_scores WHERE review IN (\(marks)) ORDER BY review, place
            """, sql.values
        ) { r in
            var score = ReviewScore(
                review: r.id(0), place: Int(r.int(1)), rater: r.id(2), scoredAt: r.instantOrNil(3),
                got: r.isNull(4) ? nil : r.real(4), applicable: r.intOrNil(5).map { Int($0) },
                fatal: FieldCoding.unlist(r.text(6)), share: r.isNull(7) ? nil : r.real(7),
                isPassed: r.isNull(8) ? nil : r.flag(8), note: r.text(9))
            let place = Place(review: score.review, place: score.place)
            (score.answers, score.notes) = (answers[place] ?? [:], notes[place] ?? [:])
            return score
        }
    }

    // MARK: Coaching

    private static let coachingColumns = "id, review, agent, by_staff, at, note, answer, answered_at"

    package func insert(_ n: CoachingNote) throws -> CoachingID {
        CoachingID(
            try db.insert(
                """
                INSERT INTO coaching (review, agent, by_staff, at, note, answer) VALUES ($1, $2, $3, $4, $5, '')
                """,
                [SQLValue(n.review), SQLValue(n.agent), SQLValue(n.by), SQLValue(n.at), .text(n.note)]))
    }

    package func coaching(_ id: CoachingID) throws -> CoachingNote? {
        try db.first(
            "SELECT \(Self.coachingColumns) FROM coaching WHERE id = $1", SQLValue(id), decode: Self.coaching)
    }

    package func coaching(of review: ReviewID) throws -> [CoachingNote] {
        try db.query(
            "SELECT \(Self.coachingColumns) FROM coaching WHERE review = $1 ORDER BY id", SQLValue(review),
            decode: Self.coaching)
    }

    /// Newest first.
    package func coaching(for agent: StaffID, limit: Int = 200) throws -> [CoachingNote] {
        try db.query(
            "SELECT \(Self.coachingColumns) FROM coaching WHERE agent = $1 ORDER BY id DESC LIMIT $2",
            SQLValue(agent), SQLValue(limit), decode: Self.coaching)
    }

    /// - Returns: whether it had no answer yet.
    package func answer(_ id: CoachingID, _ text: String, at now: Instant) throws -> Bool {
        try db.run(
            "UPDATE coaching SET answer = $1, answered_at = $2 WHERE id = $3 AND answered_at IS NULL",
            .text(text), SQLValue(now), SQLValue(id)) == 1
    }

    private static func coaching(_ r: any SQLRow) -> CoachingNote {
        CoachingNote(
            id: r.id(0), review: r.id(1), agent: r.id(2), by: r.id(3), at: r.instant(4), note: r.text(5),
            answer: r.text(6), answeredAt: r.instantOrNil(7))
    }
}
