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
    private var openings = Memo<Int, Step>()
    private var steps = Memo<Way, Step?>()
    private var reactions = Memo<Word, String?>()

    init(_ definitions: [WorkflowDefinition]) { self.definitions = definitions }

    mutating func opening(_ workflow: Int) -> Step {
        let definitions = definitions
        return openings.answer(workflow) { (definitions[workflow].opening(), true) }
    }

    /// What taking a transition comes to; nil where the workflow refuses it. Whoever took it in the past was allowed to, so it is
    /// taken as by the desk itself, and what it asks for is filled in as the case had it, else with what fits.
    mutating func step(
        _ workflow: Int, from state: String, taking name: String, _ facts: () -> Facts
    ) -> Step? {
        let definitions = definitions
        return steps.answer(Way(workflow: workflow, state: state, transition: name)) {
            let definition = definitions[workflow]
            guard let transition = definition.transition(name) else { return (nil, true) }
            let now = facts()
            let step = try? definition.step(
                from: state, taking: name, facts: now, given: definition.given(with: transition, now),
                roles: [], isDesk: true)
            return (step, !definition.hangsOnFacts(transition))
        }
    }

    /// The transition that a case answers a word with; nil for none.
    mutating func reaction(
        _ workflow: Int, to signal: Signal, in state: String, _ facts: () -> Facts
    ) -> String? {
        let definitions = definitions
        return reactions.answer(Word(workflow: workflow, state: state, signal: signal)) {
            let definition = definitions[workflow]
            let hangsOnFacts = definition.transitions.contains {
                $0.on.contains(signal) && $0.from.contains(state) && $0.when != nil
            }
            return (definition.reaction(to: signal, in: state, facts: facts()), !hangsOnFacts)
        }
    }
}

/// Answers that are always the same, once they were found.
private struct Memo<Question: Hashable, Answer> {
    private var known: [Question: Answer] = [:]

    /// - Parameter find: finds the answer, and says whether it is always the same.
    mutating func answer(_ question: Question, find: () -> (answer: Answer, isLasting: Bool)) -> Answer {
        if let answer = known[question] { return answer }
        let found = find()
        if found.isLasting { known[question] = found.answer }
        return found.answer
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
