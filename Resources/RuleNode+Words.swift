import Model

// Words and shares, as every reader of rule files takes them.
extension RuleNode {
    /// This word, which must be a known one.
    /// - Throws: `RuleFault` that lists those there are.
    package func word(of known: [String], _ key: String) throws -> String {
        guard let word = string, known.contains(word) else { throw notOneOf(known, key) }
        return word
    }

    /// The words of a list, each of which must be a known one; a lone word counts as one, none at all as none.
    /// - Throws: `RuleFault` at the first that is not, listing those there are.
    package func words(of known: [String], _ key: String) throws -> [String] {
        try (self[key]?.items ?? []).map { try $0.word(of: known, key) }
    }

    package func notOneOf(_ known: [String], _ key: String) -> RuleFault {
        fault(
            "rule.notOneOf",
            [
                "key": .text(key), "value": .text(string ?? ""),
                "choices": .list(known.map { .text($0) }),
            ])
    }

    /// `95 %` as 0.95; nil for anything but 0 % to 100 %.
    package var share: Double? {
        guard let text = string, text.hasSuffix("%"),
            let number = Double(text.dropLast().filter { $0 != " " }), (0...100).contains(number)
        else { return nil }
        return number / 100
    }
}
