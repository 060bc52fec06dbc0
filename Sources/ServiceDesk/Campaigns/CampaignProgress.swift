package import Model
import Records
import ServiceTime

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

        fileprivate mutating func add(_ standing: CampaignStanding, _ count: Int) {
            switch standing {
            case .reached: reached += count
            case .refused: refused += count
            case .unreachable: unreachable += count
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
        try progress(of: campaigns.all(limit: limit), at: now)
    }

    package func progress(of id: CampaignID, at now: Instant) throws -> CampaignProgress {
        let campaign = try campaign(id)
        return try progress(of: [campaign], at: now).first ?? CampaignProgress(campaign: campaign)
    }

    private func progress(of list: [Campaign], at now: Instant) throws -> [CampaignProgress] {
        let counts = Dictionary(
            grouping: try campaignMembers.counts(of: list.map(\.id), offset: rules.offset(at: now)),
            by: \.campaign)
        let names = try names()
        return try list.map { campaign in
            var progress = CampaignProgress(campaign: campaign)
            progress.add(counts[campaign.id] ?? [], names, try rules.campaigns())
            progress.expectedEnd = try expectedEnd(progress, at: now)
            return progress
        }
    }

    /// The day by which those to come are called at the pace of the days before today: what is made of today's is no pace yet.
    private func expectedEnd(_ progress: CampaignProgress, at now: Instant) throws -> Day? {
        guard let last = progress.days.filter({ $0.value.planned > 0 }).keys.max() else { return nil }
        let today = rules.localDay(now)
        let before = progress.days.filter { $0.key < today && $0.value.made > 0 }.values.map(\.made)
        guard !before.isEmpty else { return max(today, last) }
        let hours = try rules.calling().hours(for: progress.campaign.reason)
        // Of a day that is not over yet the rest is worked as well.
        let isOver = !hours.workingIntervals(on: today).contains { $0.end > now }
        let made = isOver ? 0 : progress.days[today]?.made ?? 0
        let pace = before.reduce(0, +)
        var left = ((progress.toCome + made) * before.count + pace - 1) / pace
        var day = isOver ? today : today - 1
        while left > 0, day < today + 366 {
            day = day + 1
            if hours.isWorkday(day) { left -= 1 }
        }
        return max(last, day)
    }
}

extension CampaignProgress {
    fileprivate mutating func add(
        _ counts: [CampaignCount], _ names: [StaffID: String], _ rules: CampaignRules
    ) {
        var agents: [StaffID: Counts] = [:]
        for alike in counts {
            let standing = rules.standing(of: alike.facts)
            standings[standing, default: 0] += alike.count
            if standing.isOpen, let day = alike.day {
                days[day, default: Counts()].planned += alike.count
            } else if let end = rules.end(of: alike.facts), let day = alike.day {
                days[day, default: Counts()].add(end, alike.count)
                if let clerk = alike.clerk { agents[clerk, default: Counts()].add(end, alike.count) }
            }
        }
        self.agents = agents.map { (names[$0] ?? $0.description, $1) }.sorted { $0.0 < $1.0 }
    }
}
