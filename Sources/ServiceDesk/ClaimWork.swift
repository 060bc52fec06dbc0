package import Model
import Records
import Workflow

extension ServiceDesk {
    /// One transaction that only takes the next piece of work (a case, a call, a request): those who take at the same
    /// time pass each other instead of waiting.
    package func claim<T>(by actor: Actor, at now: Instant, _ body: (Work) throws -> T) throws -> T {
        try act(by: actor, at: now, isolation: .claiming, body)
    }
}

// Taking the next piece of work from a line, in `desk.claim`; and putting it back.
extension Work {
    /// Gives the actor the most urgent open case that nobody has, and takes the workflow's own step for that where it
    /// has one (`effects: [claim]`).
    /// - Parameter queue: only of this one; else of those meant for the actor's roles.
    /// - Throws: `DeskFault.nothingToTake`.
    package func claimNextCase(queue name: String? = nil) throws -> ServiceCase {
        try require(.doCase)
        guard let agent = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.doCase.rawValue)
        }
        try requireRoom(agent)
        let queue = try name.map { try rules.queue(named: $0) }
        guard
            let taken = try cases.claimNext(
                for: agent, queues: queue.map { [$0.name] } ?? rules.queues(for: actor.roles),
                except: rules.kindsNotTaken(by: actor.roles),
                within: try reading.cases(reachedBy: .doCase, of: actor))
        else { throw DeskFault.nothingToTake(queue: queue?.label) }
        return try claimed(taken, by: agent)
    }

    /// Where the rules say so, whoever has as many cases as they may takes no next one.
    /// - Throws: `AssignmentFault.handsFull`.
    private func requireRoom(_ agent: StaffID) throws {
        guard rules.assignment.limitsNext, let person = try staff.find(agent),
            let most = rules.assignment.capacity(of: person)
        else { return }
        // Two desks of one person take turns, or both would have room for the last.
        try db.takeTurn(of: agent)
        let held = try cases.countsOpen(of: [agent])[agent] ?? 0
        guard held < most else { throw AssignmentFault.handsFull(held: held, most: most) }
    }

    /// Records that a case has an owner now, and takes the workflow's step for it.
    func claimed(_ taken: ServiceCase, by agent: StaffID) throws -> ServiceCase {
        try record(
            Subject(taken.id), "case.claimed",
            ["owner": .text(agent.description), "owner.before": .text(""), "queue": .text(taken.queue)],
            version: taken.version)
        guard let step = try step(to: .claim, .serviceCase(taken)) else { return taken }
        return try take(step, on: taken.id)
    }

    /// Puts a case back into its queue; whoever asks next may get it.
    package func releaseCase(_ id: CaseID) throws -> ServiceCase {
        try require(.doCase, of: id)
        var c = try reading.serviceCase(id)
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        guard let owner = c.owner, owner == actor.staffID else { throw DeskFault.notInHand(id.description) }
        if let step = try step(to: .release, .serviceCase(c)) { c = try take(step, on: id) }
        if c.owner != nil {
            c.owner = nil
            c = try cases.update(c)
        }
        try record(
            Subject(id), "case.putBack",
            ["owner": .text(""), "owner.before": .text(owner.description), "queue": .text(c.queue)],
            version: c.version)
        return c
    }

    /// Puts a call back that the actor took; whoever asks next may get it.
    package func releaseCall(_ id: CallID) throws -> FollowUpCall {
        var call = try reading.call(id)
        try requireMaking(call)
        guard call.category.isOpen, let clerk = call.claimedBy, clerk == actor.staffID else {
            throw DeskFault.notInHand(id.description)
        }
        if let step = try step(to: .release, .call(call)) { return try take(step, on: id) }
        (call.claimedBy, call.begunAt) = (nil, nil)
        call = try calls.update(call)
        try record(Subject(id), "call.putBack")
        return call
    }

    /// A step that has this effect and no other, can be taken now and asks for nothing.
    private func step(to effect: Effect, _ matter: Matter) throws -> String? {
        let ways = Set(
            try rules.workflow(of: matter).ways(to: effect).filter { $0.effects == [effect] }.map(\.name))
        guard !ways.isEmpty else { return nil }
        return try reading.offers(matter, by: actor, at: now).first {
            ways.contains($0.name) && $0.refusal == nil && $0.requires.isEmpty
        }?.name
    }
}

extension Reading {
    /// The open cases someone has in hand, the most urgent first.
    package func inHand(of staff: StaffID, limit: Int = 50) throws -> [ServiceCase] {
        var query = CaseQuery()
        (query.owner, query.limit) = (staff, limit)
        return try cases.list(query)
    }
}

extension Rules {
    /// - Throws: `DeskFault.badField` naming the queues there are.
    package func queue(named name: String) throws -> Queue {
        guard let queue = settings.queues.first(where: { $0.name == name }) else {
            throw DeskFault.badField(
                field: "queue", value: name,
                expected: Phrase("desk.oneOf", ["choices": .list(settings.queues.map { .text($0.name) })]))
        }
        return queue
    }

    /// The queues meant for someone with these roles; nil when none is kept from them.
    fileprivate func queues(for roles: [String]) -> [String]? {
        let open = settings.queues.filter { $0.roles.isEmpty || !Set($0.roles).isDisjoint(with: roles) }
        return open.count == settings.queues.count ? nil : open.map(\.name)
    }

    /// Kinds whose workflow lets only others take a case in hand.
    func kindsNotTaken(by roles: [String]) -> [CaseKind] {
        workflows.kinds(of: .case).filter { definition in
            let ways = definition.ways(to: .claim)
            return !ways.isEmpty && !ways.contains { $0.who.admits(roles) }
        }.map { CaseKind($0.name) }
    }
}

extension WorkflowDefinition.Who {
    /// Whether somebody with these roles may take it.
    func admits(_ names: [String]) -> Bool {
        switch self {
        case .anyone: true
        case .roles(let roles): roles.contains { names.contains($0.name) }
        case .desk: false
        }
    }
}
