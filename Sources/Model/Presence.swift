/// Who sits at a desk, as their open desk last told it: a person has one row, whichever desk of theirs told it.
package struct Presence: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        case present
        /// On a break, or finishing up what a call or case left to do: as the person says.
        case onBreak = "break"
        case wrapUp = "wrap-up"
        /// The desk is locked: whoever it belongs to is away from it.
        case locked
        /// Signed out.
        case left
    }

    package var staff: StaffID
    package var state: State
    /// When it came to be so.
    package var since: Instant
    /// When the desk last told anything, so that one that died does not count for ever.
    package var seenAt: Instant
    /// When a key was last pressed there.
    package var touchedAt: Instant
    /// The record in hand on the screen, and since when.
    package var subject: Subject?
    package var subjectSince: Instant?

    package init(
        staff: StaffID, state: State, since: Instant, seenAt: Instant, touchedAt: Instant,
        subject: Subject? = nil, subjectSince: Instant? = nil
    ) {
        self.staff = staff
        self.state = state
        self.since = since
        self.seenAt = seenAt
        self.touchedAt = touchedAt
        self.subject = subject
        self.subjectSince = subjectSince
    }
}
