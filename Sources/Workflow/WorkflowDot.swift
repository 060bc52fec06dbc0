import Model

/// A workflow as a graph for Graphviz: `aftercare workflow diagram complaint --dot | dot -Tsvg`.
package enum WorkflowDot {
    package static func text(_ definition: WorkflowDefinition, language: String) -> String {
        var lines = [
            "digraph \(quoted(definition.name)) {",
            "    rankdir=LR;",
            "    label=\(quoted(definition.label.text(in: language)));",
            "    node [shape=box, style=rounded];",
        ]
        for state in definition.states {
            var attributes = "label=\(quoted(state.label.text(in: language)))"
            if state.name == definition.initial { attributes += ", penwidth=2" }
            if !state.category.isOpen { attributes += ", peripheries=2" }
            lines.append("    \(quoted(state.name)) [\(attributes)];")
        }
        for transition in definition.transitions {
            let style = transition.who == .desk ? ", style=dashed" : ""
            for from in transition.from {
                let label = quoted(transition.label.text(in: language))
                lines.append(
                    "    \(quoted(from)) -> \(quoted(transition.to ?? from)) [label=\(label)\(style)];")
            }
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }
}
