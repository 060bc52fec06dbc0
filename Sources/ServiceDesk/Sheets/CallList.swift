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
        /// Everybody who makes calls is barred from it: it is to be lent to somebody else.
        case stranded
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
    ///   - view: of everyone's only those that this view shows, by its name or number.
    ///   - filter: only those that it admits.
    package func callList(
        for actor: Actor, everyones: Bool, part: CallPart? = nil, view: String? = nil,
        filter: WorkFilter = WorkFilter(), at now: Instant, limit: Int
    ) throws -> [CallItem] {
        let heldSince = try rules.campaigns().heldSince(now)
        let reach = try cases(reachedBy: .read, of: actor)
        // What a filter admits may come late in the list.
        let most = filter.isEmpty ? limit : WorkStore.reach
        let read: [FollowUpCall]
        if let view {
            read = try calls(of: workView(view, of: .calls, for: actor), by: actor, at: now, limit: most)
        } else if everyones, let part {
            read = try calls.open(
                part, at: now, end: today(now).end, within: reach, orHeldBy: actor.staffID, limit: most)
        } else if everyones {
            read = try calls.open(within: reach, orHeldBy: actor.staffID, limit: most)
        } else if let staff = actor.staffID {
            read = try calls.due(
                for: staff, at: now, heldSince: heldSince, within: reach, limit: most)
        } else {
            read = []
        }
        let found = try admitted(read, .calls, by: filter, for: actor, at: now) { $0.id.number }.prefix(limit)
        let names = try names()
        let stranded = Set(try strandedCalls(among: found.map(\.id), at: now).map(\.id))
        let inAnyCase = try rules.callsInAnyCase()
        return try found.map { call in
            let customer = try customer(call.customer)
            return CallItem(
                call: call,
                standing: stranded.contains(call.id)
                    ? .stranded : standing(of: call, names, for: actor, at: now, heldSince: heldSince),
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
