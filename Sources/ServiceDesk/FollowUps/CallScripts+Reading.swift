import Model
package import Resources
package import Workflow

extension CallScripts {
    /// - Parameters:
    ///   - call: the workflow of calls, whose questions and steps scripts name.
    ///   - plans: the names of the plans there are.
    ///   - reasons: why customers are rung up (`Rules.callReasons`).
    /// - Throws: `RuleFault` with file and line.
    package init(file: ResourceFile, call: WorkflowDefinition, plans: [String], reasons: [String]) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("scripts")
        let list = try root.need("scripts")
        let scripts = try list.items.map { try Self.script($0, call, plans, reasons) }
        for (node, script) in zip(list.items, scripts.dropLast()) where script.isForAll {
            throw node.fault("script.notLast")
        }
        guard scripts.last?.isForAll == true else { throw list.fault("script.noLast") }
        self.init(scripts)
    }

    private static func script(
        _ node: RuleNode, _ call: WorkflowDefinition, _ plans: [String], _ reasons: [String]
    ) throws -> CallScript {
        try node.allowOnly("plans", "reasons", "opening", "then", "asks", "ends")
        return CallScript(
            plans: try node.words(of: plans, "plans"), reasons: try node.words(of: reasons, "reasons"),
            opening: try spoken(node.need("opening"), of: [.clerk, .customer]),
            then: try node["then"].map { try spoken($0, of: CallScript.Placeholder.allCases) },
            asks: try node.words(of: call.fields.map(\.name), "asks"), ends: try ends(node.need("ends"), call)
        )
    }

    /// Steps that close the call.
    private static func ends(_ node: RuleNode, _ call: WorkflowDefinition) throws -> [CallScript.End] {
        let closing = call.transitions.filter { $0.to.flatMap { call.category(of: $0) } == .done }
            .map(\.name)
        var taken: [Character: String] = [:]
        return try node.entries.map { name, value in
            let step = try name.word(of: closing, "ends")
            if let key = call.transition(step)?.key {
                if let other = taken[key] {
                    throw name.fault(
                        "script.sameKey",
                        ["key": .text(String(key)), "step": .text(step), "other": .text(other)])
                }
                taken[key] = step
            }
            return CallScript.End(step: step, label: try value.asLabel())
        }
    }

    /// A word in braces that stands for nothing would be read out as it is written.
    private static func spoken(_ node: RuleNode, of known: [CallScript.Placeholder]) throws -> Label {
        let label = try node.asLabel()
        let used = label.texts.values.reduce(into: Set()) { $0.formUnion($1.placeholders) }
        guard let wrong = used.subtracting(known.map(\.rawValue)).min() else { return label }
        throw node.fault(
            "quality.noPlaceholder",
            ["word": .text(wrong), "known": .list(known.map { .text($0.rawValue) })])
    }
}
