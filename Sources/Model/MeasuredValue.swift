/// A value as a technician reads it off an instrument: `low pressure 0.42 MPa`. The number stays as it was written; it
/// is shown, never reckoned with.
package struct MeasuredValue: Hashable, Sendable {
    package var name: String
    package var number: String
    package var unit: String

    package init(name: String, number: String, unit: String) {
        (self.name, self.number, self.unit) = (name, number, unit)
    }

    /// Reads `voltage = 221 V; current 6.1A`, `电压 221V，电流 6.1A`; nil when a part of it has no name or no number.
    package static func list(_ text: String) -> [MeasuredValue]? {
        let parts = entries(String(text.map(\.halfWidth))).map { entry in
            Self.words(entry).map(String.init)
        }.filter { !$0.isEmpty }
        let values = parts.compactMap { MeasuredValue($0) }
        return values.count == parts.count ? values : nil
    }

    /// Apart by spaces and by what stands between name and value; a colon between two digits belongs to the number.
    private static func words(_ entry: String) -> [Substring] {
        let letters = Array(entry)
        var words = [""]
        for (index, letter) in letters.enumerated() {
            let isRatio =
                letter == ":" && index > 0 && letters[index - 1].isDigit && index + 1 < letters.count
                && letters[index + 1].isDigit
            if letter.isWhitespace || ("=:：".contains(letter) && !isRatio) {
                words.append("")
            } else {
                words[words.count - 1].append(letter)
            }
        }
        return words.filter { !$0.isEmpty }.map { Substring($0) }
    }

    /// As `list` reads it again.
    package static func text(_ values: [MeasuredValue]) -> String {
        values.map { [$0.name, $0.number, $0.unit].filter { !$0.isEmpty }.joined(separator: " ") }
            .joined(separator: "; ")
    }

    /// Apart by semicolons, lines and commas; a comma between two digits belongs to the number.
    private static func entries(_ text: String) -> [String] {
        let letters = Array(text)
        var entries = [""]
        for (index, letter) in letters.enumerated() {
            let isDecimal =
                letter == "," && index > 0 && letters[index - 1].isDigit && index + 1 < letters.count
                && letters[index + 1].isDigit
            if ";；,，、\n".contains(letter), !isDecimal {
                entries.append("")
            } else {
                entries[entries.count - 1].append(letter)
            }
        }
        return entries
    }

    /// One of them: a name that is no number, then a number as it was written, then its unit.
    private init?(_ words: [String]) {
        if let at = words.indices.dropFirst().first(where: { Self.number(words[$0]) != nil }),
            let (number, rest) = Self.number(words[at])
        {
            let unit = ([rest] + words[(at + 1)...]).filter { !$0.isEmpty }.joined(separator: " ")
            self.init(name: words[..<at].joined(separator: " "), number: number, unit: unit)
            return
        }
        // `电流6.1A` in one word: apart where a number begins that no letter of ASCII stands before, as in `R32压力0.8MPa`.
        guard let word = words.first, words.count == 1 else { return nil }
        let starts = word.indices.dropFirst().filter { index in
            let before = word[word.index(before: index)]
            return !before.isASCII && Self.number(String(word[index...])) != nil
        }
        let plain = word.indices.dropFirst().first { Self.number(String(word[$0...])) != nil }
        guard let start = starts.first ?? plain, let (number, rest) = Self.number(String(word[start...]))
        else {
            return nil
        }
        self.init(name: String(word[..<start]), number: number, unit: rest)
    }

    /// The number a word begins with, and what follows it: `-18`, `>200`, `1,234.5`, `0.8-1.2`, `1/2`.
    private static func number(_ word: String) -> (String, rest: String)? {
        var rest = Substring(word)
        var number = ""
        while let sign = rest.first, "+-−±<>≤≥≈~".contains(sign) { number.append(rest.removeFirst()) }
        guard rest.first?.isDigit == true else { return nil }
        while let next = rest.first {
            let follows = rest.dropFirst().first?.isDigit == true
            guard next.isDigit || (follows && ".,-–~/:".contains(next)) else { break }
            number.append(rest.removeFirst())
        }
        return (number, String(rest))
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    /// A full-width digit as the plain one.
    fileprivate var halfWidth: Character {
        guard let scalar = unicodeScalars.first, (0xFF10...0xFF19).contains(scalar.value),
            let plain = Unicode.Scalar(scalar.value - 0xFF10 + 0x30)
        else { return self }
        return Character(plain)
    }
}
