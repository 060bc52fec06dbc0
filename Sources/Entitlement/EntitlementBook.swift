package import Model
package import Resources

/// All warranty and return rules of the desk, and the way to ask them.
///
///     let book = try EntitlementBook(files: library.files(in: "warranty"))
///     let answer = try book.assess(facts, market: "CN", isWorkday: { calendar.isWorkday($0) })
///     answer.best(.exchange)?.verdict
///
/// Conventions, for every rule set: the day of the sale is not counted, day 1 is the day after it; a last day is
/// still inside; where the set says so, a last day on a holiday moves to the next working day.
package struct EntitlementBook: Sendable {
    private let sets: [RuleSet]

    /// - Throws: `RuleFault` with file and line for whatever is wrong in a rule file.
    package init(files: [ResourceFile]) throws {
        sets = try RuleSetReader.read(files)
    }

    package var ruleSets: [RuleSet] { sets }

    package subscript(name: String) -> RuleSet? { sets.first { $0.name == name } }

    /// The markets some rule set is made for, sorted.
    package var markets: [String] { Set(sets.compactMap(\.market)).sorted() }

    /// The answer of one rule set.
    /// - Throws: `EntitlementFault.unknownRuleSet`.
    package func assess(
        _ facts: EntitlementCase, by name: String, isWorkday: @escaping (Day) -> Bool = { _ in true }
    ) throws -> Assessment {
        guard let ruleSet = self[name] else {
            throw EntitlementFault.unknownRuleSet(name, known: sets.map(\.name))
        }
        return assess(facts, by: [ruleSet], isWorkday)
    }

    /// The answer of the law that fits the product in a market, and of the maker's promise beside it.
    /// - Throws: `EntitlementFault.unknownMarket`.
    package func assess(
        _ facts: EntitlementCase, market: String, isWorkday: @escaping (Day) -> Bool = { _ in true }
    ) throws -> Assessment {
        guard markets.contains(market) else {
            throw EntitlementFault.unknownMarket(market, known: markets)
        }
        return assess(facts, by: applying(to: facts.product, in: market), isWorkday)
    }

    /// The special law that lists the product, else the market's general law; then the makers' sets that list it.
    package func applying(to product: String, in market: String) -> [RuleSet] {
        let here = sets.filter { $0.market == nil || $0.market == market }
        let special =
            here.first { $0.standing == .special && $0.products[product] != nil }
            ?? here.first { $0.standing == .special && $0.products["any"] != nil }
        let law = special ?? here.first { $0.standing == .general }
        let makers = here.filter { $0.standing == .maker && $0.row(for: product) != nil }
        return (law.map { [$0] } ?? []) + makers
    }

    private func assess(
        _ facts: EntitlementCase, by ruleSets: [RuleSet], _ isWorkday: @escaping (Day) -> Bool
    ) -> Assessment {
        var answer = Assessment(ruleSets: ruleSets.map(\.name), rights: [], cautions: [])
        for ruleSet in ruleSets {
            var judge = Judge(facts, by: ruleSet, isWorkday: isWorkday)
            for rule in ruleSet.rules { answer.rights += judge.rights(by: rule) }
            answer.cautions += ruleSet.cautions
        }
        return answer
    }
}

/// A question that cannot be put.
package enum EntitlementFault: Fault, Hashable {
    case unknownRuleSet(String, known: [String])
    case unknownMarket(String, known: [String])

    package var kind: FaultKind { .noSuchThing }

    package var phrase: Phrase {
        switch self {
        case .unknownRuleSet(let name, let known): Self.unknown("ruleSet", name, known)
        case .unknownMarket(let name, let known): Self.unknown("market", name, known)
        }
    }

    private static func unknown(_ what: String, _ name: String, _ known: [String]) -> Phrase {
        Phrase(
            "entitlement.unknown.\(what)", ["name": .text(name), "known": .list(known.map { .text($0) })])
    }
}
