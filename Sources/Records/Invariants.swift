package import Model

/// What must always be true between the tables; `aftercare doctor` and the tests ask.
package struct Invariants {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Rows that refer to nothing, or contradict another row. Each phrase says what and how many.
    package func problems() throws -> [Phrase] {
        let counts =
            try Self.checks.map { ($0.0, try db.number($0.1)) }
            + [("doctor.unsearchable", SearchIndex(db).missingCases())]
        return counts.filter { $0.1 > 0 }.map { Phrase($0.0, ["count": .count(Int($0.1))]) }
    }

    private static let checks: [(String, String)] = [
        (
            "doctor.orphanClocks",
            """
            SELECT COUNT(*) FROM clocks k WHERE
                (subject_kind = 'case' AND NOT EXISTS (SELECT 1 FROM cases WHERE id = k.subject)) OR
                (subject_kind = 'visit' AND NOT EXISTS (SELECT 1 FROM visits WHERE id = k.subject)) OR
                (subject_kind = 'call' AND NOT EXISTS (SELECT 1 FROM calls WHERE id = k.subject))
            """
        ),
        (
            "doctor.orphanNotes",
            """
            SELECT COUNT(*) FROM notes n WHERE
                (subject_kind = 'case' AND NOT EXISTS (SELECT 1 FROM cases WHERE id = n.subject)) OR
                (subject_kind = 'customer' AND NOT EXISTS (SELECT 1 FROM customers WHERE id = n.subject))
            """
        ),
        (
            "doctor.unjournalled",
            """
            SELECT COUNT(*) FROM cases c WHERE NOT EXISTS (
                SELECT 1 FROM journal WHERE subject_kind = 'case' AND subject = c.id)
            """
        ),
        (
            "doctor.clocksWithoutLedger",
            "SELECT COUNT(*) FROM clocks k WHERE NOT EXISTS (SELECT 1 FROM clock_events WHERE clock = k.id)"
        ),
        (
            "doctor.ledgerWithoutClock",
            "SELECT COUNT(*) FROM clock_events e WHERE NOT EXISTS (SELECT 1 FROM clocks WHERE id = e.clock)"
        ),
        (
            "doctor.openClocksOnClosed",
            """
            SELECT COUNT(*) FROM clocks k JOIN cases c ON c.id = k.subject
            WHERE k.subject_kind = 'case' AND k.state IN ('running', 'paused') AND c.closed_at IS NOT NULL
            """
        ),
        (
            "doctor.closedDisagrees",
            """
            SELECT COUNT(*) FROM cases
            WHERE (closed_at IS NULL) <> (category NOT IN ('done', 'cancelled'))
            """
        ),
        (
            "doctor.urgencyDisagrees",
            """
            SELECT COUNT(*) FROM cases c WHERE closed_at IS NULL AND urgency <> COALESCE(
                (SELECT MIN(due) FROM clocks k WHERE k.subject_kind = 'case' AND k.subject = c.id AND k.state = 'running'),
                \(CaseStore.neverUrgent))
            """
        ),
        (
            "doctor.stockDisagrees",
            """
            SELECT COUNT(*) FROM (
                SELECT place, part FROM (
                    SELECT place, part, on_hand, held FROM stock_levels UNION ALL
                    SELECT place, part, -quantity, -held FROM stock_moves) lines
                GROUP BY place, part HAVING SUM(on_hand) <> 0 OR SUM(held) <> 0) wrong
            """
        ),
        (
            "doctor.holdsDisagree",
            """
            SELECT COUNT(*) FROM (
                SELECT place, part FROM (
                    SELECT place, part, held FROM stock_levels UNION ALL
                    SELECT place, part, -quantity FROM stock_holds) lines
                GROUP BY place, part HAVING SUM(held) <> 0) wrong
            """
        ),
        (
            "doctor.holdsOfClosed",
            """
            SELECT COUNT(*) FROM stock_holds h JOIN visits v ON v.id = h.visit WHERE v.is_open = 0
            """
        ),
    ]
}
