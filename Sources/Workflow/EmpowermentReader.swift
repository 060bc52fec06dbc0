import Model
package import Resources

extension Empowerment {
    /// - Throws: the first `RuleFault` of the file; `check` gives them all.
    package init(file: ResourceFile, roles: Roles) throws {
        let findings = Findings()
        self = Self.read(file, roles, findings)
        if let first = findings.all.first { throw first }
    }

    /// Everything wrong in the file, by line.
    package static func check(_ file: ResourceFile, roles: Roles) -> [RuleFault] {
        let findings = Findings()
        _ = read(file, roles, findings)
        return findings.all
    }

    private static func read(_ file: ResourceFile, _ roles: Roles, _ findings: Findings) -> Empowerment {
        findings.attempt {
            let root = try RuleNode.parse(file)
            try root.allowOnly("currency", "decisions", "limits")
            let reader = EmpowermentReader(
                currency: try root.text("currency", or: "CNY"), roles: roles, findings: findings)
            let decisions = reader.decisions(try root.need("decisions"))
            return Empowerment(
                currency: reader.currency, decisions: decisions,
                limits: reader.limits(try root.need("limits"), decisions))
        } ?? Empowerment(currency: "CNY", decisions: [], limits: [:])
    }
}

/// Reads decisions and limits; a wrong one does not keep the others from being read.
private struct EmpowermentReader {
    let currency: String
    let roles: Roles
    let findings: Findings

    func decisions(_ node: RuleNode) -> [Empowerment.Decision] {
        entries(node).compactMap { key, node in findings.attempt { try decision(key, node) } }
    }

    private func decision(_ key: RuleNode, _ node: RuleNode) throws -> Empowerment.Decision {
        try node.allowOnly("label", "money", "decides", "fourEyes", "wait")
        let isMoney = try node.flag("money", or: true)
        if !isMoney, let sum = node["fourEyes"] {
            throw sum.fault("empowerment.noMoney", ["name": .text(key.string ?? "")])
        }
        let wait = try node["wait"].map { item in
            guard let amount = item.string.flatMap({ TimedAmount($0) }) else {
                throw item.fault("empowerment.notATime", ["value": .text(item.string ?? "")])
            }
            return amount
        }
        return Empowerment.Decision(
            name: key.string ?? "", label: try node.label("label"), isMoney: isMoney,
            deciders: try (node["decides"]?.items ?? []).map(decider),
            fourEyes: try node["fourEyes"].map(sum), wait: wait)
    }

    /// A role that may decide at all.
    private func decider(_ node: RuleNode) throws -> String {
        let name = try role(node)
        guard roles.allows([name], .decideApproval) else {
            throw node.fault(
                "empowerment.mayNotDecide",
                ["role": .text(name), "right": .text(Right.decideApproval.rawValue)])
        }
        return name
    }

    func limits(_ node: RuleNode, _ decisions: [Empowerment.Decision]) -> [String: [String: GrantLimit]] {
        var found: [String: [String: GrantLimit]] = [:]
        for (key, node) in entries(node) {
            guard let role = findings.attempt({ try role(key) }) else { continue }
            for (key, node) in entries(node) {
                findings.attempt { () -> Void in
                    guard let decision = decisions.first(where: { $0.name == key.string }) else {
                        throw key.unknown("decision", key.string, decisions.map(\.name))
                    }
                    found[role, default: [:]][decision.name] = try limit(node, decision)
                }
            }
        }
        return found
    }

    private func entries(_ node: RuleNode) -> [(key: RuleNode, value: RuleNode)] {
        if !node.isMapping { findings.add(node.fault("rule.notMapping")) }
        return node.entries
    }

    private func role(_ node: RuleNode) throws -> String {
        guard let name = node.string, roles[name] != nil else {
            throw node.unknown("role", node.string, roles.all.map(\.name))
        }
        return name
    }

    /// Nil for what may not be granted.
    private func limit(_ node: RuleNode, _ decision: Empowerment.Decision) throws -> GrantLimit? {
        if let flag = node.flag {
            guard !flag || !decision.isMoney else {
                throw node.fault("empowerment.needsSum", ["name": .text(decision.name)])
            }
            return flag ? GrantLimit(perCase: 0) : nil
        }
        guard decision.isMoney else {
            throw node.fault("empowerment.noMoney", ["name": .text(decision.name)])
        }
        if node.isScalar { return GrantLimit(perCase: try sum(node)) }
        try node.allowOnly("case", "day", "month")
        return GrantLimit(
            perCase: try sum(node.need("case")), perDay: try node["day"].map(sum),
            perMonth: try node["month"].map(sum))
    }

    private func sum(_ node: RuleNode) throws -> Int64 {
        guard let money = node.string.flatMap({ Money($0, currency: currency) }), money.minor >= 0 else {
            throw node.fault("workflow.notMoney", ["value": .text(node.string ?? "")])
        }
        return money.minor
    }
}
