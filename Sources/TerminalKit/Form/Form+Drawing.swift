extension Form {
    /// Draws the fields that fit, the focused one always among them, and puts the caret into it.
    ///
    /// A row is: label, ` *` when required, the content, then its error or hint. Where those have no room
    /// beside the content, an error gets the row below. Where labels have no room beside what they label, as on a phone,
    /// each stands above, in as many rows as it takes.
    package func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool = true) {
        let labels = labelCells(canvas.cellWidth, width: rect.width)
        let heights = fields.map { height(of: $0, labels: labels, width: rect.width, canvas.cellWidth) }
        var top = -scroll(heights, height: rect.height)
        for (field, height) in zip(fields, heights) {
            defer { top += height }
            let label = labelRows(of: field, labels: labels, width: rect.width, canvas.cellWidth)
            guard height > 0, top >= 0, top < rect.height, top + label <= rect.height else { continue }
            let area = Rect(
                column: rect.column, row: rect.row + top, width: rect.width,
                height: min(height, rect.height - top))
            draw(field, in: area, labels: labels, on: &canvas, focused: focused && field.id == focus)
        }
    }

    /// Rows the whole form takes at a width.
    package func rows(width: Int, _ cellWidth: CellWidth = .narrow) -> Int {
        let labels = labelCells(cellWidth, width: width)
        return fields.reduce(0) { $0 + height(of: $1, labels: labels, width: width, cellWidth) }
    }

    private func draw(
        _ field: FormField<ID>, in area: Rect, labels: Int, on canvas: inout Canvas, focused: Bool
    ) {
        let isAbove = labels == 0
        let rows = isAbove ? canvas.cellWidth.wrap(field.label, area.width - 2) : [field.label]
        let cells = isAbove ? canvas.cellWidth.ofShown(rows[rows.count - 1]) : labels - 3
        let style: Style = !field.isEnabled ? .disabled : focused ? .labelFocused : .label
        for (row, text) in rows.enumerated() {
            let isLast = row == rows.count - 1
            let place = Rect(
                column: area.column, row: area.row + row, width: isLast ? cells : area.width - 2, height: 1)
            canvas.field(text, in: place, style)
            if field.isRequired, isLast, place.endColumn + 1 < area.endColumn {
                canvas.text("*", at: Point(column: place.endColumn + 1, row: place.row), .warning)
            }
        }
        let rest = isAbove ? area.dropping(rows: rows.count) : area.dropping(columns: labels)
        guard rest.height > 0 else { return }
        let error = error(of: field)
        let hint = field.note
        let isBeside = error.map { fitsBeside($0, field, width: rest.width, canvas.cellWidth) } ?? true
        let width = contentCells(
            field, note: isBeside ? error ?? hint : "", rest.width, canvas.cellWidth)
        let content = Rect(
            column: rest.column, row: rest.row, width: width, height: min(field.rows, rest.height))
        field.draw(in: content, on: &canvas, focused: focused)
        let beside = rest.line(0).dropping(columns: width + 1)
        if let error {
            canvas.field("! " + error, in: isBeside ? beside : rest.line(field.rows), .error)
        } else {
            canvas.field(hint, in: beside, .muted)
        }
    }

    /// The label column: as wide as the widest label, as long as the content keeps so much; blank, mark and
    /// gap included. None where labels would be cut: there they stand above.
    private func labelCells(_ cellWidth: CellWidth, width: Int) -> Int {
        let widest = fields.map { cellWidth.ofShown($0.label) }.max() ?? 0
        let most = max(width * 2 / 5, width - Self.roomForContent)
        return widest > most ? 0 : widest + 3
    }

    private static var roomForContent: Int { 28 }

    /// The content gives way to the note beside it, but not below this.
    private static var leastContent: Int { 16 }

    private func contentCells(
        _ field: FormField<ID>, note: String, _ width: Int, _ cellWidth: CellWidth
    ) -> Int {
        let wanted = min(field.cells ?? width, width)
        guard !note.isEmpty else { return wanted }
        let left = width - 3 - cellWidth.ofShown(note)
        return min(wanted, max(left, min(Self.leastContent, wanted)))
    }

    private func fitsBeside(
        _ note: String, _ field: FormField<ID>, width: Int, _ cellWidth: CellWidth
    ) -> Bool {
        let least = min(Self.leastContent, field.cells ?? width)
        return cellWidth.ofShown(note) + 3 + least <= width
    }

    private func height(
        of field: FormField<ID>, labels: Int, width: Int, _ cellWidth: CellWidth
    ) -> Int {
        if field.isHidden { return 0 }
        let rows = field.rows + labelRows(of: field, labels: labels, width: width, cellWidth)
        guard let error = error(of: field) else { return rows }
        return rows + (fitsBeside(error, field, width: width - labels, cellWidth) ? 0 : 1)
    }

    /// Rows of a label that stands above; none where labels have a column.
    private func labelRows(
        of field: FormField<ID>, labels: Int, width: Int, _ cellWidth: CellWidth
    ) -> Int {
        labels == 0 ? cellWidth.wrap(field.label, width - 2).count : 0
    }

    /// Rows scrolled away so that the focused field is wholly in view; whole fields only.
    private func scroll(_ heights: [Int], height: Int) -> Int {
        guard let index = fields.firstIndex(where: { $0.id == focus }) else { return 0 }
        var overflow = heights.prefix(index + 1).reduce(0, +) - height
        var scrolled = 0
        for fieldHeight in heights.prefix(index) where overflow > 0 {
            scrolled += fieldHeight
            overflow -= fieldHeight
        }
        return scrolled
    }
}
