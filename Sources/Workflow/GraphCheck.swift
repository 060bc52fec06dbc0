import Model
import Resources

/// What is wrong with a definition as a graph, once every name in it is known: states nobody reaches or leaves, clocks
/// that never stop, timers that point nowhere, reactions that contradict.
struct GraphCheck {
    private let definition: WorkflowDefinition
    private let leads: [String: [WorkflowDefinition.Transition]]

    init(_ definition: WorkflowDefinition) {
        self.definition = definition
        var leads: [String: [WorkflowDefinition.Transition]] = [:]
        for transition in definition.transitions {
            for state in transition.from { leads[state, default: []].append(transition) }
        }
        self.leads = leads
    }

    func run(_ findings: Findings) {
        let reached = reachable(from: [definition.initial], along: successors)
        for state in definition.states {
            if !reached.contains(state.name) { findings.add(fault("unreachable", state)) }
            if state.category.isOpen { checkWayOut(of: state, findings) }
            checkTimers(of: state, findings)
            checkReactions(in: state, findings)
        }
        checkClocks(findings)
    }

    // MARK: Ways

    private func successors(_ state: String) -> [String] { (leads[state] ?? []).compactMap(\.to) }

    private func reachable(from start: [String], along next: (String) -> [String]) -> Set<String> {
        var seen = Set(start)
        var stack = start
        while let state = stack.popLast() {
            for other in next(state) where seen.insert(other).inserted { stack.append(other) }
        }
        return seen
    }

    private func checkWayOut(of state: WorkflowDefinition.State, _ findings: Findings) {
        let beyond = reachable(from: [state.name], along: successors)
        if beyond == [state.name] {
            findings.add(fault("deadEnd", state))
        } else if !beyond.contains(where: { definition.category(of: $0) == .done }) {
            findings.add(fault("noDone", state))
        }
    }

    private func checkTimers(of state: WorkflowDefinition.State, _ findings: Findings) {
        for timer in state.timers
        where !(leads[state.name] ?? []).contains(where: { $0.name == timer.transition }) {
            findings.add(fault("timerNotFromHere", state, ["transition": .text(timer.transition)]))
        }
    }

    /// Of several reactions to one signal in a state the first whose condition holds is taken, so only the last may be
    /// without one.
    private func checkReactions(in state: WorkflowDefinition.State, _ findings: Findings) {
        for signal in Signal.allCases {
            let reactions = (leads[state.name] ?? []).filter { $0.on.contains(signal) }
            for (first, second) in zip(reactions, reactions.dropFirst()) where first.when == nil {
                findings.add(
                    RuleFault(
                        file: definition.file, line: second.line,
                        problem: Phrase(
                            "workflow.rivalReactions",
                            [
                                "signal": .text(signal.rawValue), "state": .text(state.name),
                                "first": .text(first.name), "second": .text(second.name),
                            ])))
            }
        }
    }

    // MARK: Clocks

    /// Follows, from the initial state to a fixed point, which clocks may be open in each state; none may be open in a
    /// done or cancelled one, and none may be paused that is never open there.
    private func checkClocks(_ findings: Findings) {
        guard let initial = definition.state(definition.initial) else { return }
        var open = [initial.name: entering(initial, with: [])]
        var changed = [initial.name]
        while let name = changed.popLast() {
            for transition in leads[name] ?? [] {
                let (target, metrics) = outcome(of: transition, in: name, with: open[name] ?? [])
                if !metrics.isSubset(of: open[target] ?? []) || open[target] == nil {
                    open[target, default: []].formUnion(metrics)
                    changed.append(target)
                }
            }
        }
        for state in definition.states {
            let running = open[state.name] ?? []
            if !state.category.isOpen {
                for metric in running.sorted() {
                    findings.add(fault("clockNeverStops", state, ["metric": .text(metric)]))
                }
            }
            for metric in state.clocks.pause where !running.contains(metric) {
                findings.add(fault("clockNeverRuns", state, ["metric": .text(metric)]))
            }
        }
    }

    private func outcome(
        of transition: WorkflowDefinition.Transition, in state: String, with open: Set<String>
    ) -> (target: String, open: Set<String>) {
        let after = open.subtracting(transition.clocks.ended).union(transition.clocks.begun)
        guard let to = transition.to, let target = definition.state(to) else { return (state, after) }
        return (to, entering(target, with: after))
    }

    private func entering(_ state: WorkflowDefinition.State, with open: Set<String>) -> Set<String> {
        open.subtracting(state.clocks.ended).union(state.clocks.begun)
    }

    private func fault(
        _ key: String, _ state: WorkflowDefinition.State, _ facts: [String: PhraseFact] = [:]
    ) -> RuleFault {
        RuleFault(
            file: definition.file, line: state.line,
            problem: Phrase("workflow.\(key)", facts.merging(["state": .text(state.name)]) { a, _ in a }))
    }
}
