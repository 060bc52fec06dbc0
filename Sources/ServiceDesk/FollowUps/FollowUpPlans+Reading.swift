import Model
package import Resources
import ServiceTime
package import Workflow

/// What plans may name.
package struct PlanWords: Sendable {
    package var workflows: Workflows
    package var calendars: [String]
    package var products: [String]
    /// Asked only where a plan names one.
    package var questionnaires: @Sendable () throws -> [String]
    /// How many parts of the day there are.
    package var parts: Int
}

extension FollowUpPlans {
    /// - Throws: the first `RuleFault`, with file and line.
    package init(files: [ResourceFile], _ words: PlanWords) throws {
        let (plans, faults) = try Self.read(files, words)
        if let first = faults.first { throw first }
        self.init(plans)
    }

    /// Everything wrong in the files, with file and line.
    package static func check(files: [ResourceFile], _ words: PlanWords) -> [RuleFault] {
        RuleFault.all { try read(files, words).faults }
    }

    /// A file that is no YAML ends it at once; a wrong plan only itself.
    private static func read(_ files: [ResourceFile], _ words: PlanWords) throws -> (
        plans: [FollowUpPlan], faults: [RuleFault]
    ) {
        var (plans, faults): ([FollowUpPlan], [RuleFault]) = ([], [])
        for file in files {
            let root = try RuleNode.parse(file)
            try root.allowOnly("plans")
            for (key, node) in try root.need("plans").entries {
                do {
                    let plan = try PlanReader(node: node, words: words).plan(key.string ?? "")
                    if let other = plans.first(where: { $0.name == plan.name }) {
                        throw key.fault(
                            "plan.double", ["name": .text(plan.name), "place": .text(other.place)])
                    }
                    plans.append(plan)
                } catch let fault as RuleFault {
                    faults.append(fault)
                }
            }
        }
        return (plans, faults)
    }
}

/// Reads one plan.
private struct PlanReader {
    let node: RuleNode
    let words: PlanWords

    func plan(_ name: String) throws -> FollowUpPlan {
        try node.allowOnly(
            "label", "reason", "on", "each", "only", "from", "by", "calendar", "share", "priority", "alone",
            "offer", "attempts", "questionnaire")
        let trigger = try trigger()
        return FollowUpPlan(
            name: name, label: try node.label("label"), reason: try node.text("reason"), trigger: trigger,
            only: try condition(trigger), from: try node["from"].map { _ in try amount("from") },
            by: try amount("by"), calendar: try one(of: words.calendars, "calendar"),
            share: try share(), rank: try rank(), isAlone: try node.flag("alone"),
            isOffer: try node.flag("offer"),
            attempts: try node["attempts"].map { try CallingRules.attempts($0, parts: words.parts) },
            questionnaire: try node["questionnaire"].map { _ in
                try one(of: words.questionnaires(), "questionnaire")
            }, place: "\(node.file):\(node.line)")
    }

    private func trigger() throws -> FollowUpPlan.Trigger {
        switch (node["on"], node["each"]) {
        case (let on?, nil): .steps(try steps(on))
        case (nil, let each?): .recurring(try recurring(each))
        default: throw node.fault("plan.oneTrigger")
        }
    }

    /// Steps the workflow of the kind has, or the call would never be made.
    private func steps(_ on: RuleNode) throws -> [String: [String]] {
        let kinds = words.workflows.kinds(of: .case)
        var steps: [String: [String]] = [:]
        for (key, value) in on.entries {
            guard let kind = kinds.first(where: { $0.name == key.string }) else {
                throw key.notOneOf(kinds.map(\.name), "on")
            }
            let known = kind.transitions.map(\.name)
            for item in value.items where !known.contains(item.string ?? "") {
                throw item.notOneOf(known, kind.name)
            }
            steps[kind.name] = try on.words(kind.name)
        }
        if steps.values.joined().isEmpty { throw on.fault("plan.noSteps") }
        return steps
    }

    /// About what every case has, and what the workflows of all its kinds ask.
    private func condition(_ trigger: FollowUpPlan.Trigger) throws -> Condition? {
        guard let only = node["only"] else { return nil }
        guard case .steps(let steps) = trigger else { throw only.fault("plan.onlyCases") }
        let kinds = words.workflows.kinds(of: .case).filter { steps[$0.name] != nil }
        let facts = BuiltInFacts.of(.case)
        let reader = ConditionReader { name, at in
            if let fact = facts[name] { return (fact.type, fact.choices) }
            let fields = kinds.map { $0.field(name) }
            guard let field = fields.first ?? nil, !fields.contains(where: { $0?.type != field.type }) else {
                throw at.notOneOf(
                    facts.keys.sorted() + kinds.map { $0.fields.map(\.name) }.common, "field")
            }
            return (field.type, field.choices.map(\.name))
        }
        return try reader.read(only)
    }

    private func recurring(_ each: RuleNode) throws -> FollowUpPlan.Recurring {
        try each.allowOnly(
            "products", "serial", "after", "every", "years", "since", "before warranty ends", "on", "months",
            "holiday", "spread")
        for item in each["products"]?.items ?? [] where !words.products.contains(item.string ?? "") {
            throw item.notOneOf(words.products, "products")
        }
        let (recurrence, since) = try rhythm(each)
        return FollowUpPlan.Recurring(
            recurrence: recurrence, since: since, products: try each.words("products"),
            serial: try each.text("serial", or: ""),
            holiday: each["holiday"] == nil ? .next : try each.choice("holiday", as: HolidayPolicy.self),
            spread: each["spread"] == nil ? 1 : try count(each, "spread", upTo: 250))
    }

    private func rhythm(_ each: RuleNode) throws -> (Recurrence, FollowUpPlan.Since) {
        let kinds = ["after", "every", "before warranty ends", "on"].filter { each[$0] != nil }
        guard kinds.count == 1 else { throw each.fault("plan.oneRhythm") }
        let since: FollowUpPlan.Since
        if let given = each["since"] {
            since = try each.choice("since", as: FollowUpPlan.Since.self)
            if since == .warrantyEnd { throw given.notOneOf(["installed", "bought"], "since") }
        } else {
            since = .installed
        }
        switch kinds[0] {
        case "after": return (.after(try each.need("after").items.map(days)), since)
        case "every":
            let years = each["years"] == nil ? 10 : try count(each, "years", upTo: 50)
            return (.every(try days(each.need("every")), years: years), since)
        case "before warranty ends":
            return (.before(try days(each.need("before warranty ends"))), .warrantyEnd)
        default:
            let months = try (each["months"]?.items ?? []).map { item in
                guard let month = item.integer, (1...12).contains(month) else {
                    throw item.fault("plan.notMonth", ["value": .text(item.string ?? "")])
                }
                return month
            }
            return (.dates(months: months, try dayOfMonth(each.need("on"))), since)
        }
    }

    /// `15`, `first monday`, `last friday`, `every monday`.
    private func dayOfMonth(_ node: RuleNode) throws -> Recurrence.DayOfMonth {
        if let number = node.integer, (1...31).contains(number) { return .number(number) }
        let parts = (node.string ?? "").split(separator: " ").map(String.init)
        let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        if parts.count == 2, let weekday = weekdays.firstIndex(of: parts[1]).map({ $0 + 1 }) {
            if parts[0] == "every" { return .each(weekday: weekday) }
            let places = ["first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1]
            if let place = places[parts[0]] { return .weekday(place, weekday) }
        }
        throw node.fault("plan.notDayOfMonth", ["value": .text(node.string ?? "")])
    }

    private func days(_ node: RuleNode) throws -> Target {
        guard let amount = TimedAmount(node.string ?? ""),
            let target = try? Target(parsing: amount.description), target.isOfDays
        else { throw node.fault("plan.notDays", ["value": .text(node.string ?? "")]) }
        return target
    }

    private func amount(_ key: String) throws -> TimedAmount {
        guard let amount = TimedAmount(try node.text(key)),
            (try? Target(parsing: amount.description)) != nil
        else {
            throw try node.need(key).fault(
                "workflow.notAmount",
                [
                    "value": .text(try node.text(key)),
                    "units": .list(TimedAmount.Unit.allCases.map { .text($0.rawValue) }),
                ])
        }
        return amount
    }

    private func share() throws -> Int {
        guard let share = node["share"] else { return 100 }
        let text = (share.string ?? "").filter { !$0.isWhitespace && $0 != "%" }
        guard let percent = Int(text), (1...100).contains(percent) else {
            throw share.fault("plan.notShare", ["value": .text(share.string ?? "")])
        }
        return percent
    }

    private func rank() throws -> CallRank {
        guard let priority = node["priority"] else { return .normal }
        let names: [String: CallRank] = ["high": .high, "normal": .normal, "low": .low]
        guard let rank = names[priority.string ?? ""] else {
            throw priority.notOneOf(["high", "normal", "low"], "priority")
        }
        return rank
    }

    private func count(_ node: RuleNode, _ key: String, upTo most: Int) throws -> Int {
        let count = try node.integer(key)
        guard (1...most).contains(count) else {
            throw try node.need(key).fault("calling.notCount", ["most": .count(most)])
        }
        return count
    }

    private func one(of known: [String], _ key: String) throws -> String {
        try node.need(key).word(of: known, key)
    }
}

extension [[String]] {
    /// What is in each of them, in the first one's order.
    fileprivate var common: [String] {
        (first ?? []).filter { name in allSatisfy { $0.contains(name) } }
    }
}
