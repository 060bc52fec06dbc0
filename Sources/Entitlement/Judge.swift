import Model

/// What came of holding one condition against the facts.
struct Finding {
    enum Outcome {
        case holds, fails
        case needs([Need])
    }
    var outcome: Outcome
    var reason: Phrase?
    /// The last day on which it holds.
    var until: Day?

    static func holds(_ reason: Phrase? = nil, until: Day? = nil) -> Finding {
        Finding(outcome: .holds, reason: reason, until: until)
    }
    static func fails(_ reason: Phrase) -> Finding { Finding(outcome: .fails, reason: reason) }
    static func needs(_ needs: [Need], _ reason: Phrase? = nil) -> Finding {
        Finding(outcome: .needs(needs), reason: reason)
    }
}

/// Holds one rule set's rows against one case, row by row in the file's order.
struct Judge {
    let facts: EntitlementCase
    let ruleSet: RuleSet
    let isWorkday: (Day) -> Bool
    /// How each row judged so far stands.
    private(set) var standings: [String: Standing] = [:]

    struct Standing {
        var verdict: Verdict
        /// What it waits for.
        var missing: [Need]
        var until: Day?
    }

    init(_ facts: EntitlementCase, by ruleSet: RuleSet, isWorkday: @escaping (Day) -> Bool) {
        self.facts = facts
        self.ruleSet = ruleSet
        self.isWorkday = isWorkday
    }

    var row: ProductRow? { ruleSet.row(for: facts.product) }

    /// A row for unlisted goods has nothing to say about listed ones, not even a refusal.
    mutating func rights(by rule: EntitlementRule) -> [Right] {
        if rule.goods == .unlisted && isListed { return [] }
        let findings = preliminary(rule) + rule.conditions.map(judge)
        let failures = findings.filter { if case .fails = $0.outcome { true } else { false } }
        var missing: [Need] = []
        for case .needs(let needs) in findings.map(\.outcome) {
            missing += needs.filter { !missing.contains($0) }
        }
        let verdict: Verdict = !failures.isEmpty ? .refused : missing.isEmpty ? .granted : .whenShown
        if verdict == .refused { missing = [] }
        let until = verdict == .refused ? nil : findings.compactMap(\.until).min()
        standings[rule.id] = Standing(verdict: verdict, missing: missing, until: until)
        let sum = verdict == .refused ? Settlement() : settle(rule.money)
        let reasons = (verdict == .refused ? failures : findings).compactMap(\.reason)
        return rule.rights.map { kind in
            let sum = kind == .return || kind == .refund ? sum : Settlement()
            return Right(
                what: kind, verdict: verdict, until: until,
                ruleSet: ruleSet.name, rule: rule.id, law: rule.law, article: rule.article,
                basis: rule.basis, reasons: reasons + sum.reasons, refund: sum.refund,
                deduction: sum.deduction,
                missing: missing + sum.missing)
        }
    }

    /// What no row has to say itself: that its law was in force, and that it is for such goods.
    private func preliminary(_ rule: EntitlementRule) -> [Finding] {
        var findings: [Finding] = []
        if let from = ruleSet.appliesFrom, let bought = facts.boughtOn, bought < from {
            findings.append(.fails(.why("beforeRule", ["bought": .day(bought), "from": .day(from)])))
        }
        if rule.goods == .listed && !isListed {
            findings.append(.fails(.why("notListed", ["product": .text(facts.product)])))
        }
        return findings
    }

    private var isListed: Bool { row?.whole != nil }

    func judge(_ condition: Condition) -> Finding {
        switch condition {
        case .day(let days, let since, let on): day(in: days, since: since, on: on)
        case .within(let period, let since, let on): within(period, since: since, on: on)
        case .warranty(let whole, let since, let offset): warranty(whole: whole, since: since, offset: offset)
        case .repairs(let least, let sameFault): repairs(atLeast: least, sameFault: sameFault)
        case .repairDays(let limit, let delay): repairDays(over: limit, delay: delay)
        case .partExchanges(let least): partExchanges(atLeast: least)
        case .partKind(let kinds): partKind(kinds)
        case .evidence(let kinds): evidence(kinds)
        case .lost(let kinds): lost(kinds)
        case .circumstance(let fact, let wanted): circumstance(fact, is: wanted)
        case .notExcluded: notExcluded()
        case .granted(let rules, let wanted): standing(of: rules, granted: wanted)
        case .any(let choices): any(of: choices)
        }
    }
}

extension Phrase {
    /// One reason of a verdict.
    static func why(_ key: String, _ facts: [String: PhraseFact] = [:]) -> Phrase {
        Phrase("entitlement.why.\(key)", facts)
    }
}
