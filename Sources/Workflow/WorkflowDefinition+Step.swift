package import Model

// The interpreter: every door (screen, bulk, command line, import, timer) comes through `step`.
extension WorkflowDefinition {
    /// The one transition function. Pure.
    ///
    /// - Parameters:
    ///   - given: fields filled in with this step.
    ///   - roles: of the one who acts.
    ///   - isDesk: whether the desk itself acts (timers, reactions); it passes `who`, and nothing else.
    package func step(
        from state: String, taking name: String, facts: Facts, given: [String: FieldValue] = [:],
        roles: [String], isDesk: Bool = false
    ) throws(StepRefusal) -> Step {
        guard let transition = transition(name) else {
            throw .unknownTransition(name, known: transitions.filter { $0.who != .desk }.map(\.name))
        }
        let source = try source(state, of: transition)
        if let refusal = transition.refusal(ofRoles: roles, isDesk: isDesk) { throw refusal }
        if !isDesk, facts.isFilled("noteWanted") { throw .noteWanted(transition: transition.label) }
        try check(given, with: transition)
        let after = facts.adding(given)
        let missing =
            transition.require.filter { !after.isFilled($0) }
            + transition.anew.filter { given[$0]?.isEmpty ?? true }
        if !missing.isEmpty {
            throw .missing(transition: transition.label, fields: missing.compactMap(field))
        }
        if let condition = transition.when, !condition.holds(after) {
            throw .condition(transition: transition.label, why: transition.refuse)
        }
        return assemble(from: source, taking: transition, facts: facts, given: given)
    }

    /// A new subject enters its initial state.
    package func opening() -> Step {
        guard let state = state(initial) else {
            preconditionFailure("the reader lets no unknown initial state pass")
        }
        return Step(
            from: "", to: state.name, category: state.category, transition: "", sets: [:],
            stamps: state.stamps,
            effects: state.signal.map { [.signal($0)] } ?? [], clocks: state.clocks.orders,
            timers: state.timers, enters: true)
    }

    /// Everything that people may take from here, with why not when not and what must be filled in.
    /// What only the desk takes is left out.
    package func offers(in state: String, facts: Facts, roles: [String]) -> [Offer] {
        transitions.filter { $0.from.contains(state) && $0.who != .desk }.map { transition in
            let open = transition.require.filter { !facts.isFilled($0) } + transition.anew
            return Offer(
                name: transition.name, label: transition.label, to: transition.to ?? state,
                requires: open.compactMap(field),
                optional: transition.may.compactMap(field),
                refusal: transition.refusal(ofRoles: roles, isDesk: false)
                    ?? transition.refusal(before: facts),
                asks: transition.ask, key: transition.key)
        }
    }

    /// The transition the desk takes by itself when something happened elsewhere (`on: [visit.done]`): the first, in
    /// the file's order, that starts here and whose condition holds; nil when the subject does not react.
    package func reaction(to signal: Signal, in state: String, facts: Facts) -> String? {
        transitions.first {
            $0.on.contains(signal) && $0.from.contains(state) && ($0.when?.holds(facts) ?? true)
        }?.name
    }

    private func source(_ name: String, of transition: Transition) throws(StepRefusal) -> State {
        guard let state = state(name) else { throw .unknownState(name, workflow: label) }
        guard transition.from.contains(name) else {
            let possible = transitions.filter { $0.from.contains(name) && $0.who != .desk }.map(\.name)
            throw .notFromHere(transition: transition.label, state: state.label, possible: possible)
        }
        return state
    }

    private func check(
        _ given: [String: FieldValue], with transition: Transition
    ) throws(StepRefusal) {
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            guard transition.askable.contains(name), let field = field(name) else {
                throw .notAskedFor(field: name, transition: transition.label, asked: transition.askable)
            }
            guard field.accepts(value) else { throw .badValue(field: field, value: value) }
        }
    }

    private func assemble(
        from source: State, taking transition: Transition, facts: Facts, given: [String: FieldValue]
    ) -> Step {
        let target = transition.to.flatMap(state)
        var sets = given
        for (name, value) in transition.set { sets[name] = value.resolved(facts) }
        return Step(
            from: source.name, to: target?.name ?? source.name, category: target?.category ?? source.category,
            transition: transition.name, sets: sets, stamps: target?.stamps ?? [],
            effects: transition.effects + (target?.signal.map { [.signal($0)] } ?? []),
            clocks: clocks(leaving: source, taking: transition, entering: target),
            timers: target?.timers ?? [], enters: target != nil)
    }

    /// What the state left had paused and the next does not pause too runs again; then the transition's own orders,
    /// then those of the state entered.
    private func clocks(leaving source: State, taking transition: Transition, entering target: State?)
        -> [ClockOrder]
    {
        guard let target else { return transition.clocks.orders }
        var entering = target.clocks
        let kept = Set(source.clocks.pause).intersection(entering.pause)
        entering.pause.removeAll(where: kept.contains)
        let resumed = source.clocks.pause.filter { !kept.contains($0) }
        return resumed.map(ClockOrder.resume) + transition.clocks.orders + entering.orders
    }
}

extension WorkflowDefinition.Transition {
    fileprivate func refusal(ofRoles names: [String], isDesk: Bool) -> StepRefusal? {
        switch who {
        case _ where isDesk, .anyone: nil
        case .desk: .deskOnly(transition: label)
        case .roles(let roles):
            roles.contains { names.contains($0.name) }
                ? nil
                : .notYourRole(transition: label, roles: roles.filter { !$0.hasEveryRight }.map(\.label))
        }
    }

    /// What can already be said against it, before its fields are filled in.
    fileprivate func refusal(before facts: Facts) -> StepRefusal? {
        if facts.isFilled("noteWanted") { return .noteWanted(transition: label) }
        guard when?.verdict(facts, undecided: Set(askable)) == false else { return nil }
        return .condition(transition: label, why: refuse)
    }
}

extension WorkflowDefinition.SetValue {
    fileprivate func resolved(_ facts: Facts) -> FieldValue? {
        switch self {
        case .value(let value): value
        case .now: facts[Facts.nowName]
        }
    }
}
