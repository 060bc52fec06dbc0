import Dispatching
import Model
import Records
import ServiceTime
import Simulation
import Statistics
import Workflow

/// Makes patterns of past cases: what people did, step by step, and the visits. What a visit waited for is parted in two: want of
/// technicians, which runs will have of their own, and the rest (customers' wishes, parts, what the desk had promised), which each
/// pattern keeps.
struct PastLearner {
    private let reading: Reading
    private let dispatching: DispatchBook
    private let now: Instant
    private let window: Window
    private var past: PastDesk
    private var needs: [PastDesk.Need: Int] = [:]
    private var groups: [PastDesk.Group: Int] = [:]
    private var lead = Moments()
    private var calledOff = 0
    /// The visits that were made.
    private var records: [VisitID: VisitRecord] = [:]
    /// In the order of the patterns' legs.
    private var owed: [OwedVisit] = []
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

    /// A visit with when it was booked, how long it was waited for, and how long after somebody was there its window ended.
    private struct OwedVisit {
        var visit: Arrival
        var pattern: CasePattern
        var waited: Span
        var slack: Span
    }

    /// A case as the records have it.
    private struct PastCase {
        var one: ServiceCase
        var workflow: Int
        /// After the opening.
        var steps: [ProcessStore.Step]
        var turns: [ProcessStore.Turn]
    }

    init(_ reading: Reading, _ days: ClosedRange<Day>, _ now: Instant) throws {
        (self.reading, self.now) = (reading, now)
        dispatching = try reading.dispatching()
        let rules = reading.rules
        past = PastDesk(
            days: days, owing: rules.promises,
            rules: WorkRules(
                workflows: rules.workflows.kinds(of: .case), calendars: rules.calendars,
                hours: rules.deskCalendar))
        window = reading.rules.span(days)
    }

    mutating func learn() throws -> PastDesk {
        let visits = try reading.visitRecords(in: window).filter { $0.outcome != .open }
        let came = visits.filter { $0.isAttended || $0.outcome == .noAccess }
        let (travel, work) = (came.compactMap(\.minutesOnTheWay), came.compactMap(\.minutesOnSite))
        (usualTravel, usualWork) = (Self.mean(travel), Self.mean(work))
        (past.visitsWithTravel, past.visitsWithMinutes) = (travel.count, work.count)
        records = Dictionary(came.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var cases: [PastCase] = []
        for (workflow, definition) in past.rules.workflows.enumerated() {
            let turns = try reading.processes.turns(of: definition.name, since: window.start)
            for steps in try reading.processes.steps(of: definition.name, .case, since: window.start) {
                guard let first = steps.first, first.taken.isEmpty,
                    let one = try reading.cases.find(CaseID(first.subject.number)),
                    window.start <= one.openedAt, one.openedAt < window.end
                else { continue }
                cases.append(
                    PastCase(
                        one: one, workflow: workflow, steps: Array(steps.dropFirst()),
                        turns: turns[one.id] ?? []))
            }
        }
        let opened = Set(cases.flatMap { past.rules.workflows[$0.workflow].opened(by: $0.steps, $0.turns) })
        for one in cases.sorted(by: { $0.one.id < $1.one.id }) {
            try take(one, isOpenedByStep: opened.contains(one.one.id))
        }
        try finish(came)
        return past
    }

    private static func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : Moments(values).mean }

    // MARK: One case

    private mutating func take(_ past: PastCase, isOpenedByStep: Bool) throws {
        let (c, definition) = (past.one, self.past.rules.workflows[past.workflow])
        let promised = try reading.promiseFacts(of: .serviceCase(c), customer: nil)
        let visits = try reading.visits.of(c.id)
        let mine = visits.compactMap { records[$0.id] }
            .sorted { ($0.planned.start, $0.id) < ($1.planned.start, $1.id) }
        let zone = mine.first?.zone ?? promised.zone ?? ""
        let need = number(need(of: c, zone: zone))
        self.past.met[need, default: []].formUnion(mine.compactMap(\.technician))
        let calendar = reading.rules.deskCalendar
        let work = try work(of: c, visits)
        let (visited, booked) = words(of: visits, work)
        let severities = SeverityCourse(past.turns, now: c.severity)
        let others = definition.raised(beside: past.steps, past.turns).map {
            ($0.at, PastSteps.Word.severity($0.by))
        }
        let words = Self.inOrder(visited + others + callWords(work))
        var way = PastSteps(definition, opened: c.openedAt) { calendar.working(from: $0, to: $1) }
        var pattern = CasePattern(
            need: need, group: number(PastDesk.Group(product: c.product, zone: zone)),
            workflow: past.workflow,
            acts: way.acts(past.steps.filter { $0.at < window.end }, words),
            hour: min(23, calendar.localMinute(of: c.openedAt) / 60),
            weekday: reading.rules.weekday(calendar.localDay(of: c.openedAt)))
        pattern.isOpenedByStep = isOpenedByStep
        if c.category.isOpen { pattern.quiet = way.quiet(until: min(window.end, now)) }
        (pattern.facts, pattern.moments) = try conditions(of: c, definition)
        // Visits beyond what is known of the case are not among its acts.
        for visit in booked.prefix(pattern.legs.count) {
            owed.append(
                OwedVisit(
                    visit: Arrival(at: visit.at, pattern: owed.count),
                    pattern: CasePattern(need: need, legs: [visit.leg]),
                    waited: max(.zero, visit.setOut - visit.at), slack: visit.slack))
        }
        if let first = mine.first(where: \.isArrival)?.came, first < window.end {
            lead.add(Double((first - c.openedAt).milliseconds) / 3_600_000)
        }
        if c.category == .cancelled, c.stateSince < window.end { calledOff += 1 }
        self.past.visits += pattern.legs.count
        self.past.patterns.append(pattern)
        self.past.owed.append(
            OwedCase(
                facts: promised, severities: severities.all, opened: reading.rules.localDay(c.openedAt),
                clocks: try clocks(of: c, definition, work, severities)))
    }

    /// The visits and calls of a case, with their clocks.
    private struct Work {
        var visits: [VisitID: [Clock]]
        var calls: [(call: FollowUpCall, clocks: [Clock])]
    }

    private func work(of c: ServiceCase, _ visits: [Visit]) throws -> Work {
        Work(
            visits: Dictionary(
                uniqueKeysWithValues: try visits.map { ($0.id, try reading.clocks.of(Subject($0.id))) }),
            calls: try reading.calls.of(c.id).map { ($0, try reading.clocks.of(Subject($0.id))) })
    }

    /// Of one moment in the order given, which ends a visit before the next is booked.
    private static func inOrder(_ words: [(at: Instant, word: PastSteps.Word)]) -> [(
        at: Instant, word: PastSteps.Word
    )] {
        words.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// What happened to the visits of a case, and of those that were made when each was booked and begun; in their order.
    private func words(of visits: [Visit], _ work: Work) -> (
        words: [(at: Instant, word: PastSteps.Word)],
        booked: [(at: Instant, leg: CasePattern.Leg, setOut: Instant, slack: Span)]
    ) {
        var words: [(at: Instant, word: PastSteps.Word)] = []
        var booked: [(at: Instant, leg: CasePattern.Leg, setOut: Instant, slack: Span)] = []
        for visit in visits.sorted(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) {
            if let record = records[visit.id] {
                let made = made(record)
                var leg = leg(of: record, made)
                leg.acceptance = work.visits[visit.id]?.first { $0.metric == Metric.accept }.flatMap {
                    clock in
                    clock.stoppedAt.map { $0 - clock.startedAt }
                }
                words.append((visit.createdAt, .booked(leg)))
                let over = record.finishedAt ?? made.over
                words.append((max(over, visit.createdAt), .over(booked.count)))
                booked.append((visit.createdAt, leg, made.setOut, visit.promised.end - made.arrived))
            } else if visit.category == .cancelled {
                words.append((visit.createdAt, .bookedInVain))
                words.append((visit.stateSince, .calledOff))
            } else {
                words.append((visit.createdAt, .unknown))
            }
        }
        return (words, booked)
    }

    /// The calls that were made, or missed their time. Of the others it is not known yet.
    private func callWords(_ work: Work) -> [(at: Instant, word: PastSteps.Word)] {
        work.calls.flatMap { call, clocks in
            clocks.filter { $0.state != .cancelled && ($0.stoppedAt != nil || $0.due < min(window.end, now)) }
                .map {
                    let made = $0.stoppedAt.map { [start = $0.startedAt] in $0 - start }
                    let told = CasePattern.Call($0.metric, from: $0.startedAt - call.createdAt, made: made)
                    return (call.createdAt, PastSteps.Word.call(told))
                }
        }
    }

    /// What the workflow's conditions may ask about. Whoever took a step in the past was within their limits.
    private func conditions(of c: ServiceCase, _ definition: WorkflowDefinition) throws -> (
        facts: [String: FieldValue], moments: [String: Span]
    ) {
        var facts = try reading.facts(of: .serviceCase(c), actor: .desk, now: now).values
        for decision in reading.rules.empowerment.decisions {
            let limit = EmpowermentFact.limit(decision.name).name
            if definition.asks(about: limit) { facts[limit] = .number(.max) }
        }
        var moments: [String: Span] = [:]
        for case (let name, .instant(let at)) in facts {
            moments[name] = at - c.openedAt
            facts[name] = nil
        }
        return (facts, moments)
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
            isArrival: visit.isArrival, outcome: visit.outcome.signal)
    }

    private func need(of c: ServiceCase, zone: String) -> PastDesk.Need {
        let needs = dispatching.needs(product: c.product, fault: c.fault, kind: c.kind.rawValue)
        return PastDesk.Need(
            skill: needs.skill ?? reading.rules.skill(for: c), level: needs.level ?? 1,
            certificate: needs.certificate ?? "", zone: zone)
    }

    private func clocks(
        of c: ServiceCase, _ definition: WorkflowDefinition, _ work: Work, _ severities: SeverityCourse
    ) throws -> [OwedCase.Clocks] {
        let over = min(window.end, now)
        func judged(_ metric: String, _ clocks: [Clock]) -> [OwedCase.Judged] {
            // What stands still falls due in no time yet.
            clocks.filter {
                $0.metric == metric && $0.state != .cancelled && $0.due < over
                    && ($0.state != .paused || $0.breachedAt != nil)
            }.map {
                OwedCase.Judged(
                    severity: severities[min($0.stoppedAt ?? over, $0.breachedAt ?? over)],
                    isKept: $0.state == .met && $0.breachedAt == nil)
            }
        }
        let own = try reading.clocks.of(Subject(c.id))
        let ofVisits = work.visits.values.flatMap { $0 }
        let ofCalls = work.calls.flatMap(\.clocks)
        let (visited, called) = (Set(ofVisits.map(\.metric)), Set(ofCalls.map(\.metric)))
        let cases = definition.metrics.map {
            OwedCase.Clocks(
                metric: $0, subject: .case, isOfVisits: definition.isOfVisits($0), judged: judged($0, own))
        }
        let visits = [Metric.accept, Metric.arrive, Metric.finish].filter(visited.contains).map {
            OwedCase.Clocks(
                metric: $0, subject: .visit, isOfVisits: $0 != Metric.accept, judged: judged($0, ofVisits))
        }
        let calls = [Metric.call, Metric.callBack].filter(called.contains).map {
            OwedCase.Clocks(metric: $0, subject: .call, isOfVisits: false, judged: judged($0, ofCalls))
        }
        return cases + visits + calls
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
        var legs = try legs(desk)[...]
        for pattern in past.patterns.indices {
            let count = past.patterns[pattern].legs.count
            past.patterns[pattern].replaceLegs(legs.prefix(count))
            legs = legs.dropFirst(count)
        }
        let shifts = Dictionary(
            zip(people.map(\.id), desk.technicians.map(\.shifts)), uniquingKeysWith: { a, _ in a })
        past.went.utilisation = utilisation(came, shifts)
        past.went.visits = Double(came.count) / Double(length)
        past.went.lead = lead.count > 0 ? lead.mean : nil
        let cases = past.patterns.count
        past.went.calledOff = cases > 0 ? Double(calledOff) / Double(cases) : nil
    }

    /// The visits with what they waited for beside technicians, and how their windows lay to when somebody was promised.
    private func legs(_ desk: SimulatedDesk) throws -> [CasePattern.Leg] {
        let arrivals = owed.map(\.visit)
        let wishes = try Wishes.learn(
            desk, owed: arrivals, waited: owed.map(\.waited), slack: owed.map(\.slack))
        return owed.indices.flatMap { visit in
            owed[visit].pattern.legs.map { leg in
                var leg = leg
                (leg.wait, leg.grace) = (wishes[visit].wait, wishes[visit].grace)
                leg.since =
                    leg.wait > .zero
                    ? dayTime(of: arrivals[visit].at + leg.wait, after: arrivals[visit].at) : nil
                return leg
            }
        }
    }

    private func dayTime(of moment: Instant, after booked: Instant) -> CasePattern.DayTime {
        let calendar = reading.rules.deskCalendar
        let day = calendar.localDay(of: moment)
        return CasePattern.DayTime(
            days: day.number - calendar.localDay(of: booked).number,
            time: moment - calendar.instant(day, minute: 0))
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

extension VisitRecord {
    /// Whether somebody was at the door.
    fileprivate var isArrival: Bool { isAttended || arrivedAt != nil }
    /// When they were, as far as it is known.
    fileprivate var came: Instant { arrivedAt ?? planned.start }
}

extension VisitRecord.Outcome {
    fileprivate var signal: Signal {
        switch self {
        case .done: .visitDone
        case .noAccess: .visitNoAccess
        case .partsNeeded: .visitPartsNeeded
        case .revisit, .open: .visitRevisit
        }
    }
}

extension Span {
    fileprivate static func of(minutes: Double) -> Span { Span(milliseconds: Int64(minutes * 60_000)) }
}
