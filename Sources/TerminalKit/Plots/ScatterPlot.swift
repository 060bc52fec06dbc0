/// Points by two numbers each, named by a letter, with a cross where the quarters meet.
///
///     │   b    │ a
///     │────────┼──────
///     │        │    c
package struct ScatterPlot: Hashable, Sendable {
    package struct Mark: Hashable, Sendable {
        /// One cell wide.
        package var letter: String
        package var x: Double
        package var y: Double
        package var role: Role

        package init(_ letter: String, x: Double, y: Double, role: Role = .accent) {
            (self.letter, self.x, self.y, self.role) = (letter, x, y, role)
        }
    }

    package var marks: [Mark]
    private let crossX: Double
    private let crossY: Double

    package init(_ marks: [Mark], cross: (x: Double, y: Double)) {
        self.marks = marks
        (crossX, crossY) = cross
    }

    /// Points in one cell are told by `*`. The picture reaches a little beyond the outermost of them.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard rect.width > 2, rect.height > 2 else { return }
        canvas.fill(rect)
        let (xs, ys) = (Self.range(marks.map(\.x) + [crossX]), Self.range(marks.map(\.y) + [crossY]))
        let column = rect.column + Self.cell(crossX, xs, rect.width)
        let row = rect.row + rect.height - 1 - Self.cell(crossY, ys, rect.height)
        canvas.rule(Rect(column: rect.column, row: row, width: rect.width, height: 1))
        canvas.verticalRule(Rect(column: column, row: rect.row, width: 1, height: rect.height))
        var taken: Set<Point> = []
        for mark in marks where mark.x.isFinite && mark.y.isFinite {
            let at = Point(
                column: rect.column + Self.cell(mark.x, xs, rect.width),
                row: rect.row + rect.height - 1 - Self.cell(mark.y, ys, rect.height))
            canvas.text(taken.insert(at).inserted ? mark.letter : "*", at: at, Style(mark.role))
        }
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        let values = values.filter(\.isFinite)
        guard let least = values.min(), let most = values.max() else { return 0...1 }
        let margin = most > least ? (most - least) * 0.08 : 1
        return (least - margin)...(most + margin)
    }

    private static func cell(_ value: Double, _ range: ClosedRange<Double>, _ cells: Int) -> Int {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return min(max(0, Int((share * Double(cells - 1)).rounded())), cells - 1)
    }
}
