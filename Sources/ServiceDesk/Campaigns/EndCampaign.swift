package import Model
import Records
import Workflow

extension Work {
    /// Nobody is rung up for it any more. Whoever is on the line finishes; the rest of the calls is cancelled by `cancelCalls`.
    /// - Throws: `CampaignFault.notRunning`; `DeskFault.missing` without a reason.
    package func stop(_ id: CampaignID, because reason: String) throws -> Campaign {
        try require(.runCampaigns)
        let reason = reason.trimmed
        guard !reason.isEmpty else { throw DeskFault.missing(field: "reason") }
        var campaign = try reading.campaign(id)
        guard campaign.state == .running else { throw CampaignFault.notRunning(id, campaign.state) }
        (campaign.state, campaign.endReason) = (.stopped, reason)
        (campaign.endedAt, campaign.endedBy) = (now, actor.staffID)
        campaign = try campaigns.update(campaign)
        try campaignMembers.dropWaiting(id)
        try record(Subject(id), "campaign.stopped", ["reason": .text(reason)])
        return campaign
    }

    /// Cancels some of the open calls of a campaign that is over; who ended it, and why, stands with each.
    /// - Returns: of how many; of none while it runs.
    package func cancelCalls(of id: CampaignID, limit: Int) throws -> Int {
        try require(.runCampaigns)
        let campaign = try reading.campaign(id)
        guard campaign.state != .running else { return 0 }
        let desk = asDesk()
        let who = try campaign.endedBy.flatMap { try staff.find($0)?.login } ?? actor.login
        let why = FieldValue.text("\(campaign.id) \(who): \(campaign.endReason)")
        var count = 0
        for id in try campaignMembers.callsToCancel(campaign.id, limit: limit) {
            let matters = try callMatters.of(id)
            if matters.count > 1, let ours = matters.first(where: { $0.plan == campaign.plan }) {
                // Another reason was joined to it since: for that it is made all the same.
                try desk.takeOff(ours, on: .campaignStopped)
                try campaignMembers.detach(id)
            } else if try !desk.end(
                .call(reading.call(id)), on: .campaignStopped, given: ["cancelReason": why])
            {
                continue
            }
            count += 1
        }
        return count
    }

    /// How it is settled with a customer whom no call reached: a letter, a visit, a unit that is scrapped.
    /// - Throws: `CampaignFault.notMember`, `.isReached`, `.callToCome`; `DeskFault.missing` without words.
    package func account(for customer: CustomerID, in id: CampaignID, _ words: String) throws
        -> CampaignMember
    {
        try require(.runCampaigns)
        let words = words.trimmed
        guard !words.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard let row = try reading.campaignRow(id, customer) else {
            throw CampaignFault.notMember(id, customer)
        }
        let standing = try rules.campaigns().standing(of: row.facts)
        if standing == .reached { throw CampaignFault.isReached(customer) }
        if standing.isOpen { throw CampaignFault.callToCome(customer) }
        var member = row.member
        (member.account, member.accountedBy) = (words, actor.staffID)
        try campaignMembers.account(member)
        try record(
            Subject(id), "campaign.accounted",
            ["customer": .text(member.customer.description), "text": .text(words)])
        try finishIfOver(reading.campaign(id))
        return member
    }

    func finishIfOver(_ before: Campaign) throws {
        guard before.state == .running, try reading.isOver(before) else { return }
        var campaign = before
        (campaign.state, campaign.endedAt, campaign.endedBy) = (.finished, now, actor.staffID)
        _ = try campaigns.update(campaign)
        try record(Subject(campaign.id), "campaign.finished")
    }
}

extension Campaign {
    /// What its calls are known by among those that plans make out.
    var plan: String { "\(Self.planPrefix)\(id)" }

    fileprivate static let planPrefix = "campaign "
}

extension CampaignID {
    /// Whose calls a plan's are; nil for a plan of the rules.
    /// - Parameter plan: as calls have it.
    package init?(plan: String) {
        guard plan.hasPrefix(Campaign.planPrefix) else { return nil }
        self.init(String(plan.dropFirst(Campaign.planPrefix.count)))
    }
}

extension Reading {
    /// Over when no call is to come; one that must reach everyone, when everyone was reached or accounted for.
    func isOver(_ campaign: Campaign) throws -> Bool {
        guard try !campaignMembers.hasCallsToCome(campaign.id) else { return false }
        guard campaign.mustReach else { return true }
        return try !campaignMembers.hasUnsettled(campaign.id, reached: rules.campaigns().reached)
    }

    /// Whether one of those that are tended has something to be planned, or is to be ended.
    func isDue(_ campaign: Campaign) throws -> Bool {
        guard campaign.state == .running else { return true }
        return try !campaignMembers.waiting(campaign.id, limit: 1).isEmpty || isOver(campaign)
    }

    func campaignRow(_ id: CampaignID, _ customer: CustomerID) throws -> CampaignRow? {
        _ = try campaign(id)
        return try campaignMembers.rows(of: id, customer).first
    }
}
