package import Model

extension CampaignQuery {
    /// What the word at the end of a query may become.
    package struct Completion: Sendable, Hashable {
        package enum What: Sendable, Hashable {
            case field(Field)
            case product(String)
            case customerKind(CustomerKind)
        }

        package var what: What
        /// Written in full by the names of the rule files: `product:`, `air-conditioner`.
        package var text: String
    }

    /// Fields, or, behind the sign of one whose values are known, those; the last `replacing` characters give way. A field, or a
    /// value, is found by its name and by what people call it.
    /// - Parameter said: as of `init`.
    package static func completions(
        of text: String, rules: Rules, said: @escaping (String) -> [String] = { _ in [] }
    ) -> (replacing: Int, choices: [Completion]) {
        let words = CampaignWords(rules: rules, said: said)
        let token = FilterTokens.last(of: text)
        if token.isQuoted { return (0, []) }
        func behind(_ at: Int) -> Int { text.count - (at - 1) }
        guard let part = token.parts.last else {
            let found = Field.allCases.filter {
                token.head.isEmpty || words.field($0.rawValue).begins(with: token.head)
            }
            return (
                behind(token.at + (token.isNegated ? 1 : 0)),
                found.map { Completion(what: .field($0), text: $0.rawValue + ($0 == .contact ? "<" : ":")) }
            )
        }
        let field = Field.allCases.first { words.field($0.rawValue).isCalled(token.head) }
        func begun(_ known: [FilterWords.Word]) -> [String] {
            known.filter { part.text.isEmpty || $0.begins(with: part.text) }.map(\.name)
        }
        let choices: [Completion] =
            switch field {
            case .product:
                begun(words.products).map { Completion(what: .product($0), text: FilterTokens.written($0)) }
            case .kind:
                begun(words.kinds).compactMap { name in
                    CustomerKind(rawValue: name).map {
                        Completion(what: .customerKind($0), text: FilterTokens.written(name))
                    }
                }
            default: []
            }
        return (behind(part.at), choices)
    }
}
