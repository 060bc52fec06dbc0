package import Model

extension ApprovalStore {
    /// What waits of one part, the oldest first.
    /// - Parameters:
    ///   - reach: what the person may decide.
    ///   - cases: only what is asked of these; nil is of all.
    ///   - key: what the page begins behind.
    package func waiting(
        _ part: ApprovalPart, for staff: StaffID, within reach: [Reach], of cases: CaseReach? = nil,
        at now: Instant, after key: ApprovalKey?, limit: Int
    ) throws -> [Approval] {
        var sql = SQLText()
        var conditions = [part == .askedBack ? "state = 'asked back'" : "state = 'asked'"]
        switch part {
        case .held: conditions.append(Self.held(by: staff, at: now, &sql))
        case .open: conditions.append(Self.open(to: staff, within: reach, at: now, &sql))
        case .rest:
            conditions.append("NOT \(Self.held(by: staff, at: now, &sql))")
            conditions.append("NOT \(Self.open(to: staff, within: reach, at: now, &sql))")
        case .askedBack: break
        }
        if let cases { conditions.append(cases.conditionOfApprovals(&sql)) }
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

    /// What this person has in hand, or could take.
    static func mine(_ staff: StaffID, within reach: [Reach], at now: Instant, _ sql: inout SQLText) -> String
    {
        let held = held(by: staff, at: now, &sql)
        return "(state = 'asked' AND (\(held) OR \(open(to: staff, within: reach, at: now, &sql))))"
    }

    /// What `claimNext` gives.
    static func open(
        to staff: StaffID, within reach: [Reach], at now: Instant, _ sql: inout SQLText
    ) -> String {
        guard !reach.isEmpty else { return "(1 = 0)" }
        func mark(_ value: SQLValue) -> String { sql.mark(value) }
        func nobodys(_ staff: StaffID) -> String {
            ["asked_by", "first_by", "first_for"].map { "COALESCE(\($0), 0) <> \(mark(SQLValue(staff)))" }
                .joined(separator: " AND ")
        }
        let own = nobodys(staff)
        let within = reach.map { one in
            let (decision, most) = (mark(.text(one.decision)), mark(.int(one.most)))
            let own = nobodys(one.holder)
            let near = one.cases.map { "AND \($0.conditionOfApprovals(&sql))" } ?? ""
            return "(decision = \(decision) AND COALESCE(amount, 0) <= \(most) AND \(own) \(near))"
        }.joined(separator: " OR ")
        return """
            (state = 'asked' AND \(own) AND (\(within))
                AND (claimed_by IS NULL OR claimed_until IS NULL OR claimed_until <= \(mark(SQLValue(now)))))
            """
    }
}
