extension CaseFilter {
    /// The same filter in the names of the rule files, which everybody's desk understands whatever language it was typed in.
    /// - Throws: `FilterFault`.
    package static func spelled(_ text: String, words: FilterWords) throws -> String {
        _ = try CaseFilter(text, words: words)
        return try FilterTokens.of(text).filter { !$0.head.isEmpty }.map { token in
            (token.isNegated ? "-" : "") + (try spelled(token, words))
        }.joined(separator: " ")
    }

    private static func spelled(_ token: FilterTokens.Token, _ words: FilterWords) throws -> String {
        guard let sign = token.sign, !token.isQuoted, let field = words.field(named: token.head) else {
            // In quotes it is a word, whatever it looks like.
            return token.isQuoted || FilterTokens.hasSign(token.head)
                ? FilterTokens.quoted(token.head) : FilterTokens.written(token.head)
        }
        return field.rawValue + String(sign) + (try values(field, token, words))
    }

    private static func values(_ field: Field, _ token: FilterTokens.Token, _ words: FilterWords) throws
        -> String
    {
        switch field {
        case .due where token.sign == ":": return FilterWords.late
        case .chasers, .reopened: return token.value
        case .due, .age, .idle: return words.spelledSpan(token.value)
        // Zones come and go; what they begin with stays.
        case .zone:
            return token.parts.map(\.text).filter { !$0.isEmpty }.map(FilterTokens.written).joined(
                separator: ",")
        default: break
        }
        return try token.parts.filter { !$0.text.isEmpty }.flatMap { part in
            try names(field, part.text, at: part.at, token.head, words).map(FilterTokens.written)
        }.joined(separator: ",")
    }
}

extension FilterTokens {
    static func quoted(_ value: String) -> String {
        value.contains("\"") ? "「\(value)」" : "\"\(value)\""
    }
}

extension FilterWords {
    private static let units = [1: "m", 60: "h", 1440: "d", 10080: "w"]

    /// `3天` is `3d`.
    func spelledSpan(_ text: String) -> String {
        let number = text.prefix { $0 == "-" || $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(number.count).lowercased()
        return number + (units[unit].flatMap { Self.units[$0] } ?? unit)
    }
}
