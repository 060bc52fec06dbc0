package import Model
import Records
import Workflow

// Requests that are no longer wanted: whoever asked takes theirs back, and those about a case go with it when it closes.
extension Work {
    /// Takes back what the actor asked for. A case that waits for the decision goes on as if it had been refused.
    @discardableResult
    package func withdrawApproval(_ id: ApprovalID, reason: String) throws -> Approval {
        var approval = try open(id)
        guard let person = actor.staffID, person == approval.askedBy else {
            throw EmpowermentFault.notOwnRequest(id)
        }
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        try withdraw(&approval, reason: reason.trimmed)
        try signalOnce(approval)
        return approval
    }

    /// A case is closed: nobody decides any more on what was asked for it, and whoever asked is told.
    func withdrawRequests(of id: CaseID) throws {
        for var approval in try approvals.of(Subject(id)) where approval.state.isOpen {
            try withdraw(&approval, reason: "")
            try tell(approval.askedBy, .withdrawn, Subject(approval.id), Label(written: approval.reason))
        }
    }

    /// Nobody decided on it; what a first of two signed counts against nobody's limit.
    private func withdraw(_ approval: inout Approval, reason: String) throws {
        (approval.state, approval.decidedAt) = (.withdrawn, now)
        (approval.claimedBy, approval.claimedUntil) = (nil, nil)
        try empowerments.forget(approval.id)
        try timers.clear(Subject(approval.id))
        try approvals.update(approval)
        approval.version += 1
        var facts = approval.terms.facts
        facts["reason"] = .text(reason)
        try recordBoth(approval, "approval.withdrawn", facts)
    }
}
