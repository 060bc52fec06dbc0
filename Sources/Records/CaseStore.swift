package import Model

package struct CaseStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Where a case without any running clock stands in the order: behind all that have one.
    package static let neverUrgent = CaseKey.last

    static let columns = """
        id, version, kind, workflow_version, state, category, customer, unit, queue, owner, severity, channel,
        summary, fault, product, address, chasers, reopened, opened_at, closed_at, state_since, repeat_of,
        merged_into, split_from, external_key, fields
        """

    package func find(_ id: CaseID) throws -> ServiceCase? {
        try db.first("SELECT \(Self.columns) FROM cases WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func find(externalKey: String) throws -> CaseID? {
        try db.first("SELECT id FROM cases WHERE external_key = $1", .text(externalKey)) { $0.id(0) }
    }

    /// One page of whole cases; looks on until it is full or nothing is left.
    package func list(_ q: CaseQuery) throws -> [ServiceCase] {
        var (q, found) = (q, [ServiceCase]())
        let limit = q.limit
        while true {
            let (sql, values) = q.statement(Self.columns)
            let rows = try db.query(sql, values, Self.decode)
            found += rows
            guard found.count < limit, q.passesBy, let next = try next(q, found: rows.count, last: { nil })
            else {
                return found
            }
            (q.after, q.limit) = (next, limit - found.count)
        }
    }

    /// The customer's newest open case of the same matter, and the newest that was closed by `now`: same kind, and same
    /// unit or (without one) same product and fault.
    package func newest(
        of customer: CustomerID, kind: CaseKind, unit: UnitID?, product: String, fault: String,
        at now: Instant
    ) throws -> (open: CaseID?, closed: (id: CaseID, at: Instant)?) {
        let (same, values): (String, [SQLValue]) =
            unit.map { ("unit = $3", [SQLValue($0)]) }
            ?? ("unit IS NULL AND product = $3 AND fault = $4", [.text(product), .text(fault)])
        let matter = [SQLValue(customer), .text(kind.rawValue)] + values
        func first(_ state: String, _ values: [SQLValue]) throws -> (CaseID, Instant?)? {
            try db.query(
                """
                SELECT id, closed_at FROM cases
                WHERE customer = $1 AND kind = $2 AND \(same) AND merged_into IS NULL AND closed_at \(state)
                ORDER BY id DESC LIMIT 1
                """, values
            ) { (CaseID($0.int(0)), $0.instantOrNil(1)) }.first
        }
        // An import logs cases at times when others, closed since, were still open.
        let closed = try first("<= $\(matter.count + 1)", matter + [SQLValue(now)])
            .flatMap { id, at in at.map { (id: id, at: $0) } }
        return (try first("IS NULL", matter)?.0, closed)
    }

    /// Where a case stands in the urgency order, for paging.
    package func urgency(_ id: CaseID) throws -> Int64 {
        try db.first("SELECT urgency FROM cases WHERE id = $1", SQLValue(id)) { $0.int(0) }
            ?? Self.neverUrgent
    }

    /// How many open cases each queue holds.
    package func openByQueue() throws -> [(queue: String, count: Int)] {
        try db.query(
            "SELECT queue, COUNT(*) FROM cases WHERE closed_at IS NULL GROUP BY queue ORDER BY queue"
        ) {
            ($0.text(0), Int($0.int(1)))
        }
    }

    /// How many open cases each of these people has in hand; who has none is left out.
    package func countsOpen(of owners: [StaffID]) throws -> [StaffID: Int] {
        guard !owners.isEmpty else { return [:] }
        let marks = owners.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let counts = try db.query(
            """
            SELECT owner, COUNT(*) FROM cases WHERE closed_at IS NULL AND owner IN (\(marks)) GROUP BY owner
            """, owners.map { SQLValue($0) }
        ) { (owner: StaffID($0.int(0)), count: Int($0.int(1))) }
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.owner, $0.count) })
    }

    /// - Parameter urgency: the earliest due of its clocks.
    package func insert(_ new: ServiceCase, urgency: Instant? = nil) throws -> ServiceCase {
        var c = new
        c.id = CaseID(
            try db.insert(
                """
                INSERT INTO cases (kind, workflow_version, state, category, customer, unit, queue, owner, severity,
                    channel, summary, fault, product, address, chasers, reopened, opened_at, closed_at, state_since,
                    repeat_of, merged_into, split_from, external_key, fields, version, urgency)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                    $21, $22, $23, $24, 1, $25)
                """, values(c) + [.int(urgency?.milliseconds ?? Self.neverUrgent)]
            ))
        return c
    }

    /// - Throws: `StorageFault.stale` when someone else changed the case since it was read.
    package func update(_ c: ServiceCase) throws -> ServiceCase {
        let rows = try db.run(
            """
            UPDATE cases SET kind = $1, workflow_version = $2, state = $3, category = $4, customer = $5, unit = $6,
                queue = $7, owner = $8, severity = $9, channel = $10, summary = $11, fault = $12, product = $13,
                address = $14, chasers = $15, reopened = $16, opened_at = $17, closed_at = $18, state_since = $19,
                repeat_of = $20, merged_into = $21, split_from = $22, external_key = $23, fields = $24,
                version = version + 1
            WHERE id = $25 AND version = $26
            """, values(c) + [SQLValue(c.id), SQLValue(c.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(c.id), have: c.version, found: try find(c.id)?.version ?? 0)
        }
        var updated = c
        updated.version += 1
        return updated
    }

    /// Keeps the sort key of open lists in step with the case's clocks.
    package func setUrgency(_ id: CaseID, _ due: Instant?) throws {
        try db.send(
            "UPDATE cases SET urgency = $1 WHERE id = $2", .int(due?.milliseconds ?? Self.neverUrgent),
            SQLValue(id))
    }

    package func link(_ from: CaseID, _ to: CaseID, kind: String, at: Instant) throws {
        try db.send(
            """
            INSERT INTO case_links (from_case, to_case, kind, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (from_case, to_case, kind) DO NOTHING
            """, SQLValue(from), SQLValue(to), .text(kind), SQLValue(at))
    }

    package func unlink(_ from: CaseID, _ to: CaseID, kind: String) throws {
        try db.send(
            "DELETE FROM case_links WHERE from_case = $1 AND to_case = $2 AND kind = $3", SQLValue(from),
            SQLValue(to), .text(kind))
    }

    /// Cases linked either way.
    package func links(of id: CaseID) throws -> [(other: CaseID, kind: String, outgoing: Bool)] {
        try db.query(
            """
            SELECT to_case, kind, 1 FROM case_links WHERE from_case = $1
            UNION ALL SELECT from_case, kind, 0 FROM case_links WHERE to_case = $1
            """, SQLValue(id)
        ) { ($0.id(0), $0.text(1), $0.flag(2)) }
    }

    private func values(_ c: ServiceCase) -> [SQLValue] {
        [
            .text(c.kind.rawValue), SQLValue(c.workflowVersion), .text(c.state), .text(c.category.rawValue),
            SQLValue(c.customer), SQLValue(c.unit), .text(c.queue), SQLValue(c.owner),
            .text(c.severity.rawValue),
            .text(c.channel.rawValue), .text(c.summary), .text(c.fault), .text(c.product),
            SQLValue(c.addressID),
            SQLValue(c.chasers), SQLValue(c.reopened), SQLValue(c.openedAt), SQLValue(c.closedAt),
            SQLValue(c.stateSince), SQLValue(c.repeatOf), SQLValue(c.mergedInto), SQLValue(c.splitFrom),
            SQLValue(c.externalKey), .text(FieldCoding.encode(c.fields)),
        ]
    }

    static func decode(_ r: any SQLRow) throws -> ServiceCase {
        ServiceCase(
            id: r.id(0), version: Int(r.int(1)), kind: CaseKind(r.text(2)), workflowVersion: Int(r.int(3)),
            state: r.text(4), category: try r.choice(5), customer: r.id(6), unit: r.idOrNil(7),
            queue: r.text(8),
            owner: r.idOrNil(9), severity: try r.choice(10), channel: try r.choice(11), summary: r.text(12),
            fault: r.text(13), product: r.text(14), addressID: r.intOrNil(15), chasers: Int(r.int(16)),
            reopened: Int(r.int(17)), openedAt: r.instant(18), closedAt: r.instantOrNil(19),
            stateSince: r.instant(20), repeatOf: r.idOrNil(21), mergedInto: r.idOrNil(22),
            splitFrom: r.idOrNil(23), externalKey: r.textOrNil(24), fields: try FieldCoding.decode(r.text(25))
        )
    }
}
