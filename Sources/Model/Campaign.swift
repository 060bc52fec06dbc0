/// How a campaign stands.
package enum CampaignState: String, Sendable, Codable, CaseIterable {
    case running, stopped, finished
}

/// Calls to customers who were chosen by a query: a round of quality tracking, a recall.
package struct Campaign: Hashable, Sendable {
    package var id: CampaignID
    package var version: Int
    /// What people call it; no two have the same.
    package var name: String
    /// Why its calls are made, which decides what they ask.
    package var reason: String
    package var state: CampaignState
    /// A recall: over only when everyone was reached, or a person said why that will not be.
    package var mustReach: Bool
    /// Who was looked for, as it was written.
    package var query: String
    /// How many of them, as it was written: `200 by product`.
    package var sample: String
    /// What the sample was drawn by: the same seed and the same customers give the same sample.
    package var seed: Int64
    /// At most so many calls a day; nil where the agents' day decides.
    package var perDay: Int?
    package var report: CampaignReport
    package var createdAt: Instant
    package var createdBy: StaffID?
    /// When it was stopped or finished.
    package var endedAt: Instant?
    package var endedBy: StaffID?
    package var endReason: String

    package init(
        id: CampaignID = CampaignID(0), version: Int = 1, name: String, reason: String,
        state: CampaignState = .running, mustReach: Bool, query: String, sample: String, seed: Int64,
        perDay: Int?, report: CampaignReport, createdAt: Instant, createdBy: StaffID?,
        endedAt: Instant? = nil,
        endedBy: StaffID? = nil, endReason: String = ""
    ) {
        (self.id, self.version, self.name, self.reason, self.state) = (id, version, name, reason, state)
        (self.mustReach, self.query, self.sample, self.seed) = (mustReach, query, sample, seed)
        (self.perDay, self.report, self.createdAt, self.createdBy) = (perDay, report, createdAt, createdBy)
        (self.endedAt, self.endedBy, self.endReason) = (endedAt, endedBy, endReason)
    }
}

/// What came of choosing: how many the query found, who was left out and why, and what was drawn. Kept with the campaign
/// (`Codable`): its keys are added to, never renamed.
package struct CampaignReport: Hashable, Sendable, Codable {
    /// Customers the query found.
    package var population: Int
    /// Of those, who cannot be rung up or was not to be.
    package var leftOut: [LeftOut]
    /// What was drawn, by stratum; one without a name where there are none.
    package var strata: [Stratum]

    package struct LeftOut: Hashable, Sendable, Codable {
        package var why: CallBarrier
        package var count: Int

        package init(_ why: CallBarrier, _ count: Int) { (self.why, self.count) = (why, count) }
    }

    package struct Stratum: Hashable, Sendable, Codable {
        package var name: String
        /// How many there were to draw from.
        package var size: Int
        /// How many were wanted; more than `drawn` where there were not as many.
        package var wanted: Int
        package var drawn: Int

        package init(name: String, size: Int, wanted: Int, drawn: Int) {
            (self.name, self.size, self.wanted, self.drawn) = (name, size, wanted, drawn)
        }
    }

    package init(population: Int, leftOut: [LeftOut], strata: [Stratum]) {
        (self.population, self.leftOut, self.strata) = (population, leftOut, strata)
    }

    package var drawn: Int { strata.reduce(0) { $0 + $1.drawn } }
    /// How many fewer than were wanted.
    package var short: Int { strata.reduce(0) { $0 + max(0, $1.wanted - $1.drawn) } }
}

/// Why a customer whom a campaign's query found is not rung up by it.
package enum CallBarrier: String, Sendable, Codable, CaseIterable {
    case doNotCall = "do not call"
    case noNumber = "no number"
    /// Another call for the same reason is planned.
    case planned = "already planned"
    /// Some campaign rang them up not long ago.
    case calledLately = "called lately"
}

/// A customer of a campaign.
package struct CampaignMember: Hashable, Sendable {
    package var campaign: CampaignID
    package var customer: CustomerID
    /// The unit the call is about.
    package var unit: UnitID?
    /// All of the customer's that the query found.
    package var units: [UnitID]
    package var stratum: String
    /// Why nobody can ring them up, though they must be reached.
    package var barrier: CallBarrier?
    /// When they are to be rung up; nil behind a barrier.
    package var due: Window?
    /// Whose call it is first; nil for anybody's.
    package var agent: StaffID?
    /// Nil until it is planned, and behind a barrier.
    package var call: CallID?
    /// How it was settled without a call, or after one that did not reach them, in words.
    package var account: String
    package var accountedBy: StaffID?

    package init(
        campaign: CampaignID, customer: CustomerID, unit: UnitID?, units: [UnitID], stratum: String = "",
        barrier: CallBarrier? = nil, due: Window? = nil, agent: StaffID? = nil, call: CallID? = nil,
        account: String = "",
        accountedBy: StaffID? = nil
    ) {
        (self.campaign, self.customer, self.unit, self.units) = (campaign, customer, unit, units)
        (self.stratum, self.barrier, self.due, self.call) = (stratum, barrier, due, call)
        self.agent = agent
        (self.account, self.accountedBy) = (account, accountedBy)
    }
}

/// How it stands with one customer of a campaign.
package enum CampaignStanding: String, Sendable, Codable, CaseIterable {
    /// The call is still to be planned, for a day that is settled.
    case waiting
    case planned
    /// Tried in vain, and to be tried again.
    case again
    case inHand = "in hand"
    case reached
    case refused
    case unreachable
    case cancelled
    /// Nobody can ring them up; they must be reached all the same.
    case anotherWay = "another way"
    /// Not reached; a person said why that is settled.
    case accounted

    /// Whether a call is still to come.
    package var isOpen: Bool { [.waiting, .planned, .again, .inHand].contains(self) }
    /// Whether a call was made, whatever came of it.
    package var isMade: Bool { [.reached, .refused, .unreachable].contains(self) }
}
