package enum ApprovalState: String, Sendable, Codable, CaseIterable {
    case asked
    /// Whoever asked owes an answer to a question before it can be decided.
    case askedBack = "asked back"
    case granted, refused, withdrawn

    /// Whether it is yet to be decided.
    package var isOpen: Bool { self == .asked || self == .askedBack }
}

/// A decision that exceeds the agent's empowerment and waits for a supervisor.
package struct Approval: Hashable, Sendable {
    /// What is granted, or would be.
    package struct Terms: Hashable, Sendable {
        /// A decision of `empowerment.yaml`: `exchange`, `return`, `goodwill` …
        package var decision: String
        package var amount: Money?

        package init(decision: String, amount: Money?) { (self.decision, self.amount) = (decision, amount) }
    }

    /// Somebody who granted it, and by whose limit where they are a deputy.
    package struct Signature: Hashable, Sendable {
        package var by: StaffID
        package var insteadOf: StaffID?
        package var at: Instant

        package init(by: StaffID, insteadOf: StaffID?, at: Instant) {
            (self.by, self.insteadOf, self.at) = (by, insteadOf, at)
        }

        /// Whose hands are in it.
        package var people: Set<StaffID> { Set([by, insteadOf].compactMap { $0 }) }
    }

    package var id: ApprovalID
    package var version: Int
    package var subject: Subject
    /// As it stands: what was asked, or what a decider made of it.
    package var terms: Terms
    /// What was asked, where a decider changed it.
    package var wish: Terms?
    package var reason: String
    /// What whoever asks would tell the customer.
    package var proposal: String
    /// The case's field that holds the sum, so that a changed one goes there.
    package var amountField: String?
    package var state: ApprovalState
    package var askedBy: StaffID?
    package var askedAt: Instant
    /// The first of two who must grant it.
    package var first: Signature?
    /// Who asked back last.
    package var questionBy: StaffID?
    package var decidedBy: StaffID?
    /// Whose limit a deputy decided by.
    package var decidedFor: StaffID?
    package var decidedAt: Instant?
    package var answer: String
    /// Who is reading it, so that nobody else does, and how long that holds.
    package var claimedBy: StaffID?
    package var claimedUntil: Instant?

    package var decision: String { terms.decision }
    package var amount: Money? { terms.amount }

    /// One just asked.
    package init(
        id: ApprovalID, version: Int = 1, subject: Subject, decision: String, amount: Money? = nil,
        reason: String, proposal: String = "", amountField: String? = nil, state: ApprovalState = .asked,
        askedBy: StaffID?, askedAt: Instant
    ) {
        self.id = id
        self.version = version
        self.subject = subject
        terms = Terms(decision: decision, amount: amount)
        self.reason = reason
        self.proposal = proposal
        self.amountField = amountField
        self.state = state
        self.askedBy = askedBy
        self.askedAt = askedAt
        answer = ""
    }
}
