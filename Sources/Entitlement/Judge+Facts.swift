import Model

/// Conditions on repairs, papers, causes and circumstances.
extension Judge {
    /// Repairs that left the fault there, or after which this very fault came back; those before an exchange of the
    /// unit do not count against the new one.
    func repairs(atLeast least: Int, sameFault: Bool) -> Finding {
        let done = repairsOfThisUnit.filter { repair in
            guard !repair.exchanged, let returned = repair.returned, returned <= facts.today else {
                return false
            }
            let same = repair.faultID != nil && repair.faultID == facts.faultID
            return sameFault ? same : same || repair.cured != true
        }
        let details: [String: PhraseFact] = [
            "count": .count(done.count), "needed": .count(least),
            "days": .list(done.compactMap(\.returned).map { .day($0) }),
        ]
        let suffix = sameFault ? "SameFault" : ""
        if done.isEmpty { return .fails(.why("neverRepaired" + suffix, details)) }
        return done.count >= least
            ? .holds(.why("repaired" + suffix, details)) : .fails(.why("repairedTooFew" + suffix, details))
    }

    /// One stay, ended or not, of more than `limit` days for the named reason.
    func repairDays(over limit: Int, delay: Delay) -> Finding {
        let stays = repairsOfThisUnit.filter { $0.delay == delay || $0.delay == nil }
        guard let longest = stays.max(by: { weight($0, limit) < weight($1, limit) }) else {
            return .fails(.why("noStay", ["needed": .count(limit), "delay": .phrase(delay.phrase)]))
        }
        let details: [String: PhraseFact] = [
            "start": .day(longest.handedIn), "count": .count(longest.days(until: facts.today)),
            "needed": .count(limit), "delay": .phrase(delay.phrase),
        ]
        guard longest.days(until: facts.today) > limit else { return .fails(.why("stayTooShort", details)) }
        return longest.delay == nil
            ? .needs([.delayReason], .why("stayUnexplained", details)) : .holds(.why("stayTooLong", details))
    }

    /// Stays over the limit first, among them those whose reason is known, then by length.
    private func weight(_ stay: RepairEvent, _ limit: Int) -> (Int, Int) {
        let days = stay.days(until: facts.today)
        return (days <= limit ? 0 : stay.delay == nil ? 1 : 2, days)
    }

    private var repairsOfThisUnit: [RepairEvent] {
        let exchanges = facts.repairs.filter { $0.exchanged && $0.part == nil }.compactMap(\.returned)
        guard let last = exchanges.filter({ $0 <= facts.today }).max() else { return facts.repairs }
        return facts.repairs.filter { $0.handedIn >= last }
    }

    func partExchanges(atLeast least: Int) -> Finding {
        let done = facts.repairs.filter { $0.exchanged && $0.part == facts.part && $0.returned != nil }
        let details: [String: PhraseFact] = [
            "count": .count(done.count), "needed": .count(least), "part": partFact(facts.part),
        ]
        return done.count >= least
            ? .holds(.why("partExchanged", details)) : .fails(.why("partExchangedTooFew", details))
    }

    func partKind(_ kinds: [Condition.PartKind]) -> Finding {
        let kind: Condition.PartKind =
            switch facts.part.flatMap({ ruleSet.parts[$0] })?.kind {
            case nil: .whole
            case .main: .main
            case .accessory: .accessory
            }
        guard !kinds.contains(kind) else { return .holds() }
        return .fails(
            .why(
                "otherPart",
                [
                    "part": partFact(facts.part),
                    "kinds": .list(kinds.map { .phrase(Phrase("entitlement.part.\($0.rawValue)")) }),
                ]))
    }

    func evidence(_ kinds: [Evidence]) -> Finding {
        guard let shown = kinds.first(where: facts.evidence.contains) else {
            return .needs([.evidence(kinds)])
        }
        return .holds(.why("shown", ["evidence": .phrase(Need.evidence([shown]).phrase)]))
    }

    func lost(_ kinds: [Evidence]) -> Finding {
        guard let shown = kinds.first(where: facts.evidence.contains) else { return .holds(.why("lost")) }
        return .fails(.why("shown", ["evidence": .phrase(Need.evidence([shown]).phrase)]))
    }

    func circumstance(_ fact: Circumstance, is wanted: Bool) -> Finding {
        guard let value = facts.circumstances[fact] ?? fact.assumed else {
            return .needs([.circumstance(fact)])
        }
        let reason = Phrase.why("\(fact.rawValue).\(value ? "yes" : "no")")
        guard value == wanted else { return .fails(reason) }
        // What is merely assumed in the customer's favour needs no mention.
        return facts.circumstances[fact] == nil ? .holds() : .holds(reason)
    }

    func notExcluded() -> Finding {
        let against = facts.causes.sorted().compactMap { ruleSet.exclusions[$0] }
        guard !against.isEmpty else { return .holds() }
        return .fails(.why("excluded", ["causes": .list(against.map { .label($0) })]))
    }

    func standing(of rules: [String], granted wanted: Bool) -> Finding {
        let granted = rules.filter { standings[$0]?.verdict == .granted }
        let waiting = rules.filter { standings[$0]?.verdict == .whenShown }
        let names: ([String]) -> [String: PhraseFact] = { ["rules": .list($0.map { .text($0) })] }
        if wanted {
            if !granted.isEmpty { return .holds(.why("byRule", names(granted)), until: lastDay(of: granted)) }
            guard let first = waiting.first.flatMap({ standings[$0] }) else {
                return .fails(.why("noRule", names(rules)))
            }
            return Finding(
                outcome: .needs(first.missing), reason: .why("waitsForRule", names(waiting)),
                until: lastDay(of: waiting))
        }
        return granted.isEmpty
            ? .holds(.why("noBetterRule", names(rules))) : .fails(.why("betterRule", names(granted)))
    }

    /// The longest of several rows; nil as soon as one has no end.
    private func lastDay(of rules: [String]) -> Day? {
        let days = rules.map { standings[$0]?.until }
        return days.contains(nil) ? nil : days.compactMap { $0 }.max()
    }

    /// The first that holds, without its last day, for another may hold longer; else what is missing for the first that only waits for something; else every reason.
    func any(of choices: [Condition]) -> Finding {
        let findings = choices.map(judge)
        if let holding = findings.first(where: { if case .holds = $0.outcome { true } else { false } }) {
            return .holds(holding.reason)
        }
        if let waiting = findings.first(where: { if case .needs = $0.outcome { true } else { false } }) {
            return Finding(outcome: waiting.outcome, reason: waiting.reason)
        }
        return .fails(.why("noneOf", ["reasons": .list(findings.compactMap(\.reason).map { .phrase($0) })]))
    }
}

extension Delay {
    var phrase: Phrase { Phrase("entitlement.delay.\(rawValue)") }
}
