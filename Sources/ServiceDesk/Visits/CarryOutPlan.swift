package import Dispatching
package import Model
import Records
import Workflow

extension Work {
    /// Plans visits otherwise, all or none.
    /// - Throws: `DeskFault.planOutdated` naming the visits that changed since the plan was made;
    ///   `DeskFault.slotRefused` when a day would not hold.
    /// - Parameter mayBreakWindows: whether somebody may come at another time than the customer was told.
    package func carryOut(_ changes: [VisitChange], mayBreakWindows: Bool = false) throws {
        try require(.planVisits)
        var changed: [Visit] = []
        var outdated: [VisitID] = []
        for change in changes {
            var visit = try reading.visit(change.visit)
            let isAsPlanned =
                visit.category == .new && !visit.isLocked && visit.technician == change.before.technician
                && visit.planned == change.before.planned
            if !isAsPlanned { outdated.append(visit.id) }
            (visit.technician, visit.planned) = (change.after.technician, change.after.planned)
            changed.append(visit)
        }
        guard outdated.isEmpty else { throw DeskFault.planOutdated(outdated) }
        try check(changes, accepting: mayBreakWindows ? [.outsideWindow] : [])
        for (visit, change) in zip(changed, changes) {
            _ = try visits.update(visit)
            try record(Subject(visit.id), "visit.replanned", facts(of: change))
        }
    }

    func facts(of change: VisitChange) -> [String: FieldValue] {
        var facts: [String: FieldValue] = [
            "plannedStart": .instant(change.after.planned.start),
            "plannedEnd": .instant(change.after.planned.end),
        ]
        if change.after.technician != change.before.technician {
            facts["technician"] = .text(change.after.technician?.description ?? "")
            facts["technician.before"] = .text(change.before.technician?.description ?? "")
        }
        return facts
    }

    /// That the days hold with the changes, as they are in this transaction: nothing changed stands wrong, and nothing
    /// else stands worse than before.
    private func check(_ changes: [VisitChange], accepting: Set<DayRoute.Fault.Kind>) throws {
        let who = Set(changes.flatMap { [$0.before.technician, $0.after.technician] }.compactMap { $0 })
        let dates = Set(
            changes.flatMap { [$0.before.planned.start, $0.after.planned.start] }.map(rules.localDay))
        for date in dates.sorted() {
            let book = try reading.dayBook(date, at: now, of: who)
            let before = DayPlan(book.day)
            var after = before
            for change in changes where book.about[change.visit] != nil {
                after.assign(change.visit, change.after)
            }
            let faults = after.newFaults(besides: before, accepting: accepting)
            guard faults.isEmpty else { throw DeskFault.slotRefused(reasons: faults) }
        }
    }
}

extension DayPlan {
    /// What is wrong in this plan and was not in another, each told once.
    package func newFaults(besides before: DayPlan, accepting: Set<DayRoute.Fault.Kind> = []) -> [Phrase] {
        let changed = Set(changes.map(\.visit))
        let known = Dictionary(
            before.stops.map { ($0.visit, Set($0.faults.map(\.kind))) }, uniquingKeysWith: { $0.union($1) })
        let wrong = stops.flatMap { stop -> [Phrase] in
            let old = accepting.union(changed.contains(stop.visit) ? [] : known[stop.visit] ?? [])
            return stop.faults.filter { !old.contains($0.kind) }.map { $0.phrase(of: stop.visit) }
        }
        let restless = day.technicians.filter { technician in
            let (now, old) = (routes[technician.id], before.routes[technician.id])
            return (now?.missingRests.count ?? 0) > (old?.missingRests.count ?? 0)
        }
        return wrong + restless.map { _ in Conflict.noBreak.phrase }
    }
}
