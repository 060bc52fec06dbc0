import Dispatching
import Model
import Records
import ServiceTime
import Workflow

extension Rules {
    /// How far a visit has come. Whoever records no step is taken to keep to the plan.
    func progress(of visit: PlannedVisit, at now: Instant, records: Bool) throws -> VisitProgress {
        let planned = visit.stop.planned
        guard visit.stop.technician != nil else { return .ahead }
        if !visit.category.isOpen {
            let end = visit.finishedAt ?? planned.end
            return .over(Window(start: min(visit.arrivedAt ?? end, end), end: end))
        }
        if let arrived = visit.arrivedAt { return .onSite(since: arrived) }
        if try workflow(named: "visit").state(visit.state)?.signal == .visitEnRoute {
            return .onTheWay(since: visit.stateSince)
        }
        if records || now <= planned.start { return .ahead }
        return planned.end <= now ? .over(planned) : .onSite(since: planned.start)
    }

    /// - Parameter isParentHere: the visit it follows is of the same day, and may move as well.
    func dayVisit(
        _ visit: PlannedVisit, _ book: DispatchBook, isPair: Bool = false, isParentHere: Bool = false,
        progress: VisitProgress, pace: [String: Int] = [:], preferred: StaffID? = nil,
        refused: Set<StaffID> = []
    ) -> DayVisit {
        let stop = visit.stop
        let needs = book.needs(product: visit.product, fault: visit.fault, kind: visit.kind)
        let length = (stop.planned.end - stop.planned.start).minutes
        let task = VisitTask(
            place: stop.place, minutes: max(1, length * 100 / (pace[visit.product] ?? 100)),
            skill: stop.skill, level: needs.level ?? 1, zone: stop.zone, product: visit.product,
            certificate: needs.certificate ?? "", crew: isPair ? 2 : 1,
            earliest: [visit.partsDue, isParentHere ? nil : visit.parentEnd].compactMap { $0 }.max()
                ?? Instant(milliseconds: 0), latest: stop.promised.end,
            promiseDue: visit.promiseDue, priority: book.priorities[visit.severity] ?? 100,
            preferred: preferred, excluded: refused)
        var planned = DayVisit(
            id: stop.visit, task: task,
            booked: Assignment(technician: stop.technician, planned: stop.planned),
            helper: stop.helper, promised: stop.promised, isFixed: stop.isLocked, progress: progress)
        // One that is over holds up nothing.
        planned.follows = isParentHere && visit.parentEnd != nil ? visit.parent : nil
        return planned
    }
}
