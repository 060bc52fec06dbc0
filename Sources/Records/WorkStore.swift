package import Model

/// What a view of visits or calls asks of each.
package struct WorkTest: Sendable, Hashable {
    package enum Moment: Sendable, Hashable {
        /// The end of the promised window; by when a call is to be made.
        case due
        /// When a visit is planned to begin; from when a call may be made.
        case starts
    }

    package enum What: Sendable, Hashable {
        case state([String])
        /// Of the case it is for.
        case kind([String])
        /// Of calls.
        case reason([String])
        /// Of calls, tried so often at least.
        case attempts(atLeast: Int)
        /// Who goes there, or makes the call.
        case person(StaffID)
        case taken
        case before(Moment, Instant)
        /// Its case is within somebody's reach; of calls also those about no case, and those that they have in hand.
        case within(CaseReach, StaffID)
    }

    package var what: What
    package var isNegated: Bool

    package init(_ what: What, isNegated: Bool = false) { (self.what, self.isNegated) = (what, isNegated) }

    fileprivate func condition(_ sql: inout SQLText, of kind: WorkKind) -> String {
        let condition = plain(&sql, of: kind)
        return isNegated ? "NOT (\(condition))" : condition
    }

    private func plain(_ sql: inout SQLText, of kind: WorkKind) -> String {
        func any(_ column: String, _ words: [String]) -> String {
            "\(column) IN (\(words.map { sql.mark(.text($0)) }.joined(separator: ", ")))"
        }
        return switch what {
        case .state(let words): any("state", words)
        case .kind(let words):
            any(
                "COALESCE((SELECT cases.kind FROM cases WHERE cases.id = \(kind.rawValue).case_id), '')",
                words)
        case .reason(let words): any("reason", words)
        case .attempts(let count): "attempts >= \(sql.mark(SQLValue(count)))"
        case .person(let id): "COALESCE(\(kind.person), 0) = \(sql.mark(SQLValue(id)))"
        case .taken: "\(kind.person) IS NOT NULL"
        case .before(let moment, let at): "\(kind.column(moment)) < \(sql.mark(SQLValue(at)))"
        case .within(let reach, let person):
            kind == .calls
                ? reach.conditionOfCalls(heldBy: person, &sql)
                : reach.condition(onCaseOf: kind.rawValue, &sql)
        }
    }
}

/// Open visits and calls under the filter of a view. No index knows what it asks, so of the first to come only so many are
/// looked at, however many there are.
package struct WorkStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// How many are looked at.
    fileprivate static let reach = 5_000

    /// By when they are planned.
    package func visits(_ tests: [WorkTest], limit: Int) throws -> [Visit] {
        try open(.visits, VisitStore.columns, tests, limit, VisitStore.decode)
    }

    /// The first to be late on top.
    package func calls(_ tests: [WorkTest], limit: Int) throws -> [FollowUpCall] {
        try open(.calls, CallStore.columns, tests, limit, CallStore.decode)
    }

    private func open<T>(
        _ kind: WorkKind, _ columns: String, _ tests: [WorkTest], _ limit: Int,
        _ decode: (any SQLRow) throws -> T
    ) throws -> [T] {
        var sql = SQLText()
        let condition = Self.all(tests, &sql, of: kind)
        let text = """
            SELECT \(columns) FROM (\(kind.window)) AS \(kind.rawValue) WHERE \(condition)
            ORDER BY \(kind.order), id LIMIT \(sql.mark(SQLValue(limit)))
            """
        return try db.query(text, sql.values, decode)
    }

    /// How many there are; of those in nobody's hands, late, and late before `soon`.
    package func load(_ kind: WorkKind, _ tests: [WorkTest], at now: Instant, soon: Instant) throws
        -> QueueLoad
    {
        var sql = SQLText()
        let late = WorkTest(.before(.due, now))
        let parts: [[WorkTest]] = [
            [], [WorkTest(.taken, isNegated: true)], [late],
            [WorkTest(.before(.due, soon)), WorkTest(late.what, isNegated: true)],
        ]
        var counts: [String] = []
        for part in parts {
            // What costs least is asked first.
            counts.append("COUNT(CASE WHEN \(Self.all(part + tests, &sql, of: kind)) THEN 1 END)")
        }
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
    fileprivate var person: String { self == .visits ? "technician" : "claimed_by" }
    fileprivate var order: String { self == .visits ? "planned_start" : "due_by" }

    fileprivate var window: String {
        "SELECT * FROM \(rawValue) WHERE is_open = 1 ORDER BY \(order), id LIMIT \(WorkStore.reach)"
    }

    fileprivate func column(_ moment: WorkTest.Moment) -> String {
        switch (self, moment) {
        case (.visits, .due): "promised_end"
        case (.visits, .starts): "planned_start"
        case (.calls, .due): "due_by"
        case (.calls, .starts): "due_from"
        }
    }
}
