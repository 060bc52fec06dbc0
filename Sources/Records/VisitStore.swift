package import Model

package struct VisitStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    static let columns = """
        id, version, case_id, workflow_version, state, category, technician, promised_start, promised_end,
        planned_start, planned_end, arrived_at, finished_at, skill, address, latitude, longitude, parent, fields,
        created_at, state_since, helper, is_locked
        """

    package func find(_ id: VisitID) throws -> Visit? {
        try db.first("SELECT \(Self.columns) FROM visits WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func of(_ id: CaseID) throws -> [Visit] {
        try db.query(
            "SELECT \(Self.columns) FROM visits WHERE case_id = $1 ORDER BY id", SQLValue(id),
            decode: Self.decode)
    }

    /// Visits to a customer, newest first.
    package func of(_ customer: CustomerID, limit: Int) throws -> [Visit] {
        try db.query(
            """
            SELECT \(Self.columns) FROM visits WHERE case_id IN (SELECT id FROM cases WHERE customer = $1)
            ORDER BY id DESC LIMIT $2
            """, SQLValue(customer), SQLValue(limit), decode: Self.decode)
    }

    /// Every visit, done or open, planned within a window, be it in part; cancelled ones left out unless asked for.
    package func planned(in window: Window, technician: StaffID? = nil, cancelled: Bool = false) throws
        -> [Visit]
    {
        let only =
            (cancelled ? "" : "AND category <> 'cancelled'")
            + (technician == nil ? "" : " AND (technician = $3 OR helper = $3)")
        return try db.query(
            """
            SELECT \(Self.columns) FROM visits
            WHERE planned_start > $1 - CAST(\(Span.days(1).milliseconds) AS BIGINT) AND planned_start < $2
                AND (planned_end > $1 OR planned_start >= $1) \(only)
            ORDER BY planned_start, id
            """,
            [SQLValue(window.start), SQLValue(window.end)] + (technician.map { [SQLValue($0)] } ?? []),
            Self.decode)
    }

    /// Open visits by planned start.
    package func open(technician: StaffID? = nil, within reach: CaseReach? = nil, limit: Int) throws
        -> [Visit]
    {
        var sql = SQLText()
        let only = technician.map { "AND technician = \(sql.mark(SQLValue($0)))" } ?? ""
        let near = reach.map { "AND \($0.condition(onCaseOf: "visits", &sql))" } ?? ""
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT \(Self.columns) FROM visits WHERE is_open = 1 \(only) \(near)
            ORDER BY planned_start, id LIMIT \(most)
            """, sql.values, Self.decode)
    }

    package func insert(_ new: Visit) throws -> Visit {
        var v = new
        v.id = VisitID(
            try db.insert(
                """
                INSERT INTO visits (case_id, workflow_version, state, category, technician, promised_start,
                    promised_end, planned_start, planned_end, arrived_at, finished_at, skill, address, latitude,
                    longitude, parent, fields, created_at, state_since, is_open, helper, is_locked, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1)
                """, values(v)
            ))
        return v
    }

    package func update(_ v: Visit) throws -> Visit {
        let rows = try db.run(
            """
            UPDATE visits SET case_id = $1, workflow_version = $2, state = $3, category = $4, technician = $5,
                promised_start = $6, promised_end = $7, planned_start = $8, planned_end = $9, arrived_at = $10,
                finished_at = $11, skill = $12, address = $13, latitude = $14, longitude = $15, parent = $16,
                fields = $17, created_at = $18, state_since = $19, is_open = $20, helper = $21,
                is_locked = $22, version = version + 1
            WHERE id = $23 AND version = $24
            """, values(v) + [SQLValue(v.id), SQLValue(v.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(v.id), have: v.version, found: try find(v.id)?.version ?? 0)
        }
        var updated = v
        updated.version += 1
        return updated
    }

    private func values(_ v: Visit) -> [SQLValue] {
        [
            SQLValue(v.caseID), SQLValue(v.workflowVersion), .text(v.state), .text(v.category.rawValue),
            SQLValue(v.technician), SQLValue(v.promised.start), SQLValue(v.promised.end),
            SQLValue(v.planned.start),
            SQLValue(v.planned.end), SQLValue(v.arrivedAt), SQLValue(v.finishedAt), .text(v.skill),
            SQLValue(v.addressID), SQLValue(v.place?.latitude), SQLValue(v.place?.longitude),
            SQLValue(v.parent),
            .text(FieldCoding.encode(v.fields)), SQLValue(v.createdAt), SQLValue(v.stateSince),
            SQLValue(v.category.isOpen), SQLValue(v.helper), SQLValue(v.isLocked),
        ]
    }

    static func decode(_ r: any SQLRow) throws -> Visit {
        Visit(
            id: r.id(0), version: Int(r.int(1)), caseID: r.id(2), workflowVersion: Int(r.int(3)),
            state: r.text(4),
            category: try r.choice(5), technician: r.idOrNil(6), helper: r.idOrNil(21),
            promised: Window(start: r.instant(7), end: r.instant(8)),
            planned: Window(start: r.instant(9), end: r.instant(10)), isLocked: r.flag(22),
            arrivedAt: r.instantOrNil(11),
            finishedAt: r.instantOrNil(12), skill: r.text(13), addressID: r.intOrNil(14),
            place: r.placeOrNil(15, 16), parent: r.idOrNil(17), fields: try FieldCoding.decode(r.text(18)),
            createdAt: r.instant(19), stateSince: r.instant(20))
    }
}
