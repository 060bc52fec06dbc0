/// Finding by a few typed characters: "wx" finds 维修 (by its pinyin initials among the keywords), "rpr" finds
/// repair.
package enum FuzzyMatch {
    /// How well `query` fits `text`, higher is better; nil when its characters do not occur in order. Letter
    /// case and fullwidth forms do not count. An empty query fits everything alike.
    package static func score(_ query: String, in text: String) -> Int? {
        let wanted = folded(query)
        if wanted.isEmpty { return 0 }
        let text = folded(text)
        if let found = firstOccurrence(of: wanted, in: text) {
            return 1_000 - min(found, 400) - min(text.count, 200) / 4 + (found == 0 ? 200 : 0)
        }
        return scatteredScore(wanted, in: text)
    }

    /// All words of the query must fit, each anywhere in one of the texts.
    package static func score(_ query: String, inAny texts: [String]) -> Int? {
        var total = 0
        for word in query.split(separator: " ") {
            guard let best = texts.compactMap({ score(String(word), in: $0) }).max() else { return nil }
            total += best
        }
        return total
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

    private static func folded(_ text: String) -> [Character] {
        var scalars = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: scalars.append(scalar)
            }
        }
        return Array(String(scalars).lowercased()).filter { $0 != " " }
    }
}
