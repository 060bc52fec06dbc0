import Model
import Resources
import Workflow

extension RuleNode {
    /// This word, which must be a known one.
    /// - Throws: `RuleFault` that lists those there are.
    func word(of known: [String], _ key: String) throws -> String {
        guard let word = string, known.contains(word) else { throw notOneOf(known, key) }
        return word
    }

    func notOneOf(_ known: [String], _ key: String) -> RuleFault {
        fault(
            "rule.notOneOf",
            [
                "key": .text(key), "value": .text(string ?? ""),
                "choices": .list(known.map { .text($0) }),
            ])
    }

    /// A condition about a case, by what every case has; nil where there is none.
    func caseCondition(_ key: String) throws -> Condition? {
        let facts = BuiltInFacts.of(.case)
        return try self[key].map {
            try ConditionReader { name, at in
                guard let fact = facts[name] else { throw at.notOneOf(facts.keys.sorted(), "field") }
                return (fact.type, fact.choices)
            }.read($0)
        }
    }
}
