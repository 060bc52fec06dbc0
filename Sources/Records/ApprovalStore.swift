package import Model

package struct ApprovalStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    static let columns = """
        id, version, subject_kind, subject, decision, amount, currency, reason, state, asked_by, asked_at,
        decided_by, decided_at, answer, claimed_by, claimed_until
        """

    package func find(_ id: ApprovalID) throws -> Approval? {
        try db.first("SELECT \(Self.columns) FROM approvals WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func of(_ subject: Subject) throws -> [Approval] {
        try db.query(
            "SELECT \(Self.columns) FROM approvals WHERE subject_kind = $1 AND subject = $2 ORDER BY id",
            .text(subject.kind.rawValue), .int(subject.number), decode: Self.decode)
    }

    /// What was ever asked on this customer's cases, newest first.
    package func of(_ customer: CustomerID, limit: Int) throws -> [Approval] {
        try db.query(
            """
            SELECT \(Self.columns) FROM approvals
            WHERE subject_kind = 'case' AND subject IN (SELECT id FROM cases WHERE customer = $1)
            ORDER BY id DESC LIMIT $2
            """, SQLValue(customer), SQLValue(limit), decode: Self.decode)
    }

    package func waiting(limit: Int) throws -> [Approval] {
        try db.query(
            "SELECT \(Self.columns) FROM approvals WHERE state = 'asked' ORDER BY asked_at, id LIMIT $1",
            SQLValue(limit), decode: Self.decode)
    }

    /// What this person holds and has not decided, the oldest first.
    package func held(by staff: StaffID, at now: Instant) throws -> [Approval] {
        try db.query(
            """
            SELECT \(Self.columns) FROM approvals
            WHERE state = 'asked' AND claimed_by = $1 AND claimed_until > $2 ORDER BY asked_at, id
            """, SQLValue(staff), SQLValue(now), decode: Self.decode)
    }

    /// Gives the oldest request that nobody holds now, is not this person's own and asks for no more than `limit` to
    /// this person for a while, in one statement: two who ask at once never get the same one.
    /// - Parameter limit: in minor units.
    package func claimNext(for staff: StaffID, until: Instant, limit: Int64, at now: Instant) throws
        -> Approval?
    {
        try db.first(
            """
            UPDATE approvals SET claimed_by = $1, claimed_until = $2, version = version + 1 WHERE id = (
                SELECT id FROM approvals
                WHERE state = 'asked' AND (asked_by IS NULL OR asked_by <> $1) AND COALESCE(amount, 0) <= $3
                    AND (claimed_by IS NULL OR claimed_until <= $4)
                ORDER BY asked_at, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, SQLValue(staff), SQLValue(until), .int(limit), SQLValue(now), decode: Self.decode)
    }

    package func insert(_ new: Approval) throws -> Approval {
        var a = new
        a.id = ApprovalID(
            try db.number(
                """
                INSERT INTO approvals (version, subject_kind, subject, decision, amount, currency, reason, state,
                    asked_by, asked_at, answer)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
                """,
                .text(a.subject.kind.rawValue), .int(a.subject.number), .text(a.decision),
                SQLValue(a.amount?.minor), SQLValue(a.amount?.currency), .text(a.reason),
                .text(a.state.rawValue),
                SQLValue(a.askedBy), SQLValue(a.askedAt), .text(a.answer)))
        return a
    }

    package func update(_ a: Approval) throws {
        let rows = try db.run(
            """
            UPDATE approvals SET state = $1, decided_by = $2, decided_at = $3, answer = $4, claimed_by = $5,
                claimed_until = $6, version = version + 1
            WHERE id = $7 AND version = $8
            """,
            .text(a.state.rawValue), SQLValue(a.decidedBy), SQLValue(a.decidedAt), .text(a.answer),
            SQLValue(a.claimedBy), SQLValue(a.claimedUntil), SQLValue(a.id), SQLValue(a.version))
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(a.id), have: a.version, found: try find(a.id)?.version ?? 0)
        }
    }

    static func decode(_ r: any SQLRow) throws -> Approval {
        Approval(
            id: r.id(0), version: Int(r.int(1)), subject: Subject(try r.choice(2), r.int(3)),
            decision: r.text(4),
            amount: r.intOrNil(5).map { Money(minor: $0, currency: r.text(6)) }, reason: r.text(7),
            state: try r.choice(8), askedBy: r.idOrNil(9), askedAt: r.instant(10), decidedBy: r.idOrNil(11),
            decidedAt: r.instantOrNil(12), answer: r.text(13),
            claimedBy: r.idOrNil(14), claimedUntil: r.instantOrNil(15))
    }
}
