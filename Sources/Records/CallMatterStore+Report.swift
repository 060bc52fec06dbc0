package import Model

/// Planned reasons of one kind, and what became of them.
package struct CallMatterCount: Sendable, Hashable {
    package var plan: String
    package var reason: String
    /// Who has or had the call in hand; nil for nobody, and for what was not made.
    package var clerk: StaffID?
    package var fate: Fate
    package var count: Int

    package enum Fate: Sendable, Hashable {
        /// Nobody is rung up, and why.
        case skipped(CallMatter.Skip)
        /// Still to be made; whether it is late by now.
        case open(isLate: Bool)
        /// Over, in a state of the call's workflow; whether it was first taken in hand before it would have been late.
        case over(state: String, category: StateCategory, isInTime: Bool)
    }
}

extension CallMatterStore {
    /// What was due in a span, in groups; together it is all that was planned for it.
    package func counts(due span: Window, at now: Instant) throws -> [CallMatterCount] {
        try db.query(
            """
            SELECT m.plan, m.reason, c.claimed_by, m.skipped, c.is_open, c.state, c.category,
                CASE WHEN c.is_open = 1 THEN CASE WHEN m.due_by < $1 THEN 0 ELSE 1 END
                    WHEN COALESCE(c.taken_at, c.state_since) <= m.due_by THEN 1 ELSE 0 END AS good,
                COUNT(*)
            FROM call_matters m LEFT JOIN calls c ON c.id = m.call
            WHERE m.due_by >= $2 AND m.due_by < $3
            GROUP BY m.plan, m.reason, c.claimed_by, m.skipped, c.is_open, c.state, c.category, good
            """, SQLValue(now), SQLValue(span.start), SQLValue(span.end)
        ) { row in
            let fate: CallMatterCount.Fate =
                if !row.isNull(3) {
                    .skipped(try row.choice(3))
                } else if row.flag(4) {
                    .open(isLate: !row.flag(7))
                } else {
                    .over(state: row.text(5), category: try row.choice(6), isInTime: row.flag(7))
                }
            return CallMatterCount(
                plan: row.text(0), reason: row.text(1), clerk: row.idOrNil(2), fate: fate,
                count: Int(row.int(8)))
        }
    }
}
