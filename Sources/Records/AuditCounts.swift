package import Model

/// Whose answers to a questionnaire are counted, in which days.
package struct AnsweredBy: Sendable, Hashable {
    package var questionnaires: [String]
    /// Nil where sheets are of no customer: what people of the house think.
    package var kind: CustomerKind?
    package var dealerType: DealerType?
    /// What one of which must stand in the customer's name; empty for any name.
    package var names: [String]
    package var days: DaySpan

    package init(
        _ questionnaires: [String], kind: CustomerKind?, dealerType: DealerType? = nil, names: [String] = [],
        days: DaySpan
    ) {
        (self.questionnaires, self.kind, self.dealerType) = (questionnaires, kind, dealerType)
        (self.names, self.days) = (names, days)
    }
}

/// How many sheets there are, of how many customers.
package struct AnswerCount: Sendable, Hashable {
    package var sheets: Int
    package var customers: Int

    package init(sheets: Int, customers: Int) { (self.sheets, self.customers) = (sheets, customers) }
}

extension SurveyStore {
    /// What was withdrawn does not count.
    package func count(_ who: AnsweredBy) throws -> AnswerCount {
        var sql = SQLText()
        let questionnaires = who.questionnaires.map { sql.mark(.text($0)) }.joined(separator: ", ")
        guard !questionnaires.isEmpty else { return AnswerCount(sheets: 0, customers: 0) }
        var tests = ["s.questionnaire IN (\(questionnaires))", "s.withdrawn_at IS NULL"]
        tests.append("s.answered_on >= \(sql.mark(SQLValue(who.days.first)))")
        tests.append("s.answered_on <= \(sql.mark(SQLValue(who.days.last)))")
        if let kind = who.kind { tests.append("c.kind = \(sql.mark(.text(kind.rawValue)))") }
        if let type = who.dealerType { tests.append("c.dealer_type = \(sql.mark(.text(type.rawValue)))") }
        if !who.names.isEmpty {
            let parts = who.names.map { "LOWER(c.name) LIKE \(sql.mark(.text("%\($0.lowercased())%")))" }
            tests.append("(\(parts.joined(separator: " OR ")))")
        }
        let join = who.kind == nil ? "LEFT JOIN" : "JOIN"
        return try db.query(
            """
            SELECT COUNT(*), COUNT(DISTINCT s.customer) FROM surveys s \(join) customers c ON c.id = s.customer
            WHERE \(tests.joined(separator: " AND "))
            """, sql.values
        ) { AnswerCount(sheets: Int($0.int(0)), customers: Int($0.int(1))) }.first
            ?? AnswerCount(sheets: 0, customers: 0)
    }
}

extension CompetitorStore {
    /// How many companies of a kind something was seen of in some days, that stands.
    package func seen(_ kind: Competitor.Kind, in days: DaySpan) throws -> Int {
        Int(
            try db.number(
                """
                SELECT COUNT(DISTINCT r.company) FROM competitor_rows r JOIN competitors c ON c.id = r.company
                WHERE c.kind = $1 AND r.seen_on >= $2 AND r.seen_on <= $3 AND r.withdrawn_at IS NULL
                """, .text(kind.rawValue), SQLValue(days.first), SQLValue(days.last)))
    }
}
