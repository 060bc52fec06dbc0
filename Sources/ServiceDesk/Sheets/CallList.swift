package import Model
import Records
import Workflow

/// A call to make, as a list shows it.
package struct CallItem: Sendable, Hashable, Identifiable {
    /// Who makes it.
    package enum Standing: Sendable, Hashable {
        case inHand
        case open
        case heldBy(String)
        /// It is due, and planned for somebody else, whose it is for a while.
        case meantFor(String)
        /// The reader handled the matter; somebody else calls.
        case barred
        /// It is too early.
        case notYet
        /// Every number of the customer was found wrong.
        case noNumber
    }

    package var call: FollowUpCall
    package var standing: Standing
    package var customer: String
    package var phone: String
    /// Whether the customer may be rung up for its reason.
    package var mayCall: Bool
    /// The matter it is about.
    package var summary: String

    package var id: CallID { call.id }
}

extension Reading {
    /// Calls to make, the first to be late on top.
    /// - Parameters:
    ///   - everyones: also those that others have in hand, that are not due yet, or that the reader may not make.
    ///   - part: of everyone's only these.
    ///   - view: of everyone's only those that this view of the rules shows.
    package func callList(
        for actor: Actor, everyones: Bool, part: CallPart? = nil, view: String? = nil, at now: Instant,
        limit: Int
    ) throws -> [CallItem] {
        let heldSince = try rules.campaigns().heldSince(now)
        let reach = try cases(reachedBy: .read, of: actor)
        let found: [FollowUpCall]
        if let view {
            found = try calls(of: workView(view, of: .calls, for: actor), by: actor, at: now, limit: limit)
        } else if everyones, let part {
            found = try calls.open(
                part, at: now, end: today(now).end, within: reach, orHeldBy: actor.staffID, limit: limit)
        } else if everyones {
            found = try calls.open(within: reach, orHeldBy: actor.staffID, limit: limit)
        } else if let staff = actor.staffID {
            found = try calls.due(
                for: staff, within: reach, at: now, heldSince: heldSince, limit: limit)
        } else {
            found = []
        }
        let names = try names()
        let inAnyCase = try rules.callsInAnyCase()
        return try found.map { call in
            let customer = try customer(call.customer)
            return CallItem(
                call: call, standing: standing(of: call, names, for: actor, at: now, heldSince: heldSince),
                customer: customer.name,
                phone: customer.goodPhones.first?.display ?? "",
                mayCall: customer.mayCall || inAnyCase.contains(call.reason),
                summary: try call.caseID.flatMap { try cases.find($0)?.summary } ?? "")
        }
    }

    private func standing(
        of call: FollowUpCall, _ names: [StaffID: String], for actor: Actor, at now: Instant,
        heldSince: Instant
    ) -> CallItem.Standing {
        if let holder = call.claimedBy {
            return holder == actor.staffID ? .inHand : .heldBy(names[holder] ?? holder.description)
        }
        if let staff = actor.staffID, call.barred.contains(staff) { return .barred }
        if call.lacksNumber { return .noNumber }
        if call.dueFrom > now { return .notYet }
        guard let agent = call.meantFor, agent != actor.staffID, call.dueFrom > heldSince else {
            return .open
        }
        return .meantFor(names[agent] ?? agent.description)
    }
}
