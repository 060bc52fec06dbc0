package import Model
import ServiceTime
import Statistics

/// One run through a stretch of time, event by event. Visits wait in one line, by when their promise falls due; a technician
/// who is free takes the first that they can do and that fits into the rest of the shift. A visit that comes up while several
/// are free goes to whoever can do least else, then to whoever has been free longest.
package struct Course {
    private enum Event {
        /// A visit of a case may be made from now on.
        case ready(Int)
        case free(Int)
        case shift(Int)
        case midnight
    }

    private struct State {
        var opened: Int64
        var pattern: Int
        /// The visit it waits for or is being made.
        var leg = 0
        var ready: Int64 = 0
        var dues: [Int64]
        var arrived: Int64?
        var done: Int64?
        /// The promise that falls due first; the order of the line.
        var urgency: Int64
    }

    private struct Worker {
        var shift = 0
        var isBusy = false
        var freeSince: Int64 = 0
        /// The case whose visit they make.
        var at = 0
        /// How many needs they can meet.
        var breadth: Int
        /// Their longest shift.
        var longest: Span
    }

    private let desk: SimulatedDesk
    private let end: Int64
    private let counted: Int64
    private var queue = EventQueue<Event>()
    private var states: [State] = []
    private var workers: [Worker]
    /// Cases whose next visit nobody has, the most urgent first.
    private var line: [Int] = []
    private var tally: Tally
    private let keepsStarts: Bool
    /// When somebody set out for each visit, where this is kept.
    package private(set) var starts: [Start] = []

    package struct Start: Sendable, Hashable {
        package var caseNumber: Int
        package var at: Instant
    }

    /// - Parameters:
    ///   - arrivals: in any order.
    ///   - keepsStarts: for whoever asks when visits were begun.
    package init(_ desk: SimulatedDesk, _ arrivals: [Arrival], keepsStarts: Bool = false) {
        (self.desk, self.keepsStarts) = (desk, keepsStarts)
        (end, counted) = (desk.span.end.milliseconds, desk.counted.milliseconds)
        workers = desk.technicians.map { technician in
            Worker(
                breadth: technician.able.count { $0 },
                longest: technician.shifts.map { $0.end - $0.start }.max() ?? .zero)
        }
        tally = Tally(desk)
        states.reserveCapacity(arrivals.count)
        for (number, arrival) in arrivals.enumerated() {
            let pattern = desk.patterns[arrival.pattern]
            let dues = pattern.terms.map {
                desk.terms[$0].calendar.due(from: arrival.at, desk.terms[$0].target).instant.milliseconds
            }
            states.append(
                State(
                    opened: arrival.at.milliseconds, pattern: arrival.pattern, dues: dues,
                    urgency: dues.min() ?? .max))
            queue.add(.ready(number), at: (arrival.at + pattern.legs[0].wait).milliseconds)
        }
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
    package mutating func run() -> Tally {
        while let (now, event) = queue.take(), now < end {
            switch event {
            case .ready(let number): come(number, at: now)
            case .free(let worker): finish(worker, at: now)
            case .shift(let worker): if !workers[worker].isBusy { begin(worker, at: now) }
            case .midnight: tally.backlog.append(line.count)
            }
        }
        // What is at the end itself is not among the events, so that it is counted after them all.
        tally.backlog.append(line.count)
        for state in states { count(state) }
        return tally
    }

    // MARK: What happens

    private mutating func come(_ number: Int, at now: Int64) {
        states[number].ready = now
        let leg = desk.patterns[states[number].pattern].legs[states[number].leg]
        for worker in workers.indices { catchUp(worker, to: now) }
        let free = workers.indices.filter { canTake($0, number, leg, at: now) }
        let best = free.min {
            (workers[$0].breadth, workers[$0].freeSince, $0) < (
                workers[$1].breadth, workers[$1].freeSince, $1
            )
        }
        if let best { start(best, number, at: now) } else { wait(number) }
    }

    private mutating func finish(_ worker: Int, at now: Int64) {
        let number = workers[worker].at
        workers[worker].isBusy = false
        let legs = desk.patterns[states[number].pattern].legs
        if legs[states[number].leg].isDone, states[number].done == nil { states[number].done = now }
        states[number].leg += 1
        if states[number].leg < legs.count {
            queue.add(.ready(number), at: now + legs[states[number].leg].wait.milliseconds)
        }
        begin(worker, at: now)
    }

    /// Somebody has nothing to do: the most urgent that they can take, if any.
    private mutating func begin(_ worker: Int, at now: Int64) {
        workers[worker].freeSince = now
        catchUp(worker, to: now)
        let next = line.firstIndex { number in
            canTake(worker, number, desk.patterns[states[number].pattern].legs[states[number].leg], at: now)
        }
        if let next { start(worker, line.remove(at: next), at: now) }
    }

    private mutating func start(_ worker: Int, _ number: Int, at now: Int64) {
        let leg = desk.patterns[states[number].pattern].legs[states[number].leg]
        let arrived = now + leg.travel.milliseconds
        let over = arrived + leg.onSite.milliseconds
        if leg.isArrival, states[number].arrived == nil { states[number].arrived = arrived }
        (workers[worker].isBusy, workers[worker].at) = (true, number)
        if keepsStarts { starts.append(Start(caseNumber: number, at: Instant(milliseconds: now))) }
        tally.begin(
            worker: worker, ready: states[number].ready, start: now, arrived: arrived, over: over,
            shifts: desk.technicians[worker].shifts[workers[worker].shift...])
        queue.add(.free(worker), at: over)
    }

    // MARK: Who and when

    /// Leaves the shifts that are over behind.
    private mutating func catchUp(_ worker: Int, to now: Int64) {
        let shifts = desk.technicians[worker].shifts
        while !workers[worker].isBusy, workers[worker].shift < shifts.count,
            shifts[workers[worker].shift].end.milliseconds <= now
        {
            workers[worker].shift += 1
        }
    }

    private func canTake(_ worker: Int, _ number: Int, _ leg: CasePattern.Leg, at now: Int64) -> Bool {
        let technician = desk.technicians[worker]
        guard !workers[worker].isBusy, workers[worker].shift < technician.shifts.count,
            technician.able[desk.patterns[states[number].pattern].need]
        else { return false }
        let shift = technician.shifts[workers[worker].shift]
        guard shift.start.milliseconds <= now else { return false }
        // What fits into none of their shifts is begun with one.
        return now + leg.planned.milliseconds <= shift.end.milliseconds
            || shift.start.milliseconds == now && leg.planned > workers[worker].longest
    }

    private mutating func wait(_ number: Int) {
        var (low, high) = (0, line.count)
        while low < high {
            let middle = (low + high) / 2
            let other = states[line[middle]]
            if (other.urgency, other.opened) <= (states[number].urgency, states[number].opened) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        line.insert(number, at: low)
    }

    // MARK: What came of it

    private mutating func count(_ state: State) {
        guard state.opened >= counted, state.opened < end else { return }
        tally.cases += 1
        // Only what was begun has arrived: a visit that ends after the time did not end in it.
        if let arrived = state.arrived, arrived < end {
            tally.lead.add(Double(arrived - state.opened) / Self.hour)
        }
        let pattern = desk.patterns[state.pattern]
        for (term, due) in zip(pattern.terms, state.dues) where due < end {
            let stop = desk.terms[term].stop == .arrival ? state.arrived : state.done
            tally.judge(term: term, group: pattern.group, isKept: stop.map { $0 <= due } ?? false)
        }
    }

    private static let day: Int64 = 86_400_000
    private static let hour = 3_600_000.0
}
