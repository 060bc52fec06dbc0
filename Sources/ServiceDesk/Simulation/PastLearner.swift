import Dispatching
import Model
import Records
import ServiceTime
import Simulation
import Statistics
import Workflow

/// Makes patterns of past cases. What a visit waited for is parted in two: want of technicians, which runs will have of their
/// own, and the rest (customers' wishes, parts, how the desk books), which each pattern keeps.
struct PastLearner {
    private let reading: Reading
    private let dispatching: DispatchBook
    private let now: Instant
    private let window: Window
    private var past: PastDesk
    private var needs: [PastDesk.Need: Int] = [:]
    private var groups: [PastDesk.Group: Int] = [:]
    private var lead = Moments()
    /// Each visit with when it was owed and how long it was waited for; in the order of the patterns' legs.
    private var owed: [(visit: Arrival, pattern: CasePattern, waited: Span)] = []
    /// Minutes of those visits that tell them; nil where none does.
    private var usualTravel: Double?
    private var usualWork: Double?

    /// A visit as it went; where it does not tell, as visits usually go.
    private struct Made {
        var travel: Span
        var work: Span
        var arrived: Instant
        var setOut: Instant { arrived - travel }
        var over: Instant { arrived + work }
    }

    init(_ reading: Reading, _ days: ClosedRange<Day>, _ now: Instant) throws {
        (self.reading, self.now) = (reading, now)
        dispatching = try reading.dispatching()
        past = PastDesk(days: days, owing: reading.rules.promises)
        window = reading.rules.span(days)
    }

    mutating func learn() throws -> PastDesk {
        let visits = try reading.visitRecords(in: window).filter { $0.outcome != .open }
        let came = visits.filter { $0.isAttended || $0.outcome == .noAccess }
        let (travel, work) = (came.compactMap(\.minutesOnTheWay), came.compactMap(\.minutesOnSite))
        (usualTravel, usualWork) = (Self.mean(travel), Self.mean(work))
        (past.visitsWithTravel, past.visitsWithMinutes) = (travel.count, work.count)
        for (id, mine) in Dictionary(grouping: came, by: \.caseID).sorted(by: { $0.key < $1.key }) {
            guard let c = try reading.cases.find(id), c.openedAt >= window.start else { continue }
            try take(c, mine.sorted { ($0.planned.start, $0.id) < ($1.planned.start, $1.id) })
        }
        try finish(came)
        return past
    }

    private static func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : Moments(values).mean }

    // MARK: One case

    private mutating func take(_ c: ServiceCase, _ visits: [VisitRecord]) throws {
        let group = number(PastDesk.Group(product: c.product, zone: visits[0].zone))
        let need = number(need(of: c, zone: visits[0].zone))
        past.met[need, default: []].formUnion(visits.compactMap(\.technician))
        var (legs, since) = ([CasePattern.Leg](), c.openedAt)
        for visit in visits {
            let made = made(visit)
            let leg = leg(of: visit, made)
            owed.append(
                (
                    Arrival(at: since, pattern: owed.count), CasePattern(need: need, legs: [leg]),
                    max(.zero, made.setOut - since)
                ))
            legs.append(leg)
            since = max(since, visit.finishedAt ?? made.over)
        }
        let arrivals = zip(visits, legs).filter { $0.1.isArrival }.map {
            $0.0.arrivedAt ?? $0.0.planned.start
        }
        if let first = arrivals.first, first < window.end {
            lead.add(Double((first - c.openedAt).milliseconds) / 3_600_000)
        }
        let calendar = reading.rules.deskCalendar
        past.patterns.append(
            CasePattern(
                need: need, group: group, legs: legs,
                hour: min(23, calendar.localMinute(of: c.openedAt) / 60),
                weekday: reading.rules.weekday(calendar.localDay(of: c.openedAt))))
        past.owed.append(try owed(c))
        past.visits += visits.count
    }

    private func made(_ visit: VisitRecord) -> Made {
        // What nobody wrote down of any visit took as long as was planned for it; a way has no such plan.
        let work = (visit.minutesOnSite ?? usualWork).map(Span.of(minutes:))
        return Made(
            travel: .of(minutes: visit.minutesOnTheWay ?? usualTravel ?? 0),
            work: work ?? visit.planned.end - visit.planned.start,
            arrived: visit.arrivedAt ?? visit.planned.start)
    }

    private func leg(of visit: VisitRecord, _ made: Made) -> CasePattern.Leg {
        let planned = visit.planned.end - visit.planned.start
        return CasePattern.Leg(
            travel: made.travel, onSite: made.work,
            planned: Span(milliseconds: made.travel.milliseconds + planned.milliseconds),
            isArrival: visit.isAttended || visit.arrivedAt != nil, isDone: visit.outcome == .done)
    }

    private func need(of c: ServiceCase, zone: String) -> PastDesk.Need {
        let needs = dispatching.needs(product: c.product, fault: c.fault, kind: c.kind.rawValue)
        return PastDesk.Need(
            skill: needs.skill ?? reading.rules.skill(for: c), level: needs.level ?? 1,
            certificate: needs.certificate ?? "", zone: zone)
    }

    private func owed(_ c: ServiceCase) throws -> OwedCase {
        let clocks = try reading.clocks.of(Subject(c.id))
        return OwedCase(
            facts: try reading.promiseFacts(of: .serviceCase(c), customer: nil),
            opened: reading.rules.localDay(c.openedAt),
            clocks: try reading.rules.workflow(of: .serviceCase(c)).simulated.map { metric, stop in
                // The first of them is that of the opening; others began when the case was opened again.
                let clock = clocks.first { $0.metric == metric }
                let isJudged = clock.map { $0.state != .cancelled && $0.due < min(window.end, now) } ?? false
                return OwedCase.Clock(
                    metric: metric, stop: stop,
                    isKept: isJudged ? clock.map { $0.state == .met && $0.breachedAt == nil } : nil)
            })
    }

    // MARK: All together

    private mutating func finish(_ came: [VisitRecord]) throws {
        let first = past.days.lowerBound
        let length = past.days.length
        var days = Array(repeating: 0, count: 7)
        for day in 0..<length { days[reading.rules.weekday(first + day) - 1] += 1 }
        past.rates = ArrivalRates(past.patterns, days: days)
        let people = try reading.technicians(in: window)
        let desk = SimulatedDesk(
            technicians: past.technicians(people, in: window), patterns: owed.map(\.pattern), span: window)
        var waits = Wishes.waits(desk, owed: owed.map(\.visit), waited: owed.map(\.waited))[...]
        for pattern in past.patterns.indices {
            for leg in past.patterns[pattern].legs.indices {
                past.patterns[pattern].legs[leg].wait = waits.popFirst() ?? .zero
            }
        }
        let shifts = Dictionary(
            zip(people.map(\.id), desk.technicians.map(\.shifts)), uniquingKeysWith: { a, _ in a })
        past.went.utilisation = utilisation(came, shifts)
        past.went.visits = Double(came.count) / Double(length)
        past.went.lead = lead.count > 0 ? lead.mean : nil
    }

    /// Work and ways within shifts, as a share of shifts; as runs count it.
    private func utilisation(_ came: [VisitRecord], _ shifts: [StaffID: [Window]]) -> Double? {
        let paid = shifts.values.joined().reduce(Int64(0)) { $0 + ($1.end - $1.start).milliseconds }
        guard paid > 0 else { return nil }
        let busy = came.reduce(Int64(0)) { sum, visit in
            let made = made(visit)
            let taken = Window(start: made.setOut, end: made.over)
            // Who has left since has no shifts any more; in the runs others make their visits.
            let within = visit.technician.flatMap { shifts[$0] }.map { taken.overlap($0) }
            return sum + (within ?? taken.end - taken.start).milliseconds
        }
        return Double(busy) / Double(paid)
    }

    // MARK: Numbers for names

    private mutating func number(_ need: PastDesk.Need) -> Int {
        if let known = needs[need] { return known }
        past.needs.append(need)
        needs[need] = past.needs.count - 1
        return past.needs.count - 1
    }

    private mutating func number(_ group: PastDesk.Group) -> Int {
        if let known = groups[group] { return known }
        past.groups.append(group)
        groups[group] = past.groups.count - 1
        return past.groups.count - 1
    }
}

extension WorkflowDefinition {
    /// The metrics whose clocks start with a case, and stop as somebody is at the door or the visit is done. Those that a step at
    /// the desk may stop before (taken up, planned) are not simulated.
    fileprivate var simulated: [(metric: String, stop: PromiseTerm.Stop)] {
        let started = state(initial)?.clocks.start ?? []
        let atTheDesk = Set(states.filter(\.category.isOpen).flatMap(\.clocks.stop))
        return started.filter { !atTheDesk.contains($0) }.compactMap { metric in
            if stops(metric, on: .visitOnSite) { return (metric, .arrival) }
            return stops(metric, on: .visitDone) ? (metric, .done) : nil
        }
    }

    private func stops(_ metric: String, on signal: Signal) -> Bool {
        transitions.contains { transition in
            guard transition.on.contains(signal) else { return false }
            let stopped = transition.clocks.stop + (transition.to.flatMap(state)?.clocks.stop ?? [])
            return stopped.contains(metric)
        }
    }
}

extension Span {
    fileprivate static func of(minutes: Double) -> Span { Span(milliseconds: Int64(minutes * 60_000)) }
}
