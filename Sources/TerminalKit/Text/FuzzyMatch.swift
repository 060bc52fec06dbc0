/// Finding by a few typed characters: "wx" finds 维修 (by its pinyin initials among the keywords), "rpr" finds
/// repair. Entries are made ready once (`FuzzyText`), what is typed once a key press (`FuzzyQuery`).
///
///     let query = FuzzyQuery("wx rep")
///     query.score(inAny: [FuzzyText("维修"), FuzzyText("wx"), FuzzyText("repair")])
package enum FuzzyMatch {
    /// How well `query` fits `text`, higher is better; nil when its characters do not occur in order. Letter
    /// case and fullwidth forms do not count. An empty query fits everything alike.
    package static func score(_ query: String, in text: String) -> Int? {
        score(FuzzyText(query), in: FuzzyText(text))
    }

    /// All words of the query must fit, each anywhere in one of the texts.
    package static func score(_ query: String, inAny texts: [String]) -> Int? {
        FuzzyQuery(query).score(inAny: texts.map { FuzzyText($0) })
    }

    fileprivate static func score(_ query: FuzzyText, in text: FuzzyText) -> Int? {
        let wanted = query.characters
        let text = text.characters
        if wanted.isEmpty { return 0 }
        if let found = firstOccurrence(of: wanted, in: text) {
            return 1_000 - min(found, 400) - min(text.count, 200) / 4 + (found == 0 ? 200 : 0)
        }
        return scatteredScore(wanted, in: text)
    }

    private static func firstOccurrence(of wanted: [Character], in text: [Character]) -> Int? {
        guard wanted.count <= text.count else { return nil }
        return (0...(text.count - wanted.count)).first { start in
            text[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// Characters in order with gaps: starts of words and short gaps count more.
    private static func scatteredScore(_ wanted: [Character], in text: [Character]) -> Int? {
        var score = 300
        var position = 0
        for character in wanted {
            guard let found = text[position...].firstIndex(of: character) else { return nil }
            let startsWord = found == 0 || !text[found - 1].isLetter
            score -= startsWord ? 0 : min(found - position, 30)
            position = found + 1
        }
        return max(score, 1)
    }
}

/// A text to be found: its characters without case, fullwidth forms and blanks.
package struct FuzzyText: Hashable, Sendable {
    fileprivate let characters: [Character]

    package init(_ text: some StringProtocol) {
        var scalars = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: scalars.append(scalar)
            }
        }
        characters = Array(String(scalars).lowercased()).filter { $0 != " " }
    }
}

/// What was typed to find something, word by word.
package struct FuzzyQuery: Hashable, Sendable {
    private let words: [FuzzyText]

    package init(_ typed: String) { words = typed.split(separator: " ").map { FuzzyText($0) } }

    /// How well it fits: each word must, anywhere in one of the texts. Nil when one does not.
    package func score(inAny texts: [FuzzyText]) -> Int? {
        var total = 0
        for word in words {
            guard let best = texts.compactMap({ FuzzyMatch.score(word, in: $0) }).max() else { return nil }
            total += best
        }
        return total
    }
}
