package import Model
import Records
import Workflow

extension Work {
    /// Asks for a decision beyond one's own empowerment.
    @discardableResult
    package func askApproval(_ subject: Subject, decision: String, amount: Money? = nil, reason: String)
        throws -> Approval
    {
        try require(.askApproval)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        let approval = try approvals.insert(
            Approval(
                id: ApprovalID(0), subject: subject, decision: decision, amount: amount, reason: reason,
                askedBy: actor.staffID, askedAt: now))
        var facts: [String: FieldValue] = ["decision": .text(decision), "reason": .text(reason)]
        if let amount { facts["amount"] = .text("\(amount) \(amount.currency)") }
        facts["approval"] = .text(approval.id.description)
        try record(subject, "approval.asked", facts)
        try record(Subject(approval.id), "approval.asked", facts)
        return approval
    }

    /// Grants or refuses, within the decider's own limit; never one's own request.
    package func decide(_ id: ApprovalID, grant: Bool, answer: String) throws -> Approval {
        try require(.decideApproval)
        var approval = try reading.approval(id)
        if let result = try reading.result(of: id) {
            throw DeskFault.alreadyDecided(id, as: result.approval.state, by: result.decidedBy)
        }
        if let staff = actor.staffID, staff == approval.askedBy {
            throw DeskFault.ownRequest(id)
        }
        try requireFree(approval)
        if grant, let amount = approval.amount {
            let limit = rules.roles.limit(actor.roles)
            guard amount.minor <= limit.minor else { throw DeskFault.overLimit(amount: amount, limit: limit) }
        }
        approval.state = grant ? .granted : .refused
        approval.decidedBy = actor.staffID
        approval.decidedAt = now
        approval.answer = answer
        (approval.claimedBy, approval.claimedUntil) = (nil, nil)
        try approvals.update(approval)
        let event = grant ? "approval.granted" : "approval.refused"
        let facts: [String: FieldValue] = [
            "approval": .text(id.description), "decision": .text(approval.decision), "answer": .text(answer),
        ]
        try record(Subject(id), event, facts)
        try record(approval.subject, event, facts)
        try tell(
            approval.askedBy, grant ? .granted : .refused, Subject(id),
            Label(written: answer.isEmpty ? approval.reason : answer))
        if approval.subject.kind == .case {
            try signal(grant ? .approvalGranted : .approvalRefused, to: CaseID(approval.subject.number))
        }
        return approval
    }
}
