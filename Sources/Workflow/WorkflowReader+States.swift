import Model
import Resources

extension WorkflowReader {
    /// Learns the states' names and which are open, so that whatever comes may mention them.
    mutating func surveyStates() {
        guard let list = note({ try root.need("states") }) else { return }
        for node in list.items {
            noteStarts(node)
            guard let name = node["name"]?.string else { continue }
            if stateNames.contains(name) {
                findings.add(node.fault("workflow.duplicate.state", ["name": .text(name)]))
                continue
            }
            stateNames.append(name)
            let category = node["category"]?.string.flatMap(StateCategory.init(rawValue:))
            if category?.isOpen ?? true { openStates.append(name) }
        }
    }

    func readStates() -> [WorkflowDefinition.State] {
        (root["states"]?.items ?? []).compactMap { node in note { try state(node) } }
    }

    private func state(_ node: RuleNode) throws -> WorkflowDefinition.State {
        try node.allowOnly(
            "name", "label", "category", "clocks", "after", "signal", "stamps", "formerly")
        return WorkflowDefinition.State(
            name: try node.text("name"), label: try node.label("label"),
            category: try node.choice("category", as: StateCategory.self),
            clocks: try node["clocks"].map { try clocks($0, ofState: true) } ?? ClockOrders(),
            timers: (node["after"]?.items ?? []).compactMap { item in note { try timer(item) } },
            signal: try node["signal"]?.word("signal", as: Signal.self),
            stamps: try (node["stamps"]?.items ?? []).map { try $0.word("stamp", as: Stamp.self) },
            formerly: try node.words("formerly"), line: node.line)
    }

    mutating func noteStarts(_ node: RuleNode) {
        let started = ["start", "restart"].flatMap { node["clocks"]?[$0]?.items ?? [] }.compactMap(\.string)
        startedMetrics += started.filter { !startedMetrics.contains($0) && metrics.contains($0) }
    }

    /// `all` stands for every metric that the workflow starts anywhere.
    func clocks(_ node: RuleNode, ofState: Bool) throws -> ClockOrders {
        if ofState {
            try node.allowOnly("start", "pause", "stop", "restart", "cancel")
        } else {
            try node.allowOnly("start", "stop", "restart", "cancel")
        }
        func list(_ key: String) -> [String] {
            node[key]?.string == "all" ? startedMetrics : names(key, of: node, metric)
        }
        let orders = ClockOrders(
            start: list("start"), pause: list("pause"), stop: list("stop"), restart: list("restart"),
            cancel: list("cancel"))
        for metric in orders.begun.union(orders.pause).intersection(orders.ended).sorted() {
            findings.add(node.fault("workflow.clockContradiction", ["metric": .text(metric)]))
        }
        return orders
    }

    private func timer(_ node: RuleNode) throws -> TimerOrder {
        try node.allowOnly("amount", "calendar", "at", "take")
        let take = try node.text("take")
        _ = transitionName(take, node)
        return TimerOrder(transition: take, moment: try moment(node))
    }

    /// `{amount: 3 working days, calendar: cn-service}` or `{at: field}`.
    func moment(_ node: RuleNode) throws -> TimedMoment {
        if let at = node["at"], let name = at.string {
            if let fact = fact(name, at), fact.type != .instant {
                findings.add(at.fault("workflow.notInstant", ["field": .text(name)]))
            }
            return .at(field: name)
        }
        return .after(try amount("amount", node), calendar: calendar(try node.text("calendar"), node))
    }

    func amount(_ key: String, _ node: RuleNode) throws -> TimedAmount {
        let text = try node.text(key)
        guard let amount = TimedAmount(text) else {
            throw (node[key] ?? node).fault(
                "workflow.notAmount",
                ["value": .text(text), "units": .names(TimedAmount.Unit.allCases.map(\.rawValue))])
        }
        return amount
    }
}
