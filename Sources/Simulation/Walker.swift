import Model
import Workflow

/// The workflows of a desk, taken by their own step function. What hangs on no fact is asked once and known from then on, since
/// the function is pure and runs take the same steps many thousand times.
struct Walker {
    private struct Way: Hashable {
        var workflow: Int
        var state: String
        var transition: String
    }
    private struct Word: Hashable {
        var workflow: Int
        var state: String
        var signal: Signal
    }

    private let definitions: [WorkflowDefinition]
    private var openings: [Int: Step] = [:]
    private var steps: [Way: Step] = [:]
    /// The transition that a word always brings, nil for none; what hangs on facts is not among them.
    private var reactions: [Word: String?] = [:]

    init(_ definitions: [WorkflowDefinition]) { self.definitions = definitions }

    mutating func opening(_ workflow: Int) -> Step {
        if let known = openings[workflow] { return known }
        let step = definitions[workflow].opening()
        openings[workflow] = step
        return step
    }

    /// What taking a transition comes to; nil where the workflow refuses it. Whoever took it in the past was allowed to, so it is
    /// taken as by the desk itself, and what it asks for is filled in as the case had it, else with what fits.
    mutating func step(
        _ workflow: Int, from state: String, taking name: String, _ facts: () -> Facts
    ) -> Step? {
        let way = Way(workflow: workflow, state: state, transition: name)
        if let known = steps[way] { return known }
        let definition = definitions[workflow]
        guard let transition = definition.transition(name) else { return nil }
        let now = facts()
        let step = try? definition.step(
            from: state, taking: name, facts: now, given: definition.given(with: transition, now), roles: [],
            isDesk: true)
        if !definition.hangsOnFacts(transition) { steps[way] = step }
        return step
    }

    /// The transition that a case answers a word with; nil for none.
    mutating func reaction(
        _ workflow: Int, to signal: Signal, in state: String, _ facts: () -> Facts
    ) -> String? {
        let word = Word(workflow: workflow, state: state, signal: signal)
        if let known = reactions[word] { return known }
        let definition = definitions[workflow]
        let reaction = definition.reaction(to: signal, in: state, facts: facts())
        let hangsOnFacts = definition.transitions.contains {
            $0.on.contains(signal) && $0.from.contains(state) && $0.when != nil
        }
        if !hangsOnFacts { reactions[word] = .some(reaction) }
        return reaction
    }
}

extension WorkflowDefinition {
    /// Whether a step may come to something else with other facts: by its condition, by what it sets, or by what is filled in with
    /// it, where a condition or a timer looks at that.
    fileprivate func hangsOnFacts(_ transition: Transition) -> Bool {
        transition.when != nil || !transition.set.isEmpty
            || (transition.require + transition.anew).contains { field in
                asks(about: field) || states.flatMap(\.timers).contains { $0.moment == .at(field: field) }
            }
    }

    fileprivate func given(with transition: Transition, _ facts: Facts) -> [String: FieldValue] {
        let asked = (transition.require + transition.anew).compactMap(field)
        return asked.reduce(into: [:]) { given, field in
            let known = facts[field.name].flatMap { field.accepts($0) && !$0.isEmpty ? $0 : nil }
            given[field.name] = known ?? field.fitting(facts)
        }
    }
}

extension FieldDefinition {
    /// A value that it accepts.
    fileprivate func fitting(_ facts: Facts) -> FieldValue {
        switch type {
        case .text, .words, .files, .parts: .text(name)
        case .measures: .text("\(name) 0")
        case .choice: .text(choices.first?.name ?? name)
        case .number, .money: .number(0)
        case .flag: .flag(true)
        case .instant: facts["now"] ?? .number(0)
        }
    }
}
