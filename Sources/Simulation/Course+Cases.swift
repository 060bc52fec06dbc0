import Model
import ServiceTime
import Statistics
import Workflow

/// How cases walk their workflows.
extension Course {
    func pattern(_ number: Int) -> CasePattern { desk.patterns[cases[number].pattern] }

    mutating func open(_ number: Int, at now: Int64) {
        if let workflow = pattern(number).workflow {
            count(opened: 1)
            carryOut(walker.opening(workflow), number, at: now)
        }
        goOn(number, at: now)
    }

    // MARK: What people do

    /// What is pending is done.
    mutating func act(_ number: Int, at now: Int64) {
        guard let act = cases[number].pending else { return }
        cases[number].pending = nil
        switch act.deed {
        case .step(let name): take(name, number, at: now)
        case .word(let signal):
            if signal == .visitBooked { cases[number].otherVisits += 1 }
            if signal == .visitCancelled { cases[number].otherVisits = max(0, cases[number].otherVisits - 1) }
            hear(signal, number, at: now)
        case .severity(let tiers): raise(number, by: tiers, at: now)
        case .visit(let leg): book(leg, number, at: now)
        case .call(let call): judge(call, of: number, at: now)
        case .over: break
        }
        goOn(number, at: now)
    }

    /// Has what comes next done in its time: what the past case had next; after that, while the case is open, what others had in
    /// its state.
    mutating func goOn(_ number: Int, at now: Int64) {
        let acts = desk.patterns[cases[number].pattern].acts
        while cases[number].next < acts.count {
            let act = acts[cases[number].next]
            cases[number].next += 1
            guard case .over(let booked) = act.deed else { return doLater(act, number, at: now) }
            let visit = cases[number].visits[booked]
            if visits[visit].standing != .over {
                cases[number].awaited = visit
                return
            }
        }
        goOnByHabit(number, at: now)
    }

    private mutating func goOnByHabit(_ number: Int, at now: Int64) {
        guard let workflow = pattern(number).workflow, cases[number].category.isOpen,
            cases[number].habits < Self.mostHabits
        else { return }
        if let open = cases[number].visits.last(where: { visits[$0].standing != .over }) {
            cases[number].awaited = open
            return
        }
        let state = cases[number].state
        let quiet = cases[number].habits == 0 ? pattern(number).quiet : .zero
        guard let act = habits.draw(workflow, in: state, after: quiet, by: &cases[number].chance) else {
            return
        }
        cases[number].habits += 1
        doLater(act, number, at: now)
    }

    private mutating func doLater(_ act: CasePattern.Act, _ number: Int, at now: Int64) {
        let now = Instant(milliseconds: now)
        let due = desk.rules?.hours.adding(working: act.after, to: now) ?? now + act.after
        cases[number].pending = act
        if due.milliseconds < end { queue.add(.act(number), at: due.milliseconds) }
    }

    /// States that people only pass time in, at no delay, would keep a case busy for ever.
    private static let mostHabits = 200

    // MARK: Steps

    /// A timed transition is taken, and where nothing is to come, what people do after it.
    mutating func fire(_ transition: String, _ number: Int, at now: Int64) {
        guard cases[number].mayFire(at: now) else { return }
        take(transition, number, at: now)
        if cases[number].pending == nil, cases[number].awaited == nil { goOn(number, at: now) }
    }

    /// A case is told something, and answers it as its workflow says.
    mutating func hear(_ signal: Signal, _ number: Int, at now: Int64) {
        let pattern = pattern(number)
        guard let workflow = pattern.workflow else { return }
        if signal == .visitBooked { cases[number].isVisitWanted = false }
        let one = cases[number]
        let reaction = walker.reaction(workflow, to: signal, in: one.state) { one.facts(pattern, at: now) }
        if let reaction { take(reaction, number, at: now) }
    }

    /// A step that the workflow refuses is not taken.
    mutating func take(_ transition: String, _ number: Int, at now: Int64) {
        let pattern = pattern(number)
        guard let workflow = pattern.workflow else { return }
        let one = cases[number]
        let step = walker.step(workflow, from: one.state, taking: transition) { one.facts(pattern, at: now) }
        if isCounted(number) { tally.steps(taken: step == nil ? 0 : 1, refused: step == nil ? 1 : 0) }
        if let step { carryOut(step, number, at: now) }
    }

    /// Timers, clocks and effects of a step, in the order in which the desk has them.
    private mutating func carryOut(_ step: Step, _ number: Int, at now: Int64) {
        let wasOpen = cases[number].category.isOpen
        cases[number].enter(step, at: now)
        if wasOpen != step.category.isOpen { count(opened: wasOpen ? -1 : 1) }
        for timer in step.timers { set(timer, number, at: now) }
        follow(step, number, at: now)
        for effect in step.effects { carryOut(effect, number, at: now) }
    }

    private mutating func set(_ timer: TimerOrder, _ number: Int, at now: Int64) {
        guard let due = moment(timer.moment, number, at: now), due.milliseconds < end else { return }
        queue.add(
            .timer(number, transition: timer.transition, entered: cases[number].entered),
            at: max(now, due.milliseconds))
    }

    private func moment(_ moment: TimedMoment, _ number: Int, at now: Int64) -> Instant? {
        switch moment {
        case .after(let amount, let name):
            guard let calendar = desk.rules?.calendars[name],
                let unit = Target.Unit(rawValue: amount.unit.rawValue)
            else { return nil }
            return calendar.due(from: Instant(milliseconds: now), Target(amount.count, unit)).instant
        case .at(let field):
            let facts = cases[number].facts(pattern(number), at: now)
            return if case .instant(let at)? = facts[field] { at } else { nil }
        }
    }

    private mutating func follow(_ step: Step, _ number: Int, at now: Int64) {
        let pattern = pattern(number)
        let before = cases[number].clocks.urgency
        var stopped: [(clock: SimulatedClock, isKept: Bool)] = []
        cases[number].clocks.follow(
            step.clocks, owed: pattern.terms(at: cases[number].severity), desk.terms,
            at: Instant(milliseconds: now)
        ) { stopped.append(($0, $1)) }
        if !step.category.isOpen { cases[number].clocks.cancelAll() }
        if isCounted(number) {
            for (clock, isKept) in stopped where clock.due.milliseconds < end {
                tally.judge(term: clock.term, group: pattern.group, isKept: isKept)
            }
        }
        lineUp(number, since: before)
    }

    /// Its visits, where no window is promised, stand in the line where its promises have them.
    private mutating func lineUp(_ number: Int, since before: Int64) {
        let urgency = cases[number].clocks.urgency
        guard urgency != before else { return }
        for visit in cases[number].visits
        where visits[visit].standing == .waiting && visits[visit].hold == nil {
            line.remove(visit)
            line.add(visit, urgency: urgency, opened: cases[number].opened)
        }
    }

    /// It is so many tiers more severe from now on, and is owed what others of that severity are.
    private mutating func raise(_ number: Int, by tiers: Int, at now: Int64) {
        let all = Severity.allCases
        let severity = all[max(0, min(all.count - 1, cases[number].severity.rank + tiers))]
        guard severity != cases[number].severity else { return }
        cases[number].severity = severity
        let before = cases[number].clocks.urgency
        let owed = pattern(number).terms(at: severity)
        cases[number].clocks.promiseAnew(owed: owed, desk.terms, at: Instant(milliseconds: now))
        lineUp(number, since: before)
    }

    /// A step opens another case, as one that was opened so in the past.
    private mutating func openAnother(_ kind: String, after number: Int, at now: Int64) {
        guard let workflows = desk.rules?.workflows,
            let workflow = workflows.firstIndex(where: { $0.name == kind }),
            let pattern = followers.draw(
                workflow, group: pattern(number).group, by: &cases[number].chance)
        else { return }
        guard cases.count < mostCases else {
            endless = .endless(workflows[workflow].label, opened: cases.count)
            return
        }
        let seed = cases[number].chance.next()
        cases.append(
            SimulatedCase(
                opened: now, pattern: pattern, severity: desk.patterns[pattern].severity,
                chance: SeededChance(seed: seed)))
        queue.add(.opened(cases.count - 1), at: now)
    }

    /// What concerns the case itself, and cases that it opens. Calls and approvals come back as words of the past; messages change
    /// nothing.
    private mutating func carryOut(_ effect: Effect, _ number: Int, at now: Int64) {
        switch effect {
        case .openVisit, .followUpVisit: cases[number].isVisitWanted = true
        case .cancelVisits:
            cases[number].otherVisits = 0
            for visit in cases[number].visits where visits[visit].standing.isBeforeWay {
                line.remove(visit)
                end(visit, telling: .visitCancelled, at: now)
            }
        case .bumpReopened: cases[number].reopened += 1
        case .raiseSeverity: raise(number, by: 1, at: now)
        case .openCase(let kind, _): openAnother(kind, after: number, at: now)
        case .cancelCalls, .requestApproval, .grant, .notify, .claim, .release, .bar, .countAttempt,
            .callAgain, .planAttempt, .askNumber, .doNotCall, .signal:
            break
        }
    }
}
