package import Model
package import Resources

/// The steps of the strategy, as `Resources/strategy.yaml` says them.
package struct StrategySteps: Sendable {
    /// In the file's order.
    package let all: [Step]

    package struct Step: Sendable, Hashable {
        package var name: String
        package var label: Label
        /// The question to be answered.
        package var asks: Label
        /// What must be known for it.
        package var inputs: [Label]
        /// Whether the promises in force stand beside it.
        package var showsPromises: Bool
    }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile) throws {
        let (steps, faults) = try Self.read(file)
        if let first = faults.first { throw first }
        all = steps
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile) -> [RuleFault] {
        RuleFault.all { try read(file).faults }
    }

    private static func read(_ file: ResourceFile) throws -> (steps: [Step], faults: [RuleFault]) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("steps")
        var (steps, faults): ([Step], [RuleFault]) = ([], [])
        for node in try root.need("steps").items {
            do {
                try node.allowOnly("name", "label", "asks", "inputs", "promises")
                let step = Step(
                    name: try node.text("name"), label: try node.label("label"),
                    asks: try node.label("asks"),
                    inputs: try node.need("inputs").items.map { try $0.asLabel() },
                    showsPromises: try node.flag("promises"))
                if steps.contains(where: { $0.name == step.name }) {
                    throw node.fault("strategy.double", ["name": .text(step.name)])
                }
                steps.append(step)
            } catch let fault as RuleFault { faults.append(fault) }
        }
        return (steps, faults)
    }
}

/// What is wrong with what is asked of the strategy.
package enum StrategyFault: Fault, Hashable {
    case noStep(String, known: [String])
    /// Somebody answered it since it was read.
    case changed(Label)

    package var kind: FaultKind {
        switch self {
        case .noStep: .noSuchThing
        case .changed: .tryAgain
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noStep(let name, let known):
            Phrase("strategy.noStep", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .changed(let step): Phrase("strategy.changed", ["step": .label(step)])
        }
    }
}

extension Rules {
    /// Everything wrong in the file of the strategy's steps.
    package func strategyProblems() throws -> [RuleFault] {
        StrategySteps.check(file: try library.file("strategy.yaml"))
    }

    /// - Parameter name: or its number, as it is shown: from 1 up in the file's order.
    /// - Throws: `StrategyFault.noStep` naming those there are.
    package func strategyStep(_ name: String) throws -> StrategySteps.Step {
        let all = try strategy().all
        if let number = Int(name), all.indices.contains(number - 1) { return all[number - 1] }
        guard let found = all.first(where: { $0.name == name }) else {
            throw StrategyFault.noStep(name, known: all.map(\.name))
        }
        return found
    }
}
