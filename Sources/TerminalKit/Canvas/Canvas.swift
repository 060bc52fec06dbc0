/// One cell of a canvas: a base scalar with its marks, and how it looks. A wide character owns its cell and
/// the next, whose `width` is 0 and whose text is empty.
package struct Cell: Hashable, Sendable {
    package var text: String
    package var width: Int
    package var style: Style

    package static let blank = Cell(text: " ", width: 1, style: .text)
}

/// A part of the screen that can be clicked.
package struct Spot: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        /// Does what the key does.
        case key(Key)
        /// A row of the list in view.
        case row(Int)
    }

    package let rect: Rect
    package let target: Target
}

/// A picture of the screen: a grid of cells and the caret. Screens draw on it, a driver shows it, tests read
/// it.
///
/// Every text is made safe and clipped to the canvas as it is drawn; a wide character that would be halved,
/// by an edge or by a later draw, becomes blanks. Invariant: the widths of each row's cells add up to the
/// canvas's width.
///
///     var canvas = Canvas(size: Size(columns: 80, rows: 24))
///     canvas.text("服务单 C1024", at: Point(column: 2, row: 0), .title)
package struct Canvas: Hashable, Sendable {
    package let size: Size
    package let cellWidth: CellWidth
    package let glyphs: Glyphs
    /// Where the hardware cursor stands: the caret of the focused field or the selected row. Input methods
    /// and screen readers follow it.
    package var caret: Point?
    /// Whether the caret is shown as a cursor (in a field) or only parked there (in a list).
    package var caretIsVisible = false
    /// What can be clicked; what was drawn last is last.
    package private(set) var spots: [Spot] = []
    private var cells: [Cell]

    /// - Parameter plain: ASCII instead of drawn lines; always so when ambiguous characters are wide.
    package init(size: Size, cellWidth: CellWidth = .narrow, plain: Bool = false) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        self.cellWidth = cellWidth
        glyphs = plain || cellWidth.ambiguous == 2 ? .ascii : .drawn
        cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    package var bounds: Rect { Rect(size) }

    /// Says what a click into `rect` means.
    package mutating func mark(_ rect: Rect, as target: Spot.Target) {
        spots.append(Spot(rect: rect.intersection(bounds), target: target))
    }

    /// What is drawn from here on must be answered first: nothing drawn so far can be clicked.
    package mutating func cover() { spots.removeAll() }

    package func spot(at point: Point) -> Spot? { spots.last { $0.rect.contains(point) } }

    /// The cells of row `row`, from left to right.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        cells[(row * size.columns)..<((row + 1) * size.columns)]
    }

    package subscript(_ point: Point) -> Cell? {
        bounds.contains(point) ? cells[point.row * size.columns + point.column] : nil
    }

    /// Puts one piece (a base with its marks) into a cell, or a blank when an edge or `end` would
    /// halve it.
    mutating func put(_ text: String, width: Int, at point: Point, end: Int, _ style: Style) {
        if width == 2, point.column == -1 {
            return put(" ", width: 1, at: Point(column: 0, row: point.row), end: end, style)
        }
        guard bounds.contains(point), width > 0 else { return }
        let index = point.row * size.columns + point.column
        if width == 2, point.column + 1 >= min(end, size.columns) {
            clearHalf(at: index)
            cells[index] = Cell(text: " ", width: 1, style: style)
            return
        }
        clearHalf(at: index)
        cells[index] = Cell(text: text, width: width, style: style)
        if width == 2 {
            clearHalf(at: index + 1)
            cells[index + 1] = Cell(text: "", width: 0, style: style)
        }
    }

    /// Blanks the other half when the cell at `index` is half of a wide character.
    private mutating func clearHalf(at index: Int) {
        let other = cells[index].width == 2 ? index + 1 : cells[index].width == 0 ? index - 1 : nil
        if let other { cells[other] = Cell(text: " ", width: 1, style: cells[other].style) }
    }
}

extension Rect {
    package func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
    }
}
