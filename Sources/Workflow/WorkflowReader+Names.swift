import Model
import Resources

// What a definition may mention, each unknown name noted with its line.
extension WorkflowReader {
    func stateName(_ name: String, _ node: RuleNode) -> String? {
        known(name, in: stateNames, as: "state", node)
    }

    func transitionName(_ name: String, _ node: RuleNode) -> String? {
        known(name, in: transitionNames, as: "transition", node)
    }

    func metric(_ name: String, _ node: RuleNode) -> String? {
        known(name, in: metrics.sorted(), as: "metric", node)
    }

    func role(_ name: String, _ node: RuleNode) -> Role? {
        known(name, in: roles.all.map(\.name), as: "role", node).flatMap { roles[$0] }
    }

    func fieldName(_ name: String, _ node: RuleNode) -> String? {
        known(name, in: fields.keys.sorted(), as: "field", node)
    }

    /// Calendars are known only when the caller named them.
    func calendar(_ name: String, _ node: RuleNode) -> String {
        if let calendars { _ = known(name, in: calendars.sorted(), as: "calendar", node) }
        return name
    }

    /// Decisions are known only when the caller named them.
    func decisionName(_ name: String, _ node: RuleNode) -> String? {
        guard let decisions else { return name }
        return known(name, in: decisions, as: "decision", node)
    }

    /// The type and choices of a field or built-in fact.
    func fact(_ name: String, _ node: RuleNode) -> (type: FactType, choices: [String])? {
        if let field = fields[name] { return (field.type, field.choices.map(\.name)) }
        if let fact = EmpowermentFact(name), subject != .call {
            return decisionName(fact.decision, node) == nil ? nil : (.money, [])
        }
        let builtIn = BuiltInFacts.of(subject)
        if ["limit", "grantedAmount"].contains(name) {
            findings.add(node.fault("empowerment.factMoved", ["name": .text(name)]))
            return nil
        }
        if let fact = builtIn[name] { return (fact.type, fact.choices) }
        findings.add(node.unknown("field", name, fields.keys.sorted() + builtIn.keys.sorted()))
        return nil
    }

    /// The words of a list, each through `resolve` with the node it stands on.
    func names<Value>(_ key: String, of node: RuleNode, _ resolve: (String, RuleNode) -> Value?) -> [Value] {
        (node[key]?.items ?? []).compactMap { item in
            guard let name = item.string else {
                findings.add(item.fault("rule.notText", ["key": .text(key)]))
                return nil
            }
            return resolve(name, item)
        }
    }

    private func known(_ name: String, in names: [String], as what: String, _ node: RuleNode) -> String? {
        if names.contains(name) { return name }
        findings.add(node.unknown(what, name, names))
        return nil
    }
}
