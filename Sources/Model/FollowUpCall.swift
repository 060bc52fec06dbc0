/// Which calls come first, when several may be made.
package enum CallRank: Int, Sendable, Codable, CaseIterable {
    case high, normal, low
}

/// One follow-up call to make (回访). It may serve several reasons at once (`CallMatter`); its own are those of the first.
package struct FollowUpCall: Hashable, Sendable {
    package var id: CallID
    package var version: Int
    package var workflowVersion: Int
    package var state: String
    package var category: StateCategory
    package var customer: CustomerID
    package var caseID: CaseID?
    package var visit: VisitID?
    package var unit: UnitID?
    /// Why we call: `after visit`, `after closing`, `call back`, `quality tracking`.
    package var reason: String
    /// The plan it was made out by (`Resources/followups`); empty for one that a person arranged.
    package var plan: String
    package var rank: CallRank
    /// The language the customer is to be spoken to in.
    package var language: String
    /// When the customer wishes to be rung up; nil for any time.
    package var wish: WishedHours?
    /// Whether every number of the customer was found wrong: it is handed out to nobody until one is put right.
    package var lacksNumber: Bool
    /// Not before.
    package var dueFrom: Instant
    /// Not after.
    package var dueBy: Instant
    /// The minute the customer was told to be rung up at; nil once that was tried, or where there is none.
    package var promisedAt: Instant?
    /// Who has it in hand.
    package var claimedBy: StaffID?
    /// Whose it is for a while from when it is due (`CampaignRules.own`), or to whom it was lent; nil where it is anybody's.
    package var meantFor: StaffID?
    /// Who may not make it, having handled the case or done the repair.
    package var barred: [StaffID]
    package var attempts: Int
    /// When it was taken in hand for the first attempt.
    package var takenAt: Instant?
    /// When it was taken in hand the last time; nil once it was put back.
    package var begunAt: Instant?
    package var outcome: String
    package var fields: [String: FieldValue]
    package var createdAt: Instant
    package var stateSince: Instant

    package init(
        id: CallID, version: Int = 1, workflowVersion: Int, state: String, category: StateCategory,
        customer: CustomerID, caseID: CaseID? = nil, visit: VisitID? = nil, unit: UnitID? = nil,
        reason: String,
        plan: String = "", rank: CallRank = .normal, language: String = "", wish: WishedHours? = nil,
        lacksNumber: Bool = false,
        dueFrom: Instant, dueBy: Instant, promisedAt: Instant? = nil, claimedBy: StaffID? = nil,
        meantFor: StaffID? = nil, barred: [StaffID] = [],
        attempts: Int = 0, takenAt: Instant? = nil, begunAt: Instant? = nil, outcome: String = "",
        fields: [String: FieldValue] = [:],
        createdAt: Instant, stateSince: Instant
    ) {
        self.id = id
        self.version = version
        self.workflowVersion = workflowVersion
        self.state = state
        self.category = category
        self.customer = customer
        self.caseID = caseID
        self.visit = visit
        self.unit = unit
        self.reason = reason
        self.plan = plan
        self.rank = rank
        self.language = language
        self.wish = wish
        self.lacksNumber = lacksNumber
        self.dueFrom = dueFrom
        self.dueBy = dueBy
        self.promisedAt = promisedAt
        self.claimedBy = claimedBy
        self.meantFor = meantFor
        self.barred = barred
        self.attempts = attempts
        self.takenAt = takenAt
        self.begunAt = begunAt
        self.outcome = outcome
        self.fields = fields
        self.createdAt = createdAt
        self.stateSince = stateSince
    }
}

/// One reason a customer is to be rung up for, and what it is about: what was planned, as it was planned. A call serves one or
/// more of them, and each is answered for by the call that serves it.
package struct CallMatter: Hashable, Sendable {
    package var id: Int64
    /// Nil where nobody is rung up; `skipped` then says why.
    package var call: CallID?
    package var plan: String
    package var rank: CallRank
    package var reason: String
    package var customer: CustomerID
    package var caseID: CaseID?
    package var visit: VisitID?
    package var unit: UnitID?
    package var dueFrom: Instant
    package var dueBy: Instant
    package var plannedAt: Instant
    package var skipped: Skip?

    /// Why a planned call is not made at all.
    package enum Skip: String, Sendable, Codable, CaseIterable {
        /// The customer wants no calls.
        case doNotCall = "do not call"
        /// It offers something, and the customer never agreed to offers.
        case noConsent = "no consent"
        /// The case it is about, or the campaign, wants it no more, and its call serves others.
        case calledOff = "called off"
    }

    package init(
        id: Int64 = 0, call: CallID? = nil, plan: String, rank: CallRank = .normal, reason: String,
        customer: CustomerID,
        caseID: CaseID? = nil, visit: VisitID? = nil, unit: UnitID? = nil, dueFrom: Instant, dueBy: Instant,
        plannedAt: Instant, skipped: Skip? = nil
    ) {
        self.id = id
        self.call = call
        self.plan = plan
        self.rank = rank
        self.reason = reason
        self.customer = customer
        self.caseID = caseID
        self.visit = visit
        self.unit = unit
        self.dueFrom = dueFrom
        self.dueBy = dueBy
        self.plannedAt = plannedAt
        self.skipped = skipped
    }
}
