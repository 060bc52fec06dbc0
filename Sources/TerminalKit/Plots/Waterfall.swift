/// How one figure comes of another step by step: a bar at both ends, and between them each step from where the last one ended.
///
///     期望  ████████░░░░░░░░░░░░░░░░  12 h
///     理解  ░░░░░░░░████████░░░░░░░░ -12 h
///     感知  ████████████████████████  24 h
package struct Waterfall: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var label: String
        /// Where it begins and ends on the scale; nil where it is not known.
        package var span: (from: Double, to: Double)?
        package var text: String
        package var role: Role

        package init(_ label: String, _ span: (from: Double, to: Double)?, text: String, role: Role = .accent)
        {
            (self.label, self.span, self.text, self.role) = (label, span, text, role)
        }

        package static func == (a: Item, b: Item) -> Bool {
            (a.label, a.text, a.role) == (b.label, b.text, b.role)
                && a.span?.from == b.span?.from && a.span?.to == b.span?.to
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(label)
            hasher.combine(text)
            hasher.combine(span?.from)
            hasher.combine(span?.to)
        }
    }

    package var items: [Item]
    package var scale: ClosedRange<Double>

    package init(_ items: [Item], scale: ClosedRange<Double>) {
        (self.items, self.scale) = (items, scale)
    }

    /// Draws the items that have room. A step of nothing shows as a line where it stands.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let labels = min(items.map { canvas.cellWidth.ofShown($0.label) }.max() ?? 0, rect.width * 2 / 5)
        let texts = min(items.map { canvas.cellWidth.ofShown($0.text) }.max() ?? 0, rect.width / 2)
        for (index, item) in items.prefix(rect.height).enumerated() {
            let parts = rect.line(index).split(columns: [.fixed(labels), .share(1), .fixed(texts)], gap: 1)
            canvas.fill(rect.line(index))
            canvas.field(item.label, in: parts[0])
            bar(item, in: parts[1], on: &canvas)
            canvas.field(item.text, in: parts[2], .text, .trailing)
        }
    }

    private func bar(_ item: Item, in row: Rect, on canvas: inout Canvas) {
        guard row.width > 0, let span = item.span, span.from.isFinite, span.to.isFinite else { return }
        canvas.fill(row, with: canvas.glyphs.empty, .muted)
        let (a, b) = (edge(span.from, row.width), edge(span.to, row.width))
        let (from, to) = (min(a, b), max(a, b))
        if from == to {
            let at = Point(column: row.column + min(from, row.width - 1), row: row.row)
            canvas.text(canvas.glyphs.vertical, at: at, Style(item.role))
            return
        }
        let area = Rect(column: row.column + from, row: row.row, width: to - from, height: 1)
        canvas.fill(area, with: canvas.glyphs.full, Style(item.role))
    }

    /// The cell edge at which a value lies.
    private func edge(_ value: Double, _ width: Int) -> Int {
        let length = scale.upperBound - scale.lowerBound
        guard length > 0 else { return 0 }
        return Int((min(max((value - scale.lowerBound) / length, 0), 1) * Double(width)).rounded())
    }
}
