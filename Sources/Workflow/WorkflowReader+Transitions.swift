import Model
import Resources

extension WorkflowReader {
    mutating func surveyTransitions() {
        guard let list = note({ try root.need("transitions") }) else { return }
        for node in list.items {
            noteStarts(node)
            guard let name = node["name"]?.string else { continue }
            if transitionNames.contains(name) {
                findings.add(node.fault("workflow.duplicate.transition", ["name": .text(name)]))
            } else {
                transitionNames.append(name)
            }
        }
    }

    func readTransitions(_ states: [WorkflowDefinition.State]) -> [WorkflowDefinition.Transition] {
        let timed = Set(states.flatMap { $0.timers.map(\.transition) })
        return (root["transitions"]?.items ?? []).compactMap { node in
            guard let transition = note({ try transition(node) }) else { return nil }
            checkAutomatic(transition, isTimed: timed.contains(transition.name), node)
            return transition
        }
    }

    private func transition(_ node: RuleNode) throws -> WorkflowDefinition.Transition {
        try node.allowOnly(
            "name", "label", "from", "to", "who", "require", "anew", "may", "when", "refuse", "set",
            "effects",
            "clocks", "on", "ask", "key")
        let (who, when) = (try who(node), condition(node["when"]))
        if when != nil, who != .desk, node["refuse"] == nil {
            findings.add(node.fault("workflow.noRefusal", ["name": .text(try node.text("name"))]))
        }
        return WorkflowDefinition.Transition(
            name: try node.text("name"), label: try node.label("label"), from: try from(node),
            to: try to(node),
            who: who, require: names("require", of: node, fieldName),
            anew: names("anew", of: node, fieldName),
            may: names("may", of: node, fieldName), when: when,
            refuse: try node["refuse"]?.asLabel(), set: sets(node["set"]),
            effects: (node["effects"]?.items ?? []).compactMap { item in note { try effect(item) } },
            clocks: try node["clocks"].map { try clocks($0, ofState: false) } ?? ClockOrders(),
            on: try (node["on"]?.items ?? []).map { try $0.word("signal", as: Signal.self) },
            ask: try node.flag("ask"), key: try key(node["key"]), line: node.line)
    }

    /// One small letter; of calls, whose steps have no digits by their place, also a digit.
    private func key(_ node: RuleNode?) throws -> Character? {
        guard let node else { return nil }
        let allowed = "abcdefghijklmnopqrstuvwxyz" + (subject == .call ? "123456789" : "")
        guard let text = node.string, text.count == 1, let key = text.first, allowed.contains(key) else {
            throw node.fault("workflow.badKey", ["value": .text(node.string ?? "")])
        }
        return key
    }

    /// State names, and `any-open` for every state that is not done or cancelled.
    private func from(_ node: RuleNode) throws -> [String] {
        _ = try node.need("from")
        var from: [String] = []
        for group in names(
            "from", of: node,
            { name, item in
                name == "any-open" ? openStates : stateName(name, item).map { [$0] }
            })
        {
            from += group.filter { !from.contains($0) }
        }
        return from
    }

    private func to(_ node: RuleNode) throws -> String? {
        let name = try node.text("to")
        if name == "stay" { return nil }
        _ = stateName(name, node["to"] ?? node)
        return name
    }

    /// Absent is anyone with the right to work on the subject; roles that hold every right are never left out.
    private func who(_ node: RuleNode) throws -> WorkflowDefinition.Who {
        guard node["who"] != nil else { return .anyone }
        if try node.words("who") == ["desk"] { return .desk }
        let named = names("who", of: node, role)
        return .roles(named + roles.all.filter { $0.hasEveryRight && !named.contains($0) })
    }

    private func sets(_ node: RuleNode?) -> [String: WorkflowDefinition.SetValue] {
        var sets: [String: WorkflowDefinition.SetValue] = [:]
        for (key, value) in node?.entries ?? [] {
            guard let name = key.string.flatMap({ fieldName($0, key) }), let field = fields[name] else {
                continue
            }
            let typed = value.string ?? ""
            if field.type == .instant, typed == "now" {
                sets[name] = .now
            } else if let value = field.value(typed: typed) {
                sets[name] = .value(value)
            } else {
                findings.add(
                    value.fault(
                        "workflow.badSet",
                        ["field": .text(name), "value": .text(typed), "type": .text(field.type.rawValue)]))
            }
        }
        return sets
    }

    /// What the desk takes by itself cannot ask anyone, and what only the desk takes needs something to set it off.
    private func checkAutomatic(_ transition: WorkflowDefinition.Transition, isTimed: Bool, _ node: RuleNode)
    {
        let isAutomatic = isTimed || !transition.on.isEmpty
        if isAutomatic, !(transition.require + transition.anew).isEmpty {
            findings.add(
                node.fault(
                    "workflow.automaticAsks",
                    ["name": .text(transition.name), "fields": .names(transition.require + transition.anew)]))
        }
        if transition.who == .desk, !isAutomatic {
            findings.add(node.fault("workflow.neverTaken", ["name": .text(transition.name)]))
        }
    }
}
