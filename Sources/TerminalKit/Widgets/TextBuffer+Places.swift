/// Where the caret would go.
extension TextBuffer {
    package var lineStart: Int {
        beforeCaret.lastIndex(where: \.isNewline).map { text.distance(from: text.startIndex, to: $0) + 1 }
            ?? 0
    }

    package var lineEnd: Int {
        afterCaret.firstIndex(where: \.isNewline).map { text.distance(from: text.startIndex, to: $0) }
            ?? text.count
    }

    /// The start of the word before the caret.
    package var wordStart: Int { caret - Self.wordLength(beforeCaret.reversed()) }

    /// The end of the word after the caret.
    package var wordEnd: Int { caret + Self.wordLength(afterCaret) }

    /// What belongs together. Where one kind ends and another begins, a word ends too (`E3故障`).
    private enum Kind: Hashable {
        /// Letters and digits of scripts that put blanks between words.
        case word
        /// Scripts without blanks: Han, kana, Hangul.
        case ideograph
        case between

        init(_ character: Character) {
            guard character.isLetter || character.isNumber || character == "_" else {
                self = .between
                return
            }
            self = CellWidth.narrow.of(character) >= 2 ? .ideograph : .word
        }
    }

    /// Most Chinese words have two characters, so a run without blanks is walked in steps of two.
    private static let ideographsPerStep = 2

    /// Characters from the caret to the far end of the next word: what lies between, then the word.
    private static func wordLength(_ characters: some Sequence<Character>) -> Int {
        var length = 0
        var kind: Kind?
        var steps = 0
        for character in characters {
            let next = Kind(character)
            if let kind {
                if next != kind || kind == .ideograph && steps == ideographsPerStep { break }
            } else if next != .between {
                kind = next
            }
            steps += next == .between ? 0 : 1
            length += 1
        }
        return length
    }
}
