package import Model
package import Records
import ServiceTime

extension CampaignRules {
    /// How it stands with a customer.
    package func standing(of row: CampaignRow) -> CampaignStanding {
        let ended = row.call.flatMap { $0.category == .done ? ends[$0.state] ?? .unreachable : nil }
        if ended == .reached { return .reached }
        if !row.member.account.isEmpty { return .accounted }
        if row.member.barrier != nil { return .anotherWay }
        guard let call = row.call else { return row.member.due == nil ? .cancelled : .waiting }
        if let ended { return ended }
        if call.category == .cancelled { return .cancelled }
        return call.claimedBy != nil ? .inHand : call.attempts > 0 ? .again : .planned
    }
}

/// How far a campaign has come.
package struct CampaignProgress: Sendable {
    /// What became of calls, on a day or by someone.
    package struct Counts: Sendable, Hashable {
        /// Calls to be made; none by someone.
        package var planned = 0
        package var reached = 0
        package var refused = 0
        package var unreachable = 0

        package init(planned: Int = 0) { self.planned = planned }

        package var made: Int { reached + refused + unreachable }

        fileprivate mutating func add(_ standing: CampaignStanding) {
            switch standing {
            case .reached: reached += 1
            case .refused: refused += 1
            case .unreachable: unreachable += 1
            default: break
            }
        }
    }

    package var campaign: Campaign
    /// How many customers stand how.
    package var standings: [CampaignStanding: Int] = [:]
    package var days: [Day: Counts] = [:]
    /// By name, in the order of names; those who made calls.
    package var agents: [(name: String, counts: Counts)] = []
    /// The day on which the last call is planned, or at the pace so far will be made; nil when none is to come.
    package var expectedEnd: Day?

    package func count(_ standing: CampaignStanding) -> Int { standings[standing, default: 0] }
    package var customers: Int { standings.values.reduce(0, +) }
    package var toCome: Int { standings.filter { $0.key.isOpen }.values.reduce(0, +) }
    package var made: Int { standings.filter { $0.key.isMade }.values.reduce(0, +) }
    /// Those for whom nothing more is to be done.
    package var settled: Int {
        customers - toCome - (campaign.mustReach ? unsettled : 0)
    }
    /// In a campaign that must reach everyone: no call reached them, and nobody said what then.
    package var unsettled: Int {
        [CampaignStanding.refused, .unreachable, .cancelled, .anotherWay].reduce(0) { $0 + count($1) }
    }
}

extension CampaignProgress: Identifiable {
    package var id: CampaignID { campaign.id }
}

extension Reading {
    /// Campaigns with how far they have come; those that run on top.
    package func campaignList(at now: Instant, limit: Int) throws -> [CampaignProgress] {
        try campaigns.all(limit: limit).map { try progress(of: $0, at: now) }
    }

    package func progress(of campaign: Campaign, at now: Instant) throws -> CampaignProgress {
        let (rules, rows) = (try rules.campaigns(), try campaignMembers.rows(of: campaign.id))
        var progress = CampaignProgress(campaign: campaign)
        var agents: [StaffID: CampaignProgress.Counts] = [:]
        var last: Day?
        for row in rows {
            let standing = rules.standing(of: row)
            progress.standings[standing, default: 0] += 1
            if standing.isOpen, let due = row.call?.due ?? row.member.due {
                let day = self.rules.localDay(due.start)
                progress.days[day, default: CampaignProgress.Counts()].planned += 1
                last = max(last ?? day, day)
            } else if let call = row.call, call.category == .done {
                let ended = rules.ends[call.state] ?? .unreachable
                progress.days[self.rules.localDay(call.stateSince), default: CampaignProgress.Counts()].add(
                    ended)
                if let agent = call.claimedBy { agents[agent, default: CampaignProgress.Counts()].add(ended) }
            }
        }
        let names = try names()
        progress.agents = agents.map { (names[$0] ?? $0.description, $1) }.sorted { $0.0 < $1.0 }
        progress.expectedEnd = try last.map { try expectedEnd(progress, last: $0, at: now) }
        return progress
    }

    private func expectedEnd(_ progress: CampaignProgress, last: Day, at now: Instant) throws -> Day {
        let today = rules.localDay(now)
        let made = progress.days.values.filter { $0.made > 0 }
        guard !made.isEmpty else { return max(today, last) }
        let calls = made.reduce(0) { $0 + $1.made }
        // Whole days of work like those so far.
        var left = (progress.toCome * made.count + calls - 1) / calls
        let hours = try rules.calling().hours(for: progress.campaign.reason)
        var day = today
        while left > 0, day < today + 366 {
            day = day + 1
            if hours.isWorkday(day) { left -= 1 }
        }
        return max(last, day)
    }
}
