import Model
import TerminalKit

extension Canvas {
    /// Spans on a row; a click on a digit among them that is a key, or on the x of ten, presses it.
    mutating func keyedSpans(_ spans: [Span], in row: Rect) {
        var column = row.column
        for span in spans where column < row.endColumn {
            let start = column
            column = self.spans([span], in: row.dropping(columns: start - row.column))
            guard span.style == .key else { continue }
            let name = span.text.trimmed
            guard name.count == 1, let letter = name.first, letter.isNumber || letter == "x" else { continue }
            mark(
                Rect(column: start, row: row.row, width: column - start, height: 1),
                as: .key(.character(letter)))
        }
    }
}
