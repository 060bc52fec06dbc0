/// A text laid out in lines of a width, knowing where each character went. One cell is kept free for the
/// caret.
struct TextLayout {
    struct Line {
        var text: String
        /// The position in the text of the line's first character.
        var start: Int
        /// The cells of each character of the line.
        var widths: [Int] = []
    }

    private(set) var lines: [Line] = []

    init(_ text: String, cells: Int, _ cellWidth: CellWidth) {
        let cells = max(2, cells - 1)
        var start = 0
        for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var line = Line(text: "", start: start)
            var width = 0
            var position = start
            for character in paragraph {
                let shown = DisplayText.sanitise(String(character))
                let next = cellWidth.of(shown)
                if character == " ", width + next > cells, width > 0 {
                    // A blank without room stands at the line's end unseen, so that the next begins with a word.
                    line.widths.append(0)
                    position += 1
                    continue
                }
                if width + next > cells, width > 0 {
                    let isWordOver = line.widths.last == 0
                    let carried = isWordOver ? "" : Self.wordToCarry(line.text, before: character)
                    line.text.removeLast(carried.count)
                    line.widths.removeLast(carried.count)
                    lines.append(line)
                    width = carried.count
                    line = Line(text: carried, start: position - width)
                    line.widths = Array(repeating: 1, count: width)
                }
                line.text += shown
                line.widths.append(next)
                width += next
                position += 1
            }
            lines.append(line)
            start = position + 1
        }
    }

    /// The unfinished word at the end of a full line, when it can begin the next one instead.
    private static func wordToCarry(_ line: String, before next: Character) -> String {
        guard next.isASCII, next.isLetter || next.isNumber else { return "" }
        let word = line.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return word.count < line.count ? String(word.reversed()) : ""
    }

    /// The row and column (in cells) where the caret before character `position` stands.
    func place(of position: Int) -> Point {
        let row = lines.lastIndex { $0.start <= position } ?? 0
        let before = lines[row].widths.prefix(position - lines[row].start)
        return Point(column: before.reduce(0, +), row: row)
    }
}
