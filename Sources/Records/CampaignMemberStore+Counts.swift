package import Model

/// Customers of a campaign with whom it stands alike, and how many they are.
package struct CampaignCount: Sendable, Hashable {
    package var campaign: CampaignID
    package var facts: CampaignFacts
    /// Who has the call in hand, or had it when it was over.
    package var clerk: StaffID?
    /// The local day on which the call was over, or else may be made first; nil where there is none.
    package var day: Day?
    package var count: Int
}

extension CampaignMemberStore {
    /// The customers of some campaigns, counted.
    /// - Parameter offset: of the local time from UTC. Where clocks change it is an hour off for half of the year, which moves
    ///   no call to another day: nobody is rung up that near to midnight.
    package func counts(of campaigns: [CampaignID], offset: Span) throws -> [CampaignCount] {
        guard !campaigns.isEmpty else { return [] }
        let list = campaigns.map { String($0.number) }.joined(separator: ", ")
        return try db.query(
            """
            SELECT campaign, state, category, tried, clerk, accounted, barred, is_due, day, COUNT(*) FROM (
                SELECT m.campaign AS campaign, f.state AS state, f.category AS category, f.claimed_by AS clerk,
                    CASE WHEN f.attempts > 0 THEN 1 ELSE 0 END AS tried,
                    CASE WHEN m.account <> '' THEN 1 ELSE 0 END AS accounted,
                    CASE WHEN m.barrier IS NULL THEN 0 ELSE 1 END AS barred,
                    CASE WHEN m.call IS NULL AND m.due_from IS NULL THEN 0 ELSE 1 END AS is_due,
                    (CASE WHEN f.category = 'done' THEN f.state_since
                        ELSE COALESCE(f.due_from, m.due_from) END + $1) / 86400000 AS day
                FROM campaign_members m LEFT JOIN calls f ON f.id = m.call
                WHERE m.campaign IN (\(list))) AS members
            GROUP BY campaign, state, category, tried, clerk, accounted, barred, is_due, day
            """, .int(offset.milliseconds), decode: Self.count)
    }

    private static func count(_ r: any SQLRow) throws -> CampaignCount {
        let call =
            r.isNull(1)
            ? nil
            : CampaignFacts.Call(
                state: r.text(1), category: try r.choice(2), isTried: r.flag(3), isInHand: !r.isNull(4))
        return CampaignCount(
            campaign: r.id(0),
            facts: CampaignFacts(
                call: call, isAccounted: r.flag(5), isBarred: r.flag(6), isDue: r.flag(7)),
            clerk: r.idOrNil(4), day: r.intOrNil(8).map { Day(number: Int($0)) }, count: Int(r.int(9)))
    }
}
