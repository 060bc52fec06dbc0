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

/// What is behind a number of the report on follow-up calls: a reason, or a call that was promised for a minute.
package struct CallMatterRow: Sendable, Hashable {
    /// Nil where nobody is rung up for it.
    package var call: CallID?
    package var caseID: CaseID?
    package var customer: CustomerID
    package var name: String
    /// When it was to be made at the latest, or the minute.
    package var dueBy: Instant

    init(_ row: any SQLRow) {
        (call, caseID, customer) = (row.idOrNil(0), row.idOrNil(1), row.id(2))
        (name, dueBy) = (row.text(3), row.instant(4))
    }
}

/// Of which calls alone a report tells.
package enum CallGroup: Sendable, Hashable {
    case plan(String)
    case reason(String)
    /// Of this person; nil for nobody.
    case clerk(StaffID?)

    /// - Parameters:
    ///   - matter: the table that names plan and reason.
    ///   - clerk: who has or had the call in hand.
    func condition(_ sql: inout SQLText, of matter: String, by clerk: String) -> String {
        switch self {
        case .plan(let name): "\(matter).plan = \(sql.mark(.text(name)))"
        case .reason(let name): "\(matter).reason = \(sql.mark(.text(name)))"
        case .clerk(let id?): "\(clerk) = \(sql.mark(SQLValue(id)))"
        case .clerk(nil): "\(clerk) IS NULL"
        }
    }
}

extension CallMatterStore {
    /// The reasons of a group that were due in a span and had one of these fates, the first due on top.
    /// - Parameters:
    ///   - group: nil for all.
    ///   - givenUp: the states of calls in which nobody was reached.
    package func rows(
        due span: Window, _ fates: Set<FollowUpFate>, of group: CallGroup? = nil, givenUp: [String],
        at now: Instant,
        limit: Int
    ) throws -> [CallMatterRow] {
        var sql = SQLText()
        let time = sql.mark(SQLValue(now))
        let states = givenUp.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let isGivenUp = states.isEmpty ? "1 = 0" : "c.state IN (\(states))"
        let (start, end) = (sql.mark(SQLValue(span.start)), sql.mark(SQLValue(span.end)))
        let within = group.map { "AND \($0.condition(&sql, of: "m", by: "c.claimed_by"))" } ?? ""
        let wanted = fates.map(\.rawValue).sorted().map { sql.mark(.text($0)) }.joined(separator: ", ")
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT call, case_id, customer, name, due_by FROM (
                SELECT m.id, m.call, m.case_id, m.customer, k.name, m.due_by,
                    CASE WHEN m.skipped = '\(CallMatter.Skip.calledOff.rawValue)' THEN 'cancelled'
                        WHEN m.skipped IS NOT NULL THEN 'skipped'
                        WHEN c.is_open = 1 THEN CASE WHEN m.due_by < \(time) THEN 'overdue' ELSE 'open' END
                        WHEN c.category = '\(StateCategory.cancelled.rawValue)' THEN 'cancelled'
                        WHEN \(isGivenUp) THEN 'unreachable'
                        WHEN COALESCE(c.taken_at, c.state_since) <= m.due_by THEN 'inTime' ELSE 'late' END AS fate
                FROM call_matters m JOIN customers k ON k.id = m.customer LEFT JOIN calls c ON c.id = m.call
                WHERE m.due_by >= \(start) AND m.due_by < \(end) \(within)) AS due
            WHERE fate IN (\(wanted)) ORDER BY due_by, id LIMIT \(most)
            """, sql.values
        ) { CallMatterRow($0) }
    }

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
