package import Model
import ServiceTime
import Statistics
import Workflow

/// One run through a stretch of time, event by event. Each case walks its workflow: people act on it as they did on the past case it
/// is drawn from, timers fire, visits tell it what becomes of them, and its clocks follow. Visits wait in one line, by when their
/// case's promises fall due, for a technician of the `Crew`.
package struct Course {
    enum Event {
        case opened(Int)
        /// What is next in a case is done.
        case act(Int)
        /// A timed transition, where the state it was set in was not left.
        case timer(Int, transition: String, entered: Int)
        /// A visit may be made from now on.
        case ready(Int)
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
    /// With more cases than these, steps open cases from each other without end.
    let mostCases: Int
    var endless: CourseFault?
    private let keepsStarts: Bool
    /// When somebody set out for each visit, where this is kept.
    package private(set) var starts: [Start] = []

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
            case .ready(let visit): come(visit, at: now)
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

    /// A visit is owed from now on.
    mutating func book(_ leg: CasePattern.Leg, _ number: Int, at now: Int64) {
        let visit = visits.count
        visits.append(SimulatedVisit(caseNumber: number, leg: leg))
        cases[number].visits.append(visit)
        cases[number].openVisits += 1
        let ready = ready(leg, at: now)
        if let grace = leg.grace {
            let need = desk.patterns[cases[number].pattern].need
            visits[visit].windowEnd = crew.soonestArrival(for: need, leg, from: ready).map {
                $0 + grace.milliseconds
            }
        }
        hear(.visitBooked, number, at: now)
        judgeAcceptance(of: visit, at: now)
        if ready > now {
            queue.add(.ready(visit), at: ready)
        } else {
            come(visit, at: now)
        }
    }

    /// Since when somebody may come for what is booked now.
    private func ready(_ leg: CasePattern.Leg, at now: Int64) -> Int64 {
        guard let since = leg.since, let hours = desk.rules?.hours else { return now + leg.wait.milliseconds }
        let day = hours.localDay(of: Instant(milliseconds: now)) + since.days
        return max(now, (hours.instant(day, minute: 0) + since.time).milliseconds)
    }

    private mutating func come(_ visit: Int, at now: Int64) {
        // It may have been called off meanwhile.
        guard visits[visit].standing == .booked else { return }
        visits[visit].ready = now
        let number = visits[visit].caseNumber
        let need = desk.patterns[cases[number].pattern].need
        if let best = crew.best(for: need, visits[visit].leg, ready: now, at: now) {
            start(best, visit, at: now)
        } else {
            visits[visit].standing = .waiting
            line.add(visit, urgency: cases[number].clocks.urgency, opened: cases[number].opened)
        }
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
        visits[visit].standing = .over
        cases[number].openVisits -= 1
        hear(signal, number, at: now)
        guard cases[number].awaited == visit else { return }
        cases[number].awaited = nil
        goOn(number, at: now)
    }

    /// Somebody has nothing to do: the most urgent that they can take, if any.
    private mutating func begin(_ worker: Int, at now: Int64) {
        crew.rest(worker, at: now)
        let next = line.first { visit in
            let need = desk.patterns[cases[visits[visit].caseNumber].pattern].need
            return crew.canTake(worker, need, visits[visit].leg, ready: visits[visit].ready, at: now)
        }
        guard let next else { return }
        line.remove(next)
        start(worker, next, at: now)
    }

    private mutating func start(_ worker: Int, _ visit: Int, at now: Int64) {
        let (leg, number) = (visits[visit].leg, visits[visit].caseNumber)
        let outset = crew.outset(of: worker, leg, ready: visits[visit].ready, at: now)
        let arrived = outset + leg.travel.milliseconds
        let over = arrived + leg.onSite.milliseconds
        visits[visit].standing = .underWay
        crew.setOut(worker)
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
        tally.backlog.append(line.count)
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
