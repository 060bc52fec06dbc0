package import Dispatching
package import Model
import Records
import ServiceTime

/// A day of the desk for whoever plans it: what can be planned anew, and what each visit is about.
package struct DayBook: Sendable {
    package var date: Day
    package var day: PlanningDay
    package var about: [VisitID: About]
    package var names: [StaffID: String]
    /// Visits of whoever falls out that somebody else must do, in the tray of this day.
    package var fallen: [VisitID] = []

    /// What a visit is for.
    package struct About: Sendable, Hashable {
        package var caseID: CaseID
        package var customer: String
        package var summary: String
        package var isLocked: Bool
    }
}

extension Reading {
    /// A day as it is booked.
    /// - Parameters:
    ///   - freeze: what begins before this stays as it is; now, when it is later.
    ///   - technicians: only theirs, and what nobody has; nil is everybody's.
    ///   - away: somebody who falls out: what they have not set out for then is nobody's.
    package func dayBook(
        _ date: Day, at now: Instant, freeze: Instant? = nil, of only: Set<StaffID>? = nil,
        away: Absence? = nil
    ) throws -> DayBook {
        let from = max(now, freeze ?? now)
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
        let last = try dispatch.lastTechnicians(in: around)
        let book = try rules.dispatching()
        let pace = Dictionary(people.map { ($0.id, $0.pace) }, uniquingKeysWith: { a, _ in a })
        let fallen = try booked.filter { try rules.falls(out: $0, of: away) }.map(\.stop.visit)
        let visits = booked.map { visit in
            var visit = visit
            if fallen.contains(visit.stop.visit) {
                (visit.stop.technician, visit.stop.isLocked) = (nil, false)
            }
            return rules.dayVisit(
                visit, book, from: from, pace: visit.stop.technician.flatMap { pace[$0] } ?? [:],
                preferred: last[visit.caseID], refused: refusals[visit.customer] ?? [])
        }
        var prices = book.prices
        if away != nil { prices.changedTechnician = prices.changedOnTheDay }
        let day = PlanningDay(
            people, visits, from: from, travel: book.travel, prices: prices, rules: book.day,
            offset: rules.offset(at: midnight.start))
        return DayBook(
            date: date, day: day,
            about: Dictionary(
                booked.map { visit in
                    let about = DayBook.About(
                        caseID: visit.caseID, customer: visit.customerName, summary: visit.summary,
                        isLocked: visit.isLocked)
                    return (visit.stop.visit, about)
                }, uniquingKeysWith: { a, _ in a }),
            names: try names(), fallen: fallen)
    }
}

extension Technician {
    /// When the shift ends that a midnight falls into; the midnight, when none does.
    fileprivate func nightEnd(_ midnight: Instant) -> Instant {
        shifts.filter { $0.start < midnight && midnight < $0.end }.map(\.end).max() ?? midnight
    }
}

extension Rules {
    fileprivate func dayVisit(
        _ visit: PlannedVisit, _ book: DispatchBook, from: Instant, pace: [String: Int], preferred: StaffID?,
        refused: Set<StaffID>
    ) -> DayVisit {
        let stop = visit.stop
        let needs = book.needs(product: visit.product, fault: visit.fault, kind: visit.kind)
        let length = (stop.planned.end - stop.planned.start).minutes
        let task = VisitTask(
            place: stop.place, minutes: max(1, length * 100 / (pace[visit.product] ?? 100)),
            skill: stop.skill, level: needs.level ?? 1, zone: stop.zone, product: visit.product,
            certificate: needs.certificate ?? "", crew: stop.helper == nil ? 1 : 2, parts: needs.parts,
            earliest: stop.promised.start, latest: stop.promised.end, promiseDue: visit.promiseDue,
            priority: book.priorities[visit.severity] ?? 100, preferred: preferred, excluded: refused)
        let isFixed =
            stop.isLocked || (stop.technician != nil && stop.planned.start < from) || stop.helper != nil
        return DayVisit(
            id: stop.visit, task: task,
            booked: Assignment(technician: stop.technician, planned: stop.planned),
            helper: stop.helper, promised: stop.promised, isFixed: isFixed)
    }
}
