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

    /// The start of the word before the caret. A run of CJK counts as a word up to its punctuation.
    package var wordStart: Int {
        var position = caret
        var rest = beforeCaret
        while let last = rest.last, !Self.isWord(last) {
            rest.removeLast()
            position -= 1
        }
        while let last = rest.last, Self.isWord(last) {
            rest.removeLast()
            position -= 1
        }
        return position
    }

    /// The end of the word after the caret.
    package var wordEnd: Int {
        var position = caret
        var rest = afterCaret
        while let first = rest.first, !Self.isWord(first) {
            rest.removeFirst()
            position += 1
        }
        while let first = rest.first, Self.isWord(first) {
            rest.removeFirst()
            position += 1
        }
        return position
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
