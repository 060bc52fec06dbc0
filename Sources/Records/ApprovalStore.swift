package import Model

package struct ApprovalStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    static let columns = """
        id, version, subject_kind, subject, decision, amount, currency, reason, state, asked_by, asked_at,
        decided_by, decided_at, answer, claimed_by, claimed_until, proposal, wish_decision, wish_amount, amount_field,
        first_by, first_for, first_at, question_by, decided_for
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

    /// What is not decided, the oldest first; what waits for an answer of whoever asked comes last.
    /// - Parameter cases: only what is asked of these; nil is of all.
    package func waiting(of cases: CaseReach? = nil, limit: Int) throws -> [Approval] {
        // Each by its own index: both together would read all that was ever decided.
        let found = try ["asked", "asked back"].map { state in
            var sql = SQLText()
            let near = cases.map { "AND \($0.conditionOfApprovals(&sql))" } ?? ""
            let most = sql.mark(SQLValue(limit))
            return try db.query(
                """
                SELECT \(Self.columns) FROM approvals WHERE state = '\(state)' \(near)
                ORDER BY asked_at, id LIMIT \(most)
                """, sql.values, Self.decode)
        }
        return Array(found.joined().prefix(limit))
    }

    /// What this person asked for: what is open first, then what was decided lately.
    /// - Parameter cases: only what is asked of these; nil is of all.
    package func asked(by staff: StaffID, of cases: CaseReach? = nil, limit: Int) throws -> [Approval] {
        var sql = SQLText()
        let person = sql.mark(SQLValue(staff))
        let near = cases.map { "AND \($0.conditionOfApprovals(&sql))" } ?? ""
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT \(Self.columns) FROM approvals WHERE asked_by = \(person) \(near)
            ORDER BY CASE state WHEN 'asked back' THEN 0 WHEN 'asked' THEN 1 ELSE 2 END, id DESC LIMIT \(most)
            """, sql.values, Self.decode)
    }

    /// What this person holds and has not decided, the oldest first.
    package func held(by staff: StaffID, at now: Instant) throws -> [Approval] {
        try db.query(
            """
            SELECT \(Self.columns) FROM approvals
            WHERE state = 'asked' AND claimed_by = $1 AND claimed_until > $2 ORDER BY asked_at, id
            """, SQLValue(staff), SQLValue(now), decode: Self.decode)
    }

    /// What somebody may decide: up to so much of a decision, by the limit of one person.
    package struct Reach: Sendable, Hashable {
        package var decision: String
        /// In minor units.
        package var most: Int64
        package var holder: StaffID
        /// Only in these cases; nil is in all.
        package var cases: CaseReach?

        package init(decision: String, most: Int64, holder: StaffID, cases: CaseReach? = nil) {
            (self.decision, self.most, self.holder, self.cases) = (decision, most, holder, cases)
        }
    }

    /// Gives the oldest request that nobody holds now, is not this person's own, nor signed by them, and within their reach,
    /// to this person for a while, in one statement: two who ask at once never get the same one.
    package func claimNext(for staff: StaffID, until: Instant, within reach: [Reach], at now: Instant) throws
        -> Approval?
    {
        guard !reach.isEmpty else { return nil }
        var sql = SQLText()
        let (who, end) = (sql.mark(SQLValue(staff)), sql.mark(SQLValue(until)))
        let free = Self.open(to: staff, within: reach, at: now, &sql)
        return try db.query(
            """
            UPDATE approvals SET claimed_by = \(who), claimed_until = \(end), version = version + 1 WHERE id = (
                SELECT id FROM approvals WHERE \(free) ORDER BY asked_at, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, sql.values, Self.decode
        ).first
    }

    package func insert(_ new: Approval) throws -> Approval {
        var a = new
        a.id = ApprovalID(
            try db.number(
                """
                INSERT INTO approvals (version, subject_kind, subject, decision, amount, currency, reason, state,
                    asked_by, asked_at, answer, proposal, amount_field)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
                """,
                .text(a.subject.kind.rawValue), .int(a.subject.number), .text(a.decision),
                SQLValue(a.amount?.minor), SQLValue(a.amount?.currency), .text(a.reason),
                .text(a.state.rawValue),
                SQLValue(a.askedBy), SQLValue(a.askedAt), .text(a.answer), .text(a.proposal),
                SQLValue(a.amountField)))
        return a
    }

    package func update(_ a: Approval) throws {
        let rows = try db.run(
            """
            UPDATE approvals SET state = $1, decided_by = $2, decided_at = $3, answer = $4, claimed_by = $5,
                claimed_until = $6, decision = $7, amount = $8, currency = $9, wish_decision = $10, wish_amount = $11,
                first_by = $12, first_for = $13, first_at = $14, question_by = $15, decided_for = $16,
                version = version + 1
            WHERE id = $17 AND version = $18
            """,
            [
                .text(a.state.rawValue), SQLValue(a.decidedBy), SQLValue(a.decidedAt), .text(a.answer),
                SQLValue(a.claimedBy), SQLValue(a.claimedUntil), .text(a.decision),
                // What was asked keeps its currency where a decision without money was granted in its place.
                SQLValue(a.amount?.minor), SQLValue((a.amount ?? a.wish?.amount)?.currency),
                SQLValue(a.wish?.decision),
                SQLValue(a.wish?.amount?.minor), SQLValue(a.first?.by), SQLValue(a.first?.insteadOf),
                SQLValue(a.first?.at), SQLValue(a.questionBy), SQLValue(a.decidedFor), SQLValue(a.id),
                SQLValue(a.version),
            ])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(a.id), have: a.version, found: try find(a.id)?.version ?? 0)
        }
    }

    static func decode(_ r: any SQLRow) throws -> Approval {
        let currency = r.textOrNil(6) ?? "CNY"
        func money(_ column: Int) -> Money? {
            r.intOrNil(column).map { Money(minor: $0, currency: currency) }
        }
        var a = Approval(
            id: r.id(0), version: Int(r.int(1)), subject: Subject(try r.choice(2), r.int(3)),
            decision: r.text(4), amount: money(5), reason: r.text(7), proposal: r.text(16),
            amountField: r.textOrNil(19), state: try r.choice(8), askedBy: r.idOrNil(9),
            askedAt: r.instant(10))
        (a.decidedBy, a.decidedAt, a.answer) = (r.idOrNil(11), r.instantOrNil(12), r.text(13))
        (a.claimedBy, a.claimedUntil) = (r.idOrNil(14), r.instantOrNil(15))
        a.wish = r.textOrNil(17).map { Approval.Terms(decision: $0, amount: money(18)) }
        if let by: StaffID = r.idOrNil(20), let at = r.instantOrNil(22) {
            a.first = Approval.Signature(by: by, insteadOf: r.idOrNil(21), at: at)
        }
        (a.questionBy, a.decidedFor) = (r.idOrNil(23), r.idOrNil(24))
        return a
    }
}
