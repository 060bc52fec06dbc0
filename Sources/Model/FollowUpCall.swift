/// One follow-up call to make (回访).
package struct FollowUpCall: Hashable, Sendable {
    package var id: CallID
    package var version: Int
    package var workflowVersion: Int
    package var state: String
    package var category: StateCategory
    package var customer: CustomerID
    package var caseID: CaseID?
    package var visit: VisitID?
    /// Why we call: `after visit`, `after closing`, `call back`, `quality tracking`.
    package var reason: String
    /// Not before.
    package var dueFrom: Instant
    /// Not after.
    package var dueBy: Instant
    /// Who has it in hand.
    package var claimedBy: StaffID?
    /// Who may not make it, having handled the case or done the repair.
    package var barred: [StaffID]
    package var attempts: Int
    package var outcome: String
    package var fields: [String: FieldValue]
    package var createdAt: Instant
    package var stateSince: Instant

    package init(
        id: CallID, version: Int = 1, workflowVersion: Int, state: String, category: StateCategory,
        customer: CustomerID, caseID: CaseID? = nil, visit: VisitID? = nil, reason: String, dueFrom: Instant,
        dueBy: Instant, claimedBy: StaffID? = nil, barred: [StaffID] = [], attempts: Int = 0,
        outcome: String = "", fields: [String: FieldValue] = [:], createdAt: Instant, stateSince: Instant
    ) {
        self.id = id
        self.version = version
        self.workflowVersion = workflowVersion
        self.state = state
        self.category = category
        self.customer = customer
        self.caseID = caseID
        self.visit = visit
        self.reason = reason
        self.dueFrom = dueFrom
        self.dueBy = dueBy
        self.claimedBy = claimedBy
        self.barred = barred
        self.attempts = attempts
        self.outcome = outcome
        self.fields = fields
        self.createdAt = createdAt
        self.stateSince = stateSince
    }
}
