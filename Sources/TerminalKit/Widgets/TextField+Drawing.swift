extension TextField {
    /// Draws the field over the whole of `rect` and, when focused, puts the caret into it.
    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool) {
        guard !rect.isEmpty else { return }
        let style: Style = focused ? .inputFocused : .input
        if isEmpty {
            for index in 0..<rect.height {
                canvas.field(index == 0 ? placeholder : "", in: rect.line(index), .placeholder)
            }
            if focused { canvas.parkCaret(at: rect.origin, visible: true) }
        } else if isMultiline {
            drawLines(in: rect, on: &canvas, style, focused: focused)
        } else {
            drawLine(in: rect, on: &canvas, style, focused: focused)
        }
    }

    /// Rows the text takes when wrapped to so many cells; for fields that grow.
    package func rows(wrappedAt cells: Int, _ cellWidth: CellWidth = .narrow) -> Int {
        isMultiline ? TextLayout(buffer.text, cells: cells, cellWidth).lines.count : 1
    }

    /// One line, scrolled by half a field at a time so that the caret is inside; `<` and `>` show what is
    /// hidden.
    private func drawLine(in rect: Rect, on canvas: inout Canvas, _ style: Style, focused: Bool) {
        let cells = rect.width
        let pieces = canvas.cellWidth.pieces(of: shown(buffer.text))
        let total = pieces.reduce(0) { $0 + $1.width }
        let caret = canvas.cellWidth.of(shown(buffer.beforeCaret))
        let step = max(1, cells / 2)
        let start = focused && caret >= cells ? (caret - cells) / step * step + step : 0

        canvas.fill(rect.line(0), style)
        var column = 0
        for piece in pieces {
            if column >= start, column + piece.width <= start + cells {
                let place = Point(column: rect.column + column - start, row: rect.row)
                canvas.text(piece.text, at: place, style)
            }
            column += piece.width
        }
        if start > 0 { canvas.text("<", at: rect.origin, .muted) }
        if total - start > cells, !focused || caret - start < cells - 1 {
            canvas.text(">", at: Point(column: rect.endColumn - 1, row: rect.row), .muted)
        }
        if focused {
            canvas.parkCaret(at: Point(column: rect.column + caret - start, row: rect.row), visible: true)
        }
    }

    private func drawLines(in rect: Rect, on canvas: inout Canvas, _ style: Style, focused: Bool) {
        let layout = TextLayout(buffer.text, cells: rect.width, canvas.cellWidth)
        let caret = layout.place(of: buffer.caret)
        let step = max(1, rect.height / 2)
        let top = focused && caret.row >= rect.height ? (caret.row - rect.height) / step * step + step : 0
        for index in 0..<rect.height {
            let line = layout.lines.indices.contains(top + index) ? layout.lines[top + index].text : ""
            canvas.field(line, in: rect.line(index), style)
        }
        if focused {
            let column = min(caret.column, rect.width - 1)
            let place = Point(column: rect.column + column, row: rect.row + caret.row - top)
            canvas.parkCaret(at: place, visible: true)
        }
    }

    private func shown(_ text: some StringProtocol) -> String {
        isSecret ? String(repeating: "*", count: text.count) : DisplayText.sanitise(text)
    }
}
