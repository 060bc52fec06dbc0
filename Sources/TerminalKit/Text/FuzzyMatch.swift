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

    fileprivate static func score(_ query: FuzzyText, in entry: FuzzyText) -> Int? {
        let wanted = query.characters
        let text = entry.characters
        if wanted.isEmpty { return 0 }
        if let found = firstOccurrence(of: wanted, in: text) {
            return 1_000 - min(found, 400) - min(text.count, 200) / 4 + (found == 0 ? 200 : 0)
        }
        return scatteredScore(wanted, in: entry)
    }

    private static func firstOccurrence(of wanted: [Character], in text: [Character]) -> Int? {
        guard wanted.count <= text.count else { return nil }
        return (0...(text.count - wanted.count)).first { start in
            text[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// Characters skipped on the way, for each character typed, above which it is chance that they occur in order.
    private static let widestGap = 2

    /// Characters in order with gaps; those at the starts of words are free.
    private static func scatteredScore(_ wanted: [Character], in entry: FuzzyText) -> Int? {
        let text = entry.characters
        var skipped = 0
        var position = 0
        for character in wanted {
            guard let found = text[position...].firstIndex(of: character) else { return nil }
            skipped += entry.startsWord[found] ? 0 : found - position
            position = found + 1
        }
        return skipped <= widestGap * wanted.count ? max(300 - skipped, 1) : nil
    }
}

/// A text to be found: its characters without case, fullwidth forms and blanks.
package struct FuzzyText: Hashable, Sendable {
    fileprivate let characters: [Character]
    /// Whether a word starts with the character; every ideograph is a word.
    fileprivate let startsWord: [Bool]

    package init(_ text: some StringProtocol) {
        var scalars = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: scalars.append(scalar)
            }
        }
        var kept: [(character: Character, startsWord: Bool)] = []
        var isInWord = false
        for character in String(scalars).lowercased() {
            let isLetter = character.isLetter || character.isNumber
            if character != " " { kept.append((character, !isInWord || CellWidth.narrow.of(character) == 2)) }
            isInWord = isLetter
        }
        characters = kept.map(\.character)
        startsWord = kept.map(\.startsWord)
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
