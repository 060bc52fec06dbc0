import Model
import Records
import ServiceTime
import Workflow

/// Clocks follow the workflow's orders. One row a promise, with a ledger of every start, pause and stop.
extension Work {
    /// - Parameter known: the matter's open clocks when the caller knows them (a new matter has none).
    /// - Returns: the clocks open afterwards.
    @discardableResult
    func follow(
        _ orders: [ClockOrder], of matter: Matter, reason: String, customer: Customer? = nil,
        known: [Clock]? = nil
    ) throws -> [Clock] {
        guard !orders.isEmpty else { return try known ?? clocks.of(matter.subject).filter(\.state.isOpen) }
        var open = try known ?? clocks.of(matter.subject).filter(\.state.isOpen)
        var starting: [String] = []
        // The ledger's new lines, written together.
        var lines: [ClockEvent] = []
        for order in orders {
            let metric = order.metric
            switch order {
            case .start: if !open.contains(where: { $0.metric == metric }) { starting.append(metric) }
            case .pause:
                for i in open.indices where open[i].metric == metric && open[i].state == .running {
                    open[i].state = .paused
                    try clocks.update(open[i])
                    lines.append(line(.pause, open[i], reason))
                }
            case .resume:
                for i in open.indices where open[i].metric == metric && open[i].state == .paused {
                    try resume(&open[i], reason: reason)
                }
            case .stop, .restart, .cancel:
                for i in open.indices where open[i].metric == metric {
                    if case .cancel = order {
                        lines += try cancel(&open[i], reason: reason)
                    } else {
                        lines += try stop(&open[i], of: matter, reason: reason)
                    }
                }
                open.removeAll { !$0.state.isOpen }
                starting.removeAll { $0 == metric }
                if case .restart = order { starting.append(metric) }
            }
        }
        try clocks.append(lines)
        return open + (try start(starting, for: matter, reason: reason, customer: customer))
    }

    private func start(_ metrics: [String], for matter: Matter, reason: String, customer: Customer?) throws
        -> [Clock]
    {
        try clocks.insert(
            plan(metrics, for: matter, customer: customer), reason: reason, by: actor.staffID, at: now)
    }

    /// The clocks of the most specific promises for some metrics, not yet written; none promised, none planned.
    func plan(_ metrics: [String], for matter: Matter, customer: Customer?) throws -> [Clock] {
        try reading.plan(metrics, for: matter, customer: customer, at: now)
    }

    /// - Returns: the lines for its ledger, as `cancel` does.
    private func stop(_ clock: inout Clock, of matter: Matter, reason: String) throws -> [ClockEvent] {
        if let kept = matter.kept(clock.metric) { return try stop(&clock, keptAt: kept, reason) }
        var lines: [ClockEvent] = []
        clock.stoppedAt = now
        // Stopped while it stood still, it is judged by when that began.
        let stood =
            clock.state == .paused
            ? try rules.ledger(of: clock, clocks.ledger(clock.id)).standing(at: now) : now
        clock.state = stood > clock.due ? .missed : .met
        if clock.breachedAt != nil { clock.state = .missed }
        if clock.state == .missed, clock.breachedAt == nil {
            clock.breachedAt = clock.due
            lines.append(
                ClockEvent(clock: clock.id, at: clock.due, kind: .breach, reason: clock.metric))
        }
        if stood > clock.internalDue, clock.internalBreachedAt == nil {
            clock.internalBreachedAt = clock.internalDue
        }
        try clocks.update(clock)
        return lines + [line(.stop, clock, reason)]
    }

    /// What was promised for a minute is judged by that minute alone: no time in which it stood still is given back.
    private func stop(_ clock: inout Clock, keptAt: Instant, _ reason: String) throws -> [ClockEvent] {
        let dues = try rules.terms(of: clock).dues(from: clock.startedAt)
        let at = max(keptAt, clock.startedAt)
        (clock.due, clock.internalDue, clock.stoppedAt) = (dues.due, dues.internalDue, at)
        clock.state = at > dues.due ? .missed : .met
        let wasTold = clock.breachedAt != nil
        clock.breachedAt = at > dues.due ? clock.breachedAt ?? dues.due : nil
        clock.internalBreachedAt = at > dues.internalDue ? clock.internalBreachedAt ?? dues.internalDue : nil
        try clocks.update(clock)
        let breach =
            clock.breachedAt.map {
                wasTold ? [] : [ClockEvent(clock: clock.id, at: $0, kind: .breach, reason: clock.metric)]
            } ?? []
        return breach + [line(.stop, clock, reason)]
    }

    private func resume(_ clock: inout Clock, reason: String) throws {
        let events = try clocks.ledger(clock.id)
        let resumed =
            events + [ClockEvent(clock: clock.id, at: now, kind: .resume, reason: reason, by: actor.staffID)]
        try setDues(of: &clock, by: resumed)
        clock.state = .running
        try clocks.update(clock)
        try log(.resume, clock, reason)
    }

    func setDues(of clock: inout Clock, by ledger: [ClockEvent]) throws {
        let counted = try rules.ledger(of: clock, ledger)
        let dues = counted.dues
        (clock.due, clock.internalDue, clock.provisional) = (dues.due, dues.internalDue, dues.provisional)
        clock.rungDue = rules.nextRung(of: clock, counted)?.at
    }

    private func cancel(_ clock: inout Clock, reason: String) throws -> [ClockEvent] {
        clock.state = .cancelled
        clock.stoppedAt = now
        try clocks.update(clock)
        return [line(.cancel, clock, reason)]
    }

    private func log(_ kind: ClockEventKind, _ clock: Clock, _ reason: String) throws {
        try clocks.append([line(kind, clock, reason)])
    }

    private func line(_ kind: ClockEventKind, _ clock: Clock, _ reason: String) -> ClockEvent {
        ClockEvent(clock: clock.id, at: now, kind: kind, reason: reason, by: actor.staffID)
    }

    // MARK: Used by other use cases

    /// - Parameter known: the subject's open clocks when the caller knows them.
    func cancelClocks(of subject: Subject, reason: String, known: [Clock]? = nil) throws {
        var lines: [ClockEvent] = []
        for var clock in try known ?? clocks.of(subject) where clock.state.isOpen {
            lines += try cancel(&clock, reason: reason)
        }
        try clocks.append(lines)
    }

    /// Brings cancelled clocks back as they were (an undone merge).
    func reviveClocks(_ ids: [Int64], as state: ClockState) throws {
        for id in ids {
            guard var clock = try clocks.find(ClockID(id)) else { continue }
            clock.state = state
            clock.stoppedAt = nil
            try clocks.update(clock)
            try log(state == .paused ? .pause : .resume, clock, "unmerged")
        }
    }

    /// A call is not to be made before a later time than was thought: its promise counts from then.
    func countFromDue(_ call: FollowUpCall) throws {
        for var clock in try clocks.of(Subject(call.id))
        where clock.state.isOpen && clock.metric == Metric.call {
            clock.startedAt = call.dueFrom
            try setDues(of: &clock, by: try clocks.ledger(clock.id))
            try clocks.update(clock)
            try log(.recompute, clock, "call.joined")
        }
    }

    /// The customer was told where things stand: the promise to keep them informed, every so often, is met and runs anew.
    func keptInformed(_ id: CaseID) throws {
        guard let c = try cases.find(id) else { return }
        let repeating = try clocks.of(Subject(id)).filter { clock in
            // What is approved for a day to come is another promise of that name.
            let promise =
                rules.promises[clock.promise, on: rules.localDay(now)] ?? rules.promises[clock.promise]
            return clock.state.isOpen && promise?.repeats == true
        }
        guard !repeating.isEmpty else { return }
        try follow(repeating.map { .restart($0.metric) }, of: .serviceCase(c), reason: "note")
        try refreshUrgency(of: id)
    }

    func refreshUrgency(of id: CaseID, open: [Clock]? = nil) throws {
        let clocks = try open ?? clocks.of(Subject(id))
        try cases.setUrgency(id, clocks.filter { $0.state == .running }.map(\.due).min())
    }

    /// Counts again every open clock whose dates rest on a provisional year (after a calendar was imported).
    /// - Returns: how many moved.
    package func recomputeProvisional() throws -> Int {
        try require(.configureDesk)
        var moved = 0
        for var clock in try clocks.provisional() {
            let before = (clock.due, clock.internalDue, clock.provisional)
            try setDues(of: &clock, by: try clocks.ledger(clock.id))
            guard before != (clock.due, clock.internalDue, clock.provisional) else { continue }
            try clocks.update(clock)
            try log(.recompute, clock, "calendar")
            if clock.subject.kind == .case { try refreshUrgency(of: CaseID(clock.subject.number)) }
            moved += 1
        }
        return moved
    }
}

extension Reading {
    /// The clocks of the most specific promises for some metrics, not yet written; none promised, none planned.
    func plan(_ metrics: [String], for matter: Matter, customer: Customer?, at now: Instant) throws
        -> [Clock]
    {
        guard !metrics.isEmpty else { return [] }
        let asked = try promiseFacts(of: matter, customer: customer)
        let today = rules.localDay(now)
        return try metrics.filter(matter.owes).compactMap { metric -> Clock? in
            guard let promise = rules.promises.promise(for: metric, asked, on: today),
                let published = promise.published
            else { return nil }
            let calendar = try rules.calendar(promise.calendar)
            let anchor = matter.anchor(metric) ?? now
            let internalTarget = promise.internalTarget ?? published
            let terms = ClockTerms(published: published, internalTarget: internalTarget, calendar: calendar)
            let dues = terms.dues(from: anchor)
            var clock = Clock(
                id: ClockID(0), subject: matter.subject, promise: promise.id, metric: metric,
                startedAt: anchor,
                target: published.description, internalTarget: internalTarget.description,
                calendar: promise.calendar,
                due: dues.due, internalDue: dues.internalDue, provisional: dues.provisional)
            clock.rungDue =
                rules.nextRung(of: clock, ClockLedger(events: [], terms: terms, start: anchor))?.at
            return clock
        }
    }
}

extension Matter {
    /// Where a metric is counted from when not from now: arrival from the end of the promised window.
    fileprivate func anchor(_ metric: String) -> Instant? {
        switch self {
        case .visit(let v) where metric == Metric.arrive || metric == Metric.finish: v.promised.end
        case .call(let c) where metric == Metric.call: c.dueFrom
        case .call(let c) where metric == Metric.callBack: c.promisedAt
        default: nil
        }
    }

    /// Whether a metric is counted of it: of a call promised for a minute that minute alone, of any other none.
    fileprivate func owes(_ metric: String) -> Bool {
        guard case .call(let c) = self else { return true }
        return switch metric {
        case Metric.callBack: c.promisedAt != nil
        case Metric.call: c.promisedAt == nil
        default: true
        }
    }

    /// When what a metric measures was done, where not now: who has a call in hand rings up.
    fileprivate func kept(_ metric: String) -> Instant? {
        if case .call(let c) = self, metric == Metric.callBack { c.begunAt } else { nil }
    }
}
