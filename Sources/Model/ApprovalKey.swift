/// The parts of the list of what waits for a decision, as one person has it, in their order.
package enum ApprovalPart: Sendable, Hashable, CaseIterable {
    /// In the person's hands.
    case held
    /// What they may take and grant.
    case open
    /// In others' hands, their own, or above their limit.
    case rest
    /// Whoever asked owes an answer first.
    case askedBack
}

/// Where a request stands in that list; the next page begins behind it.
package struct ApprovalKey: Sendable, Hashable {
    package var part: ApprovalPart
    package var askedAt: Instant
    package var id: ApprovalID

    package init(_ part: ApprovalPart, _ approval: Approval) {
        (self.part, askedAt, id) = (part, approval.askedAt, approval.id)
    }
}
