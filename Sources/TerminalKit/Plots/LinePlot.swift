/// A line of a plot.
package struct PlotLine: Hashable, Sendable {
    /// From left to right; nil where nothing is known, which leaves a gap.
    package var values: [Double?]
    package var role: Role
    /// Every other dot: a target, another year.
    package var isDashed: Bool

    package init(_ values: [Double?], role: Role = .accent, dashed: Bool = false) {
        self.values = values
        self.role = role
        isDashed = dashed
    }
}

/// Lines of numbers drawn with Braille dots, eight to a cell; in plain text with `.`, `:` and `'`. The first line is drawn
/// last, over the others.
///
///     LinePlot([PlotLine(rates), PlotLine(goals, role: .muted, dashed: true)], low: "0%", high: "100%", range: 0...1)
package struct LinePlot: Hashable, Sendable {
    package var lines: [PlotLine]
    /// Beside the lowest and the highest value.
    package var low: String
    package var high: String
    /// The values at the bottom and the top; nil for those there are.
    package var range: ClosedRange<Double>?

    package init(_ lines: [PlotLine], low: String, high: String, range: ClosedRange<Double>? = nil) {
        self.lines = lines
        self.low = low
        self.high = high
        self.range = range
    }

    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        canvas.fill(rect)
        let widest = max(canvas.cellWidth.ofShown(low), canvas.cellWidth.ofShown(high))
        let labels = Rect(
            column: rect.column, row: rect.row, width: min(widest, rect.width / 3), height: rect.height)
        canvas.field(high, in: labels.line(0), .muted, .trailing)
        if rect.height > 1 { canvas.field(low, in: labels.line(rect.height - 1), .muted, .trailing) }
        let area = rect.dropping(columns: labels.width == 0 ? 0 : labels.width + 1)
        let values = lines.flatMap(\.values).compactMap { $0 }.filter(\.isFinite)
        guard !area.isEmpty, let least = values.min(), let greatest = values.max() else { return }
        let range = range ?? least...greatest
        for line in lines.reversed() {
            var dots = DotGrid(width: area.width, height: area.height)
            dots.plot(line, in: range)
            for row in 0..<area.height {
                for column in 0..<area.width where dots[column, row] != 0 {
                    let place = Point(column: area.column + column, row: area.row + row)
                    canvas.text(canvas.glyphs.dots(dots[column, row]), at: place, Style(line.role))
                }
            }
        }
    }
}

extension DotGrid {
    /// Joins the values that follow each other by straight lines.
    fileprivate mutating func plot(_ line: PlotLine, in range: ClosedRange<Double>) {
        let xs = width * 2 - 1
        let ys = Double(height * 4 - 1)
        let span = range.upperBound - range.lowerBound
        var last: (x: Int, y: Int)?
        for (place, value) in line.values.enumerated() {
            guard let value, value.isFinite else {
                last = nil
                continue
            }
            let share = span > 0 ? min(max((value - range.lowerBound) / span, 0), 1) : 0.5
            let x = line.values.count > 1 ? place * xs / (line.values.count - 1) : 0
            let point = (x: x, y: Int(((1 - share) * ys).rounded()))
            join(last ?? point, point, dashed: line.isDashed)
            last = point
        }
    }
}
