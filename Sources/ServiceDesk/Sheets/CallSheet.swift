package import Model
import Records
package import Workflow

/// A follow-up call in hand: whom, why, what happened, and how it may go.
package struct CallSheet: Sendable {
    package var call: FollowUpCall
    package var customer: Customer
    package var serviceCase: ServiceCase?
    package var visit: Visit?
    package var technician: String
    package var notes: [Note]
    package var offers: [Offer]
    /// What it serves, the reason it was made out for first.
    package var matters: [CallMatter]
    /// What customers call the units they are about.
    package var units: [UnitID: Unit]
    /// The plan it was made out by.
    package var plan: Label?
    /// What is said and asked in it, and how it can end.
    package var script: CallScript?
    /// Whether somebody is rung up in it when customers are not for its reason, so that why is to be said.
    package var isOutsideHours: Bool
    /// Whether the customer may be rung up for its reason, though they want no other calls.
    package var mayCall: Bool
    /// Who asked for no more calls, in which, and when; nil where they want calls, or nobody wrote it down.
    package var declined: Declined?
    /// Whether it is due and everybody who makes calls is barred from it.
    package var isStranded: Bool
    /// For whom it is kept, or to whom it was lent, while nobody has it in hand.
    package var meantFor: String?
    /// Where no case tells what happened before: the customer's last cases, visits and calls, in that order.
    package var earlier: [CustomerRow]
    /// In a call that tells of another time for its visit, which; nil in all others.
    package var newTime: NewTime?

    /// When somebody comes who does not come as it was arranged.
    package enum NewTime: Sendable, Hashable {
        /// Within the window that is promised now.
        case window(Window)
        /// About then, by how the day goes or as it is planned.
        case about(Instant)
        /// Late; nobody knows yet until when.
        case unknown
    }

    package struct Declined: Sendable, Hashable {
        package var by: String
        package var call: String
        package var at: Instant
    }
}

extension Reading {
    package func sheet(_ id: CallID, by actor: Actor, at now: Instant) throws -> CallSheet {
        let call = try call(id)
        try requireReach(.read, on: Subject(id), actor)
        let visit =
            try call.visit.map { try self.visit($0) } ?? call.caseID.flatMap { try visits.of($0).last }
        let matters = try callMatters.of(id)
        let units = Dictionary(
            try matters.compactMap(\.unit).map { ($0, try unit($0)) }, uniquingKeysWith: { first, _ in first }
        )
        let customer = try customer(call.customer)
        return CallSheet(
            call: call, customer: customer,
            serviceCase: try call.caseID.map { try serviceCase($0) },
            visit: visit, technician: try visit?.technician.flatMap { try staff.find($0)?.name } ?? "",
            notes: try call.caseID.map { try notes.of(Subject($0)) } ?? [],
            offers: try offers(id, by: actor, at: now), matters: matters, units: units,
            plan: try rules.followUps()[call.plan]?.label, script: try rules.scripts().script(for: call),
            isOutsideHours: try isOutsideHours(call, at: now),
            mayCall: try customer.mayCall || rules.callsInAnyCase().contains(call.reason),
            declined: try declined(customer), isStranded: try !strandedCalls(among: [id], at: now).isEmpty,
            meantFor: try call.claimedBy == nil ? call.meantFor.flatMap { try staff.find($0)?.name } : nil,
            earlier: try call.caseID == nil ? earlier(call, actor) : [],
            newTime: try newTime(of: visit, in: call, at: now))
    }

    private func newTime(
        of visit: Visit?, in call: FollowUpCall, at now: Instant
    ) throws -> CallSheet.NewTime? {
        guard CallWish.tells.contains(call.reason) else { return nil }
        guard let visit, visit.category.isOpen, visit.arrivedAt == nil else { return .unknown }
        if call.reason == CallWish.visitLate {
            let entries = try journal.of(Subject(visit.id))
            guard let late = entries.lastIndex(where: { $0.event == "visit.late" }) else { return .unknown }
            // What was planned since then holds in place of what was awaited; a time that went by tells nothing.
            guard entries[late...].contains(where: { $0.facts["plannedStart"] != nil }) else {
                guard case .instant(let expected)? = entries[late].facts["expected"], expected > now else {
                    return .unknown
                }
                return .about(expected)
            }
            let isPlanned = visit.technician != nil && visit.planned.start > now
            return isPlanned ? .about(visit.planned.start) : .unknown
        }
        let (promised, start) = (visit.promised, visit.planned.start)
        let isAsPromised = promised.start <= start && start < promised.end
        return isAsPromised ? .window(visit.promised) : .about(visit.planned.start)
    }

    private func declined(_ customer: Customer) throws -> CallSheet.Declined? {
        guard !customer.mayCall else { return nil }
        let entry = try journal.of(Subject(customer.id)).last { $0.facts["declinedBy"] != nil }
        return entry.map {
            CallSheet.Declined(
                by: $0.facts["declinedBy"]?.plain ?? "", call: $0.facts["call"]?.plain ?? "", at: $0.at)
        }
    }

    /// So many of each.
    private static let mostEarlier = 5

    private func earlier(_ call: FollowUpCall, _ actor: Actor) throws -> [CustomerRow] {
        try [CustomerSection.cases, .visits, .calls].flatMap { section in
            try page(section, of: call.customer, limit: Self.mostEarlier + 1, by: actor).rows
                .filter { $0.id != call.id.description }.prefix(Self.mostEarlier)
        }
    }
}
