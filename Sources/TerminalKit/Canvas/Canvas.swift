/// One cell of a canvas: a base scalar with its marks, and how it looks. A wide character owns its cell and
/// the next, whose `width` is 0 and whose text is empty.
package struct Cell: Hashable, Sendable {
    package var text: String
    package var width: Int
    package var style: Style

    package static let blank = Cell(text: " ", width: 1, style: .text)
}

/// A cell as a canvas keeps it: eight bytes without a reference, so that a picture is filled, copied and compared like
/// plain memory.
struct PackedCell: Hashable, Sendable {
    /// A scalar; from `firstPiece` on, one of the canvas's `pieces`; 0 in the second half of a wide character.
    var glyph: UInt32
    var width: UInt8
    var style: Style

    /// The first number that is no scalar.
    static let firstPiece: UInt32 = 0x110000
    static let blank = PackedCell(glyph: 0x20, width: 1, style: .text)

    static func blank(_ style: Style) -> PackedCell { PackedCell(glyph: 0x20, width: 1, style: style) }
}

/// A part of the screen that can be clicked.
package struct Spot: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        /// Does what the key does.
        case key(Key)
        /// A row of the list in view.
        case row(Int)
        /// The heading over a column, by the column's id.
        case header(String)
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
package struct Canvas: Sendable {
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
    /// By how many rows what can be scrolled goes on below its place, whatever it is scrolled to now.
    package private(set) var reach = 0
    private var cells: [PackedCell]
    /// The bases with marks that were drawn; nearly always none.
    private(set) var pieces: [String] = []

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

    /// Says that `rows` of something lie below what is in view of it.
    package mutating func scrolls(by rows: Int) { reach = max(reach, rows) }

    /// What is drawn from here on must be answered first: nothing drawn so far can be clicked or scrolled.
    package mutating func cover() {
        spots.removeAll()
        reach = 0
    }

    package func spot(at point: Point) -> Spot? { spots.last { $0.rect.contains(point) } }

    /// The cells of row `row`, from left to right.
    package func row(_ row: Int) -> [Cell] { packed(row).map(unpacked) }

    package subscript(_ point: Point) -> Cell? {
        bounds.contains(point) ? unpacked(cells[point.row * size.columns + point.column]) : nil
    }

    func packed(_ row: Int) -> ArraySlice<PackedCell> {
        cells[(row * size.columns)..<((row + 1) * size.columns)]
    }

    /// Gives a row's pieces from left to right, each as scalars that a zero ends; for drivers, which have many to paint.
    package func forEachPiece(
        in row: Int, _ body: (_ scalars: UnsafeBufferPointer<UInt32>, _ style: Style) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2) { pair in
            pair.initialize(repeating: 0)
            for cell in packed(row) where cell.width > 0 {
                if cell.glyph < PackedCell.firstPiece {
                    pair[0] = cell.glyph
                    body(UnsafeBufferPointer(pair), cell.style)
                } else {
                    let scalars = text(of: cell.glyph).unicodeScalars.map(\.value) + [0]
                    scalars.withUnsafeBufferPointer { body($0, cell.style) }
                }
            }
        }
    }

    private func unpacked(_ cell: PackedCell) -> Cell {
        Cell(text: text(of: cell.glyph), width: Int(cell.width), style: cell.style)
    }

    private func text(of glyph: UInt32) -> String {
        if glyph == 0 { return "" }
        if glyph >= PackedCell.firstPiece { return pieces[Int(glyph - PackedCell.firstPiece)] }
        return Unicode.Scalar(glyph).map { String($0) } ?? ""
    }

    /// Puts one piece (a base with its marks) into a cell, or a blank when an edge or `end` would
    /// halve it.
    mutating func put(_ text: String, width: Int, at point: Point, end: Int, _ style: Style) {
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex {
            put(glyph: first.value, width: width, at: point, end: end, style)
        } else {
            pieces.append(text)
            put(
                glyph: PackedCell.firstPiece + UInt32(pieces.count - 1), width: width, at: point, end: end,
                style)
        }
    }

    /// The same of a scalar, or of one of the `pieces`.
    mutating func put(glyph: UInt32, width: Int, at point: Point, end: Int, _ style: Style) {
        if width == 2, point.column == -1 {
            return put(glyph: 0x20, width: 1, at: Point(column: 0, row: point.row), end: end, style)
        }
        guard bounds.contains(point), width > 0 else { return }
        let index = point.row * size.columns + point.column
        clearHalf(at: index)
        if width == 2, point.column + 1 >= min(end, size.columns) {
            cells[index] = .blank(style)
            return
        }
        cells[index] = PackedCell(glyph: glyph, width: UInt8(width), style: style)
        if width == 2 {
            clearHalf(at: index + 1)
            cells[index + 1] = PackedCell(glyph: 0, width: 0, style: style)
        }
    }

    /// Fills columns of a row that lie within the canvas with one narrow character.
    mutating func fill(row: Int, _ columns: Range<Int>, glyph: UInt32, _ style: Style) {
        guard !columns.isEmpty else { return }
        let start = row * size.columns
        clearHalf(at: start + columns.lowerBound)
        clearHalf(at: start + columns.upperBound - 1)
        let cell = PackedCell(glyph: glyph, width: 1, style: style)
        for index in (start + columns.lowerBound)..<(start + columns.upperBound) { cells[index] = cell }
    }

    /// Blanks the other half when the cell at `index` is half of a wide character.
    private mutating func clearHalf(at index: Int) {
        let width = cells[index].width
        if width == 1 { return }
        let other = width == 2 ? index + 1 : index - 1
        cells[other] = .blank(cells[other].style)
    }
}

extension Canvas: Hashable {
    package static func == (a: Canvas, b: Canvas) -> Bool {
        a.size == b.size && a.caret == b.caret && a.caretIsVisible == b.caretIsVisible
            && a.cellWidth == b.cellWidth && a.glyphs == b.glyphs && a.spots == b.spots
            && a.changedRows(since: b).isEmpty
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(text)
    }
}

extension Rect {
    package func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
    }
}
