/// The small records around the big ones: notes, attachments, drafts, the journal.

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
