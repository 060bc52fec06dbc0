/// What became of a reason for which a customer was to be rung up: every one has exactly one fate.
package enum FollowUpFate: String, Sendable, CaseIterable {
    /// The customer was reached, by a call first taken in hand before it would have been late; and later than that.
    case inTime, late
    /// Given up, since nobody was reached.
    case unreachable
    /// By a person, or with its case.
    case cancelled
    /// Not made: the customer wants no calls, or never agreed to offers.
    case skipped
    /// Still to be made: in time so far, and late.
    case open, overdue

    /// Those that may be judged by now, by the share in time.
    package static let judged: Set<FollowUpFate> = [.inTime, .late, .unreachable, .overdue]
    /// Those that were made, by the share reached.
    package static let made: Set<FollowUpFate> = [.inTime, .late, .unreachable]
}
