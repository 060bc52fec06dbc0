import Model
import ServiceTime
import Workflow

/// The clock of a promise, while it is open.
struct SimulatedClock {
    private(set) var term: Int
    let metric: String
    private let started: Instant
    /// Every finished pause counted in.
    private(set) var due: Instant
    private var pauses: [ClockLedger.Pause] = []

    var isPaused: Bool { pauses.last.map { !$0.isOver } ?? false }

    init(_ number: Int, _ term: PromiseTerm, at now: Instant) {
        (self.term, metric, started) = (number, term.metric, now)
        due = term.calendar.due(from: now, term.target).instant
    }

    /// Another promise is owed from now on; it counts from where this one began, less its pauses.
    mutating func owe(_ number: Int, _ term: PromiseTerm) {
        self.term = number
        setDue(term)
    }

    mutating func pause(at now: Instant) {
        if !isPaused { pauses.append(ClockLedger.Pause(from: now)) }
    }

    mutating func resume(_ term: PromiseTerm, at now: Instant) {
        guard isPaused else { return }
        pauses[pauses.count - 1].to = now
        setDue(term)
    }

    private mutating func setDue(_ term: PromiseTerm) {
        let terms = ClockTerms(
            published: term.target, internalTarget: term.target, calendar: term.calendar)
        due = terms.dues(from: started, pauses: pauses).due
    }

    /// Whether it is kept by what happens now; one that stands still is judged by when that began.
    func isKept(at now: Instant) -> Bool {
        let standing = isPaused ? pauses.last?.from ?? now : now
        return standing <= due
    }
}

/// The open clocks of one case. They follow the workflow's orders as the desk's own do: what starts is started last, and a clock
/// that is open is not started again.
struct ClockBoard {
    private(set) var open: [SimulatedClock] = []

    /// The promise that falls due first; what stands still presses nobody.
    var urgency: Int64 {
        open.reduce(.max) { $1.isPaused ? $0 : min($0, $1.due.milliseconds) }
    }

    /// - Parameters:
    ///   - owed: numbers into the terms.
    ///   - judged: is told of each clock that stops, and whether it was kept.
    mutating func follow(
        _ orders: [ClockOrder], owed: [Int], _ terms: [PromiseTerm], at now: Instant,
        judged: (SimulatedClock, Bool) -> Void
    ) {
        var starting: [String] = []
        for order in orders {
            let metric = order.metric
            let own = open.indices.filter { open[$0].metric == metric }
            switch order {
            case .start: if own.isEmpty { starting.append(metric) }
            case .pause: for number in own { open[number].pause(at: now) }
            case .resume: for number in own { open[number].resume(terms[open[number].term], at: now) }
            case .stop, .restart, .cancel:
                if order != .cancel(metric) {
                    for number in own { judged(open[number], open[number].isKept(at: now)) }
                }
                open.removeAll { $0.metric == metric }
                starting.removeAll { $0 == metric }
                if order == .restart(metric) { starting.append(metric) }
            }
        }
        for metric in starting {
            guard let term = owed.first(where: { terms[$0].metric == metric }) else { continue }
            open.append(SimulatedClock(term, terms[term], at: now))
        }
    }

    /// What is owed became something else; a promise already missed stays missed.
    mutating func promiseAnew(owed: [Int], _ terms: [PromiseTerm], at now: Instant) {
        for number in open.indices where open[number].isKept(at: now) {
            guard let term = owed.first(where: { terms[$0].metric == open[number].metric }),
                term != open[number].term
            else { continue }
            open[number].owe(term, terms[term])
        }
    }

    /// Nothing is owed any more.
    mutating func cancelAll() { open = [] }
}
