package import Model

/// What taking a transition brings about elsewhere. A closed list, carried out by ServiceDesk in the step's transaction.
package enum Effect: Hashable, Sendable {
    /// A first visit is wanted: the case goes to the dispatchers (`visitWanted`).
    case openVisit
    /// Another visit is wanted, a child of the last one (parts, no access, revisit).
    case followUpVisit
    /// Cancels the case's open visits.
    case cancelVisits
    /// Cancels the case's open calls.
    case cancelCalls
    case requestApproval(ApprovalRequest)
    /// What the step grants the customer within the actor's own limit, or what was approved: refused above both. The sum is in
    /// a field of the subject.
    case grant(decision: String, amountField: String)
    /// A message to everyone who holds the role.
    case notify(role: String, message: Label)
    case raiseSeverity
    /// A new case linked to this one as its child.
    case openCase(kind: String, summary: Label)
    /// Counts one reopening more.
    case bumpReopened
    /// Calls and cases: the actor has it in hand.
    case claim
    /// Calls and cases: nobody has it in hand.
    case release
    /// Calls: the actor does not make this one; somebody else is to.
    case bar
    /// Calls: counts one attempt more.
    case countAttempt
    /// Calls: not before this moment again.
    case callAgain(TimedMoment)
    /// When the rule of attempts has it tried again (`followups/calling.yaml`).
    case planAttempt
    /// The customer's number is wrong: that stands on their record, and who has the case is asked to find the right one.
    /// With outcomes, only where the call ended in one of them.
    case askNumber(Label, outcomes: [String] = [])
    /// Calls: this customer is not to be called any more.
    case doNotCall
    /// Tells the case (from its visits and calls), which may react.
    case signal(Signal)
}

/// A decision to ask a supervisor for; amount, reason and the answer proposed are taken from the subject's fields.
package struct ApprovalRequest: Hashable, Sendable {
    package let decision: String
    package let amountField: String?
    package let reasonField: String?
    package let proposalField: String?

    package init(
        decision: String, amountField: String? = nil, reasonField: String? = nil, proposalField: String? = nil
    ) {
        self.decision = decision
        self.amountField = amountField
        self.reasonField = reasonField
        self.proposalField = proposalField
    }
}

/// Which of the subject's own instants a state sets to now on entering.
package enum Stamp: String, Sendable, CaseIterable {
    case arrivedAt, finishedAt
}
