package import Model

/// How the call of a campaign's customer stands.
package struct CampaignCall: Sendable, Hashable {
    package var id: CallID
    package var state: String
    package var category: StateCategory
    package var attempts: Int
    package var outcome: String
    package var due: Window
    package var claimedBy: StaffID?
    package var stateSince: Instant
}

/// A customer of a campaign with the call, once there is one.
package struct CampaignRow: Sendable, Hashable {
    package var member: CampaignMember
    package var name: String
    package var call: CampaignCall?
}

// The customers of campaigns.
package struct CampaignMemberStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ members: [CampaignMember]) throws {
        for m in members {
            try db.send(
                """
                INSERT INTO campaign_members (campaign, customer, unit, units, stratum, barrier, due_from, due_by, account)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                SQLValue(m.campaign), SQLValue(m.customer), SQLValue(m.unit),
                .text(m.units.map { String($0.number) }.joined(separator: ",")), .text(m.stratum),
                SQLValue(m.barrier?.rawValue), SQLValue(m.due?.start), SQLValue(m.due?.end), .text(m.account))
        }
    }

    private static let columns = """
        m.campaign, m.customer, m.unit, m.units, m.stratum, m.barrier, m.due_from, m.due_by, m.call, m.account,
        m.accounted_by, m.accounted_at
        """

    package func find(_ campaign: CampaignID, _ customer: CustomerID) throws -> CampaignMember? {
        try db.first(
            "SELECT \(Self.columns) FROM campaign_members m WHERE m.campaign = $1 AND m.customer = $2",
            SQLValue(campaign), SQLValue(customer), decode: Self.decode)
    }

    /// Whose call is still to be planned, the first to be rung up on top.
    package func waiting(_ campaign: CampaignID, limit: Int) throws -> [CampaignMember] {
        try db.query(
            """
            SELECT \(Self.columns) FROM campaign_members m
            WHERE m.campaign = $1 AND m.call IS NULL AND m.due_from IS NOT NULL
            ORDER BY m.due_from, m.customer LIMIT $2
            """, SQLValue(campaign), SQLValue(limit), decode: Self.decode)
    }

    /// - Returns: whether there was none planned yet.
    package func plan(_ call: CallID, for m: CampaignMember) throws -> Bool {
        try db.run(
            "UPDATE campaign_members SET call = $1 WHERE campaign = $2 AND customer = $3 AND call IS NULL",
            SQLValue(call), SQLValue(m.campaign), SQLValue(m.customer)) == 1
    }

    /// Nobody can ring them up after all.
    package func bar(_ m: CampaignMember, _ barrier: CallBarrier) throws {
        try db.run(
            """
            UPDATE campaign_members SET barrier = $1, due_from = NULL, due_by = NULL
            WHERE campaign = $2 AND customer = $3
            """, .text(barrier.rawValue), SQLValue(m.campaign), SQLValue(m.customer))
    }

    /// Whether a call is planned and open, or still to be planned.
    package func hasCallsToCome(_ campaign: CampaignID) throws -> Bool {
        try db.number(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM campaign_members m LEFT JOIN calls f ON f.id = m.call
                WHERE m.campaign = $1 AND (f.is_open = 1 OR m.call IS NULL AND m.due_from IS NOT NULL) LIMIT 1
            ) AS coming
            """, SQLValue(campaign)) > 0
    }

    /// Whose call is not planned will have none any more.
    package func dropWaiting(_ campaign: CampaignID) throws {
        try db.run(
            """
            UPDATE campaign_members SET due_from = NULL, due_by = NULL
            WHERE campaign = $1 AND call IS NULL AND due_from IS NOT NULL
            """, SQLValue(campaign))
    }

    /// The member's call gives way to one that is to be planned.
    package func again(_ m: CampaignMember, due: Window) throws {
        try db.run(
            """
            UPDATE campaign_members SET call = NULL, barrier = NULL, due_from = $1, due_by = $2
            WHERE campaign = $3 AND customer = $4
            """, SQLValue(due.start), SQLValue(due.end), SQLValue(m.campaign), SQLValue(m.customer))
    }

    package func account(_ m: CampaignMember) throws {
        try db.run(
            """
            UPDATE campaign_members SET account = $1, accounted_by = $2, accounted_at = $3
            WHERE campaign = $4 AND customer = $5
            """, .text(m.account), SQLValue(m.accountedBy), SQLValue(m.accountedAt), SQLValue(m.campaign),
            SQLValue(m.customer))
    }

    /// A call is not the campaign's any more.
    package func detach(_ call: CallID) throws {
        try db.run(
            "UPDATE campaign_members SET call = NULL, due_from = NULL, due_by = NULL WHERE call = $1",
            SQLValue(call))
    }

    /// Open calls that nobody has in hand.
    package func callsToCancel(_ campaign: CampaignID, limit: Int) throws -> [CallID] {
        try db.query(
            """
            SELECT f.id FROM campaign_members m JOIN calls f ON f.id = m.call
            WHERE m.campaign = $1 AND f.is_open = 1 AND f.claimed_by IS NULL ORDER BY f.id LIMIT $2
            """, SQLValue(campaign), SQLValue(limit)
        ) { $0.id(0) }
    }

    /// All of a campaign's, by their customers' numbers; or one.
    package func rows(of campaign: CampaignID, _ customer: CustomerID? = nil) throws -> [CampaignRow] {
        let only = customer == nil ? "" : "AND m.customer = $2"
        return try db.query(
            """
            SELECT \(Self.columns), c.name, f.id, f.state, f.category, f.attempts, f.outcome, f.due_from, f.due_by,
                f.claimed_by, f.state_since
            FROM campaign_members m JOIN customers c ON c.id = m.customer LEFT JOIN calls f ON f.id = m.call
            WHERE m.campaign = $1 \(only) ORDER BY m.customer
            """, [SQLValue(campaign)] + (customer.map { [SQLValue($0)] } ?? [])
        ) { r in
            CampaignRow(
                member: try Self.decode(r), name: r.text(12),
                call: r.isNull(13)
                    ? nil
                    : CampaignCall(
                        id: r.id(13), state: r.text(14), category: try r.choice(15), attempts: Int(r.int(16)),
                        outcome: r.text(17), due: Window(start: r.instant(18), end: r.instant(19)),
                        claimedBy: r.idOrNil(20), stateSince: r.instant(21)))
        }
    }

    private static func decode(_ r: any SQLRow) throws -> CampaignMember {
        var due: Window?
        if let from = r.instantOrNil(6), let by = r.instantOrNil(7) { due = Window(start: from, end: by) }
        return CampaignMember(
            campaign: r.id(0), customer: r.id(1), unit: r.idOrNil(2),
            units: r.text(3).split(separator: ",").compactMap { Int64($0) }.map { UnitID($0) },
            stratum: r.text(4), barrier: r.isNull(5) ? nil : try r.choice(5), due: due, call: r.idOrNil(8),
            account: r.text(9), accountedBy: r.idOrNil(10), accountedAt: r.instantOrNil(11))
    }
}
