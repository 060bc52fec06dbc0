import Model
import Records
import ServiceTime
import Workflow

/// Escalation ladders are climbed as the time of promises runs out, by the sweep, and as something happens to a case, a visit or a
/// call, by the use case in which it does. A rung is climbed once.
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
        try climb(reached, clock.subject, telling: mark.notice(about: promise))
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
            climbed = try climb([(ladder, rung)], subject, telling: (.escalated, ladder.label)) || climbed
        }
        return climbed
    }

    /// A visit will begin after the window that was promised, by how the day goes.
    func climb(atRisk id: VisitID) throws { _ = try climb(.atRisk, of: Subject(id)) { _ in 1 } }

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

    // MARK: What a rung does

    @discardableResult
    private func climb(
        _ reached: [(ladder: EscalationLadder, rung: EscalationLadder.Rung)], _ subject: Subject,
        telling: (kind: NoticeKind, message: Label)
    ) throws -> Bool {
        guard !reached.isEmpty, let matter = try matter(subject) else { return false }
        let holding = try holding(reached, matter)
        guard !holding.isEmpty else { return false }
        // A visit or call has the case changed that it is for; a call may be for none.
        let parent = try parent(of: matter)
        let rungs = holding.map(\.rung)
        for addressee in addressees(rungs, of: matter, parent) {
            try tell(addressee, of: subject, telling)
        }
        if let parent, parent.closedAt == nil { try change(parent, by: rungs) }
        for (ladder, rung) in holding where !rung.isTold(unowned: rules.escalation.unowned) {
            try record(
                subject, "\(subject.kind.rawValue).escalated",
                ["ladder": .text(ladder.name), "rung": .text(rung.at.description)])
        }
        return true
    }

    /// The case it is, or is for.
    private func parent(of matter: Matter) throws -> ServiceCase? {
        if case .serviceCase(let c) = matter { return c }
        return try matter.parentCase.flatMap { try afterMerges($0) }
    }

    private func matter(_ subject: Subject) throws -> Matter? {
        switch subject.kind {
        case .case: try cases.find(CaseID(subject.number)).map { .serviceCase($0) }
        case .visit: try visits.find(VisitID(subject.number)).map { .visit($0) }
        case .call: try calls.find(CallID(subject.number)).map { .call($0) }
        default: nil
        }
    }

    private func holding(
        _ reached: [(ladder: EscalationLadder, rung: EscalationLadder.Rung)], _ matter: Matter
    ) throws -> [(ladder: EscalationLadder, rung: EscalationLadder.Rung)] {
        guard reached.contains(where: { $0.ladder.only != nil }) else { return reached }
        let facts = try reading.facts(of: matter, actor: .desk, now: now)
        return reached.filter { $0.ladder.only?.holds(facts) ?? true }
    }

    /// Who is told, each once: of what nobody has in hand, the role that stands in.
    private func addressees(_ rungs: [EscalationLadder.Rung], of matter: Matter, _ parent: ServiceCase?)
        -> [Addressee]
    {
        var known: Set<Addressee> = []
        let all = rungs.flatMap(\.notify).map { recipient -> Addressee in
            let person: StaffID?
            switch recipient {
            case .role(let role): return .role(role)
            case .owner: person = matter.holder
            case .caseOwner: person = parent?.owner
            }
            return person.map { Addressee.person($0) } ?? .role(rules.escalation.unowned)
        }
        return all.filter { known.insert($0).inserted }
    }

    private func tell(
        _ addressee: Addressee, of subject: Subject, _ telling: (kind: NoticeKind, message: Label)
    ) throws {
        switch addressee {
        case .role(let role): try tell(role: role, telling.kind, subject, telling.message)
        case .person(let person): try tell(person, telling.kind, subject, telling.message)
        }
    }

    /// Raised, in other hands, and held until a note says why.
    private func change(_ before: ServiceCase, by rungs: [EscalationLadder.Rung]) throws {
        // Critical is for danger alone.
        if rungs.contains(where: \.raises), before.severity.raised < .critical {
            try asDesk().raise(before, to: before.severity.raised)
        }
        guard let earlier = try cases.find(before.id) else { return }
        var c = earlier
        if let assignee = rungs.compactMap(\.reassign).first { c.owner = try owner(assignee, of: c) }
        if rungs.contains(where: \.asksNote) { c.fields["noteWanted"] = .flag(true) }
        guard c != earlier else { return }
        c = try cases.update(c)
        var facts = c.changes(since: earlier)
        if earlier.fields["noteWanted"] != c.fields["noteWanted"] { facts["noteWanted"] = .flag(true) }
        try record(Subject(c.id), "case.edited", facts, version: c.version)
        if c.owner != earlier.owner, let owner = c.owner {
            try tell(owner, .escalated, Subject(c.id), Label(written: c.summary))
        }
    }

    /// Who of a role has the fewest open cases; who has it now, where they are of that role or nobody is.
    private func owner(_ assignee: EscalationLadder.Assignee, of c: ServiceCase) throws -> StaffID? {
        guard case .role(let role) = assignee else { return nil }
        let people = try staff.all().filter { $0.active && $0.roles.contains(role) }
        if people.contains(where: { $0.id == c.owner }) { return c.owner }
        let loads = try cases.countsOpen(of: people.map(\.id))
        return people.map { (load: loads[$0.id] ?? 0, id: $0.id) }
            .min { ($0.load, $0.id.number) < ($1.load, $1.id.number) }?.id ?? c.owner
    }

    /// A person has said why: the case may go on.
    func noteGiven(_ id: CaseID) throws {
        guard actor != .desk, var c = try cases.find(id), c.fields.removeValue(forKey: "noteWanted") != nil
        else { return }
        c = try cases.update(c)
        try record(Subject(id), "case.edited", ["noteWanted": .flag(false)], version: c.version)
    }
}

/// Who is told of it.
private enum Addressee: Hashable {
    case person(StaffID)
    case role(String)
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

    /// What a ladder calls a place on a clock's time.
    func marks(of clock: Clock, _ ledger: ClockLedger, at step: RungStep) -> [EscalationLadder.Mark] {
        switch step {
        case .percent(let share): [.percent(share)]
        case .minutes(let count):
            escalation.marks(clock.metric, of: clock.subject.kind, length: ledger.minutes, at: count)
        }
    }
}

extension Matter {
    /// Who has it in hand.
    fileprivate var holder: StaffID? {
        switch self {
        case .serviceCase(let c): c.owner
        case .visit(let v): v.technician
        case .call(let c): c.claimedBy
        }
    }
}

extension EscalationLadder.Mark: CustomStringConvertible {
    /// Reads `75 %`, `internal`, `30 min`, `10 min before`, `10 min after` or `2`; nil for anything else, and for what is out of
    /// bounds.
    package init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        if text == "internal" {
            self = .ownTarget
        } else if text.hasSuffix("%"), let share = Int(text.dropLast()), (1...1000).contains(share) {
            self = .percent(share)
        } else if let found = text.wholeMatch(of: #/(\d+)min(?:utes?)?(before|after)?/#),
            let count = Int(found.1), (1...100_000).contains(count)
        {
            let edge: Edge = found.2 == "before" ? .beforeDue : found.2 == "after" ? .afterDue : .afterStart
            self = .minutes(count, edge)
        } else if let times = Int(text), (1...100).contains(times) {
            self = .times(times)
        } else {
            return nil
        }
    }

    /// As the rule file writes it.
    package var description: String {
        switch self {
        case .percent(let share): "\(share) %"
        case .ownTarget: "internal"
        case .times(let times): "\(times)"
        case .minutes(let count, .afterStart): "\(count) min"
        case .minutes(let count, .beforeDue): "\(count) min before"
        case .minutes(let count, .afterDue): "\(count) min after"
        }
    }

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
