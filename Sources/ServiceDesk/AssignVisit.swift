import Dispatching
package import Model
import Records
import Workflow

extension Work {
    /// Gives a planned visit to another technician. What was promised to the customer stays; the plan must fit the new
    /// technician as a booking must. One that was dispatched already is declined first, by whoever has it.
    /// - Throws: `DeskFault.slotRefused` saying what stands against it, `DeskFault.alreadyUnderWay`.
    @discardableResult
    package func assign(_ id: VisitID, to technician: StaffID) throws -> Visit {
        try require(.bookVisit)
        var visit = try reading.visit(id)
        guard visit.category == .new else { throw DeskFault.alreadyUnderWay(id) }
        guard visit.technician != technician else { return visit }
        let c = try reading.serviceCase(visit.caseID)
        var request = try reading.slotRequest(c, VisitWish(caseID: c.id), at: now)
        request.earliest = min(visit.planned.start, now)
        request.latest = visit.planned.end
        guard
            let plan = try reading.technicianPlans(request, besides: id).first(where: { $0.id == technician })
        else {
            throw DeskFault.unknown(technician.description)
        }
        let slot = Slot(technician: technician, promised: visit.promised, planned: visit.planned)
        let conflicts = Slots.check(slot, request, against: plan)
        guard conflicts.isEmpty else { throw DeskFault.slotRefused(reasons: conflicts.map(\.phrase)) }
        let before = visit.technician
        visit.technician = technician
        visit = try visits.update(visit)
        try record(
            Subject(id), "visit.assigned",
            [
                "technician": .text(technician.description),
                "technician.before": .text(before?.description ?? ""),
            ])
        return visit
    }
}
