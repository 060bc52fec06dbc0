/// A row of numbers as small columns: how a figure went.
///
///     Sparkline([3, 4, nil, 7, 2]).draw(in: row, on: &canvas)      // ▃▅ █▂
package struct Sparkline: Hashable, Sendable {
    /// Nil where nothing is known.
    package var values: [Double?]
    /// The value of a full column; nil for the greatest there is.
    package var top: Double?
    package var role: Role

    package init(_ values: [Double?], top: Double? = nil, role: Role = .accent) {
        self.values = values
        self.top = top
        self.role = role
    }

    /// The least an eighth high and the greatest full: for what changes little beside what it is.
    package init(between values: [Double], role: Role = .accent) {
        let (least, most) = (values.min() ?? 0, values.max() ?? 0)
        self.init(values.map { most > least ? 1 + 7 * ($0 - least) / (most - least) : 1 }, top: 8, role: role)
    }

    /// Draws the last values that have room, one a column, as high as `rect`.
    package func draw(in rect: Rect, on canvas: inout Canvas, selected: Bool = false) {
        let style = Style(role, selected: selected)
        let shown = values.suffix(rect.width)
        let top = top ?? Plot.top(of: values)
        canvas.fill(rect, style)
        for (place, value) in shown.enumerated() {
            guard let value else { continue }
            let column = Rect(column: rect.column + place, row: rect.row, width: 1, height: rect.height)
            canvas.column(Plot.share(value, of: top), in: column, style)
        }
    }
}

/// What plots share.
enum Plot {
    /// The greatest number, or 0.
    static func top(of values: [Double?]) -> Double {
        values.reduce(0) { top, value in value.map { $0.isFinite ? max(top, $0) : top } ?? top }
    }

    /// A value as a share of the greatest, 0...1.
    static func share(_ value: Double, of top: Double) -> Double {
        guard value.isFinite, top > 0, value > 0 else { return 0 }
        return min(value / top, 1)
    }
}

extension Canvas {
    /// A vertical bar over `rect`, filled from below to `fraction` (0...1), an eighth of a cell at a time. What is not
    /// nothing shows at least the lowest eighth.
    package mutating func column(_ fraction: Double, in rect: Rect, _ style: Style) {
        guard !rect.isEmpty, fraction > 0 else { return }
        var eighths = max(1, Int((fraction * Double(rect.height * 8)).rounded()))
        for index in (0..<rect.height).reversed() where eighths > 0 {
            fill(rect.line(index), with: glyphs.levels[min(eighths, 8) - 1], style)
            eighths -= 8
        }
    }
}
