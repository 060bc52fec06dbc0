/// A visit that was to take place, as whoever learns from it or reports on it needs it: what was promised and planned, and
/// what came of it.
package struct VisitRecord: Sendable, Hashable {
    /// How it ended; what its workflow signals.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case done, noAccess, partsNeeded, revisit
        /// Not over.
        case open
    }

    package var id: VisitID
    package var caseID: CaseID
    package var customer: CustomerID
    package var kind: String
    package var product: String
    package var fault: String
    package var technician: StaffID?
    package var zone: String
    package var state: String
    package var outcome: Outcome
    /// Whether the work settled the matter, for a visit that was done: a stopgap or a refusal does not.
    package var isFixed: Bool
    package var promised: Window
    package var planned: Window
    package var setOutAt: Instant?
    package var arrivedAt: Instant?
    package var finishedAt: Instant?
    package var place: Place?

    package init(
        id: VisitID, caseID: CaseID, customer: CustomerID, kind: String = "repair", product: String = "",
        fault: String = "", technician: StaffID? = nil, zone: String = "", state: String = "",
        outcome: Outcome = .open, isFixed: Bool = true, promised: Window, planned: Window,
        setOutAt: Instant? = nil, arrivedAt: Instant? = nil, finishedAt: Instant? = nil, place: Place? = nil
    ) {
        (self.id, self.caseID, self.customer) = (id, caseID, customer)
        (self.kind, self.product, self.fault) = (kind, product, fault)
        (self.technician, self.zone, self.state) = (technician, zone, state)
        (self.outcome, self.isFixed, self.promised, self.planned) = (outcome, isFixed, promised, planned)
        (self.setOutAt, self.arrivedAt, self.finishedAt) = (setOutAt, arrivedAt, finishedAt)
        self.place = place
    }

    /// Somebody was with the customer and worked.
    package var isAttended: Bool { [.done, .partsNeeded, .revisit].contains(outcome) }
}
