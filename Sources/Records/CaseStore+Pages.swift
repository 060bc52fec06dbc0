package import Model

extension CaseStore {
    /// How far counting goes: beyond, a number says nothing more to whoever reads it, and would cost a second.
    package static let countCap = 10_000

    /// The same for numbers of which many stand side by side.
    static let loadCap = 5_000

    private static let lineColumns = """
        id, kind, workflow_version, state, category, queue, severity, summary, product,
        (SELECT name FROM customers WHERE customers.id = cases.customer),
        (SELECT name FROM staff WHERE staff.id = cases.owner),
        opened_at, state_since, chasers, reopened, urgency,
        (SELECT rank FROM customers WHERE customers.id = cases.customer)
        """

    /// One page of a list.
    package func page(_ q: CaseQuery) throws -> CasePage {
        let (sql, values) = q.statement(Self.lineColumns)
        var page = CasePage()
        let rows = try db.query(sql, values, Self.decodeLine)
        page.next = try next(q, found: rows.count) { rows.last?.key(in: q.order) }
        page.lines = q.inOrder(rows)
        return page
    }

    /// Where to look on.
    func next(_ q: CaseQuery, found: Int, last: () throws -> CaseKey?) throws -> CaseKey? {
        if found == q.limit { return try last() }
        guard q.passesBy else { return nil }
        let (sql, values) = q.lastLooked
        let seen = try db.query(sql, values) { (CaseKey($0.int(0), $0.id(1)), Int($0.int(2))) }.first
        return seen.flatMap { $0.1 < max(CaseQuery.reach, q.limit) ? nil : $0.0 }
    }

    /// How many cases a list has, up to `countCap` looked at.
    package func count(_ q: CaseQuery) throws -> CappedCount {
        // What no index knows is looked at row by row.
        let cap = q.passesBy ? Self.countCap / 5 : Self.countCap
        let (sql, values) = q.count(among: cap)
        return try db.query(sql, values) {
            CappedCount(Int($0.int(0)), isCapped: Int($0.int(1)) >= cap)
        }.first ?? .zero
    }

    /// What waits in these queues, in their order.
    /// - Parameter queues: each with until when a clock that runs out is a risk.
    package func loads(of queues: [(name: String, soon: Instant)], at now: Instant) throws -> [QueueLoad] {
        guard !queues.isEmpty else { return [] }
        var sql = SQLText()
        func count(_ queue: String, _ more: (inout SQLText) -> String) -> String {
            """
            (SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE closed_at IS NULL
                AND queue = \(sql.mark(.text(queue))) \(more(&sql))
                ORDER BY urgency, id LIMIT \(Self.loadCap)) AS few)
            """
        }
        let rows = queues.enumerated().map { index, entry in
            let (queue, soon) = entry
            let counts = [
                count(queue) { _ in "" }, count(queue) { _ in "AND owner IS NULL" },
                count(queue) { "AND urgency < \($0.mark(SQLValue(now)))" },
                count(queue) {
                    "AND urgency >= \($0.mark(SQLValue(now))) AND urgency < \($0.mark(SQLValue(soon)))"
                },
            ]
            let oldest = """
                (SELECT opened_at FROM cases WHERE closed_at IS NULL AND queue = \(sql.mark(.text(queue)))
                    ORDER BY opened_at, id LIMIT 1)
                """
            return "SELECT \(index) AS position, \((counts + [oldest]).joined(separator: ", "))"
        }
        return try db.query(rows.joined(separator: " UNION ALL ") + " ORDER BY position", sql.values) { r in
            func capped(_ column: Int) -> CappedCount {
                CappedCount(Int(r.int(column)), isCapped: Int(r.int(column)) >= Self.loadCap)
            }
            var load = QueueLoad(queue: queues[Int(r.int(0))].name)
            (load.waiting, load.free, load.overdue, load.atRisk) = (
                capped(1), capped(2), capped(3), capped(4)
            )
            load.oldest = r.instantOrNil(5)
            return load
        }
    }

    /// Cases that came, or were closed, within a window and are in a team's hands; the latest first.
    package func moved(_ move: CaseMove, team: String, from start: Instant, to end: Instant, limit: Int)
        throws
        -> [MovedCase]
    {
        let column = move.column
        return try db.query(
            """
            SELECT \(Self.lineColumns), \(column) FROM cases
            WHERE \(column) IS NOT NULL AND \(column) >= $1 AND \(column) < $2
                AND owner IN (SELECT id FROM staff WHERE team = $3)
            ORDER BY \(column) DESC, id DESC LIMIT $4
            """, [SQLValue(start), SQLValue(end), .text(team), SQLValue(limit)]
        ) { MovedCase(line: try Self.decodeLine($0), at: $0.instant(17)) }
    }

    private static func decodeLine(_ r: any SQLRow) throws -> CaseLine {
        CaseLine(
            id: r.id(0), kind: r.text(1), workflowVersion: Int(r.int(2)), state: r.text(3),
            category: try r.choice(4), queue: r.text(5), severity: try r.choice(6), summary: r.text(7),
            product: r.text(8), customer: r.text(9), rank: r.text(16), owner: r.textOrNil(10) ?? "",
            openedAt: r.instant(11),
            stateSince: r.instant(12), chasers: Int(r.int(13)), reopened: Int(r.int(14)),
            due: r.int(15) == Self.neverUrgent ? nil : r.instant(15))
    }
}
