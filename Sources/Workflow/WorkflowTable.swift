package import Model

/// A workflow as tables for a terminal: states, transitions, fields (`aftercare workflow show`).
package struct WorkflowTable {
    private let definition: WorkflowDefinition
    private let language: String
    private let say: (Phrase) -> String

    /// - Parameter say: makes the sentence of a phrase in the same language (Wording).
    package static func text(
        _ definition: WorkflowDefinition, language: String, say: (Phrase) -> String
    ) -> String {
        withoutActuallyEscaping(say) { say in
            let table = WorkflowTable(definition: definition, language: language, say: say)
            let title = "\(definition.label.text(in: language)) · \(definition.name) \(definition.version)\n"
            let parts = [title, table.states, table.transitions, table.guards, table.fields]
            return parts.filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private var states: String {
        var table = TextTable(header("state", "label", "category", "clocks", "timers"))
        for state in definition.states {
            table.add([
                [state.name], [state.label.text(in: language)], [say(state.category.phrase)],
                clocks(state.clocks),
                state.timers.map { "\(say($0.moment.phrase(definition))) → \($0.transition)" },
            ])
        }
        return table.text
    }

    private var transitions: String {
        var table = TextTable(header("transition", "label", "from", "to", "who", "fields"))
        for transition in definition.transitions {
            table.add([
                [transition.name], [transition.label.text(in: language)], sources(transition),
                [transition.to ?? say(Phrase("workflow.diagram.stays"))], takers(transition),
                (transition.require + transition.anew).map { "\($0) *" } + transition.may,
            ])
        }
        return table.text
    }

    /// What refuses a transition whose condition fails, in the definition's words.
    private var guards: String {
        var table = TextTable(header("transition", "refused"))
        let guarded = definition.transitions.filter { $0.refuse != nil }
        for transition in guarded {
            table.add([[transition.name], [transition.refuse?.text(in: language) ?? ""]])
        }
        return guarded.isEmpty ? "" : table.text
    }

    private var fields: String {
        guard !definition.fields.isEmpty else { return "" }
        var table = TextTable(header("field", "label", "type", "choices"))
        for field in definition.fields {
            table.add([
                [field.name], [field.label.text(in: language)], [say(Phrase("workflow.type.\(field.type)"))],
                field.choices.map(choice),
            ])
        }
        return table.text
    }

    /// The word to type and, when it says more, its label.
    private func choice(_ choice: FieldDefinition.Choice) -> String {
        let label = choice.label.text(in: language)
        return label.lowercased() == choice.name ? choice.name : "\(choice.name): \(label)"
    }

    private func header(_ names: String...) -> [String] {
        names.map { say(Phrase("workflow.column.\($0)")) }
    }

    private func clocks(_ clocks: ClockOrders) -> [String] {
        [
            ("start", clocks.start), ("pause", clocks.pause), ("stop", clocks.stop),
            ("restart", clocks.restart),
            ("cancel", clocks.cancel),
        ].filter { !$1.isEmpty }.map { verb, metrics in
            say(Phrase("workflow.clocks.\(verb)", ["metrics": .names(metrics)]))
        }
    }

    private func sources(_ transition: WorkflowDefinition.Transition) -> [String] {
        definition.isFromEveryOpenState(transition)
            ? [say(Phrase("workflow.diagram.everyOpenState"))] : transition.from
    }

    private func takers(_ transition: WorkflowDefinition.Transition) -> [String] {
        let signals = transition.on.map(\.rawValue)
        switch transition.who {
        case .anyone: return signals
        case .desk: return [say(Phrase("workflow.diagram.desk"))] + signals
        case .roles(let roles): return roles.map { $0.label.text(in: language) } + signals
        }
    }
}
