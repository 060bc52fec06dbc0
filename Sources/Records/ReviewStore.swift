package import Model

/// What may be drawn to be judged, and what is known of it.
package struct ReviewMatter: Sendable, Hashable {
    package var number: Int64
    package var agent: StaffID
    package var kind: String
    package var isReopened: Bool
    package var isBreached: Bool
    package var isDissatisfied: Bool
    package var hasGrants: Bool
    package var isChased: Bool
    /// In milliseconds.
    package var length: Int64
}

/// Up to which answer to a question a customer is dissatisfied.
package struct LowAnswer: Sendable, Hashable {
    package var questionnaire: String
    package var question: String
    package var most: Double

    package init(questionnaire: String, question: String, most: Double) {
        (self.questionnaire, self.question, self.most) = (questionnaire, question, most)
    }
}

/// Reviews, scores, what agents were told, and the cards by which it was done.
package struct ReviewStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Cards

    package func newestCard(_ name: String) throws -> (version: Int, text: String)? {
        try db.first(
            "SELECT version, text FROM score_cards WHERE name = $1 ORDER BY version DESC LIMIT 1", .text(name)
        ) { (Int($0.int(0)), $0.text(1)) }
    }

    package func card(_ name: String, version: Int) throws -> String? {
        try db.first(
            "SELECT text FROM score_cards WHERE name = $1 AND version = $2", .text(name), SQLValue(version)
        ) { $0.text(0) }
    }

    package func cardNames() throws -> [String] {
        try db.query("SELECT DISTINCT name FROM score_cards ORDER BY name") { $0.text(0) }
    }

    package func keep(_ name: String, version: Int, _ text: String) throws {
        try db.run(
            "INSERT INTO score_cards (name, version, text) VALUES ($1, $2, $3)", .text(name),
            SQLValue(version), .text(text))
    }

    // MARK: Drawing

    package func draw(of card: String, week: Day) throws -> ReviewDraw? {
        try db.first(
            """
            SELECT card, week, seed, found, drawn, at, by_staff FROM review_draws WHERE card = $1 AND week = $2
            """, .text(card), SQLValue(week)
        ) { r in
            ReviewDraw(
                card: r.text(0), week: Day(number: Int(r.int(1))), seed: r.int(2), found: Int(r.int(3)),
                drawn: Int(r.int(4)), at: r.instant(5), by: r.idOrNil(6))
        }
    }

    package func insert(_ d: ReviewDraw) throws {
        try db.run(
            """
            INSERT INTO review_draws (card, week, seed, found, drawn, at, by_staff)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, .text(d.card), SQLValue(d.week), .int(d.seed), SQLValue(d.found), SQLValue(d.drawn),
            SQLValue(d.at), SQLValue(d.by))
    }

    /// A customer who said so at a call, or whose answer to a question that sums a sheet up is as low as that.
    private static func dissatisfied(
        _ call: String, _ survey: String, _ lows: [LowAnswer], _ sql: inout SQLText
    ) -> String {
        let low = lows.map {
            let (sheet, name) = (sql.mark(.text($0.questionnaire)), sql.mark(.text($0.question)))
            let most = sql.mark(.real($0.most))
            return "q.questionnaire = \(sheet) AND q.name = \(name) AND a.number <= \(most)"
        }
        let isLow = low.isEmpty ? "1 = 0" : low.joined(separator: " OR ")
        return """
            CASE WHEN \(call)
                OR EXISTS (SELECT 1 FROM surveys s JOIN answers a ON a.survey = s.id
                    JOIN survey_questions q ON q.id = a.question
                    WHERE \(survey) AND s.withdrawn_at IS NULL AND (\(isLow)))
                THEN 1 ELSE 0 END
            """
    }

    private static let saidSo = """
        fields LIKE '%"satisfaction":"dissatisfied"%'
        """

    /// Cases of agents that were closed within a time, for which no review of this card was drawn yet; by number.
    /// - Parameter lows: which answers say that a customer is dissatisfied.
    package func cases(closed: Window, lows: [LowAnswer], for card: String) throws -> [ReviewMatter] {
        var sql = SQLText()
        // Marks in the order in which the statement has them.
        let call = "EXISTS (SELECT 1 FROM calls x WHERE x.case_id = c.id AND x.\(Self.saidSo))"
        let dissatisfied = Self.dissatisfied(call, "s.case_id = c.id", lows, &sql)
        let (start, end) = (sql.mark(SQLValue(closed.start)), sql.mark(SQLValue(closed.end)))
        let name = sql.mark(.text(card))
        return try db.query(
            """
            SELECT c.id, c.owner, c.kind, c.reopened,
                CASE WHEN EXISTS (SELECT 1 FROM clocks k WHERE k.subject_kind = 'case' AND k.subject = c.id
                    AND k.breached_at IS NOT NULL) THEN 1 ELSE 0 END,
                \(dissatisfied),
                CASE WHEN EXISTS (SELECT 1 FROM grants g WHERE g.subject_kind = 'case' AND g.subject = c.id)
                    THEN 1 ELSE 0 END,
                c.chasers, c.closed_at - c.opened_at
            FROM cases c
            WHERE c.closed_at >= \(start) AND c.closed_at < \(end) AND c.owner IS NOT NULL AND c.merged_into IS NULL
                AND NOT EXISTS (SELECT 1 FROM reviews r
                    WHERE r.card = \(name) AND r.subject_kind = 'case' AND r.subject = c.id)
            ORDER BY c.id
            """, sql.values, Self.matter)
    }

    /// Follow-up calls that were over within a time, by number; whose they are is who made them.
    /// - Parameters:
    ///   - reached: the states of calls that reached the customer; others are not drawn.
    ///   - lows: which answers say that a customer is dissatisfied.
    package func calls(
        over: Window, reached: [String], lows: [LowAnswer], for card: String
    ) throws -> [ReviewMatter] {
        guard !reached.isEmpty else { return [] }
        var sql = SQLText()
        let dissatisfied = Self.dissatisfied("f.\(Self.saidSo)", "s.call = f.id", lows, &sql)
        let (start, end) = (sql.mark(SQLValue(over.start)), sql.mark(SQLValue(over.end)))
        let states = reached.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let name = sql.mark(.text(card))
        return try db.query(
            """
            SELECT f.id, f.claimed_by, COALESCE(c.kind, ''), COALESCE(c.reopened, 0), 0,
                \(dissatisfied),
                0, 0, f.state_since - COALESCE(f.taken_at, f.state_since)
            FROM calls f LEFT JOIN cases c ON c.id = f.case_id
            WHERE f.state_since >= \(start) AND f.state_since < \(end) AND f.is_open = 0
                AND f.claimed_by IS NOT NULL AND f.category = 'done' AND f.state IN (\(states))
                AND NOT EXISTS (SELECT 1 FROM reviews r
                    WHERE r.card = \(name) AND r.subject_kind = 'call' AND r.subject = f.id)
            ORDER BY f.id
            """, sql.values, Self.matter)
    }

    private static func matter(_ r: any SQLRow) -> ReviewMatter {
        ReviewMatter(
            number: r.int(0), agent: r.id(1), kind: r.text(2), isReopened: r.flag(3), isBreached: r.flag(4),
            isDissatisfied: r.flag(5), hasGrants: r.flag(6), isChased: r.flag(7), length: r.int(8))
    }

    // MARK: Reviews

    static let columns = """
        id, version, card, card_version, subject_kind, subject, agent, week, by_risk, traits, is_double, state, share,
        passed, finished_at
        """

    package func insert(_ r: Review) throws -> ReviewID {
        ReviewID(
            try db.insert(
                """
                INSERT INTO reviews (version, card, card_version, subject_kind, subject, agent, week, by_risk, traits,
                    is_double, state)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    .text(r.card), SQLValue(r.cardVersion), .text(r.subject.kind.rawValue),
                    .int(r.subject.number), SQLValue(r.agent), SQLValue(r.week), SQLValue(r.isByRisk),
                    .text(FieldCoding.list(r.traits)), SQLValue(r.isDouble), .text(r.state.rawValue),
                ]))
    }

    package func find(_ id: ReviewID) throws -> Review? {
        try db.first("SELECT \(Self.columns) FROM reviews WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    /// Only while nobody changed it meanwhile; so of two who score it at once, one does it again.
    /// - Returns: whether it was.
    package func update(_ r: Review) throws -> Bool {
        try db.run(
            """
            UPDATE reviews SET version = version + 1, state = $1, share = $2, passed = $3, finished_at = $4
            WHERE id = $5 AND version = $6
            """, .text(r.state.rawValue), SQLValue(r.share), SQLValue(r.isPassed.map { Int64($0 ? 1 : 0) }),
            SQLValue(r.finishedAt), SQLValue(r.id), SQLValue(r.version)) == 1
    }

    /// Of which there are any to be scored.
    package func openCards() throws -> [String] {
        try db.query("SELECT DISTINCT card FROM reviews WHERE state = 'open' ORDER BY card") { $0.text(0) }
    }

    /// The oldest that a person may take: not their own work, not scored or held by them, with a place free.
    /// - Parameter cards: those whose raters they are among.
    package func next(for rater: StaffID, cards: [String]) throws -> Review? {
        guard !cards.isEmpty else { return nil }
        var sql = SQLText()
        let mark = sql.mark(SQLValue(rater))
        let names = cards.map { sql.mark(.text($0)) }.joined(separator: ", ")
        return try db.query(
            """
            SELECT \(Self.columns) FROM reviews r
            WHERE state = 'open' AND agent <> \(mark) AND card IN (\(names))
                AND NOT EXISTS (SELECT 1 FROM review_scores s WHERE s.review = r.id AND s.rater = \(mark))
                AND (SELECT COUNT(*) FROM review_scores s WHERE s.review = r.id) < 1 + is_double
            ORDER BY id LIMIT 1
            """, sql.values, Self.decode
        ).first
    }

    /// What a person has in hand and not scored.
    package func inHand(_ rater: StaffID) throws -> [ReviewID] {
        try db.query(
            "SELECT review FROM review_scores WHERE rater = $1 AND scored_at IS NULL ORDER BY review",
            SQLValue(rater)
        ) { $0.id(0) }
    }

    /// Newest first.
    /// - Parameters:
    ///   - agent: whose work; nil for anybody's.
    ///   - state: nil for any.
    ///   - weeks: of the Mondays in it.
    ///   - doubles: only those that two have scored.
    package func list(
        agent: StaffID? = nil, card: String? = nil, state: Review.State? = nil, weeks: ClosedRange<Day>,
        doubles: Bool = false
    ) throws -> [Review] {
        var sql = SQLText()
        var tests = [
            "week >= \(sql.mark(SQLValue(weeks.lowerBound)))",
            "week <= \(sql.mark(SQLValue(weeks.upperBound)))",
        ]
        if let agent { tests.append("agent = \(sql.mark(SQLValue(agent)))") }
        if let card { tests.append("card = \(sql.mark(.text(card)))") }
        if doubles { tests.append("is_double = 1 AND state <> 'open'") }
        if let state { tests.append("state = \(sql.mark(.text(state.rawValue)))") }
        return try db.query(
            """
            SELECT \(Self.columns) FROM reviews WHERE \(tests.joined(separator: " AND ")) ORDER BY id DESC
            """, sql.values, Self.decode)
    }

    static func decode(_ r: any SQLRow) throws -> Review {
        Review(
            id: r.id(0), version: Int(r.int(1)), card: r.text(2), cardVersion: Int(r.int(3)),
            subject: Subject(try r.choice(4), r.int(5)), agent: r.id(6), week: Day(number: Int(r.int(7))),
            isByRisk: r.flag(8), traits: FieldCoding.unlist(r.text(9)), isDouble: r.flag(10),
            state: try r.choice(11), share: r.isNull(12) ? nil : r.real(12),
            isPassed: r.isNull(13) ? nil : r.flag(13), finishedAt: r.instantOrNil(14))
    }
}
