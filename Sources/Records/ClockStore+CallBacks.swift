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
}
