import Model
import Resources
import Workflow

extension RuleNode {
    /// A condition about a case, by what every case has; nil where there is none. So of visits and calls.
    /// - Parameter words: what facts may be of which other rules tell the words.
    func condition(
        _ key: String, about kind: SubjectKind = .case, words: [String: [String]] = [:]
    ) throws -> Condition? {
        let facts = BuiltInFacts.of(kind)
        return try self[key].map {
            try ConditionReader { name, at in
                guard let fact = facts[name] else { throw at.notOneOf(facts.keys.sorted(), "field") }
                return (fact.type, words[name] ?? fact.choices)
            }.read($0)
        }
    }
}
