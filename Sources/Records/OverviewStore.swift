package import Model

/// Figures of the desk as it is, each counted over an index and up to a cap, so that they cost milliseconds however many
/// cases there are.
package struct OverviewStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Beyond, a number says nothing more to whoever reads it.
    private static let cap = CaseStore.loadCap
    /// The same for one person's hands.
    private static let handCap = 500

    // MARK: Queues

    /// - Parameters:
    ///   - dues: ends of the spans in which promises run out, the first beginning now.
    ///   - ages: moments, the latest first, that part the cases by when they were opened.
    package func queues(_ names: [String], at now: Instant, dues: [Instant], ages: [Instant]) throws
        -> [QueueFigures]
    {
        try names.flatMap { try queue($0, at: now, dues: dues, ages: ages) }
    }

    /// One statement a queue, the same text for each, so that it is understood once.
    private func queue(_ name: String, at now: Instant, dues: [Instant], ages: [Instant]) throws
        -> [QueueFigures]
    {
        var sql = SQLText()
        let queue = sql.mark(.text(name))
        func count(_ order: String, _ condition: String) -> String {
            """
            (SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE closed_at IS NULL AND queue = \(queue) \(condition)
                ORDER BY \(order), id LIMIT \(Self.cap)) AS few)
            """
        }
        func between(_ column: String, _ from: Instant?, _ to: Instant?) -> String {
            let least = from.map { "AND \(column) >= \(sql.mark(SQLValue($0)))" } ?? ""
            return least + (to.map { " AND \(column) < \(sql.mark(SQLValue($0)))" } ?? "")
        }
        var columns = [count("urgency", ""), count("urgency", "AND owner IS NULL")]
        columns += zip([nil, now] + dues.dropLast(), [now] + dues).map {
            count("urgency", between("urgency", $0, $1))
        }
        columns += zip(ages.map { $0 } + [nil], [nil] + ages).map {
            count("opened_at", between("opened_at", $0, $1))
        }
        columns.append(
            """
            (SELECT opened_at FROM cases WHERE closed_at IS NULL AND queue = \(queue)
                ORDER BY opened_at, id LIMIT 1)
            """)
        return try db.query("SELECT " + columns.joined(separator: ", "), sql.values) { r in
            func capped(_ column: Int) -> CappedCount { Self.capped(r.int(column), Self.cap) }
            var figures = QueueFigures(queue: name)
            (figures.waiting, figures.free, figures.overdue) = (capped(0), capped(1), capped(2))
            figures.due = dues.indices.map { capped(3 + $0) }
            figures.ages = (0...ages.count).map { capped(3 + dues.count + $0) }
            figures.oldest = r.instantOrNil(4 + dues.count + ages.count)
            return figures
        }
    }

    private static func capped(_ count: Int64, _ cap: Int) -> CappedCount {
        CappedCount(Int(count), isCapped: Int(count) >= cap)
    }

    // MARK: What came, went, and was kept

    /// Cases opened in each hour from `start` on.
    package func arrivals(from start: Instant, to end: Instant) throws -> [HourCount] {
        try hours("opened_at", from: start, to: end)
    }

    /// Cases closed in each hour from `start` on that are closed still.
    package func closings(from start: Instant, to end: Instant) throws -> [HourCount] {
        try hours("closed_at", from: start, to: end)
    }

    private func hours(_ column: String, from start: Instant, to end: Instant) throws -> [HourCount] {
        try db.query(
            """
            SELECT queue, (\(column) - $1) / 3600000 AS hour, COUNT(*) FROM cases
            WHERE \(column) IS NOT NULL AND \(column) >= $1 AND \(column) < $2
            GROUP BY queue, hour ORDER BY queue, hour
            """, SQLValue(start), SQLValue(end)
        ) { HourCount(name: $0.text(0), hour: Int($0.int(1)), count: Int($0.int(2))) }
    }

    /// Cases that came, or were closed, in each hour from `start` on, by the team in whose hands they are.
    package func byTeam(_ move: CaseMove, from start: Instant, to end: Instant) throws -> [HourCount] {
        let column = move.column
        return try db.query(
            """
            SELECT staff.team, (\(column) - $1) / 3600000 AS hour, COUNT(*)
            FROM cases JOIN staff ON staff.id = cases.owner
            WHERE \(column) IS NOT NULL AND \(column) >= $1 AND \(column) < $2
            GROUP BY staff.team, hour ORDER BY staff.team, hour
            """, SQLValue(start), SQLValue(end)
        ) { HourCount(name: $0.text(0), hour: Int($0.int(1)), count: Int($0.int(2))) }
    }

    /// How many cases of each queue had a promise kept, in time or late, within a window.
    package func served(in window: Window) throws -> [String: Int] {
        let found = try db.query(Self.servedStatement, SQLValue(window.start), SQLValue(window.end)) {
            ($0.text(0), Int($0.int(1)))
        }
        return Dictionary(found, uniquingKeysWith: +)
    }

    static let servedStatement = """
        SELECT c.queue, COUNT(*) FROM (
            SELECT DISTINCT subject FROM clocks WHERE subject_kind = 'case' AND state IN ('met', 'missed')
                AND stopped_at >= $1 AND stopped_at < $2) AS kept
        JOIN cases c ON c.id = kept.subject GROUP BY c.queue
        """

    // MARK: Visits, calls, people

    /// Visits planned to begin within a window, cancelled ones left out.
    package func visits(in window: Window, at now: Instant) throws -> VisitFigures {
        var figures = VisitFigures()
        let rows = try db.query(
            """
            SELECT workflow_version, state, COUNT(*),
                SUM(CASE WHEN is_open = 1 AND arrived_at IS NOT NULL AND finished_at IS NULL THEN 1 ELSE 0 END),
                SUM(CASE WHEN is_open = 1 AND arrived_at IS NULL AND promised_end < $1 THEN 1 ELSE 0 END),
                SUM(CASE WHEN is_open = 1 AND technician IS NULL THEN 1 ELSE 0 END)
            FROM visits WHERE planned_start >= $2 AND planned_start < $3 AND category <> 'cancelled'
            GROUP BY workflow_version, state ORDER BY workflow_version, state
            """, SQLValue(now), SQLValue(window.start), SQLValue(window.end)
        ) { r in
            (
                VisitFigures.StateCount(version: Int(r.int(0)), state: r.text(1), count: Int(r.int(2))),
                Int(r.int(3)), Int(r.int(4)), Int(r.int(5))
            )
        }
        for (state, onSite, late, unplaced) in rows {
            figures.states.append(state)
            figures.onSite += onSite
            figures.late += late
            figures.unplaced += unplaced
        }
        return figures
    }

    /// - Parameter end: of today.
    package func calls(at now: Instant, end: Instant) throws -> CallFigures {
        let cap = Self.cap
        var sql = SQLText()
        let counts = CallPart.allCases.map { part in
            """
            (SELECT COUNT(*) FROM (SELECT 1 FROM calls WHERE is_open = 1 AND \(part.condition(&sql, at: now, end: end))
                LIMIT \(cap)) AS few)
            """
        }
        return try db.query("SELECT " + counts.joined(separator: ", "), sql.values) { r in
            var figures = CallFigures()
            figures.overdue = Self.capped(r.int(0), cap)
            figures.now = Self.capped(r.int(1), cap)
            figures.later = Self.capped(r.int(2), cap)
            figures.inHand = Self.capped(r.int(3), cap)
            return figures
        }.first ?? CallFigures()
    }

    /// What each of the staff has in hand.
    /// - Parameters:
    ///   - soon: until when a promise that runs out is at risk.
    ///   - ages: moments, the latest first, that part the cases by when they were opened.
    package func hands(at now: Instant, soon: Instant, ages: [Instant]) throws -> [StaffID: HandFigures] {
        let cap = Self.handCap
        // The index alone tells how many.
        func few(_ condition: String = "", by order: String = "urgency") -> String {
            """
            (SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE closed_at IS NULL AND owner = staff.id
                \(condition) ORDER BY \(order), id LIMIT \(cap)) AS few)
            """
        }
        // The bounds are the third parameter and those after it.
        let bins = (0...ages.count).map { bin in
            let least = bin < ages.count ? "AND opened_at >= $\(bin + 3)" : ""
            return few(least + (bin > 0 ? " AND opened_at < $\(bin + 2)" : ""), by: "opened_at")
        }
        let rows = try db.query(
            """
            SELECT id, \(few()),
                (SELECT opened_at FROM cases WHERE closed_at IS NULL AND owner = staff.id
                    ORDER BY opened_at, id LIMIT 1),
                \(few("AND urgency < $1")), \(few("AND urgency >= $1 AND urgency < $2")),
                (SELECT COUNT(*) FROM calls WHERE is_open = 1 AND claimed_by IS NOT NULL AND claimed_by = staff.id),
                \(bins.joined(separator: ", "))
            FROM staff WHERE active = 1
            """, [SQLValue(now), SQLValue(soon)] + ages.map { SQLValue($0) }
        ) { r -> (StaffID, HandFigures) in
            var hands = HandFigures()
            hands.cases = Self.capped(r.int(1), cap)
            hands.oldest = r.instantOrNil(2)
            (hands.late, hands.atRisk) = (Self.capped(r.int(3), cap), Self.capped(r.int(4), cap))
            hands.calls = Int(r.int(5))
            hands.ages = bins.indices.map { Self.capped(r.int(6 + $0), cap) }
            return (r.id(0), hands)
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

extension CaseMove {
    /// When it did.
    var column: String { self == .came ? "opened_at" : "closed_at" }
}

extension CallPart {
    /// What an open call of this part is.
    func condition(_ sql: inout SQLText, at now: Instant, end: Instant) -> String {
        switch self {
        case .overdue: "due_by < \(sql.mark(SQLValue(now)))"
        case .now: "due_from <= \(sql.mark(SQLValue(now))) AND due_by >= \(sql.mark(SQLValue(now)))"
        case .later: "due_from > \(sql.mark(SQLValue(now))) AND due_from < \(sql.mark(SQLValue(end)))"
        case .inHand: "claimed_by IS NOT NULL"
        }
    }
}
