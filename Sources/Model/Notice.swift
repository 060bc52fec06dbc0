/// What a notice tells.
package enum NoticeKind: String, Sendable, CaseIterable {
    /// A promise to a customer was missed.
    case breach
    /// Our own, stricter line was crossed; the customer's is next.
    case risk
    /// A share of a promise's time is gone, before it is missed or long after.
    case nearing, overdue
    /// Something happened to a case that must not wait.
    case escalated
    /// A case was given to one.
    case given
    /// A call was lent to one.
    case lent
    /// A technician will arrive after the window that the customer was told.
    case late
    /// What a visit needs will not be there on its day.
    case parts
    /// What one asked for was granted, or refused.
    case granted, refused
    /// What one asked for is decided no more, since its case is closed.
    case withdrawn
    /// Whoever decides on what one asked for has a question; or it was answered.
    case askedBack, answered
    /// A request for a decision has waited too long.
    case waiting
    /// One is to score in a calibration; or all scores of one are there to be seen.
    case calibrate, calibrated
    /// Someone named one in a note.
    case mention
    /// What a workflow has to say (`notify`).
    case word
}

/// What the desk tells a role or a person.
package struct Notice: Sendable, Hashable, Identifiable {
    package var id: Int64
    package var at: Instant
    package var kind: NoticeKind
    /// Empty for what is meant for one person.
    package var role: String
    package var staff: StaffID?
    package var subject: Subject
    /// The promise's name, the reason, the note's words: by language where a rule file has it, else as someone wrote it.
    package var message: Label
    package var seenAt: Instant?
    /// Whether it is about a case that whoever looks may not read: they learn that there is something, and not what.
    package var isConcealed = false

    /// A new one; the store gives it its number.
    package init(
        _ kind: NoticeKind, role: String = "", staff: StaffID? = nil, subject: Subject, message: Label,
        at: Instant
    ) {
        id = 0
        (self.at, self.kind, self.role, self.staff) = (at, kind, role, staff)
        (self.subject, self.message) = (subject, message)
    }

    /// The same without what it says.
    package var concealed: Notice {
        var notice = self
        (notice.message, notice.isConcealed) = (Label([:]), true)
        return notice
    }
}
