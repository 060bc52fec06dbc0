package import Model
import Records
import Workflow

/// The one way a case, visit or call changes state. Every door comes through here: a screen, a bulk edit, the command
/// line, the importer, a timer, a reaction of one matter to another.
extension Work {
    @discardableResult
    package func take(_ transition: String, on id: CaseID, given: [String: FieldValue] = [:]) throws
        -> ServiceCase
    {
        try require(.doCase, of: id)
        let before = try reading.serviceCase(id)
        if let into = before.mergedInto {
            throw DeskFault.alreadyMerged(id.description, into: into.description)
        }
        guard case .serviceCase(let after) = try take(transition, on: .serviceCase(before), given: given)
        else {
            return before
        }
        return after
    }

    @discardableResult
    package func take(_ transition: String, on id: VisitID, given: [String: FieldValue] = [:]) throws -> Visit
    {
        try require(.doVisit, on: Subject(id))
        let before = try reading.visit(id)
        let definition = try rules.workflow(of: .visit(before))
        let given = try whole(given, of: definition, on: before)
        guard case .visit(let after) = try take(transition, on: .visit(before), given: given) else {
            return before
        }
        try attachFiles(given, of: definition, to: id)
        return after
    }

    @discardableResult
    package func take(_ transition: String, on id: CallID, given: [String: FieldValue] = [:]) throws
        -> FollowUpCall
    {
        let before = try reading.call(id)
        try requireMaking(before)
        let told = try tellUnasked(before, transition, given)
        guard case .call(let after) = try take(transition, on: .call(before), given: given) else {
            return before
        }
        if let told { try record(Subject(id), "call.unasked", told) }
        return after
    }

    /// What a caller read or wrote in this transaction, so that it is not read again.
    struct Known {
        /// The matter's facts, to this actor at this moment.
        var facts: Facts?
        var openClocks: [Clock]?
    }

    func take(
        _ transition: String, on before: Matter, given: [String: FieldValue], known: Known = Known()
    ) throws -> Matter {
        let definition = try rules.workflow(of: before)
        let step = try definition.step(
            from: before.state, taking: transition,
            facts: try known.facts
                ?? reading.facts(of: before, given: given, actor: actor, now: now),
            given: given, roles: actor.roles, isDesk: actor == .desk)
        var matter = before
        for (field, value) in step.sets { try matter.set(field, value) }
        for stamp in step.stamps { matter.stamp(stamp, at: now) }
        matter.enter(step, at: now)
        matter = try write(matter)
        if case .serviceCase(let c) = matter, !step.sets.isEmpty { try index(c) }
        var facts = step.sets
        facts["did"] = .text(transition)
        facts["from"] = .text(step.from)
        facts["to"] = .text(step.to)
        var version: Int?
        if case .serviceCase(let after) = matter, case .serviceCase(let earlier) = before {
            facts.merge(after.changes(since: earlier)) { own, _ in own }
            version = after.version
        }
        try record(matter.subject, "\(matter.subject.kind.rawValue).did", facts, version: version)
        if case .visit(let visit) = matter { try follow(step, of: visit) }
        if actor.staffID != nil { try barHandlers(of: matter) }
        try carryOut(step, on: &matter, openClocks: known.openClocks)
        if case .serviceCase(let c) = matter { try asDesk().planCalls(after: transition, of: c) }
        return matter
    }

    /// Whoever took a step of a case, and whoever makes a visit, is not to ask its customer how it was.
    private func barHandlers(of matter: Matter) throws {
        switch matter {
        case .serviceCase(let c): try bar([actor.staffID, c.owner], fromCallsAbout: c)
        case .visit(let v):
            try bar([v.technician, v.helper], fromCallsAbout: reading.serviceCase(v.caseID))
        case .call: break
        }
    }

    /// What a step brings: timers, clocks, effects, and word to the case the matter belongs to.
    func carryOut(
        _ step: Step, on matter: inout Matter, customer: Customer? = nil, openClocks: [Clock]? = nil
    ) throws {
        if step.enters {
            if !step.from.isEmpty { try timers.clear(matter.subject) }
            try setTimers(step, of: matter)
        }
        var running = try follow(
            step.clocks, of: matter, reason: step.transition.isEmpty ? step.to : step.transition,
            customer: customer,
            known: step.from.isEmpty ? [] : openClocks)
        if !step.category.isOpen {
            try cancelClocks(of: matter.subject, reason: step.to, known: running)
            running = []
            if case .serviceCase(let c) = matter { try withdrawRequests(of: c.id) }
        }
        if case .serviceCase(let c) = matter { try refreshUrgency(of: c.id, open: running) }
        try carryOutEffects(step, on: &matter)
    }

    func setTimers(_ step: Step, of matter: Matter) throws {
        for timer in step.timers {
            guard let due = try moment(timer.moment, of: matter) else { continue }
            try timers.set(matter.subject, transition: timer.transition, state: step.to, due: due)
        }
    }

    func carryOutEffects(_ step: Step, on matter: inout Matter) throws {
        depth += 1
        defer { depth -= 1 }
        guard depth < 12 else { throw DeskFault.reactionLoop(matter.subject.description) }
        for effect in step.effects {
            try carryOut(effect, on: &matter)
            matter = try reread(matter)
        }
    }

    /// When a workflow's moment comes; nil when the field it waits for is empty.
    func moment(_ moment: TimedMoment, of matter: Matter) throws -> Instant? {
        switch moment {
        case .after(let amount, let calendar): return try rules.due(from: now, amount, calendar: calendar)
        case .at(let field):
            guard case .instant(let at)? = try reading.facts(of: matter, actor: actor, now: now)[field] else {
                return nil
            }
            return at
        }
    }

    /// Tells a case that something happened; its workflow may answer with a transition, taken by the desk itself. A case
    /// that was merged passes it on to the one it redirects to.
    /// - Parameter told: what the visit or call knows; the transition takes of it what it asks for (`may`, `require`).
    /// - Returns: whether it did.
    @discardableResult
    func signal(_ signal: Signal, to id: CaseID, telling told: [String: FieldValue] = [:]) throws -> Bool {
        guard let c = try afterMerges(id) else { return false }
        return try self.signal(signal, to: c, telling: told)
    }

    /// The case that one redirects to since it was merged, or itself.
    func afterMerges(_ id: CaseID) throws -> ServiceCase? {
        var c = try cases.find(id)
        while let into = c?.mergedInto { c = try cases.find(into) }
        return c
    }

    /// The same for a case just read or written.
    func signal(
        _ signal: Signal, to c: ServiceCase, telling told: [String: FieldValue] = [:],
        openClocks: [Clock]? = nil
    ) throws -> Bool {
        let definition = try rules.workflow(of: .serviceCase(c))
        let facts = try reading.facts(of: .serviceCase(c), actor: .desk, now: now)
        guard let transition = definition.reaction(to: signal, in: c.state, facts: facts) else {
            return false
        }
        let known = Known(facts: facts, openClocks: openClocks)
        let asked = Set(definition.transition(transition)?.askable ?? [])
        let given = told.filter { asked.contains($0.key) }
        _ = try asDesk().take(transition, on: .serviceCase(c), given: given, known: known)
        return true
    }

    func write(_ matter: Matter) throws -> Matter {
        switch matter {
        case .serviceCase(let c): .serviceCase(try cases.update(c))
        case .visit(let v): .visit(try visits.update(v))
        case .call(let c): .call(try calls.update(c))
        }
    }

    /// The matter as it stands after effects changed it underneath.
    func reread(_ matter: Matter) throws -> Matter { try reading.matter(matter.subject) }
}
