package import Model

extension ReviewStore {
    // MARK: Scores

    /// Takes a place in hand.
    package func take(_ s: ReviewScore) throws {
        try db.run(
            """
            INSERT INTO review_scores (review, place, rater, taken_at, fatal, note) VALUES ($1, $2, $3, $4, '', '')
            """, SQLValue(s.review), SQLValue(s.place), SQLValue(s.rater), SQLValue(s.takenAt))
    }

    /// Gives back what is in hand and not scored.
    package func release(_ review: ReviewID, by rater: StaffID) throws -> Bool {
        try db.run(
            "DELETE FROM review_scores WHERE review = $1 AND rater = $2 AND scored_at IS NULL",
            SQLValue(review), SQLValue(rater)) == 1
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
                "INSERT INTO review_answers (review, place, item, answer) VALUES ($1, $2, $3, $4)",
                SQLValue(s.review), SQLValue(s.place), .text(item), .text(answer))
        }
    }

    /// By place, those in hand among them.
    package func scores(of review: ReviewID) throws -> [ReviewScore] {
        var scores = try db.query(
            """
            SELECT review, place, rater, taken_at, scored_at, got, applicable, fatal, share, passed, note
            FROM review_scores WHERE review = $1 ORDER BY place
            """, SQLValue(review)
        ) { r in
            ReviewScore(
                review: r.id(0), place: Int(r.int(1)), rater: r.id(2), takenAt: r.instant(3),
                scoredAt: r.instantOrNil(4), got: r.isNull(5) ? nil : r.real(5),
                applicable: r.intOrNil(6).map { Int($0) }, fatal: FieldCoding.unlist(r.text(7)),
                share: r.isNull(8) ? nil : r.real(8), isPassed: r.isNull(9) ? nil : r.flag(9),
                note: r.text(10))
        }
        let answers = try db.query(
            "SELECT place, item, answer FROM review_answers WHERE review = $1 ORDER BY place, item",
            SQLValue(review)
        ) { (place: Int($0.int(0)), item: $0.text(1), answer: $0.text(2)) }
        for answer in answers {
            guard let row = scores.firstIndex(where: { $0.place == answer.place }) else { continue }
            scores[row].answers[answer.item] = answer.answer
        }
        return scores
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
