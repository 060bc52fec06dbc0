package import Model
import Records
import Workflow

// Reading a request before anyone decides takes minutes; while one supervisor reads, no other is given the same.
extension Work {
    /// The oldest request the actor may decide, held for a while; the one in hand comes first and is held anew. Run it
    /// in `desk.claim`.
    /// - Parameter another: passes by what is in hand.
    /// - Throws: `DeskFault.nothingToDecide`.
    package func claimNextApproval(another: Bool = false) throws -> Approval {
        guard let supervisor = actor.staffID, try !reading.mandates(of: actor, at: now).isEmpty else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
        }
        let until = now + rules.settings.approvalHold
        try db.takeTurn(of: supervisor)
        if !another, var held = try approvals.held(by: supervisor, at: now).first {
            held.claimedUntil = until
            try approvals.update(held)
            held.version += 1
            return held
        }
        let reach = try reading.reach(of: actor, at: now)
        guard let taken = try approvals.claimNext(for: supervisor, until: until, within: reach, at: now)
        else {
            throw DeskFault.nothingToDecide
        }
        try record(Subject(taken.id), "approval.claimed", ["until": .instant(until)])
        return taken
    }

    /// Lets others read a request again.
    package func releaseApproval(_ id: ApprovalID) throws -> Approval {
        var approval = try reading.approval(id)
        guard approval.state == .asked, approval.isHeld(at: now), approval.claimedBy == actor.staffID else {
            throw DeskFault.notInHand(id.description)
        }
        (approval.claimedBy, approval.claimedUntil) = (nil, nil)
        try approvals.update(approval)
        approval.version += 1
        try record(Subject(id), "approval.putBack")
        return approval
    }

    /// - Throws: `DeskFault.inOtherHands` while someone else reads it.
    func requireFree(_ approval: Approval) throws {
        guard approval.isHeld(at: now), let holder = approval.claimedBy, holder != actor.staffID else {
            return
        }
        throw DeskFault.inOtherHands(
            Subject(approval.id), name: try staff.find(holder)?.name ?? holder.description)
    }
}

extension Approval {
    /// Whether someone is reading it now.
    func isHeld(at now: Instant) -> Bool { claimedUntil.map { $0 > now } ?? false }
}

extension [Approval] {
    /// The highest sum of a decision that was granted at request, in hundredths; nil where none was.
    func most(of decision: String) -> Int64? {
        filter { $0.state == .granted && $0.decision == decision }.compactMap(\.amount?.minor).max()
    }
}
