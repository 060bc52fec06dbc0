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
    private let book: PromiseBook
    private let now: Instant
    private let window: Window
    private var past: PastDesk
    private var numbers = Numbers()
    private var lead = Moments()
    /// Each visit with when it was owed and how long it was waited for; in the order of the patterns' legs.
    private var owed: [(visit: Arrival, pattern: CasePattern, waited: Span)] = []
    private var usualTravel = 0.0
    private var usualWork = 0.0

    private struct Numbers {
        var needs: [PastDesk.Need: Int] = [:]
        var groups: [PastDesk.Group: Int] = [:]
        var terms: [String: Int] = [:]
    }

    init(_ reading: Reading, _ days: ClosedRange<Day>, _ book: PromiseBook, _ now: Instant) {
        (self.reading, self.book, self.now) = (reading, book, now)
        past = PastDesk(days: days)
        window = reading.rules.span(
            of: days.lowerBound, days: days.upperBound.number - days.lowerBound.number + 1)
    }

    mutating func learn() throws -> PastDesk {
        let visits = try reading.visitRecords(in: window).filter { $0.outcome != .open }
        let came = visits.filter { $0.isAttended || $0.outcome == .noAccess }
        usualTravel = Moments(came.compactMap(\.minutesOnTheWay)).mean
        usualWork = Moments(came.compactMap(\.minutesOnSite)).mean
        for (id, mine) in Dictionary(grouping: came, by: \.caseID).sorted(by: { $0.key < $1.key }) {
            guard let c = try reading.cases.find(id), c.openedAt >= window.start else { continue }
            try take(c, mine.sorted { ($0.planned.start, $0.id) < ($1.planned.start, $1.id) })
        }
        try finish(came)
        return past
    }

    // MARK: One case

    private mutating func take(_ c: ServiceCase, _ visits: [VisitRecord]) throws {
        let group = number(PastDesk.Group(product: c.product, zone: visits[0].zone))
        let need = number(need(of: c, zone: visits[0].zone))
        past.met[need, default: []].formUnion(visits.compactMap(\.technician))
        var (legs, since) = ([CasePattern.Leg](), c.openedAt)
        for visit in visits {
            let travel = Span.of(minutes: visit.minutesOnTheWay ?? usualTravel)
            let work = Span.of(minutes: visit.minutesOnSite ?? usualWork)
            let arrived = visit.arrivedAt ?? visit.planned.start
            let waited = max(.zero, arrived - travel - since)
            let leg = CasePattern.Leg(
                travel: travel, onSite: work,
                planned: Span(
                    milliseconds: travel.milliseconds
                        + (visit.planned.end - visit.planned.start).milliseconds),
                isArrival: visit.isAttended || visit.arrivedAt != nil)
            owed.append(
                (Arrival(at: since, pattern: owed.count), CasePattern(need: need, legs: [leg]), waited))
            legs.append(leg)
            since = max(since, visit.finishedAt ?? arrived + work)
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
                need: need, group: group, legs: legs, terms: try terms(of: c),
                hour: min(23, calendar.localMinute(of: c.openedAt) / 60),
                weekday: reading.rules.weekday(calendar.localDay(of: c.openedAt))))
        past.visits += visits.count
    }

    private func need(of c: ServiceCase, zone: String) -> PastDesk.Need {
        let needs = (try? reading.dispatching())?.needs(
            product: c.product, fault: c.fault, kind: c.kind.rawValue)
        return PastDesk.Need(
            skill: needs?.skill ?? reading.rules.skill(for: c), level: needs?.level ?? 1,
            certificate: needs?.certificate ?? "", zone: zone)
    }

    // MARK: What it is owed

    /// The promises whose clocks start as the case opens and stop as somebody comes or is done, by its workflow; and what came
    /// of them.
    private mutating func terms(of c: ServiceCase) throws -> [Int] {
        let definition = try reading.rules.workflow(of: .serviceCase(c))
        let facts = try reading.promiseFacts(of: .serviceCase(c), customer: nil)
        let day = reading.rules.localDay(c.openedAt)
        let clocks = try reading.clocks.of(Subject(c.id))
        return definition.simulated.compactMap { metric, stop in
            guard let promise = book.promise(for: metric, facts, on: day), let target = promise.published,
                !promise.repeats, let calendar = reading.rules.calendars[promise.calendar]
            else { return nil }
            let term = number(
                PromiseTerm(promise: promise.id, target: target, calendar: calendar, stop: stop))
            // The first of them is that of the opening; others began when the case was opened again.
            if let clock = clocks.first(where: { $0.metric == metric }), clock.state != .cancelled,
                clock.due < min(window.end, now)
            {
                past.went.terms[term].count += 1
                past.went.terms[term].kept += clock.state == .met && clock.breachedAt == nil ? 1 : 0
            }
            return term
        }
    }

    // MARK: All together

    private mutating func finish(_ came: [VisitRecord]) throws {
        let first = past.days.lowerBound
        let length = past.days.upperBound.number - first.number + 1
        var days = Array(repeating: 0, count: 7)
        for day in 0..<length { days[reading.rules.weekday(first + day) - 1] += 1 }
        past.rates = ArrivalRates(past.patterns, days: days)
        let people = past.technicians(try reading.technicians(in: window), in: window)
        let desk = SimulatedDesk(
            technicians: people, patterns: owed.map(\.pattern), span: window)
        var waits = Wishes.waits(desk, owed: owed.map(\.visit), waited: owed.map(\.waited))[...]
        for pattern in past.patterns.indices {
            for leg in past.patterns[pattern].legs.indices {
                past.patterns[pattern].legs[leg].wait = waits.popFirst() ?? .zero
            }
        }
        let busy = came.reduce(0.0) {
            $0 + ($1.minutesOnTheWay ?? usualTravel) + ($1.minutesOnSite ?? usualWork)
        }
        let paid = people.flatMap(\.shifts).reduce(Int64(0)) { $0 + ($1.end - $1.start).milliseconds }
        past.went.utilisation = paid > 0 ? busy * 60_000 / Double(paid) : nil
        past.went.visits = Double(came.count) / Double(length)
        past.went.lead = lead.count > 0 ? lead.mean : nil
    }

    // MARK: Numbers for names

    private mutating func number(_ need: PastDesk.Need) -> Int {
        if let known = numbers.needs[need] { return known }
        past.needs.append(need)
        numbers.needs[need] = past.needs.count - 1
        return past.needs.count - 1
    }

    private mutating func number(_ group: PastDesk.Group) -> Int {
        if let known = numbers.groups[group] { return known }
        past.groups.append(group)
        numbers.groups[group] = past.groups.count - 1
        return past.groups.count - 1
    }

    private mutating func number(_ term: PromiseTerm) -> Int {
        let key = "\(term.promise)/\(term.stop)"
        if let known = numbers.terms[key] { return known }
        past.terms.append(term)
        past.went.terms.append(Tally.Kept())
        numbers.terms[key] = past.terms.count - 1
        return past.terms.count - 1
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
