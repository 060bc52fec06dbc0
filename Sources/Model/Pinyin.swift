import Foundation

/// How Chinese is typed by those who look for it: the whole pinyin without tones, or its initials.
///
///     Pinyin.keys(of: "维修")              // ["weixiu", "wx"]
///     Pinyin.keys(of: "曾国藩", isName: true)   // ["zengguofan", "zgf"]
///     Pinyin.keys(of: "战略")              // ["zhanlve", "zl", "zhanlue"]
package enum Pinyin {
    /// By what a text is also found, besides itself. Words of other scripts take part with their letters; a text of one
    /// word in another script has no keys. Worked out once for each entry of a list, not with every key typed.
    /// - Parameter isName: of a person, whose surname may be read in its own way.
    package static func keys(of text: String, isName: Bool = false) -> [String] {
        let syllables = syllables(of: text, isName: isName)
        let initials = String(syllables.compactMap(\.first))
        if text.unicodeScalars.contains(where: { readings[$0.value] != nil }) {
            let whole = syllables.joined()
            let plain = syllables.map { plainly[$0] ?? $0 }.joined()
            return [whole, initials] + (plain == whole ? [] : [plain])
        }
        return syllables.count > 1 ? [initials] : []
    }

    /// A syllable for each Chinese character, a word for each of another script, in plain small letters and digits.
    /// Characters without a known reading are passed over.
    static func syllables(of text: String, isName: Bool = false) -> [String] {
        var syllables: [String] = []
        var rest = text[...]
        if isName, let surname = longest(surnames, in: rest) {
            syllables = surname.reading
            rest = rest.dropFirst(surname.length)
        }
        var other = ""
        func endOther() {
            if !other.isEmpty { syllables += SearchText.tokens(of: other) }
            other = ""
        }
        while let character = rest.first {
            guard let scalar = character.unicodeScalars.first, isHan(scalar) else {
                other.append(character)
                rest.removeFirst()
                continue
            }
            endOther()
            if let word = longest(words, in: rest) {
                syllables += word.reading
                rest = rest.dropFirst(word.length)
            } else {
                if let reading = readings[scalar.value].map(String.init) ?? rareReading(scalar) {
                    syllables.append(reading)
                }
                rest.removeFirst()
            }
        }
        endOther()
        return syllables
    }

    /// The syllables in which ü and u cannot be confused, as people type them who leave the dots away.
    private static let plainly = ["lve": "lue", "nve": "nue"]

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        readings[scalar.value] != nil || scalar.value >= 0x2E80 && scalar.properties.isIdeographic
    }

    private static func longest(
        _ table: [String: [String]], in text: Substring
    ) -> (reading: [String], length: Int)? {
        for length in [3, 2, 1] {
            let word = text.prefix(length)
            if word.count == length, let reading = table[String(word)] { return (reading, length) }
        }
        return nil
    }

    /// Of a character outside the common set. The transformation takes long, so it is the last resort.
    private static func rareReading(_ scalar: Unicode.Scalar) -> String? {
        let latin = String(scalar).applyingTransform(.mandarinToLatin, reverse: false) ?? ""
        return SearchText.tokens(of: latin).first.flatMap { $0.allSatisfy(\.isASCII) ? $0 : nil }
    }
}
