import Dispatching
package import Model
import Records
import Workflow

extension Work {
    /// Gives a planned visit to another technician. What was promised to the customer stays; the plan must fit the new
    /// technician as a booking must. One that was dispatched already is declined first, by whoever has it.
    /// - Throws: `DeskFault.planRefused` saying what stands against it, `DeskFault.alreadyUnderWay`,
    ///   `VisitFault.notTechnician`;
    ///   `DeskFault.outOfReach` for a technician whom the actor may not see.
    @discardableResult
    package func assign(_ id: VisitID, to technician: StaffID) throws -> Visit {
        try require(.bookVisit, on: Subject(id))
        try reading.requireSight(of: [technician], actor)
        var visit = try reading.visit(id)
        guard visit.category == .new else { throw DeskFault.alreadyUnderWay(id) }
        guard visit.technician != technician else { return visit }
        let c = try reading.serviceCase(visit.caseID)
        var task = try reading.visitTask(c, VisitWish(caseID: c.id), at: now, booked: visit)
        task.earliest = min(visit.planned.start, now)
        task.latest = visit.planned.end
        // Two stay two: who comes along and is now the one who comes changes places with who was.
        if visit.helper == technician { visit.helper = visit.technician }
        task.crew = visit.helper == nil ? 1 : 2
        let slot = Slot(
            technician: technician, helper: visit.helper, promised: visit.promised, planned: visit.planned)
        do {
            _ = try check(slot, task, besides: id)
        } catch DeskFault.slotRefused(let reasons) {
            throw DeskFault.planRefused(reasons: reasons)
        }
        let before = visit.technician
        visit.technician = technician
        visit = try visits.update(visit)
        try holdAnew(visit)
        try record(
            Subject(id), "visit.assigned",
            [
                "technician": .text(technician.description),
                "technician.before": .text(before?.description ?? ""),
            ])
        return visit
    }

    /// Fixes a visit's planned time and technician, or leaves them to planning again.
    @discardableResult
    package func lock(_ id: VisitID, _ isLocked: Bool) throws -> Visit {
        try require(.planVisits, on: Subject(id))
        var visit = try reading.visit(id)
        guard visit.category.isOpen else { throw DeskFault.closed(id.description) }
        guard visit.isLocked != isLocked else { return visit }
        visit.isLocked = isLocked
        visit = try visits.update(visit)
        try record(Subject(id), isLocked ? "visit.locked" : "visit.unlocked")
        return visit
    }
}
