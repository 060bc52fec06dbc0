package import Model

package struct CallStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, version, workflow_version, state, category, customer, case_id, visit, reason, due_from, due_by,
        claimed_by, barred, attempts, outcome, fields, created_at, state_since
        """

    package func find(_ id: CallID) throws -> FollowUpCall? {
        try db.first("SELECT \(Self.columns) FROM calls WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func of(_ id: CaseID) throws -> [FollowUpCall] {
        try db.query(
            "SELECT \(Self.columns) FROM calls WHERE case_id = $1 ORDER BY id", SQLValue(id),
            decode: Self.decode)
    }

    package func of(_ id: CustomerID, limit: Int = 100) throws -> [FollowUpCall] {
        try db.query(
            "SELECT \(Self.columns) FROM calls WHERE customer = $1 ORDER BY id DESC LIMIT $2", SQLValue(id),
            SQLValue(limit), decode: Self.decode)
    }

    /// Which of some visits have a call of some reasons, made out since then.
    package func about(_ visits: [VisitID], _ reasons: [String], since: Instant) throws -> Set<VisitID> {
        guard !visits.isEmpty else { return [] }
        let list = visits.map { String($0.number) }.joined(separator: ", ")
        let words = (0..<reasons.count).map { "$\($0 + 2)" }.joined(separator: ", ")
        return try Set(
            db.query(
                """
                SELECT visit FROM calls WHERE created_at >= $1 AND visit IN (\(list)) AND reason IN (\(words))
                    AND case_id IN (SELECT case_id FROM visits WHERE id IN (\(list)))
                """, [SQLValue(since)] + reasons.map { .text($0) }
            ) { $0.id(0) })
    }

    /// Calls to a customer in which a question was answered, newest first.
    package func of(_ id: CustomerID, answering field: String, limit: Int) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE customer = $1 AND fields LIKE $2 ORDER BY id DESC LIMIT $3
            """, SQLValue(id), .text("%\(field)%"), SQLValue(limit), decode: Self.decode
        ).filter { !($0.fields[field]?.isEmpty ?? true) }
    }

    /// Open calls, the first to be late on top.
    package func open(after: FollowUpCall? = nil, limit: Int) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE is_open = 1 AND (due_by, id) > ($1, $2)
            ORDER BY due_by, id LIMIT $3
            """, SQLValue(after?.dueBy.milliseconds ?? .min), SQLValue(after?.id.number ?? 0),
            SQLValue(limit),
            decode: Self.decode)
    }

    /// What a clerk may call about now: what is in their hands, and what is due, in nobody's, and not barred to them.
    package func due(for staff: StaffID, at now: Instant, limit: Int) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls
            WHERE is_open = 1
                AND (claimed_by = $1 OR claimed_by IS NULL AND due_from <= $2 AND barred NOT LIKE $3)
            ORDER BY due_by, id LIMIT $4
            """, SQLValue(staff), SQLValue(now), .text("%,\(staff.number),%"), SQLValue(limit),
            decode: Self.decode)
    }

    /// The call this clerk already has in hand.
    package func inHand(of staff: StaffID) throws -> FollowUpCall? {
        try db.first(
            "SELECT \(Self.columns) FROM calls WHERE claimed_by = $1 AND is_open = 1 ORDER BY due_by, id LIMIT 1",
            SQLValue(staff), decode: Self.decode)
    }

    /// Takes the first due call in `states` that this clerk may make, in one statement: two clerks asking at once
    /// never get the same one.
    /// - Parameter reasons: nil for any.
    package func claimNext(
        for staff: StaffID, states: [String], reasons: [String]? = nil, at now: Instant
    ) throws -> FollowUpCall? {
        if reasons?.isEmpty == true { return nil }
        let places = { (words: [String], first: Int) in
            words.indices.map { "$\(first + $0)" }.joined(separator: ", ")
        }
        let among = reasons.map { "AND reason IN (\(places($0, 4 + states.count)))" } ?? ""
        let words = (states + (reasons ?? [])).map { SQLValue.text($0) }
        return try db.query(
            """
            UPDATE calls SET claimed_by = $1, version = version + 1 WHERE id = (
                SELECT id FROM calls
                WHERE is_open = 1 AND claimed_by IS NULL AND due_from <= $2 AND barred NOT LIKE $3
                    AND state IN (\(places(states, 4))) \(among)
                ORDER BY due_by, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, [SQLValue(staff), SQLValue(now), .text("%,\(staff.number),%")] + words, Self.decode
        ).first
    }

    package func insert(_ new: FollowUpCall) throws -> FollowUpCall {
        var c = new
        c.id = CallID(
            try db.insert(
                """
                INSERT INTO calls (workflow_version, state, category, customer, case_id, visit, reason, due_from,
                    due_by, claimed_by, barred, attempts, outcome, fields, created_at, state_since, is_open, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)
                """, values(c)
            ))
        return c
    }

    package func update(_ c: FollowUpCall) throws -> FollowUpCall {
        let rows = try db.run(
            """
            UPDATE calls SET workflow_version = $1, state = $2, category = $3, customer = $4, case_id = $5,
                visit = $6, reason = $7, due_from = $8, due_by = $9, claimed_by = $10, barred = $11, attempts = $12,
                outcome = $13, fields = $14, created_at = $15, state_since = $16, is_open = $17,
                version = version + 1
            WHERE id = $18 AND version = $19
            """, values(c) + [SQLValue(c.id), SQLValue(c.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(c.id), have: c.version, found: try find(c.id)?.version ?? 0)
        }
        var updated = c
        updated.version += 1
        return updated
    }

    private func values(_ c: FollowUpCall) -> [SQLValue] {
        [
            SQLValue(c.workflowVersion), .text(c.state), .text(c.category.rawValue), SQLValue(c.customer),
            SQLValue(c.caseID), SQLValue(c.visit), .text(c.reason), SQLValue(c.dueFrom), SQLValue(c.dueBy),
            SQLValue(c.claimedBy), .text("," + c.barred.map { "\($0.number)," }.joined()),
            SQLValue(c.attempts),
            .text(c.outcome), .text(FieldCoding.encode(c.fields)), SQLValue(c.createdAt),
            SQLValue(c.stateSince),
            SQLValue(c.category.isOpen),
        ]
    }

    private static func decode(_ r: any SQLRow) throws -> FollowUpCall {
        FollowUpCall(
            id: r.id(0), version: Int(r.int(1)), workflowVersion: Int(r.int(2)), state: r.text(3),
            category: try r.choice(4), customer: r.id(5), caseID: r.idOrNil(6), visit: r.idOrNil(7),
            reason: r.text(8), dueFrom: r.instant(9), dueBy: r.instant(10), claimedBy: r.idOrNil(11),
            barred: r.text(12).split(separator: ",").compactMap { Int64($0) }.map { StaffID($0) },
            attempts: Int(r.int(13)), outcome: r.text(14), fields: try FieldCoding.decode(r.text(15)),
            createdAt: r.instant(16), stateSince: r.instant(17))
    }
}
