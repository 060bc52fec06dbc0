/// How often what occurs: upright columns side by side, the number above and the name below each.
///
///     Histogram(hours.map { BarItem("\($0.hour)", Double($0.calls), text: "\($0.calls)") })
package struct Histogram: Hashable, Sendable {
    package var bins: [BarItem]
    /// The value of a full column; nil for the greatest there is.
    package var top: Double?

    package init(_ bins: [BarItem], top: Double? = nil) {
        self.bins = bins
        self.top = top
    }

    /// Draws the bins that have room, from the left; `>` tells that there are more. Numbers and names are left out
    /// where the rectangle is too low for them, and a number that is wider than its column.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty, !bins.isEmpty else { return }
        let pitch = max(2, (rect.width + 1) / bins.count)
        let count = min(bins.count, (rect.width + 1) / pitch)
        let top = top ?? Plot.top(of: bins.map(\.value))
        canvas.fill(rect)
        for (place, bin) in bins.prefix(count).enumerated() {
            let area = Rect(
                column: rect.column + place * pitch, row: rect.row, width: pitch - 1, height: rect.height)
            draw(bin, share: Plot.share(bin.value, of: top), in: area, on: &canvas)
        }
        if count < bins.count {
            canvas.text(">", at: Point(column: rect.endColumn - 1, row: rect.row), .muted)
        }
    }

    private func draw(_ bin: BarItem, share: Double, in area: Rect, on canvas: inout Canvas) {
        let hasName = area.height > 1
        let hasText = area.height > 2
        let column = Rect(
            column: area.column, row: area.row + (hasText ? 1 : 0), width: area.width,
            height: area.height - (hasName ? 1 : 0) - (hasText ? 1 : 0))
        canvas.column(share, in: column, Style(bin.role))
        if hasName { canvas.field(bin.label, in: area.line(area.height - 1), .muted, .centre) }
        guard hasText, canvas.cellWidth.ofShown(bin.text) <= area.width else { return }
        let rows = share > 0 ? max(1, (Int((share * Double(column.height * 8)).rounded()) + 7) / 8) : 0
        canvas.field(bin.text, in: area.line(column.height - rows), .text, .centre)
    }
}
