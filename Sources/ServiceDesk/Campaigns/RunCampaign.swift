package import Model
import Records
import Synchronization
import Workflow

extension ServiceDesk {
    /// How many calls are planned or cancelled in one transaction: others work on between.
    package static let campaignBatch = 200

    /// Begins a campaign and plans its calls. Should this end in the middle, whoever sweeps next plans the rest.
    /// - Parameter tell: told of how many calls are planned, of how many; may throw to stop, and the sweep goes on.
    /// - Throws: `CampaignFault`, `DeskFault`.
    package func begin(
        _ draft: CampaignDraft, by actor: Actor, at now: Instant,
        tell: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> Campaign {
        let campaign = try act(by: actor, at: now) { try $0.begin(draft) }
        var done = 0
        while true {
            let planned = try act(by: actor, at: now) {
                try $0.planCalls(of: campaign.id, limit: Self.campaignBatch)
            }
            if planned == 0 { return campaign }
            done += planned
            try tell(done, campaign.report.drawn)
        }
    }

    /// Stops a campaign and cancels its calls, those in somebody's hands excepted.
    package func stop(_ id: CampaignID, because reason: String, by actor: Actor, at now: Instant) throws
        -> Campaign
    {
        let campaign = try act(by: actor, at: now) { try $0.stop(id, because: reason) }
        while try act(by: actor, at: now, { try $0.cancelCalls(of: id, limit: Self.campaignBatch) }) > 0 {}
        return campaign
    }

    /// What campaigns wait for: calls to be planned or cancelled, their end. Once a minute is often enough; nobody is made to
    /// wait where there is nothing to do.
    func tendCampaigns(at now: Instant) throws {
        let minute = now.milliseconds / 60_000
        let isDue = campaignsLooked.withLock { looked in
            defer { looked = minute }
            return looked != minute
        }
        guard isDue else { return }
        let due = try read { reading in try reading.campaigns.toTend().filter(reading.isDue) }
        for campaign in due {
            while try act(by: .desk, at: now, { try $0.tend(campaign.id) }) {}
        }
    }
}

extension Work {
    /// Chooses the customers and settles on which day each is rung up; no call is planned yet.
    package func begin(_ draft: CampaignDraft) throws -> Campaign {
        try require(.runCampaigns)
        let (name, reason) = (draft.name.trimmed, draft.reason.trimmed)
        guard !name.isEmpty else { throw DeskFault.missing(field: "name") }
        guard !reason.isEmpty else { throw DeskFault.missing(field: "reason") }
        if let other = try campaigns.find(name: name) { throw CampaignFault.nameTaken(name, other.id) }
        let sample = try reading.sample(draft, at: now)
        let campaign = try campaigns.insert(
            Campaign(
                name: name, reason: reason, mustReach: draft.mustReach, query: draft.query.text,
                sample: draft.sampling.text, seed: sample.seed, perDay: draft.perDay, report: sample.report,
                createdAt: now, createdBy: actor.staffID))
        try campaignMembers.insert(
            sample.members.map { member in
                var member = member
                member.campaign = campaign.id
                return member
            })
        try record(
            Subject(campaign.id), "campaign.begun",
            [
                "name": .text(name), "reason": .text(reason), "query": .text(campaign.query),
                "sample": .text(campaign.sample), "seed": .number(campaign.seed),
                "population": .number(Int64(sample.report.population)),
                "drawn": .number(Int64(sample.report.drawn)),
            ], isFirst: true)
        return campaign
    }

    /// Plans the calls of some customers who have none yet; a campaign that was stopped plans none.
    /// - Returns: of how many customers it saw to.
    package func planCalls(of id: CampaignID, limit: Int) throws -> Int {
        try require(.runCampaigns)
        let campaign = try reading.campaign(id)
        guard campaign.state == .running else { return 0 }
        let waiting = try campaignMembers.waiting(id, limit: limit)
        for member in waiting { try planCall(member, campaign) }
        return waiting.count
    }

    private func planCall(_ member: CampaignMember, _ campaign: Campaign) throws {
        guard let due = member.due else { return }
        let customer = try reading.current(member.customer)
        // They may have said so since they were chosen.
        guard customer.mayCall else { return try campaignMembers.bar(member, .doNotCall) }
        // And two of them may be one by now.
        if try campaignMembers.hasCall(campaign.id, to: customer.id) {
            return try campaignMembers.bar(member, .planned)
        }
        var wish = CallWish(
            customer: customer.id, unit: member.unit, reason: campaign.reason, from: due.start, by: due.end)
        (wish.plan, wish.rank) = (campaign.plan, campaign.mustReach ? .high : .low)
        wish.meantFor = member.agent
        let call = try asDesk().schedule(wish)
        try campaignMembers.plan(call.id, for: member)
    }

    /// - Returns: whether there may be more to do.
    fileprivate func tend(_ id: CampaignID) throws -> Bool {
        guard try db.takeSweep() else { return false }
        let campaign = try reading.campaign(id)
        switch campaign.state {
        case .running:
            if try planCalls(of: id, limit: ServiceDesk.campaignBatch) > 0 { return true }
            try finishIfOver(campaign)
            return false
        case .stopped, .finished: return try cancelCalls(of: id, limit: ServiceDesk.campaignBatch) > 0
        }
    }
}
