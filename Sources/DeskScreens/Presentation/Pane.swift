import TerminalKit

/// A column of lines: what a detail pane, a file or a sheet says. Made by pure functions from records, drawn here.
struct Pane: Sendable, Hashable {
    enum Line: Sendable, Hashable {
        /// Wrapped to the pane's width.
        case text(String, Style)
        case spans([Span])
        /// A label and what it says; the labels of a pane stand in one column.
        case pair(String, [Span])
        /// Something that can be chosen, by its key; wrapped under itself.
        case item(String, String, Style)
        /// A row of such an item: a click presses the key.
        case press(Key, [Span])
        /// A heading on a rule.
        case heading(String)
        /// A promise: its bar, what it counts, and what is left.
        case clock(ClockBar, [Span])
        /// A figure on its scale, its name before it.
        case interval(String, IntervalBar, String)
        /// A share of the whole (0 to 1), its name before it.
        case share(String, Double, String)
        case blank
    }

    var lines: [Line] = []

    mutating func add(_ line: Line) { lines.append(line) }

    mutating func pair(_ label: String, _ text: String, _ style: Style = .text) {
        if !text.isEmpty { add(.pair(label, [Span(text, style)])) }
    }

    /// Rows it takes at a width.
    func rows(width: Int, _ cellWidth: CellWidth) -> Int {
        laidOut(width: width, labels: labelCells(cellWidth, width: width), cellWidth).count
    }

    /// Draws the rows, scrolled as far as `scroll` says when it can be; when more follow, the last row says so with `more`.
    func draw(in area: Rect, on canvas: inout Canvas, scroll: Scroll? = nil, more: String = "") {
        let labels = labelCells(canvas.cellWidth, width: area.width)
        let rows = laidOut(width: area.width, labels: labels, canvas.cellWidth)
        let beyond = max(0, rows.count - area.height)
        if scroll != nil { canvas.scrolls(by: beyond) }
        let start = min(scroll?.top ?? 0, beyond)
        for (offset, line) in rows.dropFirst(start).prefix(area.height).enumerated() {
            draw(line, in: area.line(offset), labels: labels, on: &canvas)
        }
        if rows.count - start > area.height, !more.isEmpty {
            let last = area.line(area.height - 1)
            canvas.fill(last)
            canvas.field(more, in: last, .muted, .trailing)
        }
    }

    /// What has no room on a line goes on below, a little further right; a text behind a label below itself.
    private func laidOut(width: Int, labels: Int, _ cellWidth: CellWidth) -> [Line] {
        lines.flatMap { line -> [Line] in
            switch line {
            case .text(let text, let style):
                return cellWidth.wrap(text, width).map { .spans([Span($0, style)]) }
            case .item(let key, let text, let style):
                let hang = max(2, cellWidth.ofShown(key) + 1)
                return cellWidth.wrap(text, width - hang).enumerated().map { row, part in
                    let head = cellWidth.fit(row == 0 ? key : "", hang)
                    let spans = [Span(head, style == .disabled ? style : .key), Span(part, style)]
                    guard key.count == 1, let letter = key.first else { return .spans(spans) }
                    return .press(.character(letter), spans)
                }
            case .spans(let spans):
                let indent = spans.first?.text.prefix { $0 == " " }.count ?? 0
                return cellWidth.wrap(spans, width, hang: min(indent + 4, width / 4)).map { .spans($0) }
            case .pair(let label, let spans):
                // On a phone a long label stands above.
                if width < Self.leastForColumn, cellWidth.ofShown(label) >= labels {
                    return [.spans([Span(label, .label)])]
                        + cellWidth.wrap(spans, width - 2).map { .spans([Span("  ")] + $0) }
                }
                return cellWidth.wrap(spans, width - labels).enumerated().map { row, part in
                    .pair(row == 0 ? label : "", part)
                }
            default: return [line]
            }
        }
    }

    private static let leastForColumn = 60

    /// As wide as the widest label, as long as what is said keeps 28 cells.
    private func labelCells(_ cellWidth: CellWidth, width: Int) -> Int {
        let widest = lines.map { line in
            if case .pair(let label, _) = line { cellWidth.ofShown(label) } else { 0 }
        }.max()
        return min((widest ?? 0) + 2, max(width * 2 / 5, width - 28))
    }

    private func draw(_ line: Line, in row: Rect, labels: Int, on canvas: inout Canvas) {
        switch line {
        case .text, .item, .blank: break
        case .spans(let spans): canvas.spans(spans, in: row)
        case .press(let key, let spans):
            canvas.spans(spans, in: row)
            canvas.mark(row, as: .key(key))
        case .pair(let label, let spans):
            let place = Rect(column: row.column, row: row.row, width: labels - 1, height: 1)
            canvas.field(label, in: place, .label)
            canvas.spans(spans, in: row.dropping(columns: labels))
        case .heading(let title): canvas.rule(row, title: title)
        case .interval(let label, let bar, let text):
            bar.draw(in: named(label, text, in: row, on: &canvas), on: &canvas)
        case .share(let label, let share, let text):
            canvas.bar(share, in: named(label, text, in: row, on: &canvas), .accent)
        case .clock(let bar, let spans):
            let cells = min(row.width / 4, 24)
            bar.draw(
                in: Rect(column: row.column, row: row.row, width: cells, height: 1), on: &canvas)
            canvas.spans(spans, in: row.dropping(columns: cells + 1))
        }
    }

    /// Names a bar on its left, and says its figure on its right.
    /// - Returns: the place of the bar.
    private func named(_ label: String, _ text: String, in row: Rect, on canvas: inout Canvas) -> Rect {
        let parts = row.split(columns: [.share(3), .share(3), .fixed(min(11, row.width / 4))], gap: 1)
        canvas.field(label, in: parts[0])
        canvas.field(text, in: parts[2], .text, .trailing)
        return parts[1]
    }
}
