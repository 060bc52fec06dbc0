package import Model

/// A review as a line of a list: what it is about, and what one person has of it.
package struct ReviewRow: Sendable, Hashable {
    package var review: Review
    /// Of the case it is about; nil for a call about none.
    package var kind: CaseKind?
    package var customer: String
    /// Whether that person scores it, and whether they have.
    package var isTaken: Bool
    package var isScored: Bool
}

/// Which reviews are listed.
package struct ReviewChoice: Sendable, Hashable {
    /// What the person who looks has of them.
    package enum Part: Sendable, Hashable {
        /// They score it and have not yet.
        case inHand
        /// Nothing, and a place is free.
        case free
    }

    /// Whose work; nil for anybody's.
    package var agent: StaffID?
    /// Whose work is left out; nil for nobody's.
    package var notOf: StaffID?
    package var part: Part?
    package var card: String?
    /// By any of these cards, at least one; nil for all.
    package var cards: [String]?
    /// Empty for any.
    package var states: [Review.State] = []
    /// Of the Mondays in it; nil for all there are.
    package var weeks: ClosedRange<Day>?
    /// Of cases, or of calls about cases, of these kinds; empty for any.
    package var kinds: [String] = []
    package var segment: GapSegment?
    /// The oldest first, as they are taken; else the newest.
    package var oldestFirst = false
    package var limit = 1_000

    package init() {}
}

extension ReviewStore {
    /// - Parameter person: whose part in them is told.
    package func rows(_ choice: ReviewChoice, for person: StaffID) throws -> [ReviewRow] {
        var sql = SQLText()
        // Marks in the order in which the statement has them.
        let own = sql.mark(SQLValue(person))
        let tests = Self.tests(choice, &sql)
        let limit = sql.mark(SQLValue(choice.limit))
        return try db.query(
            """
            SELECT \(Self.columns.split(separator: ",").map { "r." + String($0).trimmed }.joined(separator: ", ")),
                COALESCE(c.kind, ''), COALESCE(u.name, ''), s.place, s.scored_at
            FROM reviews r
                LEFT JOIN review_scores s ON s.review = r.id AND s.rater = \(own)
                LEFT JOIN calls f ON r.subject_kind = 'call' AND f.id = r.subject
                LEFT JOIN cases c ON c.id = CASE r.subject_kind WHEN 'case' THEN r.subject ELSE f.case_id END
                LEFT JOIN customers u ON u.id = COALESCE(c.customer, f.customer)
            WHERE \(tests) ORDER BY r.id \(choice.oldestFirst ? "" : "DESC") LIMIT \(limit)
            """, sql.values
        ) { r in
            let kind = r.text(15)
            return ReviewRow(
                review: try Self.decode(r), kind: kind.isEmpty ? nil : CaseKind(kind), customer: r.text(16),
                isTaken: !r.isNull(17), isScored: !r.isNull(18))
        }
    }

    private static func tests(_ choice: ReviewChoice, _ sql: inout SQLText) -> String {
        var tests = ["1 = 1"]
        if let weeks = choice.weeks {
            tests.append("r.week >= \(sql.mark(SQLValue(weeks.lowerBound)))")
            tests.append("r.week <= \(sql.mark(SQLValue(weeks.upperBound)))")
        }
        if let agent = choice.agent { tests.append("r.agent = \(sql.mark(SQLValue(agent)))") }
        if let notOf = choice.notOf { tests.append("r.agent <> \(sql.mark(SQLValue(notOf)))") }
        switch choice.part {
        case .inHand: tests.append("s.place IS NOT NULL AND s.scored_at IS NULL")
        case .free:
            tests.append("s.place IS NULL")
            tests.append("(SELECT COUNT(*) FROM review_scores o WHERE o.review = r.id) < 1 + r.is_double")
        case nil: break
        }
        if let card = choice.card { tests.append("r.card = \(sql.mark(.text(card)))") }
        if let cards = choice.cards {
            tests.append("r.card IN (\(cards.map { sql.mark(.text($0)) }.joined(separator: ", ")))")
        }
        if !choice.states.isEmpty {
            // Said as the index `reviews_waiting` has it.
            if !choice.states.contains(.finished) { tests.append("r.state <> 'finished'") }
            let states = choice.states.map { sql.mark(.text($0.rawValue)) }.joined(separator: ", ")
            tests.append("r.state IN (\(states))")
        }
        if !choice.kinds.isEmpty {
            tests.append("c.kind IN (\(choice.kinds.map { sql.mark(.text($0)) }.joined(separator: ", ")))")
        }
        if let segment = choice.segment { tests.append(GapStore.test(segment, &sql)) }
        return tests.joined(separator: " AND ")
    }
}
