/// A column of a table.
package struct Column: Hashable, Sendable {
    package enum Width: Hashable, Sendable {
        /// Exactly so many cells.
        case fixed(Int)
        /// At least so many, and a share of what is left.
        case flexible(least: Int, share: Int)
    }

    /// What a `ColumnLayout` and a `Sort` call it, in every language. Columns without one are always shown, and are
    /// sorted by nothing.
    package let id: String
    package let title: String
    package var width: Width
    package let alignment: Alignment
    /// Columns of the highest number go first when the table is narrow; 0 stays always.
    package let dropOrder: Int
    /// Not shown until someone chooses it.
    package let isExtra: Bool

    package init(
        _ title: String, _ width: Width, _ alignment: Alignment = .leading, dropOrder: Int = 0,
        id: String = "", isExtra: Bool = false
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.alignment = alignment
        self.dropOrder = dropOrder
        self.isExtra = isExtra
    }

    package var least: Int {
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
    /// What the row is sorted by in this column, where that is not its text: figures, moments, numbers of records.
    package private(set) var rank: Double?

    package init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }

    /// The same, sorted by a figure; nil for one that has none, which comes last.
    package func ranked(_ rank: Double?) -> TableCell {
        var cell = self
        cell.rank = rank
        return cell
    }

    package init(stringLiteral text: String) { self.init(text) }
}
