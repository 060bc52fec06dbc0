import Model
package import Resources

/// Reads conditions, for whatever knows which fields there are.
///
///     let reader = ConditionReader { name, node in fields[name].map { ($0.type, $0.choices) } }
///     let condition = try reader.read(node)
package struct ConditionReader {
    /// What kind of value a field holds, and the words a choice may be; nil for one that is unknown and has been complained
    /// of, which is then read as if it were a text.
    package typealias Lookup = (_ name: String, _ node: RuleNode) throws -> (
        type: FactType, choices: [String]
    )?

    private let fact: Lookup

    package init(_ fact: @escaping Lookup) { self.fact = fact }

    /// A list means all of it.
    /// - Throws: `RuleFault` with the line of what is no condition.
    package func read(_ node: RuleNode) throws -> Condition {
        node.isSequence ? .all(try node.items.map(one)) : try one(node)
    }

    private func one(_ node: RuleNode) throws -> Condition {
        if node["field"] != nil { return try test(node) }
        try node.allowOnly("all", "any", "not")
        guard node.entries.count == 1 else { throw node.fault("workflow.notCondition") }
        if let all = node["all"] { return .all(try all.items.map(one)) }
        if let any = node["any"] { return .any(try any.items.map(one)) }
        return .not(try one(try node.need("not")))
    }

    private func test(_ node: RuleNode) throws -> Condition {
        let comparisons = Condition.Comparison.allCases.map(\.rawValue)
        let tests = node.entries.filter { $0.key.string != "field" }
        guard tests.count == 1, let (key, value) = tests.first, let verb = key.string else {
            throw node.fault("workflow.notCondition")
        }
        guard (["is", "has", "filled"] + comparisons).contains(verb) else {
            throw key.unknown("test", verb, ["is", "has", "filled"] + comparisons)
        }
        let name = try node.text("field")
        let (type, choices) = try fact(name, try node.need("field")) ?? (.text, [])
        switch verb {
        case "is":
            let words = try value.items.map { try word(among: choices, $0) }
            return .test(field: name, .isOne(of: words))
        case "has":
            try require([.words], type, name, verb, key)
            return .test(field: name, .has(try word(among: choices, value)))
        case "filled":
            guard let flag = value.flag else { throw value.fault("rule.notFlag", ["key": .text("filled")]) }
            return .test(field: name, .filled(flag))
        default:
            guard let comparison = Condition.Comparison(rawValue: verb) else {
                throw node.fault("workflow.notCondition")
            }
            try require(comparison.isOfInstants ? [.instant] : [.number, .money], type, name, verb, key)
            return .test(field: name, .compares(comparison, try operand(value, type)))
        }
    }

    private func word(among choices: [String], _ node: RuleNode) throws -> String {
        guard let word = node.string else { throw node.fault("rule.notText", ["key": .text("is")]) }
        guard choices.isEmpty || choices.contains(word) else { throw node.unknown("choice", word, choices) }
        return word
    }

    private func require(
        _ types: [FactType], _ type: FactType, _ name: String, _ verb: String, _ node: RuleNode
    ) throws {
        guard types.contains(type) else {
            throw node.fault(
                "workflow.wrongTest",
                ["field": .text(name), "type": .text(type.rawValue), "test": .text(verb)])
        }
    }

    /// A number, a sum such as `50.00`, `now`, `-72 hours`, or `{field: other}`.
    private func operand(_ node: RuleNode, _ type: FactType) throws -> Condition.Operand {
        if node.isMapping {
            try node.allowOnly("field")
            let name = try node.text("field")
            if let other = try fact(name, node), other.type != type {
                throw node.fault(
                    "workflow.wrongOperand", ["field": .text(name), "type": .text(type.rawValue)])
            }
            return .field(name)
        }
        let text = node.string ?? ""
        let operand: Condition.Operand? =
            switch type {
            case .number: Int64(text).map(Condition.Operand.number)
            case .money: Money(text).map { .number($0.minor) }
            default: Span(fromNow: text).map(Condition.Operand.fromNow)
            }
        guard let operand else {
            throw node.fault("workflow.badOperand.\(type.rawValue)", ["value": .text(text)])
        }
        return operand
    }
}

extension Span {
    /// `now`, `-72 hours`, `30 minutes`, `-7 days`: elapsed time, hence no working units.
    fileprivate init?(fromNow text: String) {
        if text == "now" {
            self = .zero
            return
        }
        let isPast = text.hasPrefix("-")
        guard let amount = TimedAmount(String(text.drop { $0 == "-" })) else { return nil }
        let count = isPast ? -amount.count : amount.count
        switch amount.unit {
        case .minutes: self = .minutes(count)
        case .hours: self = .hours(count)
        case .calendarDays: self = .days(count)
        case .workingHours, .workingDays, .months, .years: return nil
        }
    }
}
