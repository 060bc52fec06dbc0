package import Model

/// Calls that were promised for a minute, and what became of them, of one plan, reason and person.
package struct CallBackCount: Sendable, Hashable {
    package var plan: String
    package var reason: String
    /// Who rang up; nil while nobody did.
    package var clerk: StaffID?
    package var count: Int
    /// Whether somebody rang up.
    package var isMade: Bool
    /// Whether that was, or would be by now, later than the promise allows.
    package var isLate: Bool
    /// Milliseconds after the promised minute: of all together, and the most.
    package var behind: Int64
    package var most: Int64
}

extension ClockStore {
    /// What was promised for a minute in a span, in groups; what was cancelled is not owed any more.
    package func callBacks(promised span: Window, at now: Instant) throws -> [CallBackCount] {
        try db.query(
            """
            SELECT plan, reason, clerk, made, late, COUNT(*), CAST(SUM(behind) AS BIGINT), MAX(behind) FROM (
                SELECT c.plan, c.reason, e.by_staff AS clerk, CASE WHEN k.stopped_at IS NULL THEN 0 ELSE 1 END AS made,
                    CASE WHEN COALESCE(k.stopped_at, $1) > k.due THEN 1 ELSE 0 END AS late,
                    CASE WHEN COALESCE(k.stopped_at, $1) > k.due THEN COALESCE(k.stopped_at, $1) - k.started_at
                        ELSE 0 END AS behind
                FROM clocks k JOIN calls c ON c.id = k.subject
                    LEFT JOIN clock_events e ON e.clock = k.id AND e.kind = 'stop'
                WHERE k.metric = 'callback' AND k.subject_kind = 'call' AND k.state <> 'cancelled'
                    AND k.started_at >= $2 AND k.started_at < $3) AS promised
            GROUP BY plan, reason, clerk, made, late
            """, SQLValue(now), SQLValue(span.start), SQLValue(span.end)
        ) {
            CallBackCount(
                plan: $0.text(0), reason: $0.text(1), clerk: $0.idOrNil(2), count: Int($0.int(5)),
                isMade: $0.flag(3), isLate: $0.flag(4), behind: $0.int(6), most: $0.int(7))
        }
    }

    /// The calls behind `callBacks`, by the minute they were promised for.
    /// - Parameters:
    ///   - kept: only those that were, or that were rung up later; nil for all.
    ///   - group: nil for all.
    package func callBackRows(
        promised span: Window, kept: Bool?, of group: CallGroup?, limit: Int
    ) throws -> [CallMatterRow] {
        var sql = SQLText()
        let (start, end) = (sql.mark(SQLValue(span.start)), sql.mark(SQLValue(span.end)))
        let fate = kept.map { "AND k.stopped_at \($0 ? "<=" : ">") k.due" } ?? ""
        let within = group.map { "AND \($0.condition(&sql, of: "c", by: "e.by_staff"))" } ?? ""
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT c.id, c.case_id, c.customer, p.name, k.started_at
            FROM clocks k JOIN calls c ON c.id = k.subject JOIN customers p ON p.id = c.customer
                LEFT JOIN clock_events e ON e.clock = k.id AND e.kind = 'stop'
            WHERE k.metric = 'callback' AND k.subject_kind = 'call' AND k.state <> 'cancelled'
                AND k.started_at >= \(start) AND k.started_at < \(end) \(fate) \(within)
            ORDER BY k.started_at, c.id LIMIT \(most)
            """, sql.values
        ) { CallMatterRow($0) }
    }
}
