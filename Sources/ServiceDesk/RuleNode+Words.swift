import Model
import Resources

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
}
