/// Where something gathers: a table of numbers, each with a shading as dense as it is great, so that neither colour nor
/// sharp eyes are needed.
///
///          周一 周二 周三
///      9点 ░ 3  ▓ 9  ▒ 6
///     10点 █12  ░ 2    0
package struct HeatMap: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        package var value: Double
        package var text: String
        package var role: Role

        package init(_ value: Double, text: String, role: Role = .text) {
            self.value = value
            self.text = text
            self.role = role
        }
    }

    package struct Row: Hashable, Sendable {
        package var label: String
        /// One per column; nil where nothing is known.
        package var cells: [Cell?]

        package init(_ label: String, _ cells: [Cell?]) {
            self.label = label
            self.cells = cells
        }
    }

    package var columns: [String]
    package var rows: [Row]
    /// The value of the densest shading; nil for the greatest there is.
    package var top: Double?

    package init(columns: [String], rows: [Row], top: Double? = nil) {
        self.columns = columns
        self.rows = rows
        self.top = top
    }

    /// Draws what has room, from the upper left; `>` and `+3` tell of columns and rows that have none.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let cells = rows.flatMap(\.cells).compactMap { $0 }
        let labels = min(widest(rows.map(\.label), canvas), rect.width / 3)
        let cellCells = max(widest(cells.map(\.text), canvas) + 1, widest(columns, canvas))
        let room = rect.dropping(columns: labels + 1)
        let shown = min(columns.count, (room.width + 1) / (cellCells + 1))
        let top = top ?? Plot.top(of: cells.map(\.value))
        let height = rect.height - 1
        let hidden = rows.count > height ? rows.count - height + 1 : 0
        canvas.fill(rect)
        for place in 0..<shown {
            let column = room.column + place * (cellCells + 1)
            canvas.field(
                columns[place], in: Rect(column: column, row: room.row, width: cellCells, height: 1), .header,
                .trailing)
        }
        for (index, row) in rows.dropLast(hidden).enumerated() {
            let line = rect.line(index + 1)
            canvas.field(row.label, in: Rect(column: line.column, row: line.row, width: labels, height: 1))
            for (place, cell) in row.cells.prefix(shown).enumerated() {
                guard let cell else { continue }
                let column = room.column + place * (cellCells + 1)
                draw(
                    cell, share: Plot.share(cell.value, of: top),
                    in: Rect(column: column, row: line.row, width: cellCells, height: 1), on: &canvas)
            }
        }
        if hidden > 0, height > 0 { canvas.field("+\(hidden)", in: rect.line(height), .muted) }
        if shown < columns.count {
            canvas.text(">", at: Point(column: rect.endColumn - 1, row: rect.row), .muted)
        }
    }

    private func widest(_ texts: [String], _ canvas: Canvas) -> Int {
        texts.map { canvas.cellWidth.ofShown($0) }.max() ?? 0
    }

    private func draw(_ cell: Cell, share: Double, in area: Rect, on canvas: inout Canvas) {
        let shades = canvas.glyphs.shades
        let level = Int((share * Double(shades.count - 1)).rounded(.up))
        let text = min(canvas.cellWidth.ofShown(cell.text), area.width)
        canvas.fill(
            Rect(column: area.column, row: area.row, width: area.width - text, height: area.height),
            with: shades[level], Style(cell.role))
        canvas.field(cell.text, in: area.dropping(columns: area.width - text), Style(cell.role), .trailing)
    }
}
