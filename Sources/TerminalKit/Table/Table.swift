/// A list of any length of which only the rows in view are ever asked for. It keeps the selected index; the
/// screen keeps the ids, and calls `select` after reading again so that the selection stays on the same
/// record.
///
/// Scrolling is a function of the selection alone, in steps of half the height: the same keys always give the
/// same picture, and most moves repaint two rows. Only rows that came or went meanwhile shift it, so that what is
/// being read stays where it is. The header stays on top.
///
///     var table = Table([Column("单号", .fixed(7), id: "id"), Column("客户", .flexible(least: 8, share: 1))], count: 2)
///     table.layout.sort = Sort("id")
///     table.draw(in: area, on: &canvas) { rows in rows.map { [TableCell(ids[$0]), TableCell(names[$0])] } }
package struct Table: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case moved
        /// Enter on that row.
        case opened(Int)
        case ignored
    }

    package var columns: [Column]
    /// What the reader made of the columns, and the sort the header marks.
    package var layout = ColumnLayout()
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

    /// The same table over another list, at its beginning.
    func emptied(count: Int) -> Table {
        var table = Table(columns, count: count, emptyText: emptyText)
        table.layout = layout
        return table
    }

    /// Selects a row, the nearest when there is no such.
    package mutating func select(_ index: Int) {
        selection = count == 0 ? nil : min(max(0, index), count - 1)
    }

    /// Moves and opens, as `ListMove` reads the keys.
    /// - Parameter visibleRows: rows in view, for paging (`visibleRows(in:)`).
    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        if case .pick(let row) = event, count > 0 {
            select(row)
            return .moved
        }
        guard let selection, let move = event.key.flatMap({ ListMove($0, visibleRows: visibleRows) }) else {
            return .ignored
        }
        switch move {
        case .by(let step): select(selection + step)
        case .first: select(0)
        case .last: select(count - 1)
        case .open: return .opened(selection)
        }
        return .moved
    }

    /// The rows before and after the selection, where there are such.
    package var beside: [Int] {
        guard let selection else { return [] }
        return [selection + 1, selection - 1].filter { (0..<count).contains($0) }
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
