extension Table {
    /// Draws header and rows in view; parks the caret on the selected row.
    /// - Parameters:
    ///   - isMarked: whether a row is among the `Marks`; when given, a column of `*` stands before the others.
    ///   - rows: gives the cells of the records in that range, one entry per column as declared (also of dropped
    ///     and hidden ones).
    package func draw(
        in rect: Rect, on canvas: inout Canvas, focused: Bool = true, isMarked: ((Int) -> Bool)? = nil,
        rows: (Range<Int>) -> [[TableCell]]
    ) {
        guard !rect.isEmpty else { return }
        let markCells = isMarked == nil ? 0 : min(2, rect.width)
        let areas = shownColumns(width: rect.width - markCells, from: markCells)
        let headerRows = rect.height - visibleRows(in: rect)
        if headerRows > 0 { drawHeader(areas, in: rect.line(0), on: &canvas) }
        let body = rect.dropping(rows: headerRows)
        guard count > 0 else {
            canvas.paragraph(emptyText, in: body, .muted)
            canvas.parkCaret(at: body.origin, visible: false)
            return
        }
        let window = window(rows: body.height)
        for (offset, cells) in rows(window).prefix(body.height).enumerated() {
            let isSelected = window.lowerBound + offset == selection
            drawRow(cells, areas, in: body.line(offset), on: &canvas, selected: isSelected && focused)
            if isMarked?(window.lowerBound + offset) == true {
                canvas.text(
                    "*", at: body.line(offset).origin, Style(.accent, selected: isSelected && focused))
            }
            canvas.mark(body.line(offset), as: .row(window.lowerBound + offset))
            if isSelected {
                canvas.parkCaret(at: body.line(offset).origin, visible: false)
            }
        }
    }

    private func drawHeader(_ areas: [ColumnArea], in row: Rect, on canvas: inout Canvas) {
        canvas.fill(row, .header)
        for area in areas {
            let column = columns[area.index]
            let rect = area.placed(in: row)
            if !column.id.isEmpty { canvas.mark(rect, as: .header(column.id)) }
            guard let sort = layout.sort, !column.id.isEmpty, sort.column == column.id else {
                canvas.field(column.title, in: rect, .header, column.alignment)
                continue
            }
            let room = Rect(column: rect.column, row: rect.row, width: rect.width - 1, height: 1)
            let title = canvas.cellWidth.fit(
                column.title, min(canvas.cellWidth.ofShown(column.title), room.width))
            canvas.field(title + sort.mark, in: rect, .header, column.alignment)
        }
    }

    private func drawRow(
        _ cells: [TableCell], _ areas: [ColumnArea], in row: Rect, on canvas: inout Canvas,
        selected: Bool
    ) {
        canvas.fill(row, Style(.text, selected: selected))
        for area in areas where cells.indices.contains(area.index) {
            let cell = cells[area.index]
            let style = Style(cell.role, selected: selected)
            canvas.field(cell.text, in: area.placed(in: row), style, columns[area.index].alignment)
        }
    }

    /// The columns chosen that have room, in their order, with their places in a row of that width; one blank
    /// between.
    package func shownColumns(width: Int, from start: Int = 0) -> [ColumnArea] {
        var shown = layout.applied(to: columns)
        func needed() -> Int { shown.reduce(0) { $0 + $1.column.least } + max(0, shown.count - 1) }
        while needed() > width, let least = leastNeeded(of: shown) {
            shown.removeAll { $0.index == least }
        }
        let row = Rect(column: start, row: 0, width: width, height: 1)
        let rects = row.split(columns: shown.map { $0.column.extent }, gap: 1)
        return zip(shown, rects).map { ColumnArea(index: $0.index, column: $1.column, width: $1.width) }
    }

    /// The column that a narrow table does without first; nil when all must stay. Who puts columns in an order puts
    /// first what matters.
    private func leastNeeded(of shown: [(index: Int, column: Column)]) -> Int? {
        let free = shown.filter { $0.column.dropOrder > 0 || $0.column.isExtra }
        guard layout.order.isEmpty else { return free.last?.index }
        return free.max { $0.column.dropOrder < $1.column.dropOrder }?.index
    }
}

/// Where a column stands in the rows of its table.
package struct ColumnArea: Hashable, Sendable {
    /// In the table's `columns`.
    package let index: Int
    /// Counted from the row's first cell.
    package let column: Int
    package let width: Int

    func placed(in row: Rect) -> Rect {
        Rect(column: row.column + column, row: row.row, width: width, height: 1)
    }
}
