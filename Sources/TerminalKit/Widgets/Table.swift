/// A column of a table.
package struct Column: Hashable, Sendable {
    package enum Width: Hashable, Sendable {
        /// Exactly so many cells.
        case fixed(Int)
        /// At least so many, and a share of what is left.
        case flexible(least: Int, share: Int)
    }

    package let title: String
    package let width: Width
    package let alignment: Alignment
    /// Columns of the highest number go first when the table is narrow; 0 stays always.
    package let dropOrder: Int

    package init(
        _ title: String, _ width: Width, _ alignment: Alignment = .leading, dropOrder: Int = 0
    ) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.dropOrder = dropOrder
    }

    var least: Int {
        switch width {
        case .fixed(let cells): cells
        case .flexible(let least, _): least
        }
    }

    var extent: Extent {
        switch width {
        case .fixed(let cells): .fixed(cells)
        case .flexible(let least, let share): .atLeast(least, share: share)
        }
    }
}

/// One entry of a row: text and its meaning.
package struct TableCell: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String
    package let role: Role

    package init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }

    package init(stringLiteral text: String) { self.init(text) }
}

/// A list of any length of which only the rows in view are ever asked for. It keeps the selected index; the
/// screen keeps the ids, and calls `select` after reading again so that the selection stays on the same
/// record.
///
/// Scrolling is a function of the selection alone, in steps of half the height: the same keys always give the
/// same picture, and most moves repaint two rows. Only rows that came or went meanwhile shift it, so that what is
/// being read stays where it is.
package struct Table: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case moved
        /// Enter on that row.
        case opened(Int)
        case ignored
    }

    package var columns: [Column]
    package private(set) var count: Int
    /// The selected row; nil only when there are none.
    package private(set) var selection: Int?
    /// By how many rows the selected record moved in the list without the reader doing it.
    private var drift = 0
    /// Said instead of rows when there are none: what would fill the list.
    package var emptyText: String

    package init(_ columns: [Column], count: Int = 0, emptyText: String = "") {
        self.columns = columns
        self.count = max(0, count)
        self.emptyText = emptyText
        selection = count > 0 ? 0 : nil
    }

    /// The list was read anew: the selection stays on its record; when that is gone, on the one that came after it, or
    /// else before it.
    /// - Parameters: the ids of all rows, before and now.
    package mutating func follow<ID: Hashable>(from old: [ID], to new: [ID]) {
        count = new.count
        guard let row = selection, old.indices.contains(row) else { return select(selection ?? 0) }
        let places = Dictionary(zip(new, new.indices), uniquingKeysWith: { first, _ in first })
        let after = old[row...].lazy.compactMap { places[$0] }.first
        let before = old[..<row].reversed().lazy.compactMap { places[$0] }.first
        select(after ?? before ?? 0)
        drift += (selection ?? 0) - row
    }

    /// Selects a row, the nearest when there is no such.
    package mutating func select(_ index: Int) {
        selection = count == 0 ? nil : min(max(0, index), count - 1)
    }

    /// Arrows, `j`/`k`, paging, Home/End, Enter. In a list letters are free, so screens bind theirs first.
    /// - Parameter visibleRows: rows in view, for paging (`visibleRows(in:)`).
    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        if case .pick(let row) = event, count > 0 {
            select(row)
            return .moved
        }
        guard case .key(let key) = event, let selection else { return .ignored }
        let page = max(1, visibleRows - 1)
        switch key.command {
        case .up, .character("k"), .ctrl("p"): select(selection - 1)
        case .down, .character("j"), .ctrl("n"): select(selection + 1)
        case .pageUp, .ctrl("b"): select(selection - page)
        case .pageDown, .ctrl("f"): select(selection + page)
        case .home, .top: select(0)
        case .end, .bottom: select(count - 1)
        case .enter: return .opened(selection)
        default: return .ignored
        }
        return .moved
    }

    /// Rows of `rect` that show records: all but the header.
    package func visibleRows(in rect: Rect) -> Int { max(0, rect.height - (hasHeader ? 1 : 0)) }

    /// The records in view when so many rows are visible.
    package func window(rows: Int) -> Range<Int> {
        guard rows > 0, count > 0 else { return 0..<0 }
        // A quarter of the window stays above the selection, at least as much below, except at the list's
        // ends.
        let half = max(1, rows / 2)
        let row = selection ?? 0
        let steady = max(0, row - drift)
        let wanted = max(0, steady - rows / 4) / half * half
        // At the top of a list what is new is to be seen; elsewhere the rows stay where the reader has them.
        let shifted = wanted == 0 && row < rows ? 0 : wanted + row - steady
        let start = min(max(0, shifted), max(0, count - rows))
        return start..<min(count, start + rows)
    }

    private var hasHeader: Bool { columns.contains { !$0.title.isEmpty } }
}
