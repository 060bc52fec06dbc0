/// A figure on its scale, and between which bounds the true one lies; what others have on the same scale can be compared.
///
///     IntervalBar(5.6, bounds: 5.2...6.0, scale: 1...7).draw(in: row, on: &canvas)      // ░░░░░░░░──█──░░░
package struct IntervalBar: Hashable, Sendable {
    package var value: Double
    /// Nil where nothing is known of them.
    package var bounds: ClosedRange<Double>?
    package var scale: ClosedRange<Double>
    package var role: Role

    package init(
        _ value: Double, bounds: ClosedRange<Double>? = nil, scale: ClosedRange<Double>,
        role: Role = .accent
    ) {
        (self.value, self.bounds, self.scale, self.role) = (value, bounds, scale, role)
    }

    /// Bounds beyond the scale end with it.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty, value.isFinite else { return }
        let row = rect.line(0)
        canvas.fill(row, with: canvas.glyphs.empty, .muted)
        if let bounds {
            let (from, to) = (cell(bounds.lowerBound, row.width), cell(bounds.upperBound, row.width))
            let span = Rect(column: row.column + from, row: row.row, width: to - from + 1, height: 1)
            canvas.fill(span, with: canvas.glyphs.horizontal, Style(role))
        }
        let at = Point(column: row.column + cell(value, row.width), row: row.row)
        canvas.text(canvas.glyphs.full, at: at, Style(role))
    }

    private func cell(_ value: Double, _ width: Int) -> Int {
        let length = scale.upperBound - scale.lowerBound
        guard length > 0 else { return 0 }
        let share = min(max((value - scale.lowerBound) / length, 0), 1)
        return Int((share * Double(width - 1)).rounded())
    }
}
