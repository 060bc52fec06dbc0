import Entitlement
package import Model
import ServiceTime
import Workflow

// What limits and backgrounds come to, in phrases.

extension EmpowermentExplanation {
    /// The verdict first, then the limit, what is used of it, and who may grant it.
    package func phrases(_ rules: Rules) -> [Phrase] {
        [verdictPhrase, limitPhrase(rules)] + spentPhrases(rules)
            + (needsTwo ? [Phrase("empowerment.explain.two")] : []) + [decidersPhrase]
            + (lacksSecond ? [Phrase("empowerment.explain.noSecond")] : [])
    }

    private var verdictPhrase: Phrase {
        var facts: [String: PhraseFact] = [
            "name": .text(power.holder.name), "what": .phrase(terms.phrase(power.decision.label)),
            "case": .text(caseID.description),
        ]
        switch verdict {
        case .alone: return Phrase("empowerment.explain.alone", facts)
        case .approved(let sum?):
            facts["sum"] = .money(sum)
            return Phrase("empowerment.explain.approved", facts)
        case .approved(nil): return Phrase("empowerment.explain.approvedPlain", facts)
        case .ask(let why):
            facts["why"] = .phrase(why)
            return Phrase("empowerment.explain.ask", facts)
        }
    }

    private func limitPhrase(_ rules: Rules) -> Phrase {
        let said = power.limit.map { $0.phrase(of: power.decision, rules.empowerment) }
        let limit = PhraseFact.phrase(said ?? Phrase("empowerment.limit.no"))
        switch power.source {
        case .role(let role)?:
            let label = rules.roles[role].map { PhraseFact.label($0.label) } ?? .text(role)
            return Phrase("empowerment.explain.role", ["limit": limit, "role": label])
        case .exception(let exception)?:
            return Phrase(
                "empowerment.explain.exception",
                ["limit": limit, "until": .day(exception.days.last), "reason": .text(exception.reason)])
        case nil: return Phrase("empowerment.explain.noLimit")
        }
    }

    private func spentPhrases(_ rules: Rules) -> [Phrase] {
        guard power.limit?.perDay != nil || power.limit?.perMonth != nil else { return [] }
        return [
            Phrase(
                "empowerment.explain.spent",
                [
                    "day": .money(rules.empowerment.money(power.spentInDay)),
                    "month": .money(rules.empowerment.money(power.spentInMonth)), "alone": .money(alone),
                ])
        ]
    }

    private var decidersPhrase: Phrase {
        guard !deciders.isEmpty else { return Phrase("empowerment.explain.nobody") }
        let people = deciders.map { decider -> PhraseFact in
            guard decider.mandate.deputy != nil else { return .text(decider.person.name) }
            return .phrase(
                Phrase(
                    "empowerment.explain.deputy",
                    ["name": .text(decider.person.name), "absent": .text(decider.mandate.holder.name)]))
        }
        return Phrase("empowerment.explain.deciders", ["people": .list(people)])
    }
}

extension ApprovalBackground {
    /// A label's key, and what stands beside it.
    package func pairs(_ rules: Rules) -> [(key: String, value: Phrase)] {
        let rights = entitlement.map { words in
            words.isEmpty
                ? Phrase("empowerment.none")
                : Phrase(
                    "empowerment.list",
                    [
                        "items": .list(
                            RightKind.allCases.filter { words.contains($0.words) }.map { .phrase($0.phrase) })
                    ])
        }
        let promises = missed.map { PhraseFact.label(rules.promises.label(of: $0)) }
        return (rights.map { [("label.entitledTo", $0)] } ?? []) + [
            ("label.grantedInCase", inCase.phrase), ("label.grantedInYear", inYear.phrase),
            (
                "label.promisesMissed",
                promises.isEmpty
                    ? Phrase("empowerment.none") : Phrase("empowerment.list", ["items": .list(promises)])
            ),
        ]
    }
}

// What the journal keeps of requests and bills in words of its own: rights by name, sums with the code of their currency.
extension JournalEntry {
    private static let sums: Set = ["amount", "amount.before", "grantedInCase", "grantedInYear", "discount"]

    /// How such a fact is said; nil for every other.
    package static func said(_ fact: String, _ value: FieldValue) -> PhraseFact? {
        guard case .text(let text) = value else { return nil }
        if fact == "entitled" {
            let words = text.split(separator: ApprovalBackground.separator).map(String.init)
            return .list(RightKind.allCases.filter { words.contains($0.words) }.map { .phrase($0.phrase) })
        }
        guard sums.contains(fact) else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let sum = Money(parts[0], currency: String(parts[1])) else { return nil }
        return .money(sum)
    }
}

extension ApprovalBackground.Sum {
    /// `¥320.00, 2 requests granted`
    fileprivate var phrase: Phrase {
        guard amount.minor > 0 || count > 0 else { return Phrase("empowerment.nothing") }
        return Phrase("empowerment.sum", ["amount": .money(amount), "count": .count(count)])
    }
}
