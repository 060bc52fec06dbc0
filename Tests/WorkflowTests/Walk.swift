import Model
import Testing
import Workflow

/// One imaginary matter going through a workflow: keeps its state, its fields and its clocks as ServiceDesk would.
struct Walk {
    let definition: WorkflowDefinition
    private(set) var state: String
    var facts: Facts
    private(set) var effects: [Effect] = []
    /// Open clocks, by metric; true while paused.
    private(set) var clocks: [String: Bool] = [:]
    /// Orders that made no sense: resuming what is not paused, pausing what is paused.
    private(set) var nonsense: [ClockOrder] = []
    private(set) var path: [String]

    init(_ definition: WorkflowDefinition, facts: [String: FieldValue] = [:]) {
        self.definition = definition
        let step = definition.opening()
        state = step.to
        path = [step.to]
        self.facts = Facts(now: Samples.noon, facts)
        carryOut(step)
    }

    var category: StateCategory? { definition.category(of: state) }

    /// Somebody with the role takes the transition.
    mutating func take(
        _ transition: String, as roles: [String] = ["agent"], _ given: [String: FieldValue] = [:]
    ) throws {
        carryOut(
            try definition.step(from: state, taking: transition, facts: facts, given: given, roles: roles))
    }

    /// The desk takes it: a timer.
    mutating func time(_ transition: String) throws {
        carryOut(try definition.step(from: state, taking: transition, facts: facts, roles: [], isDesk: true))
    }

    /// Something happened elsewhere.
    /// - Returns: whether the matter reacted.
    @discardableResult
    mutating func hear(_ signal: Signal) throws -> Bool {
        guard let transition = definition.reaction(to: signal, in: state, facts: facts) else { return false }
        try time(transition)
        return true
    }

    mutating func carryOut(_ step: Step) {
        state = step.to
        if step.enters { path.append(step.to) }
        effects = step.effects
        facts.values.merge(step.sets) { _, new in new }
        if step.category.isOpen {
            facts["closedAt"] = nil
        } else {
            facts["closedAt"] = .instant(Samples.noon)
        }
        for order in step.clocks { carryOut(order) }
    }

    private mutating func carryOut(_ order: ClockOrder) {
        switch order {
        case .start(let metric): clocks[metric] = clocks[metric] ?? false
        case .restart(let metric): clocks[metric] = false
        case .stop(let metric), .cancel(let metric): clocks[metric] = nil
        case .pause(let metric), .resume(let metric):
            guard let isPaused = clocks[metric] else { return }
            let wanted = order == .pause(metric)
            if isPaused == wanted { nonsense.append(order) }
            clocks[metric] = wanted
        }
    }
}
