package import Model
import ServiceTime
import Statistics
import Workflow

/// One run through a stretch of time, event by event. Each case walks its workflow: people act on it as they did on the past case it
/// is drawn from, timers fire, visits tell it what becomes of them, and its clocks follow. Visits are promised of technicians of the
/// `Crew` as they are booked; those that are due with nobody there wait in one line, by until when they are promised.
package struct Course {
    enum Event {
        case opened(Int)
        /// What is next in a case is done.
        case act(Int)
        /// A timed transition, where the state it was set in was not left.
        case timer(Int, transition: String, entered: Int)
        /// Somebody is to come for a visit from now on.
        case ready(Int)
        /// Whom a visit was promised of is to set out.
        case due(Int)
        case arrived(visit: Int)
        case free(worker: Int, visit: Int)
        case shift(Int)
        case midnight
    }

    let desk: SimulatedDesk
    let end: Int64
    let counted: Int64
    let habits: Habits
    let followers: Followers
    var walker: Walker
    var queue = EventQueue<Event>()
    var cases: [SimulatedCase]
    var visits: [SimulatedVisit] = []
    var crew: Crew
    var line = VisitLine()
    var tally: Tally
    private var openCases = 0
    /// Visits that somebody is to come for, and nobody is on the way to.
    private var waiting = 0
    /// With more cases than these, steps open cases from each other without end.
    let mostCases: Int
    var endless: CourseFault?
    private let keepsStarts: Bool
    /// When somebody set out for each visit, where this is kept.
    package private(set) var starts: [Start] = []
    /// By case, when somebody was to set out as its visit was booked, where this is kept.
    package private(set) var promised: [Int: Instant] = [:]

    package struct Start: Sendable, Hashable {
        package var caseNumber: Int
        package var at: Instant
    }

    /// - Parameters:
    ///   - arrivals: in any order.
    ///   - habits: those of the desk's patterns; made of them where they are not given.
    ///   - seed: of what is done by habit.
    ///   - keepsStarts: for whoever asks when visits were begun.
    package init(
        _ desk: SimulatedDesk, _ arrivals: [Arrival], habits: Habits? = nil, seed: UInt64 = 0,
        keepsStarts: Bool = false
    ) {
        (self.desk, self.keepsStarts) = (desk, keepsStarts)
        (end, counted) = (desk.span.end.milliseconds, desk.counted.milliseconds)
        self.habits = habits ?? Habits(desk.patterns)
        walker = Walker(desk.rules?.workflows ?? [])
        crew = Crew(desk.technicians)
        tally = Tally(desk)
        var seeds = SeededChance(seed: seed)
        cases = arrivals.map {
            SimulatedCase(
                opened: $0.at.milliseconds, pattern: $0.pattern, severity: desk.patterns[$0.pattern].severity,
                chance: SeededChance(seed: seeds.next()))
        }
        mostCases = Self.fewestBound + Self.mostFollowers * arrivals.count
        followers = Followers(desk.patterns)
        for number in cases.indices { queue.add(.opened(number), at: cases[number].opened) }
        for (number, technician) in desk.technicians.enumerated() {
            for shift in technician.shifts where shift.end > desk.span.start && shift.start < desk.span.end {
                queue.add(.shift(number), at: max(shift.start, desk.span.start).milliseconds)
            }
        }
        var midnight = desk.counted.milliseconds + Self.day
        while midnight < end {
            queue.add(.midnight, at: midnight)
            midnight += Self.day
        }
    }

    /// Runs to the end.
    /// - Throws: `CourseFault`.
    package mutating func run() throws -> Tally {
        while let (now, event) = queue.take(), now < end {
            switch event {
            case .opened(let number): open(number, at: now)
            case .act(let number): act(number, at: now)
            case .timer(let number, let transition, let entered):
                if cases[number].entered == entered { fire(transition, number, at: now) }
            case .ready(let visit): wait(visit, at: now)
            case .due(let visit): come(visit, at: now)
            case .arrived(let visit):
                judgeArrival(of: visit, at: now)
                hear(.visitOnSite, visits[visit].caseNumber, at: now)
            case .free(let worker, let visit): finish(worker, visit, at: now)
            case .shift(let worker): if !crew.isBusy(worker) { begin(worker, at: now) }
            case .midnight: endDay()
            }
            if let endless { throw endless }
        }
        // What is at the end itself is not among the events, so that it is counted after them all.
        endDay()
        for visit in visits.indices where visits[visit].standing != .over { judgeEnd(of: visit, at: nil) }
        for number in cases.indices { count(number) }
        return tally
    }

    // MARK: Visits

    /// A visit is owed from now on. What a window was promised for is promised again, of whoever is free then; what none was promised
    /// for is made as soon as it can be.
    mutating func book(_ leg: CasePattern.Leg, _ number: Int, at now: Int64) {
        let visit = visits.count
        visits.append(SimulatedVisit(caseNumber: number, leg: leg))
        cases[number].visits.append(visit)
        cases[number].openVisits += 1
        let (ready, earliest) = ready(leg, at: now)
        visits[visit].ready = ready
        if let grace = leg.grace,
            let hold = crew.promise(need(of: visit), leg, wished: ready, earliest: earliest)
        {
            visits[visit].hold = hold
            visits[visit].windowEnd = hold.stretch.from + leg.travel.milliseconds + grace.milliseconds
            if keepsStarts { promised[number] = Instant(milliseconds: hold.stretch.from) }
        }
        hear(.visitBooked, number, at: now)
        judgeAcceptance(of: visit, at: now)
        if ready > now { queue.add(.ready(visit), at: ready) } else { wait(visit, at: now) }
        guard let due = visits[visit].hold?.due else { return }
        if due > now { queue.add(.due(visit), at: due) } else { come(visit, at: now) }
    }

    private func need(of visit: Int) -> Int { desk.patterns[cases[visits[visit].caseNumber].pattern].need }

    /// Since when somebody is to come for what is booked now, and since when they may: what was agreed for a day is made on it, sooner
    /// or later than it was then.
    private func ready(_ leg: CasePattern.Leg, at now: Int64) -> (wished: Int64, earliest: Int64) {
        guard let since = leg.since, let hours = desk.rules?.hours else {
            let ready = now + leg.wait.milliseconds
            return (ready, ready)
        }
        let midnight = hours.instant(
            hours.localDay(of: Instant(milliseconds: now)) + since.days, minute: 0)
        return (max(now, (midnight + since.time).milliseconds), max(now, midnight.milliseconds))
    }

    /// Somebody is to come for a visit from now on.
    private mutating func wait(_ visit: Int, at now: Int64) {
        guard visits[visit].standing == .booked else { return }
        visits[visit].standing = .waiting
        waiting += 1
        if visits[visit].hold == nil { come(visit, at: now) }
    }

    /// A visit is due.
    private mutating func come(_ visit: Int, at now: Int64) {
        // It may have been called off meanwhile.
        guard visits[visit].standing.isBeforeWay else { return }
        let one = visits[visit]
        if let best = crew.best(
            for: need(of: visit), one.leg, ready: one.outset, own: one.hold?.worker, at: now)
        {
            start(best, visit, at: now)
        } else {
            line.add(visit, urgency: urgency(of: visit), opened: cases[one.caseNumber].opened)
        }
    }

    /// Until when it is promised; where no window is, until when its case's promises are to be kept.
    private func urgency(of visit: Int) -> Int64 {
        visits[visit].windowEnd ?? cases[visits[visit].caseNumber].clocks.urgency
    }

    private mutating func finish(_ worker: Int, _ visit: Int, at now: Int64) {
        let number = visits[visit].caseNumber
        cases[number].doneVisits += 1
        judgeEnd(of: visit, at: now)
        end(visit, telling: visits[visit].leg.outcome, at: now)
        begin(worker, at: now)
    }

    /// A visit is no longer open.
    mutating func end(_ visit: Int, telling signal: Signal, at now: Int64) {
        let number = visits[visit].caseNumber
        if visits[visit].standing == .waiting { waiting -= 1 }
        visits[visit].standing = .over
        release(visit)
        cases[number].openVisits -= 1
        hear(signal, number, at: now)
        guard cases[number].awaited == visit else { return }
        cases[number].awaited = nil
        goOn(number, at: now)
    }

    private mutating func release(_ visit: Int) {
        if let hold = visits[visit].hold { crew.release(hold) }
        visits[visit].hold = nil
    }

    /// Somebody has nothing to do: the most urgent that they can take, if any.
    private mutating func begin(_ worker: Int, at now: Int64) {
        crew.rest(worker, at: now)
        let next = line.first { visit in
            let one = visits[visit]
            return crew.canTake(
                worker, need(of: visit), one.leg, ready: one.outset, isOwn: one.hold?.worker == worker,
                at: now)
        }
        guard let next else { return }
        line.remove(next)
        start(worker, next, at: now)
    }

    private mutating func start(_ worker: Int, _ visit: Int, at now: Int64) {
        let (leg, number) = (visits[visit].leg, visits[visit].caseNumber)
        let outset = crew.outset(of: worker, leg, ready: visits[visit].outset, at: now)
        let arrived = outset + leg.travel.milliseconds
        let over = arrived + leg.onSite.milliseconds
        if visits[visit].standing == .waiting { waiting -= 1 }
        visits[visit].standing = .underWay
        release(visit)
        visits[visit].hold = crew.setOut(worker, at: outset, for: leg)
        if keepsStarts { starts.append(Start(caseNumber: number, at: Instant(milliseconds: outset))) }
        tally.begin(
            worker: worker, ready: visits[visit].ready, start: outset, paidFrom: now, arrived: arrived,
            over: over, shifts: crew.shifts(worker))
        hear(.visitEnRoute, number, at: now)
        if leg.isArrival {
            if cases[number].arrived == nil { cases[number].arrived = arrived }
            queue.add(.arrived(visit: visit), at: arrived)
        }
        queue.add(.free(worker: worker, visit: visit), at: over)
    }

    // MARK: What came of it

    /// A case was closed or opened again.
    mutating func count(opened: Int) { openCases += opened }

    private mutating func endDay() {
        tally.backlog.append(waiting)
        tally.open.append(openCases)
    }

    /// Whether what becomes of a case counts.
    func isCounted(_ number: Int) -> Bool { cases[number].opened >= counted && cases[number].opened < end }

    private mutating func count(_ number: Int) {
        guard isCounted(number) else { return }
        let one = cases[number]
        tally.cases += 1
        if one.category == .cancelled { tally.calledOff += 1 }
        // Only what was begun has arrived: a visit that ends after the time did not end in it.
        if let arrived = one.arrived, arrived < end {
            tally.lead.add(Double(arrived - one.opened) / Self.hour)
        }
        let group = desk.patterns[one.pattern].group
        // One that stands still is late where it was late before.
        for clock in one.clocks.open where clock.due.milliseconds < end && !clock.isKept(at: desk.span.end) {
            tally.judge(term: clock.term, group: group, isKept: false)
        }
    }

    /// No desk opens so many cases from each that comes, and from a few that come none opens so many.
    private static let (mostFollowers, fewestBound) = (20, 1_000)
    private static let day: Int64 = 86_400_000
    private static let hour = 3_600_000.0
}
