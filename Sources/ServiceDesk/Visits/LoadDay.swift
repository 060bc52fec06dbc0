import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

extension Reading {
    /// A day as it is booked, and as far as it has gone.
    /// - Parameters:
    ///   - actor: of whose reach: technicians beyond it are left out, and visits to cases beyond it are time that is taken.
    ///   - freeze: what begins before this stays as it is.
    ///   - notice: who has not set out by then does so from now plus this on; nil is what the rules say.
    ///   - only: theirs, and what nobody has; nil is everybody's.
    ///   - away: somebody who falls out: what they have not set out for then, and cannot begin in time once they are back,
    ///     is nobody's.
    ///   - delayed: a visit that takes longer than is written down.
    ///   - parts: what depots have free of them is kept for a visit that is not booked yet.
    package func dayBook(
        _ date: Day, by actor: Actor = .desk, at now: Instant, freeze: Instant? = nil, notice: Span? = nil,
        of only: Set<StaffID>? = nil, away: Absence? = nil, delayed: Delay? = nil,
        keeping parts: [String: Int] = [:]
    ) throws -> DayBook {
        try DayBooks(self, from: date, by: actor, at: now, of: only)
            .book(date, freeze: freeze, notice: notice, away: away, delayed: delayed, keeping: parts)
    }
}

/// Days of the desk, with what they have in common read once.
struct DayBooks {
    private let rules: Rules
    private let now: Instant
    private let only: Set<StaffID>?
    private let people: [Technician]
    private let visits: [PlannedVisit]
    /// The cases of the visits that may be read; nil for all.
    private let readable: Set<CaseID>?
    private let refusals: [CustomerID: Set<StaffID>]
    private let last: [CaseID: StaffID]
    private let holds: [VisitID: [StockHold]]
    private let supplies: PartSupplies
    private let dispatching: DispatchBook
    private let depots: [Depot]
    private let names: [StaffID: String]

    init(
        _ reading: Reading, from first: Day, days: Int = 1, by actor: Actor = .desk, at now: Instant,
        of only: Set<StaffID>? = nil
    ) throws {
        let seen = try reading.technicians(seenBy: actor)
        let only = seen.map { seen in only?.intersection(seen) ?? seen } ?? only
        (rules, self.now, self.only) = (reading.rules, now, only)
        let around = Self.around(first, days: days, rules)
        people = try reading.technicians(in: around, of: only.map(Array.init))
        visits = try reading.dispatch.plannedVisits(in: around)
        readable = try reading.cases(visits.map(\.caseID), readBy: actor)
        refusals = try reading.dispatch.refusals()
        last = try reading.dispatch.lastTechnicians(in: around)
        holds = Dictionary(grouping: try reading.stock.holds(), by: \.visit)
        supplies = try reading.partSupplies(at: now)
        dispatching = try reading.dispatching()
        depots = try reading.rules.parts().depots.filter { $0.place != nil }
        names = try reading.names()
    }

    private func mayRead(_ visit: PlannedVisit) -> Bool { readable?.contains(visit.caseID) ?? true }

    /// A night shift that began the day before, and the end of one that begins on the last, included.
    private static func around(_ first: Day, days: Int, _ rules: Rules) -> Window {
        rules.span(of: first - 1, days: days + 2)
    }

    /// - Parameters: those of `Reading.dayBook`.
    func book(
        _ date: Day, freeze: Instant? = nil, notice: Span? = nil, away: Absence? = nil,
        delayed: Delay? = nil, keeping parts: [String: Int] = [:]
    ) throws -> DayBook {
        let midnight = rules.span(of: date, days: 1)
        let around = Self.around(date, days: 1, rules)
        var people = people
        let begins = Dictionary(
            people.map { ($0.id, $0.nightEnd(midnight.start)) }, uniquingKeysWith: { a, _ in a })
        let ends = Dictionary(
            people.map { ($0.id, $0.nightEnd(midnight.end)) }, uniquingKeysWith: { a, _ in a })
        for index in people.indices {
            people[index].shifts.removeAll { $0.start < midnight.start || midnight.end <= $0.start }
            guard let away, people[index].id == away.staff else { continue }
            people[index].absences.append(away.window)
            if away.isLate { people[index].delays.append(away.window) }
        }
        let booked = visits.filter { visit in
            let who = [visit.stop.technician, visit.stop.helper].compactMap { $0 }
            let start = visit.stop.planned.start
            return around.holds(arrival: start)
                && start >= who.first.flatMap { begins[$0] } ?? midnight.start
                && start < who.first.flatMap { ends[$0] } ?? midnight.end
                && (only.map { who.isEmpty || !$0.isDisjoint(with: who) } ?? true)
                && (!who.isEmpty || mayRead(visit))
        }
        let pace = Dictionary(people.map { ($0.id, $0.pace) }, uniquingKeysWith: { a, _ in a })
        let isUnderWay = midnight.start <= now && now < (ends.values.max() ?? midnight.end)
        let recorders = Set(booked.filter { $0.category != .new }.compactMap(\.stop.technician))
        func progress(_ visit: PlannedVisit) throws -> VisitProgress {
            let records = visit.stop.technician.map(recorders.contains) ?? true
            return isUnderWay ? try rules.progress(of: visit, at: now, records: records) : .ahead
        }
        let fallOut = try away.map { away in
            try rules.fallOut(
                away, of: people.first { $0.id == away.staff }, booked, dispatching, at: now,
                progress: progress)
        }
        let fallen = fallOut?.fallen ?? []
        var otherwise = fallOut?.later ?? [:]
        if let delayed { otherwise[delayed.visit] = delayed.planned }
        var supplies = supplies
        supplies.keep(parts)
        let here = Set(booked.map(\.stop.visit))
        let planned = try booked.map { visit in
            var visit = visit
            if let planned = otherwise[visit.stop.visit] { visit.stop.planned = planned }
            let isPair = visit.stop.helper != nil
            if fallen.contains(visit.stop.visit) {
                (visit.stop.technician, visit.stop.helper, visit.stop.isLocked) = (nil, nil, false)
            }
            var planned = rules.dayVisit(
                visit, dispatching, isPair: isPair, isParentHere: visit.parent.map(here.contains) ?? false,
                progress: try progress(visit),
                pace: visit.stop.technician.flatMap { pace[$0] } ?? [:],
                preferred: last[visit.caseID], refused: refusals[visit.customer] ?? [])
            // Two are booked together, not planned one by one.
            if isPair || (freeze.map { visit.stop.planned.start < $0 } ?? false) { planned.isFixed = true }
            let need = supplies.need(
                of: planned.id, visit.stop.technician, holds[planned.id] ?? [], mayChange: !planned.isFixed)
            (planned.task.parts, planned.task.supply) = (need.parts, need.supply)
            if !mayRead(visit) { planned.conceal() }
            return planned
        }
        // What is reserved in a vehicle for its visits is there for them.
        for visit in planned where visit.progress == .ahead {
            guard let index = people.firstIndex(where: { $0.id == visit.booked.technician }) else { continue }
            for hold in holds[visit.id] ?? [] where hold.place == .vehicle(people[index].id) {
                people[index].stock[hold.part, default: 0] += hold.quantity
            }
        }
        var prices = dispatching.prices
        if away != nil || delayed != nil { prices.changedTechnician = prices.changedOnTheDay }
        let ready = now + (notice ?? dispatching.day.notice)
        let day = PlanningDay(
            people, planned, from: max(ready, freeze ?? now), now: isUnderWay ? ready : nil,
            travel: dispatching.travel, prices: prices, rules: dispatching.day,
            offset: rules.offset(at: midnight.start))
        return DayBook(
            date: date, day: day,
            about: Dictionary(
                booked.filter(mayRead).map { visit in
                    let about = DayBook.About(
                        caseID: visit.caseID, customer: visit.customerName, summary: visit.summary,
                        isLocked: visit.isLocked)
                    return (visit.stop.visit, about)
                }, uniquingKeysWith: { a, _ in a }),
            names: names, depots: depots, recorders: recorders,
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

extension DayVisit {
    /// Leaves of it no more than time that is taken, and where, which the ways to other visits take.
    fileprivate mutating func conceal() {
        let kept = task
        task = VisitTask(
            place: kept.place, minutes: kept.minutes, earliest: kept.earliest, latest: kept.latest)
        isFixed = true
    }
}

extension Technician {
    /// When the shift ends that a midnight falls into; the midnight, when none does.
    func nightEnd(_ midnight: Instant) -> Instant {
        shifts.filter { $0.start < midnight && midnight < $0.end }.map(\.end).max() ?? midnight
    }
}
