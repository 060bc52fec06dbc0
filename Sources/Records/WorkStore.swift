package import Model

/// Open visits, calls and requests under the filter of a view. No index knows what it asks, so of the first to come only so
/// many are looked at, however many there are.
package struct WorkStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// How many are looked at.
    package static let reach = 5_000

    /// - Parameter order: without one, the first to begin on top.
    package func visits(_ tests: [WorkTest], in order: ListOrder = .urgency, limit: Int) throws -> [Visit] {
        try open(.visits, VisitStore.columns, tests, order, limit, VisitStore.decode)
    }

    /// - Parameter order: without one, the first to be late on top.
    package func calls(_ tests: [WorkTest], in order: ListOrder = .urgency, limit: Int) throws
        -> [FollowUpCall]
    {
        try open(.calls, CallStore.columns, tests, order, limit, CallStore.decode)
    }

    /// - Parameter order: without one, the oldest on top.
    package func approvals(_ tests: [WorkTest], in order: ListOrder = .urgency, limit: Int) throws
        -> [Approval]
    {
        try open(.approvals, ApprovalStore.columns, tests, order, limit, ApprovalStore.decode)
    }

    /// Which of some are so, open or not, by their numbers.
    package func among(_ numbers: [Int64], _ kind: WorkKind, _ tests: [WorkTest]) throws -> Set<Int64> {
        guard !numbers.isEmpty else { return [] }
        var sql = SQLText()
        let asked = numbers.map { sql.mark(.int($0)) }.joined(separator: ", ")
        let condition = Self.all(tests, &sql, of: kind)
        let text = "SELECT id FROM \(kind.rawValue) WHERE id IN (\(asked)) AND \(condition)"
        return Set(try db.query(text, sql.values) { $0.int(0) })
    }

    private func open<T>(
        _ kind: WorkKind, _ columns: String, _ tests: [WorkTest], _ order: ListOrder, _ limit: Int,
        _ decode: (any SQLRow) throws -> T
    ) throws -> [T] {
        var sql = SQLText()
        let condition = Self.all(tests, &sql, of: kind)
        let text = """
            SELECT \(columns) FROM (\(kind.window)) AS \(kind.rawValue) WHERE \(condition)
            ORDER BY \(kind.column(of: order)), id LIMIT \(sql.mark(SQLValue(limit)))
            """
        return try db.query(text, sql.values, decode)
    }

    /// How many there are; of those in nobody's hands, late, and at risk.
    /// - Parameter risk: what is at risk; nil where nothing is.
    package func load(_ kind: WorkKind, _ tests: [WorkTest], risk: [WorkTest]?, at now: Instant) throws
        -> QueueLoad
    {
        var sql = SQLText()
        let late = WorkTest(.before(.due, now))
        var parts: [[WorkTest]] = [[], [WorkTest(.taken(at: now), isNegated: true)], [late]]
        if let risk { parts.append(risk) }
        var counts: [String] = []
        for part in parts {
            // What costs least is asked first.
            counts.append("COUNT(CASE WHEN \(Self.all(part + tests, &sql, of: kind)) THEN 1 END)")
        }
        if risk == nil { counts.append("0") }
        let text = """
            SELECT \(counts.joined(separator: ", ")), COUNT(*) FROM (\(kind.window)) AS \(kind.rawValue)
            """
        return try db.query(text, sql.values) { r in
            func count(_ column: Int) -> CappedCount {
                CappedCount(Int(r.int(column)), isCapped: Int(r.int(4)) >= Self.reach)
            }
            var load = QueueLoad(queue: "")
            (load.waiting, load.free, load.overdue, load.atRisk) = (count(0), count(1), count(2), count(3))
            return load
        }.first ?? QueueLoad(queue: "")
    }

    private static func all(_ tests: [WorkTest], _ sql: inout SQLText, of kind: WorkKind) -> String {
        var conditions: [String] = []
        for test in tests { conditions.append(test.condition(&sql, of: kind)) }
        return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
    }
}

extension WorkKind {
    /// What an order goes by.
    fileprivate func column(of order: ListOrder) -> String {
        switch (self, order) {
        case (.visits, .due): "promised_end"
        case (.visits, _): "planned_start"
        case (.calls, .starts): "due_from"
        case (.calls, .attempts): "attempts DESC, due_by"
        case (.calls, _): "due_by"
        case (.approvals, .amount): "COALESCE(amount, 0) DESC, asked_at"
        case (.approvals, _): "asked_at"
        }
    }

    /// The first open ones.
    fileprivate var window: String {
        let pending: String
        switch self {
        case .visits, .calls: pending = "SELECT * FROM \(rawValue) WHERE is_open = 1"
        case .approvals:
            // Each state by its own index.
            pending = """
                SELECT * FROM (SELECT * FROM approvals WHERE state = 'asked'
                    UNION ALL SELECT * FROM approvals WHERE state = 'asked back') AS undecided
                """
        }
        return "\(pending) ORDER BY \(column(of: .urgency)), id LIMIT \(WorkStore.reach)"
    }
}
