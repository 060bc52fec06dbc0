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
}

extension Reading {
    package func sheet(_ id: CallID, by actor: Actor, at now: Instant) throws -> CallSheet {
        let call = try call(id)
        let visit =
            try call.visit.map { try self.visit($0) } ?? call.caseID.flatMap { try visits.of($0).last }
        let matters = try callMatters.of(id)
        let units = Dictionary(
            try matters.compactMap(\.unit).map { ($0, try unit($0)) }, uniquingKeysWith: { first, _ in first }
        )
        return CallSheet(
            call: call, customer: try customer(call.customer),
            serviceCase: try call.caseID.map { try serviceCase($0) },
            visit: visit, technician: try visit?.technician.flatMap { try staff.find($0)?.name } ?? "",
            notes: try call.caseID.map { try notes.of(Subject($0)) } ?? [],
            offers: try offers(id, by: actor, at: now), matters: matters, units: units,
            plan: try rules.followUps()[call.plan]?.label)
    }
}
