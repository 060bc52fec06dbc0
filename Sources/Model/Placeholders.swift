extension String {
    /// Every `{word}` of a text.
    package var placeholders: Set<String> { Set(matches(of: /\{([^{}]*)\}/).map { String($0.1) }) }

    /// With each `{word}` replaced by what it stands for; `unknown` where that is empty. A word of which nothing is known at
    /// all (nil) stays.
    package func filled(unknown: String = "–", _ value: (String) -> String?) -> String {
        replacing(/\{([^{}]*)\}/) { match in
            value(String(match.1)).map { $0.isEmpty ? unknown : $0 } ?? String(match.0)
        }
    }

    /// Without a word at the end that stands for nothing, and the colon or dash that leads to it.
    package func withoutEmptyEnd(_ value: (String) -> String?) -> String {
        var text = self
        while let last = text.firstMatch(of: /[\s:：–-]*\{([^{}]*)\}\s*$/),
            value(String(last.1))?.isEmpty == true
        {
            text.removeSubrange(last.range)
        }
        return text
    }
}
