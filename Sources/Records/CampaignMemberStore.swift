package import Model

/// What decides how it stands with a customer of a campaign.
package struct CampaignFacts: Sendable, Hashable {
    /// How the call stands; nil where none is planned.
    package var call: Call?
    package var isAccounted: Bool
    package var isBarred: Bool
    /// Whether a call is planned, or is to be.
    package var isDue: Bool

    package struct Call: Sendable, Hashable {
        package var state: String
        package var category: StateCategory
        package var isTried: Bool
        package var isInHand: Bool
    }
}

/// How the call of a campaign's customer stands.
package struct CampaignCall: Sendable, Hashable {
    package var state: String
    package var category: StateCategory
    package var attempts: Int
    package var outcome: String
    package var due: Window
    package var claimedBy: StaffID?
}

/// A customer of a campaign with the call, once there is one.
package struct CampaignRow: Sendable, Hashable {
    package var member: CampaignMember
    package var call: CampaignCall?

    package var facts: CampaignFacts {
        CampaignFacts(
            call: call.map {
                CampaignFacts.Call(
                    state: $0.state, category: $0.category, isTried: $0.attempts > 0,
                    isInHand: $0.claimedBy != nil)
            }, isAccounted: !member.account.isEmpty, isBarred: member.barrier != nil,
            isDue: call != nil || member.due != nil)
    }
}

/// The customers of campaigns.
package struct CampaignMemberStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ members: [CampaignMember]) throws {
        for m in members {
            try db.send(
                """
                INSERT INTO campaign_members (campaign, customer, unit, units, stratum, barrier, due_from, due_by,
                    account, agent)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                SQLValue(m.campaign), SQLValue(m.customer), SQLValue(m.unit),
                .text(m.units.map { String($0.number) }.joined(separator: ",")), .text(m.stratum),
                SQLValue(m.barrier?.rawValue), SQLValue(m.due?.start), SQLValue(m.due?.end), .text(m.account),
                SQLValue(m.agent))
        }
    }

    private static let columns = """
        m.campaign, m.customer, m.unit, m.units, m.stratum, m.barrier, m.due_from, m.due_by, m.call, m.account,
        m.accounted_by, m.agent
        """

    /// Whose call is still to be planned, the first to be rung up on top.
    package func waiting(_ campaign: CampaignID, limit: Int) throws -> [CampaignMember] {
        try db.query(
            """
            SELECT \(Self.columns) FROM campaign_members m
            WHERE m.campaign = $1 AND m.call IS NULL AND m.due_from IS NOT NULL
            ORDER BY m.due_from, m.customer LIMIT $2
            """, SQLValue(campaign), SQLValue(limit), decode: Self.decode)
    }

    package func plan(_ call: CallID, for m: CampaignMember) throws {
        try db.run(
            "UPDATE campaign_members SET call = $1 WHERE campaign = $2 AND customer = $3",
            SQLValue(call), SQLValue(m.campaign), SQLValue(m.customer))
    }

    /// Whether a call of the campaign is to somebody, whoever of its customers it was planned for: two may have been merged.
    package func hasCall(_ campaign: CampaignID, to customer: CustomerID) throws -> Bool {
        try db.number(
            """
            SELECT COUNT(*) FROM calls f JOIN campaign_members m ON m.call = f.id
            WHERE f.customer = $1 AND m.campaign = $2
            """, SQLValue(customer), SQLValue(campaign)) > 0
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

    /// Whether somebody was not reached whom nobody accounted for.
    /// - Parameter reached: the states of calls that reached them.
    package func hasUnsettled(_ campaign: CampaignID, reached: [String]) throws -> Bool {
        var sql = SQLText()
        let id = sql.mark(SQLValue(campaign))
        let marks = reached.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let isReached = reached.isEmpty ? "1 = 0" : "f.category = 'done' AND f.state IN (\(marks))"
        return try !db.query(
            """
            SELECT 1 FROM campaign_members m LEFT JOIN calls f ON f.id = m.call
            WHERE m.campaign = \(id) AND m.account = '' AND (f.id IS NULL OR NOT (\(isReached))) LIMIT 1
            """, sql.values, { $0.int(0) }
        ).isEmpty
    }

    /// Whose call is not planned will have none any more.
    package func dropWaiting(_ campaign: CampaignID) throws {
        try db.run(
            """
            UPDATE campaign_members SET due_from = NULL, due_by = NULL
            WHERE campaign = $1 AND call IS NULL AND due_from IS NOT NULL
            """, SQLValue(campaign))
    }

    package func account(_ m: CampaignMember) throws {
        try db.run(
            """
            UPDATE campaign_members SET account = $1, accounted_by = $2 WHERE campaign = $3 AND customer = $4
            """, .text(m.account), SQLValue(m.accountedBy), SQLValue(m.campaign), SQLValue(m.customer))
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
            SELECT \(Self.columns), f.state, f.category, f.attempts, f.outcome, f.due_from, f.due_by,
                f.claimed_by
            FROM campaign_members m LEFT JOIN calls f ON f.id = m.call
            WHERE m.campaign = $1 \(only) ORDER BY m.customer
            """, [SQLValue(campaign)] + (customer.map { [SQLValue($0)] } ?? [])
        ) { r in
            CampaignRow(
                member: try Self.decode(r),
                call: r.isNull(12)
                    ? nil
                    : CampaignCall(
                        state: r.text(12), category: try r.choice(13), attempts: Int(r.int(14)),
                        outcome: r.text(15), due: Window(start: r.instant(16), end: r.instant(17)),
                        claimedBy: r.idOrNil(18)))
        }
    }

    private static func decode(_ r: any SQLRow) throws -> CampaignMember {
        var due: Window?
        if let from = r.instantOrNil(6), let by = r.instantOrNil(7) { due = Window(start: from, end: by) }
        return CampaignMember(
            campaign: r.id(0), customer: r.id(1), unit: r.idOrNil(2),
            units: r.text(3).split(separator: ",").compactMap { Int64($0) }.map { UnitID($0) },
            stratum: r.text(4), barrier: r.isNull(5) ? nil : try r.choice(5), due: due,
            agent: r.idOrNil(11), call: r.idOrNil(8),
            account: r.text(9), accountedBy: r.idOrNil(10))
    }
}
