/// A size in cells.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A cell's place, counted from the upper left corner, which is (0, 0).
package struct Point: Hashable, Sendable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells; never of negative size.
package struct Rect: Hashable, Sendable {
    package var column: Int
    package var row: Int
    package var width: Int
    package var height: Int

    package init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package init(_ size: Size) {
        self.init(column: 0, row: 0, width: size.columns, height: size.rows)
    }

    /// One past the last column.
    package var endColumn: Int { column + width }
    /// One past the last row.
    package var endRow: Int { row + height }
    package var isEmpty: Bool { width == 0 || height == 0 }
    package var origin: Point { Point(column: column, row: row) }

    /// The row `index` rows below the top, one cell high; empty when outside.
    package func line(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(column: column, row: row, width: 0, height: 0) }
        return Rect(column: column, row: row + index, width: width, height: 1)
    }

    /// Smaller by so many cells on each side.
    package func inset(columns: Int = 0, rows: Int = 0) -> Rect {
        Rect(
            column: column + columns, row: row + rows, width: width - 2 * columns, height: height - 2 * rows)
    }

    /// Without its first `count` rows.
    package func dropping(rows count: Int) -> Rect {
        let count = min(max(0, count), height)
        return Rect(column: column, row: row + count, width: width, height: height - count)
    }

    /// Without its first `count` columns.
    package func dropping(columns count: Int) -> Rect {
        let count = min(max(0, count), width)
        return Rect(column: column + count, row: row, width: width - count, height: height)
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top, width: min(endColumn, other.endColumn) - left,
            height: min(endRow, other.endRow) - top)
    }

    /// A rectangle of that size in the middle, lifted a little above it: the eye's middle, and clear of an
    /// input method's candidate window.
    package func centred(width: Int, height: Int) -> Rect {
        let width = min(width, self.width)
        let height = min(height, self.height)
        return Rect(
            column: column + (self.width - width) / 2, row: row + (self.height - height) / 3, width: width,
            height: height)
    }

    /// How wide a sheet that wants `cells` is: as wide as the screen where beside it there were only torn words to see.
    package func sheetWidth(_ cells: Int) -> Int { width - cells < 24 ? width : cells }

    /// The place of a sheet over the screen.
    package func sheet(width: Int, height: Int) -> Rect { centred(width: sheetWidth(width), height: height) }
}
