/// By which column a list is sorted. Whoever reads the list sorts it; the table shows the mark in its header: `^`
/// when the smallest is on top, `v` when the greatest is.
///
///     case sortKey: list.sort = Sort.next(after: list.sort, among: ["due", "customer"])
package struct Sort: Hashable, Codable, Sendable {
    /// A column's id.
    package var column: String
    package var isDescending: Bool

    package init(_ column: String, descending: Bool = false) {
        self.column = column
        isDescending = descending
    }

    package var mark: String { isDescending ? "v" : "^" }

    /// The same column from its other end.
    package var reversed: Sort { Sort(column, descending: !isDescending) }

    /// What choosing a column brings: its order from the beginning, or, when the list is sorted by it, from its other end.
    package static func choosing(_ column: String, after sort: Sort?) -> Sort {
        sort?.column == column ? sort?.reversed ?? Sort(column) : Sort(column)
    }

    /// What one key brings in turn: each column upwards, then downwards, then the next; nil among none.
    package static func next(after sort: Sort?, among columns: [String]) -> Sort? {
        guard let first = columns.first else { return nil }
        guard let sort, let place = columns.firstIndex(of: sort.column) else { return Sort(first) }
        return sort.isDescending ? Sort(columns[(place + 1) % columns.count]) : sort.reversed
    }
}
