extension CellWidth {
    /// `text` in lines of at most `cells` cells. Breaks at blanks and between CJK characters, keeps closing
    /// punctuation (`，。）`) off the start of a line, and cuts a word only when it is longer than a line. Line
    /// breaks in the text stay; there is always at least one line.
    package func wrap(_ text: some StringProtocol, _ cells: Int) -> [String] {
        let paragraphs = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard cells > 0 else { return [""] }
        return paragraphs.flatMap { wrapParagraph(DisplayText.sanitise($0), cells) }
    }

    private func wrapParagraph(_ text: String, _ cells: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in words(of: text) {
            let wordWidth = of(word)
            let solid = word.last == " " ? of(word.trimmingTrailingBlanks()) : wordWidth
            if width + solid > cells, width > 0 {
                lines.append(line.trimmingTrailingBlanks())
                line = ""
                width = 0
            }
            if solid > cells {
                for piece in pieces(of: word) {
                    if width + piece.width > cells, width > 0 {
                        lines.append(line)
                        line = ""
                        width = 0
                    }
                    if piece.width <= cells {
                        line += piece.text
                        width += piece.width
                    }
                }
            } else {
                line += word
                width += wordWidth
            }
        }
        lines.append(line.trimmingTrailingBlanks())
        return lines
    }

    /// The unbreakable parts: a word with the blanks after it, or one CJK character with the punctuation that
    /// hangs on it.
    private func words(of text: String) -> [String] {
        var words: [String] = []
        var current = ""
        for character in text {
            if let last = current.last, breaks(between: last, and: character) {
                words.append(current)
                current = ""
            }
            current.append(character)
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    private func breaks(between last: Character, and next: Character) -> Bool {
        if next == " " || Self.closing.contains(next) || Self.opening.contains(last) { return false }
        if last == " " { return true }
        return of(last) == 2 || of(next) == 2
    }

    private static let closing = Set<Character>("，。、；：？！）》」』】〉”’％℃,.;:?!)]}%")
    private static let opening = Set<Character>("（《「『【〈“‘([{￥$")
}

extension String {
    func trimmingTrailingBlanks() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
