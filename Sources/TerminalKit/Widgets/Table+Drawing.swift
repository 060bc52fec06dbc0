extension Table {
    /// Draws header and rows in view; parks the caret on the selected row.
    /// - Parameter rows: gives the cells of the records in that range, one entry per column (also of dropped
    ///   ones).
    package func draw(
        in rect: Rect, on canvas: inout Canvas, focused: Bool = true, rows: (Range<Int>) -> [[TableCell]]
    ) {
        guard !rect.isEmpty else { return }
        let areas = shownColumns(width: rect.width)
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
            canvas.mark(body.line(offset), as: .row(window.lowerBound + offset))
            if isSelected {
                canvas.parkCaret(at: body.line(offset).origin, visible: false)
            }
        }
    }

    private func drawHeader(_ areas: [(index: Int, rect: Rect)], in row: Rect, on canvas: inout Canvas) {
        canvas.fill(row, .header)
        for (index, area) in areas {
            let rect = Rect(column: row.column + area.column, row: row.row, width: area.width, height: 1)
            canvas.field(columns[index].title, in: rect, .header, columns[index].alignment)
        }
    }

    private func drawRow(
        _ cells: [TableCell], _ areas: [(index: Int, rect: Rect)], in row: Rect, on canvas: inout Canvas,
        selected: Bool
    ) {
        canvas.fill(row, Style(.text, selected: selected))
        for (index, area) in areas where cells.indices.contains(index) {
            let rect = Rect(column: row.column + area.column, row: row.row, width: area.width, height: 1)
            let style = Style(cells[index].role, selected: selected)
            canvas.field(cells[index].text, in: rect, style, columns[index].alignment)
        }
    }

    /// The columns that have room, with their places in a row of that width; one blank between.
    func shownColumns(width: Int) -> [(index: Int, rect: Rect)] {
        var shown = Array(columns.indices)
        func needed() -> Int { shown.reduce(0) { $0 + columns[$1].least } + max(0, shown.count - 1) }
        while needed() > width,
            let last = shown.filter({ columns[$0].dropOrder > 0 }).max(by: {
                columns[$0].dropOrder < columns[$1].dropOrder
            })
        {
            shown.removeAll { $0 == last }
        }
        let row = Rect(column: 0, row: 0, width: width, height: 1)
        let rects = row.split(columns: shown.map { columns[$0].extent }, gap: 1)
        return zip(shown, rects).map { ($0, $1) }
    }
}
