import Model
import Records
import ServiceTime
import Workflow

/// Escalation ladders are climbed as the time of promises runs out, by the sweep, and as something happens to a case, a visit or a
/// call, by the use case in which it does. A rung is climbed once; what it does then is `CarryOutRungs.swift`.
extension Work {
    // MARK: By the time of promises

    /// Climbs where a clock has come to the next share of its time.
    /// - Returns: how many clocks had.
    func climbShares(limit: Int) throws -> Int {
        let due = try clocks.takeRungs(at: now, limit: limit)
        for clock in due { try guarded(clock) { try climbShare(clock.id) } }
        return due.count
    }

    /// As the clock stands now, after what other rungs did, and by the ladders as they are now.
    private func climbShare(_ id: ClockID) throws {
        guard var clock = try clocks.find(id), clock.state == .running else { return }
        let ledger = try rules.ledger(of: clock, clocks.ledger(clock.id))
        guard let next = rules.nextRung(of: clock, ledger) else {
            clock.rungDue = nil
            return try clocks.update(clock)
        }
        clock.rungDue = next.at
        let isReached = next.at <= now
        if isReached {
            clock.pass(next.step)
            clock.rungDue = rules.nextRung(of: clock, ledger)?.at
        }
        try clocks.update(clock)
        guard isReached else { return }
        for mark in rules.marks(of: clock, ledger, at: next.step) {
            // Guarded by itself: the rungs after one that cannot be climbed still come.
            try guarded(clock) { try climb(clock, to: mark) }
        }
    }

    /// What cannot be climbed (its calendar or kind is no longer among the rules) is said in the journal, and stops nothing else.
    func guarded(_ clock: Clock, _ body: () throws -> Void) throws {
        do {
            try piece(body)
        } catch let fault as any Fault where fault.kind != .tryAgain {
            try record(clock.subject, "escalation.refused", ["metric": .text(clock.metric)])
        }
    }

    /// A clock has come to a mark.
    func climb(_ clock: Clock, to mark: EscalationLadder.Mark) throws {
        let reached = rules.escalation.rungs(of: clock.metric, of: clock.subject.kind, at: mark)
        guard !reached.isEmpty else { return }
        let promise = rules.promises.label(of: clock.promise)
        try carryOut(reached, of: clock.subject, telling: mark.notice(about: promise))
    }

    /// The time of some rungs had gone before the desk knew of it (an imported case, a ladder that is new): those are passed,
    /// not climbed.
    private func passRungs(of clock: inout Clock) throws {
        let ledger = try rules.ledger(of: clock, clocks.ledger(clock.id))
        let shares = rules.escalation.shares(
            clock.metric, of: clock.subject.kind, after: clock.rung)
        let stands = ledger.standing(at: now)
        if let passed = shares.last(where: { ledger.moment(percent: $0) <= stands }) { clock.rung = passed }
        let minutes = rules.minutes(of: clock, ledger)
        if let passed = minutes.last(where: { ledger.moment(minutes: $0) <= stands }) {
            clock.rungMinutes = passed
        }
        clock.rungDue = rules.nextRung(of: clock, ledger)?.at
    }

    /// The same for an imported case.
    func passRungs(of id: CaseID) throws {
        for var clock in try clocks.of(Subject(id)) where clock.state.isOpen {
            guard let due = clock.rungDue, due <= now else { continue }
            try passRungs(of: &clock)
            try clocks.update(clock)
        }
    }

    /// Sets every open promise on the ladders as they are now; what they passed is not climbed.
    /// - Returns: how many come to another rung, or to one at another time.
    package func renewLadders() throws -> Int {
        try require(.configureDesk)
        var (moved, last): (Int, ClockID?) = (0, nil)
        while true {
            let page = try clocks.open(after: last, limit: 500)
            for var clock in page {
                let before = clock
                try passRungs(of: &clock)
                guard clock != before else { continue }
                try clocks.update(clock)
                if clock.rungDue != before.rungDue { moved += 1 }
            }
            guard let end = page.last else { break }
            last = end.id
        }
        if moved > 0 { try record(.desk, "escalation.renewed", ["count": .number(Int64(moved))]) }
        return moved
    }

    // MARK: By what happens

    /// A case was logged, perhaps about what was closed lately.
    /// - Returns: whether anything came of it.
    func climb(asLogged c: ServiceCase) throws -> Bool {
        var climbed = try climb(.logged, of: c.id)
        if c.repeatOf != nil { climbed = try climb(.repeated, of: c.id, times: repeats(of: c)) || climbed }
        return try climb(.said, of: c.id, saying: c.summary) || climbed
    }

    /// How often it came again: one for the first repeat.
    private func repeats(of c: ServiceCase) throws -> Int {
        var (count, earlier) = (0, c.repeatOf)
        while let id = earlier, count < 100 {
            count += 1
            earlier = try cases.find(id)?.repeatOf
        }
        return count
    }

    /// Something happened to a case for so many times; what is said counts itself.
    /// - Returns: whether a rung was climbed.
    @discardableResult
    func climb(_ event: EscalationLadder.Event, of id: CaseID, times: Int = 1, saying text: String = "")
        throws
        -> Bool
    {
        try climb(event, of: Subject(id), hearing: text) {
            event == .said ? try timesHeard($0, id) : times
        }
    }

    private func climb(
        _ event: EscalationLadder.Event, of subject: Subject, hearing text: String = "",
        times: (EscalationLadder) throws -> Int
    ) throws -> Bool {
        var climbed = false
        for ladder in rules.escalation.ladders(on: event) where ladder.hears(text) {
            guard let rung = ladder.rung(at: .times(try times(ladder))) else { continue }
            climbed =
                try carryOut([(ladder, rung)], of: subject, telling: (.escalated, ladder.label)) || climbed
        }
        return climbed
    }

    /// A visit will begin after the window that was promised, by how the day goes.
    func climb(atRisk id: VisitID) throws { _ = try climb(.atRisk, of: Subject(id)) { _ in 1 } }

    /// A call is due and everybody who makes calls is barred from it.
    func climb(asStranded id: CallID) throws { _ = try climb(.stranded, of: Subject(id)) { _ in 1 } }

    /// What a visit or call came to, by what it tells its case.
    func climb(asEnded matter: Matter, telling signal: Signal) throws {
        switch (matter, signal) {
        case (.visit(let visit), .visitNoAccess):
            _ = try climb(.noAccess, of: matter.subject) { _ in
                try visits.of(visit.caseID).count(where: {
                    try rules.workflow(of: $0).state($0.state)?.signal == signal
                })
            }
        case (.call(let call), .callUnreachable):
            _ = try climb(.unreachable, of: matter.subject) { _ in
                guard let id = call.caseID else { return 1 }
                return try calls.of(id).count(where: {
                    try rules.workflow(of: $0).state($0.state)?.signal == signal
                })
            }
        default: break
        }
    }

    /// In how many texts about a case one of its words stands, the latest among them.
    private func timesHeard(_ ladder: EscalationLadder, _ id: CaseID) throws -> Int {
        let summary = try cases.find(id).map { [$0.summary] } ?? []
        return (summary + (try notes.of(Subject(id)).map(\.text))).count(where: ladder.hears)
    }
}

/// Where on a clock's time a rung is.
enum RungStep: Sendable, Hashable {
    /// A share of it, in per cent.
    case percent(Int)
    /// So many minutes after its start.
    case minutes(Int)
}

extension Clock {
    /// What comes next is behind this one.
    fileprivate mutating func pass(_ step: RungStep) {
        switch step {
        case .percent(let share): rung = share
        case .minutes(let count): rungMinutes = count
        }
    }
}

extension Rules {
    /// The next share or minute of a promise's time at which a ladder has a rung, and when that is.
    func nextRung(of clock: Clock, _ ledger: ClockLedger) -> (step: RungStep, at: Instant)? {
        let share = escalation.shares(clock.metric, of: clock.subject.kind, after: clock.rung).first
            .map { (step: RungStep.percent($0), at: ledger.moment(percent: $0)) }
        let minute = minutes(of: clock, ledger).first
            .map { (step: RungStep.minutes($0), at: ledger.moment(minutes: $0)) }
        return [share, minute].compactMap { $0 }.min { $0.at < $1.at }
    }

    /// The minutes after its start at which a clock still comes to a rung.
    func minutes(of clock: Clock, _ ledger: ClockLedger) -> [Int] {
        guard escalation.countsMinutes(clock.metric, of: clock.subject.kind) else { return [] }
        return escalation.minutes(
            clock.metric, of: clock.subject.kind, length: ledger.minutes, after: clock.rungMinutes)
    }

    /// A clock is another length now. Of minutes it had passed before it was due, those after it is due now are still to come;
    /// what is climbed once it is overdue must not be lost.
    func keepMinutes(of clock: inout Clock, since before: Clock, _ ledger: [ClockEvent]) throws {
        guard clock.rungMinutes > 0 else { return }
        let length = try self.ledger(of: before, ledger).minutes
        guard clock.rungMinutes <= length else { return }
        clock.rungMinutes = min(clock.rungMinutes, try self.ledger(of: clock, ledger).minutes)
    }

    /// What a ladder calls a place on a clock's time.
    func marks(of clock: Clock, _ ledger: ClockLedger, at step: RungStep) -> [EscalationLadder.Mark] {
        switch step {
        case .percent(let share): [.percent(share)]
        case .minutes(let count):
            escalation.marks(clock.metric, of: clock.subject.kind, length: ledger.minutes, at: count)
        }
    }
}

extension EscalationLadder.Mark {
    /// What is told of a promise that has come to it.
    fileprivate func notice(about promise: Label) -> (kind: NoticeKind, message: Label) {
        switch self {
        case .percent(100): (.breach, promise)
        case .percent(let share):
            (share < 100 ? .nearing : .overdue, promise.behind("\(share)%"))
        case .ownTarget: (.risk, promise)
        case .times: (.escalated, promise)
        case .minutes(let count, let edge):
            (edge == .afterDue ? .overdue : .nearing, promise.behind(edge.sign + "\(count)′"))
        }
    }
}

extension EscalationLadder.Mark.Edge {
    /// In front of the minutes: before and after the promise is due.
    fileprivate var sign: String {
        switch self {
        case .afterStart: ""
        case .beforeDue: "−"
        case .afterDue: "+"
        }
    }
}

extension Label {
    /// `Answer · 75%`, as `Climb` takes it off again.
    fileprivate func behind(_ mark: String) -> Label { Label(texts.mapValues { "\($0) · \(mark)" }) }
}
