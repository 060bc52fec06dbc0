package import Dispatching
package import Model
import Records
import Workflow

extension Work {
    /// Plans visits otherwise, all or none.
    /// - Throws: `DeskFault.planOutdated` naming the visits that changed since the plan was made;
    ///   `DeskFault.planRefused` when a day would not hold; `DeskFault.outOfReach` for a case or a technician whom the actor
    ///   may not see.
    /// - Parameter mayBreakWindows: whether somebody may come at another time than the customer was told.
    package func carryOut(_ changes: [VisitChange], mayBreakWindows: Bool = false) throws {
        try require(.planVisits)
        try reading.requireSight(
            of: changes.filter { $0.after.technician != $0.before.technician }.compactMap(\.after.technician),
            actor)
        var changed: [Visit] = []
        var outdated: [VisitID] = []
        for change in changes {
            var visit = try reading.visit(change.visit)
            try reading.requireReach(.planVisits, of: visit.caseID, actor)
            let isAsPlanned =
                visit.category == .new && !visit.isLocked && visit.technician == change.before.technician
                && visit.planned == change.before.planned
            if !isAsPlanned { outdated.append(visit.id) }
            (visit.technician, visit.planned) = (change.after.technician, change.after.planned)
            changed.append(visit)
        }
        guard outdated.isEmpty else { throw DeskFault.planOutdated(outdated) }
        // Of two visits of one case, one may have to be over before the other begins.
        let kin = try Set(changed.map(\.caseID)).flatMap { try visits.of($0) }.compactMap(\.technician)
        try check(changes, beside: Set(kin), accepting: mayBreakWindows ? [.outsideWindow] : [])
        for (visit, change) in zip(changed, changes) {
            _ = try visits.update(visit)
            try record(Subject(visit.id), "visit.replanned", facts(of: change))
        }
        // Twice, so that who was served first finds what another let go after.
        for _ in 0..<2 {
            for (visit, change) in zip(changed, changes)
            where change.after.technician != change.before.technician { try holdAnew(visit) }
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
    /// - Parameter others: whose days bear on them as well.
    private func check(
        _ changes: [VisitChange], beside others: Set<StaffID>, accepting: Set<DayRoute.Fault.Kind>
    ) throws {
        let who = others.union(
            changes.flatMap { [$0.before.technician, $0.after.technician] }.compactMap { $0 })
        var left = Dictionary(changes.map { ($0.visit, $0) }, uniquingKeysWith: { a, _ in a })
        // The end of a night shift is of the day on which it began.
        let days = Set(changes.map { rules.localDay($0.before.planned.start) })
        for date in days.union(days.map { $0 - 1 }).sorted(by: >) where !left.isEmpty {
            let book = try reading.dayBook(date, at: now, notice: .zero, of: who)
            let own = changes.filter { left[$0.visit] != nil && book.about[$0.visit] != nil }
            for change in own {
                left[change.visit] = nil
                if let technician = change.after.technician, !book.works(technician) {
                    throw DeskFault.unknown(technician.description)
                }
            }
            let before = DayPlan(book.day)
            var after = before
            for change in own { after.assign(change.visit, change.after) }
            let faults = after.newFaults(besides: before, accepting: accepting)
            guard faults.isEmpty else { throw DeskFault.planRefused(reasons: faults) }
        }
        guard left.isEmpty else { throw DeskFault.planOutdated(left.keys.sorted()) }
    }
}

extension DayPlan {
    /// What is wrong in this plan and was not in another, each told once.
    package func newFaults(besides before: DayPlan, accepting: Set<DayRoute.Fault.Kind> = []) -> [Phrase] {
        let changed = Set(changes.map(\.visit))
        let known = Dictionary(
            before.stops.map { ($0.visit, $0.faults) }, uniquingKeysWith: +)
        let wrong = stops.flatMap { stop -> [Phrase] in
            let old = changed.contains(stop.visit) ? [] : known[stop.visit] ?? []
            return stop.faults.filter { fault in
                !accepting.contains(fault.kind) && !old.contains { fault.isNoWorse(than: $0) }
            }.map { $0.phrase(of: stop.visit) }
        }
        // What nobody has stands in no route, and may be put anywhere but outside what was promised.
        let astray = changes.filter { change in
            change.after.technician == nil && change.after.planned != change.before.planned
                && !accepting.contains(.outsideWindow)
                && day.visit[change.visit]?.promised.holds(arrival: change.after.planned.start) == false
        }.map { DayRoute.Fault.outsideWindow.phrase(of: $0.visit) }
        let early = outOfOrder.subtracting(before.outOfOrder).sorted()
            .map { DayRoute.Fault.tooEarly.phrase(of: $0) }
        let restless = day.technicians.filter { technician in
            let (now, old) = (routes[technician.id], before.routes[technician.id])
            return (now?.missingRests.count ?? 0) > (old?.missingRests.count ?? 0)
        }
        return wrong + astray + early + restless.map { _ in Conflict.noBreak.phrase }
    }
}
