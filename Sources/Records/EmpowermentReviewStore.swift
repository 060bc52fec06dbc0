package import Model

/// What is looked at when limits are reviewed.
package struct EmpowermentReviewStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Requests that were granted or refused in a stretch of time, in the order they were asked.
    package func decided(in window: Window) throws -> [Approval] {
        try db.query(
            """
            SELECT \(ApprovalStore.columns) FROM approvals
            WHERE decided_at >= $1 AND decided_at < $2 AND state IN ('granted', 'refused') ORDER BY asked_at, id
            """, SQLValue(window.start), SQLValue(window.end), decode: ApprovalStore.decode)
    }

    /// What was granted without asking in a stretch of time, by whose limit.
    package func alone(in window: Window) throws -> [Grant] {
        try db.query(
            """
            SELECT at, staff, by_staff, decision, subject_kind, subject, amount FROM grants
            WHERE at >= $1 AND at < $2 AND approval IS NULL ORDER BY at, id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            Grant(
                at: r.instant(0), staff: r.id(1), by: r.id(2), decision: r.text(3),
                subject: Subject(try r.choice(4), r.int(5)), amount: r.int(6))
        }
    }
}
