/// What a person made of a table's columns: which, in which order, how wide, sorted by what. Kept between sessions by
/// the ids of the columns, so that it holds in every language; a column that came with a later version stands
/// where that version put it, one that is gone is passed over.
///
///     var layout = ColumnLayout()
///     layout.move("owner", by: -1, among: columns)
///     layout.setCells(14, of: "owner")
///     table.layout = layout
package struct ColumnLayout: Hashable, Codable, Sendable {
    /// Ids in the order chosen; empty for the order declared.
    package private(set) var order: [String] = []
    /// Whether a column is shown, where that was chosen.
    package private(set) var shown: [String: Bool] = [:]
    /// Cells of a column, where they were chosen.
    package private(set) var cells: [String: Int] = [:]
    package var sort: Sort?

    /// Narrower shows nothing, wider hides the others.
    package static let cellRange = 3...60

    package init(sort: Sort? = nil) { self.sort = sort }

    package func isShown(_ column: Column) -> Bool {
        column.id.isEmpty || shown[column.id] ?? !column.isExtra
    }

    /// Whether anything was chosen but the order of the rows.
    package var saysColumns: Bool { !order.isEmpty || !shown.isEmpty || !cells.isEmpty }

    /// Whether both show the same columns in the same way.
    package func showsColumns(of other: ColumnLayout) -> Bool {
        (order, shown, cells) == (other.order, other.shown, other.cells)
    }

    /// Shows these columns in this order, and of the others only those without an id.
    package mutating func show(_ ids: [String], alone columns: [Column]) {
        order = ids
        for id in columns.map(\.id) where !id.isEmpty { shown[id] = ids.contains(id) }
    }

    package mutating func setShown(_ isShown: Bool, of id: String) { shown[id] = isShown }

    /// - Parameter cells: brought into `cellRange`; nil gives the column its own width again.
    package mutating func setCells(_ cells: Int?, of id: String) {
        self.cells[id] = cells.map(Self.bounded)
    }

    private static func bounded(_ cells: Int) -> Int {
        min(max(cells, cellRange.lowerBound), cellRange.upperBound)
    }

    /// Moves a column by so many places to the right among those there are.
    package mutating func move(_ id: String, by step: Int, among columns: [Column]) {
        var ids = arranged(columns).map { columns[$0].id }
        guard let place = ids.firstIndex(of: id) else { return }
        ids.remove(at: place)
        ids.insert(id, at: min(max(0, place + step), ids.count))
        order = ids.filter { !$0.isEmpty }
    }

    /// Indices of all columns in the order chosen. Those it does not name follow the one they were declared after.
    package func arranged(_ columns: [Column]) -> [Int] {
        let named = order.compactMap { id in columns.firstIndex { $0.id == id } }
        guard !named.isEmpty else { return Array(columns.indices) }
        var arranged = named
        for index in columns.indices where !named.contains(index) {
            let before = index > 0 ? arranged.firstIndex(of: index - 1) : nil
            arranged.insert(index, at: before.map { $0 + 1 } ?? 0)
        }
        return arranged
    }

    /// The columns to show, with the widths chosen; what was kept beyond all bounds is brought within them.
    package func applied(to columns: [Column]) -> [(index: Int, column: Column)] {
        arranged(columns).compactMap { index in
            var column = columns[index]
            guard isShown(column) else { return nil }
            if let cells = cells[column.id], !column.id.isEmpty { column.width = .fixed(Self.bounded(cells)) }
            return (index, column)
        }
    }
}
