/// The small records around the big ones: notes, attachments, approvals, drafts, the journal.

/// What someone wrote about a subject.
package struct Note: Hashable, Sendable {
    package var id: Int64
    package var subject: Subject
    package var at: Instant
    package var by: StaffID?
    package var text: String
    /// Whether the customer was told it (it then counts as keeping them informed).
    package var toldCustomer: Bool

    package init(id: Int64, subject: Subject, at: Instant, by: StaffID?, text: String, toldCustomer: Bool) {
        self.id = id
        self.subject = subject
        self.at = at
        self.by = by
        self.text = text
        self.toldCustomer = toldCustomer
    }
}

/// A file kept elsewhere, by reference.
package struct Attachment: Hashable, Sendable {
    package var id: Int64
    package var subject: Subject
    package var at: Instant
    package var by: StaffID?
    /// A path or URL.
    package var reference: String
    package var title: String

    package init(id: Int64, subject: Subject, at: Instant, by: StaffID?, reference: String, title: String) {
        self.id = id
        self.subject = subject
        self.at = at
        self.by = by
        self.reference = reference
        self.title = title
    }
}

package enum ApprovalState: String, Sendable, Codable, CaseIterable {
    case asked, granted, refused, withdrawn
}

/// A decision that exceeds the agent's empowerment and waits for a supervisor.
package struct Approval: Hashable, Sendable {
    package var id: ApprovalID
    package var version: Int
    package var subject: Subject
    /// What is asked: `exchange`, `return`, `goodwill` …
    package var decision: String
    package var amount: Money?
    package var reason: String
    package var state: ApprovalState
    package var askedBy: StaffID?
    package var askedAt: Instant
    package var decidedBy: StaffID?
    package var decidedAt: Instant?
    package var answer: String
    /// Who is reading it, so that nobody else does, and how long that holds.
    package var claimedBy: StaffID?
    package var claimedUntil: Instant?

    package init(
        id: ApprovalID, version: Int = 1, subject: Subject, decision: String, amount: Money? = nil,
        reason: String, state: ApprovalState = .asked, askedBy: StaffID?, askedAt: Instant,
        decidedBy: StaffID? = nil, decidedAt: Instant? = nil, answer: String = "",
        claimedBy: StaffID? = nil, claimedUntil: Instant? = nil
    ) {
        self.id = id
        self.version = version
        self.subject = subject
        self.decision = decision
        self.amount = amount
        self.reason = reason
        self.state = state
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.answer = answer
        self.claimedBy = claimedBy
        self.claimedUntil = claimedUntil
    }
}

/// What was being typed, kept as it is typed.
package struct Draft: Hashable, Sendable {
    package var id: Int64
    package var staff: StaffID
    /// The screen it belongs to, such as `C120`.
    package var form: String
    package var values: [String: String]
    package var savedAt: Instant

    package init(id: Int64, staff: StaffID, form: String, values: [String: String], savedAt: Instant) {
        self.id = id
        self.staff = staff
        self.form = form
        self.values = values
        self.savedAt = savedAt
    }
}

/// One line of the append-only record of everything that happened.
package struct JournalEntry: Hashable, Sendable {
    package var id: Int64
    package var at: Instant
    package var subject: Subject
    /// 1 for the subject's first entry.
    package var sequence: Int
    /// What happened: `case.logged`, `case.did`, `visit.booked` …
    package var event: String
    package var by: String
    package var facts: [String: FieldValue]
    /// SHA-256 over this entry and the hash of the subject's previous one.
    package var hash: [UInt8]
    /// The version of the subject that it made, where it made one.
    package var version: Int?

    package init(
        id: Int64, at: Instant, subject: Subject, sequence: Int, event: String, by: String,
        facts: [String: FieldValue], hash: [UInt8], version: Int? = nil
    ) {
        self.id = id
        self.at = at
        self.subject = subject
        self.sequence = sequence
        self.event = event
        self.by = by
        self.facts = facts
        self.hash = hash
        self.version = version
    }
}
