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
        let parts = entries(text).map { entry in
            entry.split { $0.isWhitespace || "=:：".contains($0) }.map(String.init)
        }.filter { !$0.isEmpty }
        let values = parts.compactMap { MeasuredValue($0) }
        return values.count == parts.count ? values : nil
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

    /// One of them.
    private init?(_ words: [String]) {
        if let at = words.indices.dropFirst().first(where: { Self.number(words[$0]) != nil }),
            let (number, rest) = Self.number(words[at])
        {
            let unit = ([rest] + words[(at + 1)...]).filter { !$0.isEmpty }.joined(separator: " ")
            self.init(name: words[..<at].joined(separator: " "), number: number, unit: unit)
            return
        }
        // `电流6.1A` in one word.
        guard let word = words.first, words.count == 1,
            let start = word.firstIndex(where: \.isDigit), start > word.startIndex,
            let (number, rest) = Self.number(String(word[start...]))
        else { return nil }
        self.init(name: String(word[..<start]), number: number, unit: rest)
    }

    /// The number a word begins with, and what follows it.
    private static func number(_ word: String) -> (String, rest: String)? {
        var rest = Substring(word)
        var number = ""
        if let sign = rest.first, "+-".contains(sign) { number.append(rest.removeFirst()) }
        guard rest.first?.isDigit == true else { return nil }
        while let next = rest.first {
            let follows = rest.dropFirst().first?.isDigit == true
            guard
                next.isDigit
                    || (".,".contains(next) && follows && !number.contains(where: { ".,".contains($0) }))
            else { break }
            number.append(rest.removeFirst())
        }
        return (number, String(rest))
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
