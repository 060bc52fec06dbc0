/// What fills a stretch of time in a row.
package struct GanttSegment: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Something to do: `[C1024 王芳░░]`.
        case work
        /// On the way, or waiting.
        case passage
        /// Nothing can be done then.
        case off
    }

    /// In the plot's unit, such as minutes of the day.
    package var range: Range<Int>
    package var kind: Kind
    package var text: String
    /// What stands for the text where it has no room, the longest first: a number that is cut would be another one.
    /// None lets the text be cut.
    package var shorter: [String]
    package var role: Role

    package init(
        _ range: Range<Int>, _ kind: Kind = .work, text: String = "", shorter: [String] = [],
        role: Role = .text
    ) {
        self.range = range
        self.kind = kind
        self.text = text
        self.shorter = shorter
        self.role = role
    }

    /// What is written into so many cells. The text may be cut behind the first of its shorter forms.
    func shown(in cells: Int, _ cellWidth: CellWidth) -> String {
        guard let short = shorter.first, cellWidth.ofShown(text) > cells,
            cellWidth.ofShown(short) + 3 > cells
        else { return text }
        return shorter.first { cellWidth.ofShown($0) <= cells } ?? ""
    }
}

/// A row of a Gantt chart.
package struct GanttRow: Hashable, Sendable {
    package var label: String
    package var segments: [GanttSegment]

    package init(_ label: String, _ segments: [GanttSegment]) {
        self.label = label
        self.segments = segments
    }
}

/// Rows of stretches on one axis of time, with a line where now is.
///
///              09:00     10:00  v  11:00
///     李工     [C1024 王芳░░]---│[C7░]▒▒▒
///
///     Gantt(rows: [GanttRow("李工", segments)], axis: 540..<720, ticks: [(540, "09:00"), …], now: 640)
package struct Gantt: Sendable {
    package var rows: [GanttRow]
    /// The time shown; empty shows nothing.
    package var axis: Range<Int>
    /// Moments named above the rows.
    package var ticks: [(at: Int, label: String)]
    package var now: Int?
    /// The row and the segment in it that stand out.
    package var selection: (row: Int, segment: Int?)?

    package init(
        rows: [GanttRow], axis: Range<Int>,
        ticks: [(at: Int, label: String)] = [], now: Int? = nil, selection: (row: Int, segment: Int?)? = nil
    ) {
        self.rows = rows
        self.axis = axis
        self.ticks = ticks
        self.now = now
        self.selection = selection
    }

    /// Draws axis and rows, scrolled by half a page so that the selected one is in view; the caret is parked there.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        canvas.fill(rect)
        let labels = min(rows.map { canvas.cellWidth.ofShown($0.label) }.max() ?? 0, rect.width / 3)
        let track = rect.dropping(columns: labels + 1)
        drawAxis(in: track.line(0), on: &canvas)
        let height = rect.height - 1
        let step = max(1, height / 2)
        let row = selection?.row ?? 0
        let top = row < height ? 0 : min((row - height) / step * step + step, max(0, rows.count - height))
        for offset in 0..<max(0, min(height, rows.count - top)) {
            let index = top + offset
            let isSelected = selection?.row == index
            let line = rect.line(offset + 1)
            canvas.field(
                rows[index].label, in: Rect(column: line.column, row: line.row, width: labels, height: 1),
                Style(.text, selected: isSelected && selection?.segment == nil))
            if isSelected { canvas.parkCaret(at: line.origin, visible: false) }
            draw(index, in: track.line(offset + 1), on: &canvas)
            canvas.mark(line, as: .row(index))
        }
    }

    private func drawAxis(in row: Rect, on canvas: inout Canvas) {
        var free = row.column
        for tick in ticks {
            guard let column = column(of: tick.at, in: row), column >= free else { continue }
            let cells = canvas.cellWidth.ofShown(tick.label)
            guard column + cells <= row.endColumn else { break }
            free = canvas.text(tick.label, at: Point(column: column, row: row.row), .header) + 1
        }
        if let column = now.flatMap({ column(of: $0, in: row) }) {
            let place = Point(column: column, row: row.row)
            // Not over the name of an hour; the line below shows it as well.
            if canvas[place]?.text == " " { canvas.text("v", at: place, .accent) }
        }
    }

    private func draw(_ index: Int, in row: Rect, on canvas: inout Canvas) {
        if let column = now.flatMap({ column(of: $0, in: row) }) {
            canvas.text(canvas.glyphs.vertical, at: Point(column: column, row: row.row), .accent)
        }
        for (place, segment) in rows[index].segments.enumerated() {
            guard let area = area(of: segment.range, in: row) else { continue }
            let isSelected = selection?.row == index && selection?.segment == place
            draw(segment, in: area, on: &canvas, selected: isSelected)
            if isSelected { canvas.parkCaret(at: area.origin, visible: false) }
        }
    }

    private func draw(_ segment: GanttSegment, in area: Rect, on canvas: inout Canvas, selected: Bool) {
        let style = Style(segment.role, selected: selected)
        switch segment.kind {
        case .passage: canvas.fill(area, with: canvas.glyphs.horizontal, Style(.rule, selected: selected))
        case .off: canvas.fill(area, with: canvas.glyphs.shades[2], Style(.muted, selected: selected))
        case .work:
            guard area.width > 2 else { return canvas.fill(area, with: canvas.glyphs.full, style) }
            canvas.fill(area, with: canvas.glyphs.empty, style)
            canvas.text("[", at: area.origin, style)
            canvas.text("]", at: Point(column: area.endColumn - 1, row: area.row), style)
            let inside = area.inset(columns: 1)
            let text = segment.shown(in: inside.width, canvas.cellWidth)
            let cells = min(canvas.cellWidth.ofShown(text), inside.width)
            canvas.field(
                text, in: Rect(column: inside.column, row: inside.row, width: cells, height: 1), style
            )
        }
    }

    /// The cell a moment falls into; nil when it is outside the axis.
    private func column(of moment: Int, in row: Rect) -> Int? {
        guard axis.contains(moment), row.width > 0 else { return nil }
        return row.column + (moment - axis.lowerBound) * row.width / axis.count
    }

    /// The cells of a stretch, at least one; nil when it is outside the axis.
    private func area(of range: Range<Int>, in row: Rect) -> Rect? {
        let shown = range.clamped(to: axis)
        guard !shown.isEmpty, row.width > 0 else { return nil }
        let start = (shown.lowerBound - axis.lowerBound) * row.width / axis.count
        let end = (shown.upperBound - axis.lowerBound) * row.width / axis.count
        return Rect(column: row.column + start, row: row.row, width: max(1, end - start), height: 1)
    }
}
