/// What one part of a split asks for, in cells along the split.
package enum Extent: Hashable, Sendable {
    /// Exactly so many, while there is room; parts named earlier are served first.
    case fixed(Int)
    /// A share of what the fixed parts leave, in proportion to the other shares.
    case share(Int)
    /// A share, but not less than `least` cells while there is room.
    case atLeast(Int, share: Int)
}

extension Rect {
    /// Splits into rows from top to bottom; the parts fill the rectangle when one of them is a share.
    ///
    ///     let parts = screen.split(rows: [.fixed(1), .share(1), .fixed(2)])
    package func split(rows extents: [Extent]) -> [Rect] {
        var top = row
        return Self.lengths(extents, total: height).map { length in
            defer { top += length }
            return Rect(column: column, row: top, width: width, height: length)
        }
    }

    /// Splits into columns from left to right, `gap` blank cells between them.
    package func split(columns extents: [Extent], gap: Int = 0) -> [Rect] {
        let gaps = gap * max(0, extents.count - 1)
        var left = column
        return Self.lengths(extents, total: max(0, width - gaps)).map { length in
            defer { left += length + gap }
            return Rect(column: left, row: row, width: min(length, max(0, endColumn - left)), height: height)
        }
    }

    /// Shares out `total` cells: fixed lengths and minima first, in order; the rest by shares, the last share
    /// taking what rounding leaves.
    static func lengths(_ extents: [Extent], total: Int) -> [Int] {
        var left = max(0, total)
        var lengths = extents.map { extent in
            let wanted =
                switch extent {
                case .fixed(let cells): cells
                case .share: 0
                case .atLeast(let cells, _): cells
                }
            let given = min(max(0, wanted), left)
            left -= given
            return given
        }
        let shares = extents.map { extent in
            switch extent {
            case .fixed: 0
            case .share(let share), .atLeast(_, let share): max(0, share)
            }
        }
        var sharesLeft = shares.reduce(0, +)
        for index in extents.indices where shares[index] > 0 && sharesLeft > 0 {
            let given = left * shares[index] / sharesLeft
            lengths[index] += given
            left -= given
            sharesLeft -= shares[index]
        }
        return lengths
    }
}
