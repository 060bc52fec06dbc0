package import Model

/// A workflow drawn for a terminal: each state a box (double-lined when it ends the matter), under it the ways out of
/// it. Ways that lead from every open state are drawn once, at the end.
///
///     ┌─────────┐
///     │ Planned │ planned · new
///     └─────────┘
///      ├── Dispatch ─────→ Dispatched
///      └── Cancel ───────→ Cancelled
///
/// Dashed ways are taken by the desk itself; what sets them off stands behind them.
package struct WorkflowDiagram {
    private let definition: WorkflowDefinition
    private let language: String
    private let say: (Phrase) -> String

    /// - Parameter say: makes the sentence of a phrase in the same language (Wording).
    package static func text(
        _ definition: WorkflowDefinition, language: String, say: (Phrase) -> String
    ) -> String {
        withoutActuallyEscaping(say) {
            WorkflowDiagram(definition: definition, language: language, say: $0).text
        }
    }

    private var text: String {
        let column = definition.transitions.map { label($0).cells }.max() ?? 0
        var lines = ["\(definition.label.text(in: language)) · \(definition.name) \(definition.version)", ""]
        for state in definition.states {
            lines += box(state)
            lines += ways(
                definition.transitions.filter { $0.from.contains(state.name) && !isEverywhere($0) }, state,
                column)
            lines.append("")
        }
        let everywhere = definition.transitions.filter(isEverywhere)
        if !everywhere.isEmpty {
            lines.append(say(Phrase("workflow.diagram.everyOpenState")))
            lines += ways(everywhere, nil, column)
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func isEverywhere(_ transition: WorkflowDefinition.Transition) -> Bool {
        definition.isFromEveryOpenState(transition)
    }

    private func label(_ transition: WorkflowDefinition.Transition) -> String {
        transition.label.text(in: language)
    }

    private func box(_ state: WorkflowDefinition.State) -> [String] {
        let title = state.label.text(in: language)
        let (h, v, corners): (Character, Character, [Character]) =
            state.category.isOpen ? ("─", "│", ["┌", "┐", "└", "┘"]) : ("═", "║", ["╔", "╗", "╚", "╝"])
        let edge = String(repeating: h, count: title.cells + 2)
        return [
            "\(corners[0])\(edge)\(corners[1])",
            "\(v) \(title) \(v) \(state.name) · \(say(state.category.phrase))",
            "\(corners[2])\(edge)\(corners[3])",
        ]
    }

    private func ways(
        _ transitions: [WorkflowDefinition.Transition], _ state: WorkflowDefinition.State?, _ column: Int
    ) -> [String] {
        transitions.enumerated().map { index, transition in
            let isAutomatic = transition.who == .desk
            let dash: Character = isAutomatic ? "╌" : "─"
            let branch = index == transitions.count - 1 ? "└" : "├"
            let arrow = "\(label(transition)) ".padded(to: column + 3, with: dash)
            let notes = triggers(of: transition, in: state)
            let note = notes.isEmpty ? "" : "  (\(notes.joined(separator: ", ")))"
            return " \(branch)\(dash)\(dash) \(arrow)→ \(target(transition))\(note)"
        }
    }

    private func target(_ transition: WorkflowDefinition.Transition) -> String {
        transition.to.flatMap(definition.state)?.label.text(in: language)
            ?? say(Phrase("workflow.diagram.stays"))
    }

    private func triggers(
        of transition: WorkflowDefinition.Transition, in state: WorkflowDefinition.State?
    ) -> [String] {
        let timers = state?.timers.filter { $0.transition == transition.name } ?? []
        return timers.map { say($0.moment.phrase(definition)) } + transition.on.map(\.rawValue)
    }
}

extension WorkflowDefinition {
    /// Whether it may be taken wherever the matter is open, as `any-open` writes it.
    func isFromEveryOpenState(_ transition: Transition) -> Bool {
        let open = states.filter(\.category.isOpen).map(\.name)
        return open.count > 1 && open.allSatisfy(transition.from.contains)
    }
}

extension StateCategory {
    var phrase: Phrase { Phrase("workflow.category.\(self)") }
}

extension TimedMoment {
    func phrase(_ definition: WorkflowDefinition) -> Phrase {
        switch self {
        case .after(let amount, _): Phrase("workflow.diagram.after", ["amount": .phrase(amount.phrase)])
        case .at(let field):
            Phrase(
                "workflow.diagram.at",
                ["field": definition.field(field).map { .label($0.label) } ?? .text(field)])
        }
    }
}

extension TimedAmount {
    /// `3 working days`, said in a language.
    package var phrase: Phrase { Phrase("workflow.amount.\(unit)", ["count": .count(count)]) }
}
