package import Model

extension ApprovalStore {
    /// What waits of one part, the oldest first.
    /// - Parameters:
    ///   - amount: up to which the person grants, in minor units.
    ///   - key: what the page begins behind.
    package func waiting(
        _ part: ApprovalPart, for staff: StaffID, upTo amount: Int64, at now: Instant,
        after key: ApprovalKey?,
        limit: Int
    ) throws -> [Approval] {
        var sql = SQLText()
        var conditions = ["state = 'asked'"]
        switch part {
        case .held: conditions.append(Self.held(by: staff, at: now, &sql))
        case .open: conditions.append(Self.open(to: staff, upTo: amount, at: now, &sql))
        case .rest:
            conditions.append("NOT \(Self.held(by: staff, at: now, &sql))")
            conditions.append("NOT \(Self.open(to: staff, upTo: amount, at: now, &sql))")
        }
        if let key {
            conditions.append(
                "(asked_at, id) > (\(sql.mark(SQLValue(key.askedAt))), \(sql.mark(SQLValue(key.id))))")
        }
        return try db.query(
            """
            SELECT \(Self.columns) FROM approvals WHERE \(conditions.joined(separator: " AND "))
            ORDER BY asked_at, id LIMIT \(sql.mark(SQLValue(limit)))
            """, sql.values, Self.decode)
    }

    private static func held(by staff: StaffID, at now: Instant, _ sql: inout SQLText) -> String {
        """
        (claimed_by IS NOT NULL AND claimed_by = \(sql.mark(SQLValue(staff)))
            AND claimed_until IS NOT NULL AND claimed_until > \(sql.mark(SQLValue(now))))
        """
    }

    /// What `claimNext` gives.
    private static func open(
        to staff: StaffID, upTo amount: Int64, at now: Instant, _ sql: inout SQLText
    ) -> String {
        """
        ((asked_by IS NULL OR asked_by <> \(sql.mark(SQLValue(staff))))
            AND COALESCE(amount, 0) <= \(sql.mark(.int(amount)))
            AND (claimed_by IS NULL OR claimed_until IS NULL OR claimed_until <= \(sql.mark(SQLValue(now)))))
        """
    }
}
