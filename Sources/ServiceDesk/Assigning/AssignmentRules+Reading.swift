import Model
package import Resources
package import Workflow

extension AssignmentRules {
    /// - Throws: the first `RuleFault`, with file and line.
    init(file: ResourceFile, roles: Roles) throws {
        let (rules, faults) = try Self.read(file, roles)
        if let first = faults.first { throw first }
        self = rules
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, roles: Roles) -> [RuleFault] {
        RuleFault.all { try read(file, roles).faults }
    }

    /// A wrong rule ends only itself.
    private static func read(_ file: ResourceFile, _ roles: Roles) throws
        -> (rules: AssignmentRules, faults: [RuleFault])
    {
        let root = try RuleNode.parse(file)
        try root.allowOnly("assign", "capacity", "rules")
        let known = roles.all.map(\.name)
        var (rules, faults): ([AssignmentRule], [RuleFault]) = ([], [])
        for (key, node) in root["rules"]?.entries ?? [] {
            do {
                rules.append(try rule(key.string ?? "", node, known))
            } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        let capacity = root["capacity"]
        try capacity?.allowOnly("roles", "people", "next")
        let read = AssignmentRules(
            isOn: try root.flag("assign"), rules: rules,
            ofRoles: try limits(capacity?["roles"]) { try $0.word(of: known, "roles") },
            ofPeople: try limits(capacity?["people"]) { $0.string ?? "" },
            limitsNext: try capacity?.flag("next") ?? false)
        return (read, faults)
    }

    private static func limits(_ node: RuleNode?, _ name: (RuleNode) throws -> String) throws -> [String: Int]
    {
        var limits: [String: Int] = [:]
        for (key, value) in node?.entries ?? [] {
            guard let most = value.integer, (0...10_000).contains(most) else {
                throw value.fault("assignment.notCapacity", ["value": .text(value.string ?? "")])
            }
            limits[try name(key)] = most
        }
        return limits
    }

    private static func rule(_ name: String, _ node: RuleNode, _ roles: [String]) throws -> AssignmentRule {
        try node.allowOnly(
            "label", "only", "to", "team", "skill", "language", "present", "last", "by", "wait")
        let to = try node.need("to").items.map { try $0.word(of: roles, "to") }
        guard !to.isEmpty else { throw try node.need("to").fault("assignment.toNobody") }
        return AssignmentRule(
            name: name, label: try node.label("label"), only: try node.condition("only"),
            onlySource: node["only"]?.source ?? "", roles: to, team: try node.text("team", or: ""),
            asksSkill: try node.flag("skill"), asksLanguage: try node.flag("language"),
            asksPresence: try node.flag("present"),
            last: try node["last"].map { _ in try DeskSettings.span(node, "last") },
            order: try node.choice("by", as: AssignmentRule.Order.self),
            wait: try node["wait"].map { _ in try DeskSettings.span(node, "wait") } ?? .zero)
    }
}
