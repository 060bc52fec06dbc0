/// Places in a plane and ways between them, drawn with Braille dots at one scale both ways: a dot is half a cell wide and
/// a quarter of one high, so nearly square. In plain text with `.`, `:` and `'`.
///
///     DotMap(x: -5...5, y: -3...3, lines: [.init(route, role: .accent)], marks: [.init(home, "@")])
package struct DotMap: Hashable, Sendable {
    package struct Spot: Hashable, Sendable {
        package var x: Double
        /// Upwards.
        package var y: Double

        package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
    }

    package struct Line: Hashable, Sendable {
        package var spots: [Spot]
        package var role: Role
        package var isDashed: Bool

        package init(_ spots: [Spot], role: Role, dashed: Bool = false) {
            (self.spots, self.role, isDashed) = (spots, role, dashed)
        }
    }

    package struct Mark: Hashable, Sendable {
        package var spot: Spot
        package var text: String
        package var role: Role
        package var kind: Kind
        /// What a click on it chooses, as a row of a list; nil where it is not to be chosen.
        package var row: Int?
        package var isChosen: Bool

        package enum Kind: Hashable, Sendable {
            /// Always seen, beside its spot where that is taken.
            case single
            /// One of many alike: left out where something stands already.
            case common
            /// A name of what lies around its spot, left out where other marks leave it no room.
            case name
        }

        package init(
            _ spot: Spot, _ text: String, role: Role = .text, _ kind: Kind = .single, row: Int? = nil,
            chosen: Bool = false
        ) {
            (self.spot, self.text, self.role, self.kind) = (spot, text, role, kind)
            (self.row, isChosen) = (row, chosen)
        }
    }

    /// What is shown of the plane, at least.
    package var x: ClosedRange<Double>
    package var y: ClosedRange<Double>
    /// What matters most first; it is drawn over the rest.
    package var lines: [Line]
    package var marks: [Mark]

    package init(x: ClosedRange<Double>, y: ClosedRange<Double>, lines: [Line], marks: [Mark]) {
        (self.x, self.y, self.lines, self.marks) = (x, y, lines, marks)
    }

    /// How much of the plane a column of cells shows.
    package func unitsPerColumn(in rect: Rect) -> Double { 2 * unitsPerDot(in: rect) }

    private func unitsPerDot(in rect: Rect) -> Double {
        let wide = (x.upperBound - x.lowerBound) / Double(max(1, rect.width * 2 - 1))
        let high = (y.upperBound - y.lowerBound) / Double(max(1, rect.height * 4 - 1))
        return max(wide, high, .leastNormalMagnitude)
    }

    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        canvas.fill(rect)
        let frame = Frame(self, rect, unit: unitsPerDot(in: rect))
        drawLines(frame, in: rect, on: &canvas)
        var taken: Set<Point> = []
        for mark in marks { draw(mark, frame, in: rect, on: &canvas, &taken) }
    }

    // MARK: Lines

    /// Where lines meet in a cell it holds the dots of all, in the look of what matters most.
    private func drawLines(_ frame: Frame, in rect: Rect, on canvas: inout Canvas) {
        var grid = DotGrid(width: rect.width, height: rect.height)
        var roles: [Point: Role] = [:]
        for line in lines.reversed() {
            for (from, to) in zip(line.spots, line.spots.dropFirst()) {
                guard let ends = frame.clipped(from, to) else { continue }
                DotGrid.trace(ends.0, ends.1) { x, y, step in
                    guard !line.isDashed || step % 3 == 0 else { return }
                    grid.set(x, y)
                    roles[Point(column: x / 2, row: y / 4)] = line.role
                }
            }
        }
        for (place, role) in roles {
            canvas.text(
                canvas.glyphs.dots(grid[place.column, place.row]),
                at: Point(column: rect.column + place.column, row: rect.row + place.row), Style(role))
        }
    }

    // MARK: Marks

    /// Beside its place where that is taken, a cell apart so that two numbers are not read as one; further away it would
    /// be a lie. A name stands above or below what it names.
    private static let nudges = [
        (0, 0), (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, 1), (1, 1), (-1, -1), (2, 0), (-2, 0),
    ]
    private static let nudgesOfNames = [(0, -1), (0, 1), (0, -2), (0, 2)]

    private func draw(
        _ mark: Mark, _ frame: Frame, in rect: Rect, on canvas: inout Canvas, _ taken: inout Set<Point>
    ) {
        guard let dot = frame.dot(mark.spot) else { return }
        let cells = canvas.cellWidth.ofShown(mark.text)
        let start = dot.x / 2 - (mark.kind == .name ? cells / 2 : 0)
        let nudges =
            switch mark.kind {
            case .single: Self.nudges
            case .common: [(0, 0)]
            case .name: Self.nudgesOfNames
            }
        for (columns, rows) in nudges {
            let column = min(max(0, start + columns * (cells + 1)), rect.width - cells)
            let row = dot.y / 4 + rows
            guard column >= 0, (0..<rect.height).contains(row) else { continue }
            let around = (column - 1...column + cells).map { Point(column: $0, row: row) }
            guard taken.isDisjoint(with: around) else { continue }
            taken.formUnion(around.dropFirst().dropLast())
            let place = Rect(column: rect.column + column, row: rect.row + row, width: cells, height: 1)
            canvas.text(mark.text, at: place.origin, Style(mark.role, selected: mark.isChosen))
            if let row = mark.row { canvas.mark(place, as: .row(row)) }
            return
        }
    }

    /// The plane in dots, in the middle of its place.
    private struct Frame {
        let dots: (width: Int, height: Int)
        let unit: Double
        let left: Double
        let top: Double

        init(_ map: DotMap, _ rect: Rect, unit: Double) {
            self.unit = unit
            dots = (rect.width * 2, rect.height * 4)
            left = (map.x.lowerBound + map.x.upperBound) / 2 - Double(dots.width - 1) / 2 * unit
            top = (map.y.lowerBound + map.y.upperBound) / 2 + Double(dots.height - 1) / 2 * unit
        }

        private func exact(_ spot: Spot) -> (x: Double, y: Double) {
            ((spot.x - left) / unit, (top - spot.y) / unit)
        }

        /// Nil outside.
        func dot(_ spot: Spot) -> (x: Int, y: Int)? {
            let at = exact(spot)
            guard at.x > -0.5, at.y > -0.5, at.x < Double(dots.width) - 0.5, at.y < Double(dots.height) - 0.5
            else { return nil }
            return (Int(at.x.rounded()), Int(at.y.rounded()))
        }

        /// What of a line is inside; nil when none is (Liang and Barsky, 1984).
        func clipped(_ from: Spot, _ to: Spot) -> ((x: Int, y: Int), (x: Int, y: Int))? {
            let (a, b) = (exact(from), exact(to))
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            var (first, last) = (0.0, 1.0)
            let (right, bottom) = (Double(dots.width - 1), Double(dots.height - 1))
            for (slope, room) in [(-dx, a.x), (dx, right - a.x), (-dy, a.y), (dy, bottom - a.y)] {
                if slope == 0 {
                    if room < 0 { return nil }
                } else if slope < 0 {
                    first = max(first, room / slope)
                } else {
                    last = min(last, room / slope)
                }
            }
            guard first <= last else { return nil }
            func at(_ share: Double) -> (x: Int, y: Int) {
                (Int((a.x + share * dx).rounded()), Int((a.y + share * dy).rounded()))
            }
            return (at(first), at(last))
        }
    }
}
