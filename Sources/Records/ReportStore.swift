package import Model

/// What the service reports count. Tallies are made by the database over an index of the moment; the rows behind them come
/// from the very same statement.
package struct ReportStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// So many rows of one stretch of time and one group add so much each.
    package struct Tally: Sendable, Hashable {
        /// Which of the stretches, from 0.
        package var part: Int
        package var group: String
        package var amount: Int
        package var count: Int
    }

    package struct Row: Sendable, Hashable {
        package var subject: Subject
        package var caseID: CaseID?
        package var moment: Instant
        package var amount: Int
        package var group: String
        /// What it is a clock of; empty for what is none.
        package var promise: String
    }

    /// A clock that was stopped.
    package struct Ended: Sendable, Hashable {
        package var clock: ClockID
        package var row: Row
        package var began: Instant
        package var calendar: String
    }

    /// - Parameter edges: ends of stretches that follow one another, the first being the beginning of the first: at least two.
    package func tallies(
        _ basis: ReportBasis, edges: [Instant], by field: ReportField?, at now: Instant
    ) throws -> [Tally] {
        var sql = SQLText()
        let inner = edges.dropFirst().dropLast()
        let tests = inner.enumerated().map { part, edge in
            "WHEN moment < \(sql.mark(SQLValue(edge))) THEN \(part)"
        }
        let part = tests.isEmpty ? "0" : "CASE \(tests.joined(separator: " ")) ELSE \(inner.count) END"
        let rows = basis.rows(in: Self.whole(edges), by: field, at: now, &sql)
        return try db.query(
            """
            SELECT part, grp, amount, COUNT(*) FROM (
                SELECT \(part) AS part, grp, amount FROM (\(rows)) AS found) AS parted
            GROUP BY part, grp, amount ORDER BY part, grp, amount
            """, sql.values
        ) { Tally(part: Int($0.int(0)), group: $0.text(1), amount: Int($0.int(2)), count: Int($0.int(3))) }
    }

    /// Of the clocks of a promise that fell due in a window: how many there were, and how many were kept.
    /// - Parameters:
    ///   - since: those that began before are left out; an earlier version of the promise began them.
    ///   - now: what is not yet due by then is not counted.
    package func kept(_ promise: String, since: Instant, due window: Window, at now: Instant) throws -> (
        kept: Int, count: Int
    ) {
        var sql = SQLText()
        let past = Window(start: window.start, end: min(window.end, now))
        let counts = try db.query(
            """
            SELECT COUNT(*), COALESCE(SUM(\(ReportBasis.isKept)), 0) FROM \(ReportBasis.clocks)
            WHERE k.promise = \(sql.mark(.text(promise))) AND k.started_at >= \(sql.mark(SQLValue(since)))
                AND \(ReportBasis.within(past, "k.due", &sql)) AND \(ReportBasis.isOwed)
            """, sql.values
        ) { (kept: Int($0.int(1)), count: Int($0.int(0))) }
        return counts.first ?? (kept: 0, count: 0)
    }

    private static func whole(_ edges: [Instant]) -> Window {
        Window(start: edges.first ?? Instant(milliseconds: 0), end: edges.last ?? Instant(milliseconds: 0))
    }

    /// The rows behind a figure, by their moment.
    /// - Parameters:
    ///   - group: nil for all.
    ///   - adding: only those that add something.
    ///   - limit: nil for every one.
    package func rows(
        _ basis: ReportBasis, in window: Window, by field: ReportField?, group: String?,
        adding: Bool = false, at now: Instant, limit: Int?
    ) throws -> [Row] {
        var sql = SQLText()
        let rows = basis.rows(in: window, by: field, at: now, &sql)
        let ofGroup = group.map { "grp = \(sql.mark(.text($0)))" }
        let tests = [ofGroup, adding ? "amount > 0" : nil].compactMap { $0 }
        return try db.query(
            """
            SELECT kind, subject, case_id, moment, amount, grp, promise FROM (\(rows)) AS found
            \(tests.isEmpty ? "" : "WHERE " + tests.joined(separator: " AND "))
            ORDER BY moment, subject \(limit.map { "LIMIT \($0)" } ?? "")
            """, sql.values, Self.row)
    }

    /// How many rows there are in each quarter of an hour in which there are any: no zone is off by less.
    package func quarters(
        _ basis: ReportBasis, in window: Window, by field: ReportField?, group: String?, at now: Instant
    ) throws -> [(start: Instant, count: Int)] {
        var sql = SQLText()
        let rows = basis.rows(in: window, by: field, at: now, &sql)
        let ofGroup = group.map { "WHERE grp = \(sql.mark(.text($0)))" } ?? ""
        return try db.query(
            """
            SELECT moment / \(Self.quarter) AS part, COUNT(*) FROM (\(rows)) AS found \(ofGroup)
            GROUP BY part ORDER BY part
            """, sql.values
        ) { (start: Instant(milliseconds: $0.int(0) * Self.quarter), count: Int($0.int(1))) }
    }

    /// In milliseconds.
    private static let quarter: Int64 = 900_000

    static func row(_ r: any SQLRow) throws -> Row {
        Row(
            subject: Subject(try r.choice(0), r.int(1)), caseID: r.idOrNil(2), moment: r.instant(3),
            amount: Int(r.int(4)), group: r.text(5), promise: r.text(6))
    }

    // MARK: How long it took

    /// Clocks of cases that were stopped, by when.
    package func ended(_ basis: ReportBasis, in window: Window, by field: ReportField?, at now: Instant)
        throws
        -> [Ended]
    {
        var sql = SQLText()
        let rows = basis.rows(in: window, by: field, at: now, &sql)
        return try db.query(
            """
            SELECT kind, subject, case_id, moment, amount, grp, promise, clock, began, calendar FROM (\(rows)) AS found
            ORDER BY moment, subject
            """, sql.values
        ) { r in
            Ended(clock: r.id(7), row: try Self.row(r), began: r.instant(8), calendar: r.text(9))
        }
    }

    /// When clocks of cases that were stopped within a window stood still, the earliest first; those that never did are left
    /// out.
    package func pauses(stopped window: Window) throws -> [ClockID: [ClockPause]] {
        var sql = SQLText()
        return try ClockPause.paired(
            db.query(
                """
                SELECT e.clock, e.at, e.kind, e.reason FROM clocks k JOIN clock_events e ON e.clock = k.id
                WHERE \(ReportBasis.within(window, "k.stopped_at", &sql)) AND k.subject_kind = 'case'
                    AND k.state IN ('met', 'missed') AND e.kind IN ('pause', 'resume') ORDER BY e.clock, e.id
                """, sql.values, ClockPause.Event.init))
    }

    // MARK: What the rows are about

    /// Of each case: its kind and its customer's name.
    package func about(_ ids: [CaseID]) throws -> [CaseID: (kind: CaseKind, customer: String)] {
        guard !ids.isEmpty else { return [:] }
        var sql = SQLText()
        let marks = ids.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")
        let found = try db.query(
            """
            SELECT c.id, c.kind, u.name FROM cases c JOIN customers u ON u.id = c.customer WHERE c.id IN (\(marks))
            """, sql.values
        ) { r in (r.id(0) as CaseID, (kind: CaseKind(r.text(1)), customer: r.text(2))) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
