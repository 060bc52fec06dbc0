package import Model

/// What customers are to be rung up for, as it was planned, and by which call.
package struct CallMatterStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns =
        "m.id, m.call, m.plan, m.priority, m.reason, m.customer, m.case_id, m.visit, m.unit, m.due_from, m.due_by, m.planned_at, m.skipped"

    package func insert(_ m: CallMatter) throws {
        try db.send(
            """
            INSERT INTO call_matters (call, plan, priority, reason, customer, case_id, visit, unit, due_from, due_by, planned_at,
                skipped)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            SQLValue(m.call), .text(m.plan), SQLValue(m.rank.rawValue), .text(m.reason), SQLValue(m.customer),
            SQLValue(m.caseID),
            SQLValue(m.visit), SQLValue(m.unit), SQLValue(m.dueFrom), SQLValue(m.dueBy),
            SQLValue(m.plannedAt), SQLValue(m.skipped?.rawValue))
    }

    /// What it serves, the highest first; the first is the call's own.
    package func of(_ id: CallID) throws -> [CallMatter] {
        try db.query(
            "SELECT \(Self.columns) FROM call_matters m WHERE m.call = $1 ORDER BY m.priority, m.id",
            SQLValue(id),
            decode: Self.decode)
    }

    /// What a plan has planned for a unit, the latest first.
    package func of(_ unit: UnitID, by plan: String) throws -> [CallMatter] {
        try db.query(
            """
            SELECT \(Self.columns) FROM call_matters m WHERE m.unit = $1 AND m.plan = $2
            ORDER BY m.due_from DESC, m.id DESC LIMIT 20
            """, SQLValue(unit), .text(plan), decode: Self.decode)
    }

    /// What is still to be asked about a case, or told of it.
    package func open(of id: CaseID) throws -> [CallMatter] {
        try db.query(
            """
            SELECT \(Self.columns) FROM call_matters m JOIN calls c ON c.id = m.call
            WHERE m.case_id = $1 AND c.is_open = 1 ORDER BY m.id
            """, SQLValue(id), decode: Self.decode)
    }

    /// It is served by no call any more.
    package func skip(_ m: CallMatter, _ why: CallMatter.Skip) throws {
        try db.run(
            "UPDATE call_matters SET call = NULL, skipped = $1 WHERE id = $2", .text(why.rawValue), .int(m.id)
        )
    }

    /// Whether a plan has one for a unit that is due after a moment, so that no day is planned twice.
    package func has(_ plan: String, _ unit: UnitID, dueFrom: Instant) throws -> Bool {
        try db.number(
            "SELECT COUNT(*) FROM call_matters WHERE unit = $1 AND plan = $2 AND due_from >= $3",
            SQLValue(unit), .text(plan), SQLValue(dueFrom)) > 0
    }

    private static func decode(_ r: any SQLRow) throws -> CallMatter {
        CallMatter(
            id: r.int(0), call: r.idOrNil(1), plan: r.text(2),
            rank: CallRank(rawValue: Int(r.int(3))) ?? .normal,
            reason: r.text(4), customer: r.id(5), caseID: r.idOrNil(6), visit: r.idOrNil(7),
            unit: r.idOrNil(8), dueFrom: r.instant(9), dueBy: r.instant(10), plannedAt: r.instant(11),
            skipped: r.isNull(12) ? nil : try r.choice(12))
    }
}

// MARK: Plans that recur

/// How far a plan that recurs has got.
package struct PlanMark: Sendable, Hashable {
    /// The last day that is done with.
    package var through: Day
    /// The last unit that is done with of the day after it; 0 before the first.
    package var unit: UnitID

    package init(through: Day, unit: UnitID = UnitID(0)) { (self.through, self.unit) = (through, unit) }
}

extension CallMatterStore {
    package func mark(of plan: String) throws -> PlanMark? {
        try db.first("SELECT through, unit FROM plan_marks WHERE plan = $1", .text(plan)) {
            PlanMark(through: Day(number: Int($0.int(0))), unit: $0.id(1))
        }
    }

    package func set(_ mark: PlanMark, of plan: String) throws {
        try db.send(
            """
            INSERT INTO plan_marks (plan, through, unit) VALUES ($1, $2, $3)
            ON CONFLICT (plan) DO UPDATE SET through = excluded.through, unit = excluded.unit
            """, .text(plan), .int(Int64(mark.through.number)), SQLValue(mark.unit))
    }
}
