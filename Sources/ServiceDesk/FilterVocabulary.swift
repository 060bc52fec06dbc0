/// A field that a filter may name.
package protocol FilterField: RawRepresentable, Hashable, Sendable where RawValue == String {
    /// Whether it is compared by `<` and `>`.
    var isCompared: Bool { get }
}

/// The words a filter may use of one kind of record: each field's name, and what it can be, by the names of the rule files and
/// by those that people see.
package protocol FilterVocabulary: Sendable {
    associatedtype Field: FilterField
    /// In the order in which they are offered.
    var known: [Field] { get }
    var fields: [Field: [String]] { get }
    var values: [Field: [FilterWords.Word]] { get }
}

extension FilterVocabulary {
    func field(named text: String) -> Field? {
        let text = text.lowercased()
        return known.first { fields[$0]?.contains { $0.lowercased() == text } ?? false }
    }

    /// What people call it in their own language; where there is none, as the rule files do.
    func name(of field: Field) -> String { fields[field]?.dropFirst().first ?? field.rawValue }

    /// A field that is compared was given a word that it does not know.
    func notSaid(_ field: Field, _ token: FilterTokens.Token) -> FilterFault {
        let at = token.valueAt - 1
        guard let word = values[field]?.first else { return .onlyCompared(field: token.head, at: at) }
        return .comparedOrWord(field: token.head, at: at, word: word.labels.first ?? word.name)
    }

    /// What may follow at the end of a filter; the last word, or what stands after its last comma, is replaced, with its
    /// quotes.
    package func completions(of text: String, limit: Int = 8)
        -> (replacing: Int, choices: [FilterWords.Completion])
    {
        let token = FilterTokens.last(of: text)
        if token.isQuoted { return (0, []) }
        func behind(_ at: Int) -> Int { text.count - (at - 1) }
        guard let part = token.parts.last else {
            let matching = known.filter { field in
                (fields[field] ?? []).contains { $0.lowercased().hasPrefix(token.head.lowercased()) }
            }
            let choices = matching.prefix(limit).map { field in
                let names = fields[field] ?? []
                let name =
                    names.first { $0.lowercased().hasPrefix(token.head.lowercased()) } ?? field.rawValue
                let text = name + (field.isCompared ? "<" : ":")
                // Behind the name of the rule files stands what the person calls it.
                let own = self.name(of: field)
                return FilterWords.Completion(
                    text: text, label: own.lowercased() == name.lowercased() ? text : own)
            }
            return (behind(token.at + (token.isNegated ? 1 : 0)), Array(choices))
        }
        guard let field = field(named: token.head) else { return (0, []) }
        let found = (values[field] ?? []).filter { part.text.isEmpty || $0.begins(with: part.text) }
        return (
            behind(part.at),
            found.prefix(limit).map {
                FilterWords.Completion(text: FilterTokens.written($0.name), label: $0.labels.first ?? $0.name)
            }
        )
    }
}
