package import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

/// A day of the desk for whoever plans it: what can be planned anew, and what each visit is about.
package struct DayBook: Sendable {
    package var date: Day
    package var day: PlanningDay
    package var about: [VisitID: About]
    package var names: [StaffID: String]
    /// Who records what they do; of others it is not known how their day goes.
    package var recorders: Set<StaffID> = []
    /// Visits of whoever falls out that somebody else must do, in the tray of this day.
    package var fallen: [VisitID] = []
    /// Visits that stay with who has them and take longer, or begin later, because of what happened: the day has them so.
    package var delayed: [VisitChange] = []
    /// Visits for whose sake the day is planned anew; none where all of it may be.
    package var causes: Set<VisitID> = []

    /// Whether somebody goes to customers.
    package func works(_ technician: StaffID) -> Bool { day.technicians.contains { $0.id == technician } }

    /// What a visit is for.
    package struct About: Sendable, Hashable {
        package var caseID: CaseID
        package var customer: String
        package var summary: String
        package var isLocked: Bool
    }
}

/// A visit that takes longer, or begins later, than is written down.
package struct Delay: Sendable {
    var visit: VisitID
    var planned: Window
}

extension Reading {
    /// A day as it is booked, and as far as it has gone.
    /// - Parameters:
    ///   - freeze: what begins before this stays as it is.
    ///   - notice: who has not set out by then does so from now plus this on; nil is what the rules say.
    ///   - only: theirs, and what nobody has; nil is everybody's.
    ///   - away: somebody who falls out: what they have not set out for then, and cannot begin in time once they are back,
    ///     is nobody's.
    ///   - delayed: a visit that takes longer than is written down.
    package func dayBook(
        _ date: Day, at now: Instant, freeze: Instant? = nil, notice: Span? = nil,
        of only: Set<StaffID>? = nil, away: Absence? = nil, delayed: Delay? = nil
    ) throws -> DayBook {
        let midnight = rules.span(of: date, days: 1)
        // A night shift that began the day before, and the end of one that begins on this.
        let around = rules.span(of: date - 1, days: 3)
        var people = try technicians(in: around, of: only.map(Array.init))
        let begins = Dictionary(
            people.map { ($0.id, $0.nightEnd(midnight.start)) }, uniquingKeysWith: { a, _ in a })
        let ends = Dictionary(
            people.map { ($0.id, $0.nightEnd(midnight.end)) }, uniquingKeysWith: { a, _ in a })
        for index in people.indices {
            people[index].shifts.removeAll { $0.start < midnight.start || midnight.end <= $0.start }
            if let away, people[index].id == away.staff { people[index].absences.append(away.window) }
        }
        let booked = try dispatch.plannedVisits(in: around).filter { visit in
            let who = [visit.stop.technician, visit.stop.helper].compactMap { $0 }
            let start = visit.stop.planned.start
            return start >= who.first.flatMap { begins[$0] } ?? midnight.start
                && start < who.first.flatMap { ends[$0] } ?? midnight.end
                && (only.map { who.isEmpty || !$0.isDisjoint(with: who) } ?? true)
        }
        let refusals = try dispatch.refusals()
        let holds = Dictionary(grouping: try stock.holds(), by: \.visit)
        let fetchers = try fetchers()
        let held = holds.mapValues { holds in
            holds.reduce(into: [String: Int]()) { counts, hold in
                if case .vehicle = hold.place { counts[hold.part, default: 0] += hold.quantity }
            }
        }
        let last = try dispatch.lastTechnicians(in: around)
        let book = try dispatching()
        let pace = Dictionary(people.map { ($0.id, $0.pace) }, uniquingKeysWith: { a, _ in a })
        let isUnderWay = midnight.start <= now && now < (ends.values.max() ?? midnight.end)
        let recorders = Set(booked.filter { $0.category != .new }.compactMap(\.stop.technician))
        func progress(_ visit: PlannedVisit) throws -> VisitProgress {
            let records = visit.stop.technician.map(recorders.contains) ?? true
            return isUnderWay ? try rules.progress(of: visit, at: now, records: records) : .ahead
        }
        let fallOut = try away.map { away in
            try rules.fallOut(
                away, of: people.first { $0.id == away.staff }, booked, book, at: now, progress: progress)
        }
        let fallen = fallOut?.fallen ?? []
        var otherwise = fallOut?.later ?? [:]
        if let delayed { otherwise[delayed.visit] = delayed.planned }
        let visits = try booked.map { visit in
            var visit = visit
            if let planned = otherwise[visit.stop.visit] { visit.stop.planned = planned }
            let isPair = visit.stop.helper != nil
            if fallen.contains(visit.stop.visit) {
                (visit.stop.technician, visit.stop.helper, visit.stop.isLocked) = (nil, nil, false)
            }
            var planned = rules.dayVisit(
                visit, book, held[visit.stop.visit] ?? [:], isPair: isPair, progress: try progress(visit),
                pace: visit.stop.technician.flatMap { pace[$0] } ?? [:],
                preferred: last[visit.caseID], refused: refusals[visit.customer] ?? [])
            planned.task.strangers = people.strangers(
                to: holds[visit.stop.visit] ?? [], fetchers, at: now, has: visit.stop.technician)
            // Two are booked together, not planned one by one.
            if isPair || (freeze.map { visit.stop.planned.start < $0 } ?? false) { planned.isFixed = true }
            return planned
        }
        // What is reserved in a vehicle for its visits is there for them.
        for visit in visits where visit.progress == .ahead {
            guard let index = people.firstIndex(where: { $0.id == visit.booked.technician }) else { continue }
            people[index].stock.merge(held[visit.id] ?? [:], uniquingKeysWith: +)
        }
        var prices = book.prices
        if away != nil || delayed != nil { prices.changedTechnician = prices.changedOnTheDay }
        let ready = now + (notice ?? book.day.notice)
        let day = PlanningDay(
            people, visits, from: max(ready, freeze ?? now), now: isUnderWay ? ready : nil,
            travel: book.travel, prices: prices, rules: book.day, offset: rules.offset(at: midnight.start))
        return DayBook(
            date: date, day: day,
            about: Dictionary(
                booked.map { visit in
                    let about = DayBook.About(
                        caseID: visit.caseID, customer: visit.customerName, summary: visit.summary,
                        isLocked: visit.isLocked)
                    return (visit.stop.visit, about)
                }, uniquingKeysWith: { a, _ in a }),
            names: try names(), recorders: recorders,
            fallen: booked.map(\.stop.visit).filter(fallen.contains),
            delayed: booked.compactMap { visit in
                otherwise[visit.stop.visit].map { planned in
                    let who = visit.stop.technician
                    return VisitChange(
                        visit: visit.stop.visit,
                        before: Assignment(technician: who, planned: visit.stop.planned),
                        after: Assignment(technician: who, planned: planned))
                }
            },
            causes: fallen.union(otherwise.keys))
    }
}

extension [Technician] {
    /// Who cannot have with them what a depot keeps for a visit: those who fetch nothing there, and those who have set out.
    /// - Parameter has: who the visit is booked for; they have fetched it, or will.
    fileprivate func strangers(
        to holds: [StockHold], _ fetchers: [String: Set<StaffID>?], at now: Instant, has: StaffID?
    ) -> [StaffID: String] {
        var strangers: [StaffID: String] = [:]
        for hold in holds {
            guard case .depot(let depot) = hold.place else { continue }
            // A depot that is no more serves nobody.
            let who = fetchers[depot] ?? []
            for person in self where person.id != has {
                let setsOut = person.shifts.map(\.start).min() ?? now
                if !(who?.contains(person.id) ?? true) || setsOut <= now { strangers[person.id] = hold.part }
            }
        }
        return strangers
    }
}

extension Technician {
    /// When the shift ends that a midnight falls into; the midnight, when none does.
    func nightEnd(_ midnight: Instant) -> Instant {
        shifts.filter { $0.start < midnight && midnight < $0.end }.map(\.end).max() ?? midnight
    }
}

extension Rules {
    /// How far a visit has come. Whoever records no step is taken to keep to the plan.
    fileprivate func progress(of visit: PlannedVisit, at now: Instant, records: Bool) throws -> VisitProgress
    {
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

    func dayVisit(
        _ visit: PlannedVisit, _ book: DispatchBook, _ parts: [String: Int] = [:], isPair: Bool = false,
        progress: VisitProgress, pace: [String: Int] = [:], preferred: StaffID? = nil,
        refused: Set<StaffID> = []
    ) -> DayVisit {
        let stop = visit.stop
        let needs = book.needs(product: visit.product, fault: visit.fault, kind: visit.kind)
        let length = (stop.planned.end - stop.planned.start).minutes
        let task = VisitTask(
            place: stop.place, minutes: max(1, length * 100 / (pace[visit.product] ?? 100)),
            skill: stop.skill, level: needs.level ?? 1, zone: stop.zone, product: visit.product,
            certificate: needs.certificate ?? "", crew: isPair ? 2 : 1, parts: parts,
            earliest: visit.ready ?? Instant(milliseconds: 0), latest: stop.promised.end,
            promiseDue: visit.promiseDue, priority: book.priorities[visit.severity] ?? 100,
            preferred: preferred, excluded: refused)
        return DayVisit(
            id: stop.visit, task: task,
            booked: Assignment(technician: stop.technician, planned: stop.planned),
            helper: stop.helper, promised: stop.promised, isFixed: stop.isLocked, progress: progress)
    }
}
