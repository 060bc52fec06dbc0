package import Model

/// The cases that the desk gave to people by itself.
package struct AssignmentStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ id: CaseID, to staff: StaffID, by rule: String, at moment: Instant) throws {
        try db.send(
            "INSERT INTO assignments (case_id, staff, rule, at) VALUES ($1, $2, $3, $4)",
            SQLValue(id), SQLValue(staff), .text(rule), SQLValue(moment))
    }

    /// When the desk last gave a case to each who works here; who was never given one is left out.
    package func lastGiven() throws -> [StaffID: Instant] {
        // One look into the index for each; a grouping would read every case ever given.
        let rows = try db.query(
            """
            SELECT id, (SELECT MAX(at) FROM assignments WHERE assignments.staff = staff.id)
            FROM staff WHERE active = 1
            """, []
        ) { r -> (StaffID, Instant?) in (r.id(0), r.instantOrNil(1)) }
        return Dictionary(uniqueKeysWithValues: rows).compactMapValues { $0 }
    }

    /// Cases opened within a span, the oldest first.
    package func opened(in span: Window, limit: Int) throws -> [ServiceCase] {
        try db.query(
            """
            SELECT \(CaseStore.columns) FROM cases WHERE opened_at >= $1 AND opened_at < $2
            ORDER BY opened_at, id LIMIT $3
            """, [SQLValue(span.start), SQLValue(span.end), SQLValue(limit)], CaseStore.decode)
    }

    /// Who had a case in hand that was open at a moment, as far as its last owner tells, and when it was closed.
    package func inHand(at moment: Instant) throws -> [(owner: StaffID, closed: Instant?)] {
        try db.query(
            """
            SELECT owner, closed_at FROM cases WHERE closed_at IS NULL AND opened_at < $1 AND owner IS NOT NULL
            UNION ALL
            SELECT owner, closed_at FROM cases WHERE closed_at >= $1 AND opened_at < $1 AND owner IS NOT NULL
            """, [SQLValue(moment)]
        ) { ($0.id(0), $0.instantOrNil(1)) }
    }
}

extension CaseStore {
    /// Whether any open case is in nobody's hands.
    package func hasUnowned() throws -> Bool {
        try db.number(
            "SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE closed_at IS NULL AND owner IS NULL LIMIT 1) AS one"
        ) > 0
    }

    /// Who has or had the newest case of a customer in hand.
    package func lastOwner(of customer: CustomerID, since: Instant, except id: CaseID) throws -> StaffID? {
        try db.query(
            """
            SELECT owner FROM cases WHERE customer = $1 AND opened_at >= $2 AND id <> $3 AND owner IS NOT NULL
            ORDER BY id DESC LIMIT 1
            """, [SQLValue(customer), SQLValue(since), SQLValue(id)]
        ) { row -> StaffID in row.id(0) }.first
    }
}
