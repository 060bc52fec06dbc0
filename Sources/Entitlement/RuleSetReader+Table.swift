import Model
import Resources

/// The rows of the decision table.
extension RuleSetReader {
    func rule(_ node: RuleNode, law: Label) throws -> EntitlementRule {
        try node.allowOnly("id", "rights", "article", "basis", "source", "goods", "money", "when")
        return EntitlementRule(
            id: try node.text("id"), rights: try node.choices("rights", as: RightKind.self), law: law,
            article: try node["article"].map { _ in try node.text("article") },
            basis: try node.choice("basis", as: Basis.self),
            source: try node["source"].map { _ in try node.text("source") },
            goods: try node["goods"] == nil ? .listed : node.choice("goods", as: EntitlementRule.Goods.self),
            money: try node["money"] == nil ? .none : node.choice("money", as: EntitlementRule.Sum.self),
            conditions: try conditions(node.need("when")))
    }

    /// All of a mapping's conditions must hold.
    private func conditions(_ node: RuleNode) throws -> [Condition] {
        try node.allowOnly(
            "day", "within", "since", "on", "warranty", "plus", "repairs", "of", "days in repair over",
            "because of",
            "part exchanges", "part", "evidence", "lost", "is", "is not", "excluded causes", "granted",
            "not granted", "any")
        try together(node, ["since"], with: ["day", "within", "warranty"])
        try together(node, ["on"], with: ["day", "within"])
        try together(node, ["plus"], with: ["warranty"])
        try together(node, ["of"], with: ["repairs"])
        return try timely(node) + repaired(node) + shown(node) + resting(node)
    }

    private func timely(_ node: RuleNode) throws -> [Condition] {
        var found: [Condition] = []
        let on = try node["on"] == nil ? .fault : node.choice("on", as: Condition.Judged.self)
        if let day = node["day"] {
            let bounds = (day.string ?? "").split(separator: "-").map { Int($0) }
            guard bounds.count == 2, let from = bounds[0], let to = bounds[1], from <= to else {
                throw day.fault("entitlement.file.notDays", ["value": .text(day.string ?? "")])
            }
            found.append(.day(from...to, since: try node.choice("since", as: Anchor.self), on: on))
        }
        if node["within"] != nil {
            found.append(
                .within(try node.period("within"), since: try node.choice("since", as: Anchor.self), on: on))
        }
        if node["warranty"] != nil {
            let whole = try node.choice("warranty", as: WarrantyOf.self) == .whole
            let since = try node["since"] == nil ? nil : node.choice("since", as: Anchor.self)
            var offset = 0
            if let plus = node["plus"] {
                guard case .days(let days) = try plus.asPeriod() else {
                    throw plus.fault("entitlement.file.notPeriod", ["value": .text(plus.string ?? "")])
                }
                offset = days
            }
            found.append(.warranty(whole: whole, since: since, offset: offset))
        }
        return found
    }

    private func repaired(_ node: RuleNode) throws -> [Condition] {
        var found: [Condition] = []
        if node["repairs"] != nil {
            let same = try node["of"] == nil ? false : node.choice("of", as: RepairsOf.self) == .sameFault
            found.append(.repairs(atLeast: try node.integer("repairs"), sameFault: same))
        }
        try together(node, ["because of"], with: ["days in repair over"])
        if node["days in repair over"] != nil {
            found.append(
                .repairDays(
                    over: try node.integer("days in repair over"),
                    delay: try node.choice("because of", as: Delay.self)))
        }
        if node["part exchanges"] != nil {
            found.append(.partExchanges(atLeast: try node.integer("part exchanges")))
        }
        if node["part"] != nil {
            found.append(.partKind(try node.choices("part", as: Condition.PartKind.self)))
        }
        return found
    }

    private func shown(_ node: RuleNode) throws -> [Condition] {
        var found: [Condition] = []
        if node["evidence"] != nil {
            found.append(.evidence(try node.choices("evidence", as: Evidence.self)))
        }
        if node["lost"] != nil { found.append(.lost(try node.choices("lost", as: Evidence.self))) }
        for (key, wanted) in [("is", true), ("is not", false)] where node[key] != nil {
            found += try node.choices(key, as: Circumstance.self).map { .circumstance($0, wanted) }
        }
        if node["excluded causes"] != nil {
            _ = try node.choice("excluded causes", as: Excluded.self)
            found.append(.notExcluded)
        }
        return found
    }

    private func resting(_ node: RuleNode) throws -> [Condition] {
        var found: [Condition] = []
        for (key, wanted) in [("granted", true), ("not granted", false)] where node[key] != nil {
            found.append(.granted(try node.words(key), wanted))
        }
        if let any = node["any"] {
            let choices = try any.items.map { choice in
                let all = try conditions(choice)
                guard all.count == 1 else { throw choice.fault("entitlement.file.oneCondition") }
                return all[0]
            }
            found.append(.any(choices))
        }
        return found
    }

    /// Keys that say nothing without one of others.
    private func together(_ node: RuleNode, _ keys: [String], with others: [String]) throws {
        for key in keys where node[key] != nil && others.allSatisfy({ node[$0] == nil }) {
            throw node.fault(
                "entitlement.file.alone",
                ["key": .text(key), "others": .list(others.map { .text($0) })])
        }
    }

    private enum WarrantyOf: String, CaseIterable { case whole, part }
    private enum RepairsOf: String, CaseIterable {
        case anyFault = "any fault"
        case sameFault = "the same fault"
    }
    private enum Excluded: String, CaseIterable { case none }
}

extension Condition {
    /// The rows it rests on.
    var references: [String] {
        switch self {
        case .granted(let names, _): names
        case .any(let choices): choices.flatMap(\.references)
        default: []
        }
    }
}

extension RuleNode {
    /// A list of words out of a closed set; a lone word counts as one.
    func choices<Value: RawRepresentable & CaseIterable>(_ key: String, as type: Value.Type) throws -> [Value]
    where Value.RawValue == String {
        try need(key).items.map { item in
            guard let value = item.string.flatMap(Value.init(rawValue:)) else {
                throw item.notOneOf(Value.allCases.map(\.rawValue), key)
            }
            return value
        }
    }
}
