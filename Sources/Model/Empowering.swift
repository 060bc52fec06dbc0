/// What people may grant customers: limits, the exceptions made for one person, deputies, and what was granted.

/// How much of one decision somebody may grant alone. Sums are in hundredths of the rules' currency.
package struct GrantLimit: Hashable, Sendable {
    /// The most in one case; zero for a decision without money, which may then be granted.
    package var perCase: Int64
    /// The most in a local day and in a local month, over all cases; nil for no such bound.
    package var perDay: Int64?
    package var perMonth: Int64?

    package init(perCase: Int64, perDay: Int64? = nil, perMonth: Int64? = nil) {
        (self.perCase, self.perDay, self.perMonth) = (perCase, perDay, perMonth)
    }
}

/// Days, the first and the last among them, for which something holds.
package struct DaySpan: Hashable, Sendable {
    package var first: Day
    package var last: Day

    package init(_ first: Day, _ last: Day) { (self.first, self.last) = (first, last) }

    package func overlaps(_ other: DaySpan) -> Bool { first <= other.last && other.first <= last }
}

/// Another limit for one person, in place of that of their roles.
package struct LimitException: Hashable, Sendable {
    package var id: LimitExceptionID
    package var staff: StaffID
    package var decision: String
    /// Nil where they may grant nothing of it.
    package var limit: GrantLimit?
    package var days: DaySpan
    package var reason: String
    package var by: StaffID?
    package var at: Instant
    /// When it was taken back before its last day.
    package var endedAt: Instant?

    package init(
        id: LimitExceptionID = LimitExceptionID(0), staff: StaffID, decision: String, limit: GrantLimit?,
        days: DaySpan, reason: String, by: StaffID?, at: Instant, endedAt: Instant? = nil
    ) {
        (self.id, self.staff, self.decision, self.limit) = (id, staff, decision, limit)
        (self.days, self.reason, self.by, self.at, self.endedAt) = (days, reason, by, at, endedAt)
    }
}

/// Somebody who decides in another's place for some days, with their limits.
package struct Deputy: Hashable, Sendable {
    package var id: DeputyID
    /// Who is away.
    package var staff: StaffID
    package var deputy: StaffID
    package var days: DaySpan
    package var reason: String
    package var at: Instant
    /// When it was ended before its last day.
    package var endedAt: Instant?

    package init(
        id: DeputyID = DeputyID(0), staff: StaffID, deputy: StaffID, days: DaySpan, reason: String,
        at: Instant, endedAt: Instant? = nil
    ) {
        (self.id, self.staff, self.deputy, self.days) = (id, staff, deputy, days)
        (self.reason, self.at, self.endedAt) = (reason, at, endedAt)
    }
}

/// A sum that somebody granted, by which their days and months are counted.
package struct Grant: Hashable, Sendable {
    package var at: Instant
    /// Whose limit it counts against; a deputy grants by that of another.
    package var staff: StaffID
    package var by: StaffID
    package var decision: String
    package var subject: Subject
    /// In hundredths of the rules' currency.
    package var amount: Int64
    /// Nil for what was within their own limit, so that nobody was asked.
    package var approval: ApprovalID?

    package init(
        at: Instant, staff: StaffID, by: StaffID, decision: String, subject: Subject, amount: Int64,
        approval: ApprovalID? = nil
    ) {
        (self.at, self.staff, self.by, self.decision) = (at, staff, by, decision)
        (self.subject, self.amount, self.approval) = (subject, amount, approval)
    }
}
