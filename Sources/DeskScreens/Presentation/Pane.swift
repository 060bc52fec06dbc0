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
        /// A row of a list, by its number there: a click chooses it.
        case row(Int, [Span], isChosen: Bool)
        /// A heading on a rule.
        case heading(String)
        /// A promise: its bar, what it counts, and what is left.
        case clock(ClockBar, [Span])
        /// A figure on its scale, its name before it.
        case interval(String, IntervalBar, String)
        /// A share of the whole (0 to 1), its name before it.
        case share(String, Double, String)
        /// How a figure went, and what it is now.
        case trend(Sparkline, String)
        case blank
    }

    var lines: [Line] = []

    mutating func add(_ line: Line) { lines.append(line) }

    mutating func pair(_ label: String, _ text: String, _ style: Style = .text) {
        if !text.isEmpty { add(.pair(label, [Span(text, style)])) }
    }

    /// Rows it takes at a width.
    func rows(width: Int, _ cellWidth: CellWidth) -> Int {
        laidOut(PaneColumns(lines, width: width, cellWidth), cellWidth).count
    }

    /// Draws the rows, scrolled as far as `scroll` says when it can be; when more follow, the last row says so with `more`.
    func draw(in area: Rect, on canvas: inout Canvas, scroll: Scroll? = nil, more: String = "") {
        let columns = PaneColumns(lines, width: area.width, canvas.cellWidth)
        let rows = laidOut(columns, canvas.cellWidth)
        let beyond = max(0, rows.count - area.height)
        if scroll != nil { canvas.scrolls(by: beyond) }
        let start = min(scroll?.top ?? 0, beyond)
        for (offset, line) in rows.dropFirst(start).prefix(area.height).enumerated() {
            draw(line, in: area.line(offset), columns, on: &canvas)
        }
        if rows.count - start > area.height, !more.isEmpty {
            let last = area.line(area.height - 1)
            canvas.fill(last)
            canvas.field(more, in: last, .muted, .trailing)
        }
    }

    /// What has no room on a line goes on below, a little further right; a text behind a label below itself. Labels and names
    /// that are wider than their column stand above what they name.
    private func laidOut(_ columns: PaneColumns, _ cellWidth: CellWidth) -> [Line] {
        let width = columns.width
        return lines.flatMap { line -> [Line] in
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
            case .row(let number, let spans, let isChosen):
                return cellWidth.wrap(spans, width, hang: min(4, width / 4)).map {
                    .row(number, $0, isChosen: isChosen)
                }
            case .pair(let label, let spans):
                if cellWidth.ofShown(label) + 2 > columns.labels {
                    return cellWidth.wrap(label, width).map { .spans([Span($0, .label)]) }
                        + cellWidth.wrap(spans, width - 2).map { .spans([Span("  ")] + $0) }
                }
                return cellWidth.wrap(spans, width - columns.labels).enumerated().map { row, part in
                    .pair(row == 0 ? label : "", part)
                }
            case .interval(let name, let bar, let text) where cellWidth.ofShown(name) > columns.names:
                return cellWidth.wrap(name, width).map { .spans([Span($0)]) } + [.interval("", bar, text)]
            case .share(let name, let share, let text) where cellWidth.ofShown(name) > columns.names:
                return cellWidth.wrap(name, width).map { .spans([Span($0)]) } + [.share("", share, text)]
            default: return [line]
            }
        }
    }

    private func draw(_ line: Line, in row: Rect, _ columns: PaneColumns, on canvas: inout Canvas) {
        switch line {
        case .text, .item, .blank: break
        case .spans(let spans): canvas.keyedSpans(spans, in: row)
        case .press(let key, let spans):
            canvas.spans(spans, in: row)
            canvas.mark(row, as: .key(key))
        case .row(let number, let spans, let isChosen):
            if isChosen { canvas.fill(row, with: canvas.glyphs.empty, Style(.text, selected: true)) }
            canvas.spans(
                isChosen ? spans.map { Span($0.text, Style($0.style.role, selected: true)) } : spans, in: row)
            canvas.mark(row, as: .row(number))
        case .pair(let label, let spans):
            let place = Rect(column: row.column, row: row.row, width: columns.labels - 1, height: 1)
            canvas.field(label, in: place, .label)
            canvas.spans(spans, in: row.dropping(columns: columns.labels))
        case .heading(let title): canvas.rule(row, title: title)
        case .interval(let label, let bar, let text):
            bar.draw(in: named(label, text, in: row, columns, on: &canvas), on: &canvas)
        case .share(let label, let share, let text):
            canvas.bar(share, in: named(label, text, in: row, columns, on: &canvas), .accent)
        case .trend(let line, let text):
            let cells = max(0, min(40, row.width - canvas.cellWidth.ofShown(text) - 2))
            let parts = row.split(columns: [.fixed(cells), .share(1)], gap: 2)
            line.draw(in: parts[0], on: &canvas)
            canvas.field(text, in: parts[1])
        case .clock(let bar, let spans):
            let cells = min(row.width / 4, 24)
            bar.draw(
                in: Rect(column: row.column, row: row.row, width: cells, height: 1), on: &canvas)
            canvas.spans(spans, in: row.dropping(columns: cells + 1))
        }
    }

    /// Names a bar on its left, and says its figure on its right.
    /// - Returns: the place of the bar.
    private func named(
        _ label: String, _ text: String, in row: Rect, _ columns: PaneColumns, on canvas: inout Canvas
    ) -> Rect {
        let parts = row.split(
            columns: [.fixed(columns.names), .share(1), .fixed(columns.figures)], gap: 1)
        canvas.field(label, in: parts[0])
        canvas.field(text, in: parts[2], .text, .trailing)
        return parts[1]
    }
}

/// Where things stand in a pane of a width: labels before what they say, names and figures beside bars. Each column is as wide
/// as the widest in it that leaves the rest its room; what is wider stands on a row of its own.
private struct PaneColumns {
    let width: Int
    /// With two blanks behind; 0 where no label has room.
    let labels: Int
    let names: Int
    let figures: Int

    init(_ lines: [Pane.Line], width: Int, _ cellWidth: CellWidth) {
        self.width = width
        let pairs = lines.compactMap { line in
            if case .pair(let label, let spans) = line {
                (label: cellWidth.ofShown(label), said: spans.reduce(0) { $0 + cellWidth.ofShown($1.text) })
            } else {
                nil
            }
        }
        let said = pairs.map(\.said).max() ?? 0
        labels = Self.widest(pairs.map { $0.label + 2 }, max(width * 2 / 5, width - min(28, said)))
        let bars = lines.compactMap { line -> (name: Int, figure: Int)? in
            switch line {
            case .interval(let name, _, let text), .share(let name, _, let text):
                (cellWidth.ofShown(name), cellWidth.ofShown(text))
            default: nil
            }
        }
        figures = min(bars.map(\.figure).max() ?? 0, width / 4)
        names = Self.widest(bars.map(\.name), width - figures - 2 - max(8, width / 6))
    }

    private static func widest(_ cells: [Int], _ most: Int) -> Int { cells.filter { $0 <= most }.max() ?? 0 }
}
