/// A number among others of its kind, as a bar.
package struct BarItem: Hashable, Sendable {
    package var label: String
    package var value: Double
    /// The number as it is to be read.
    package var text: String
    package var role: Role

    package init(_ label: String, _ value: Double, text: String, role: Role = .accent) {
        self.label = label
        self.value = value
        self.text = text
        self.role = role
    }
}

/// Numbers compared by horizontal bars, a row each; the number stands behind its bar.
///
///     维修  ████████████░░░░ 120
///     退货  ███░░░░░░░░░░░░░  31
package struct BarChart: Hashable, Sendable {
    package var items: [BarItem]
    /// The value of a full bar; nil for the greatest there is.
    package var top: Double?

    package init(_ items: [BarItem], top: Double? = nil) {
        self.items = items
        self.top = top
    }

    /// Draws the items that have room; how many are left out stands in the last row.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let hidden = items.count > rect.height ? items.count - rect.height + 1 : 0
        let shown = items.dropLast(hidden)
        let top = top ?? Plot.top(of: items.map(\.value))
        let labels = min(shown.map { canvas.cellWidth.ofShown($0.label) }.max() ?? 0, rect.width * 2 / 5)
        let texts = min(shown.map { canvas.cellWidth.ofShown($0.text) }.max() ?? 0, rect.width * 2 / 5)
        for (index, item) in shown.enumerated() {
            let parts = rect.line(index).split(
                columns: [.fixed(labels), .share(1), .fixed(texts)], gap: 1)
            canvas.fill(rect.line(index))
            canvas.field(item.label, in: parts[0])
            canvas.bar(Plot.share(item.value, of: top), in: parts[1], Style(item.role))
            canvas.field(item.text, in: parts[2], .text, .trailing)
        }
        if hidden > 0 { canvas.field("+\(hidden)", in: rect.line(rect.height - 1), .muted) }
    }
}
