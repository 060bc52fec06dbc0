/// A piece of a line: text and its meaning.
package struct Span: Hashable, Sendable {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .text) {
        self.text = text
        self.style = style
    }
}

extension Canvas {
    /// Writes one line of text; what passes `limit` cells or the canvas's edge is cut off without a mark.
    /// - Returns: the column after the text, so that a next piece can follow.
    @discardableResult
    package mutating func text(
        _ text: some StringProtocol, at point: Point, _ style: Style = .text, limit: Int = .max
    ) -> Int {
        let end = limit >= size.columns - point.column ? size.columns : point.column + max(0, limit)
        var column = point.column
        let isPlain = DisplayText.forEachPlain(in: text) { scalar in
            guard column < end else { return false }
            let width = cellWidth.of(scalar)
            put(
                glyph: scalar.value, width: width, at: Point(column: column, row: point.row), end: end, style)
            column += width
            return true
        }
        if isPlain { return min(column, end) }
        // Once more, with all care.
        column = point.column
        cellWidth.forEachPiece(of: DisplayText.sanitise(text)) { piece, width in
            guard column < end else { return false }
            put(piece, width: width, at: Point(column: column, row: point.row), end: end, style)
            column += width
            return true
        }
        return min(column, end)
    }

    /// Fills the first row of `rect` with text fitted to its width (`CellWidth.fit`), blanks included.
    package mutating func field(
        _ text: some StringProtocol, in rect: Rect, _ style: Style = .text, _ alignment: Alignment = .leading
    ) {
        guard !rect.isEmpty else { return }
        let cells = cellWidth.ofShown(text)
        guard cells <= rect.width else {
            self.text(cellWidth.fit(text, rect.width, alignment), at: rect.origin, style, limit: rect.width)
            return
        }
        let spare = rect.width - cells
        let before = alignment == .leading ? 0 : alignment == .trailing ? spare : spare / 2
        fill(rect.line(0), style)
        self.text(
            text, at: Point(column: rect.column + before, row: rect.row), style, limit: rect.width - before)
    }

    /// Writes pieces of different meaning one after the other into the first row of `rect`. The piece that
    /// does not fit is cut with `..`, those after it are left out; the rest of the row stays as it is.
    /// - Returns: the column after the last piece.
    @discardableResult
    package mutating func spans(_ spans: [Span], in rect: Rect) -> Int {
        var column = rect.column
        for span in spans where column < rect.endColumn && rect.height > 0 {
            let room = rect.endColumn - column
            let whole = cellWidth.ofShown(span.text) <= room
            column = text(
                whole ? span.text : cellWidth.fit(span.text, room),
                at: Point(column: column, row: rect.row), span.style)
        }
        return column
    }

    /// Writes text wrapped to the rectangle's width.
    /// - Returns: the number of rows used; lines that do not fit are left out.
    @discardableResult
    package mutating func paragraph(_ text: some StringProtocol, in rect: Rect, _ style: Style = .text) -> Int
    {
        let lines = cellWidth.wrap(text, rect.width).prefix(rect.height)
        for (index, line) in lines.enumerated() { field(line, in: rect.line(index), style) }
        return lines.count
    }

    /// Blanks (or another narrow character) over a rectangle.
    package mutating func fill(_ rect: Rect, with text: String = " ", _ style: Style = .text) {
        let area = rect.intersection(bounds)
        let glyph = text.unicodeScalars.first?.value ?? 0x20
        for row in area.row..<area.endRow {
            fill(row: row, area.column..<area.endColumn, glyph: glyph, style)
        }
    }

    /// A horizontal line over the first row of `rect`, a title set into it when given.
    package mutating func rule(_ rect: Rect, title: String = "", _ style: Style = .rule) {
        fill(rect.line(0), with: glyphs.horizontal, style)
        guard !title.isEmpty, rect.width > 6 else { return }
        let shown = cellWidth.prefix(of: DisplayText.sanitise(title), within: rect.width - 4)
        text(" \(shown) ", at: Point(column: rect.column + 1, row: rect.row), .title, limit: rect.width - 2)
    }

    /// A vertical line down the first column of `rect`.
    package mutating func verticalRule(_ rect: Rect, _ style: Style = .rule) {
        fill(
            Rect(column: rect.column, row: rect.row, width: 1, height: rect.height), with: glyphs.vertical,
            style)
    }

    /// A frame with blank inside, for what lies above the screen (dialogs, pickers); everything else does
    /// without.
    package mutating func box(_ rect: Rect, title: String = "", _ style: Style = .rule) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        fill(rect)
        rule(rect, title: title, style)
        rule(rect.line(rect.height - 1), style)
        verticalRule(rect, style)
        verticalRule(rect.dropping(columns: rect.width - 1), style)
        let right = rect.endColumn - 1
        let bottom = rect.endRow - 1
        let corners = [(rect.column, rect.row), (right, rect.row), (rect.column, bottom), (right, bottom)]
        for (glyph, corner) in zip(glyphs.corners, corners) {
            text(glyph, at: Point(column: corner.0, row: corner.1), style)
        }
    }

    /// Parks the cursor: `visible` in a field, hidden on the selected row of a list.
    package mutating func parkCaret(at point: Point, visible: Bool) {
        guard bounds.contains(point) else { return }
        caret = point
        caretIsVisible = visible
    }
}
