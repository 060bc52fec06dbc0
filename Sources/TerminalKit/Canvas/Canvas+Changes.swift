/// What must be painted to turn one picture into the next.
extension Canvas {
    /// The rows that look otherwise than on `before`; every row when that is nil or of another size.
    package func changedRows(since before: Canvas?) -> [Int] {
        guard let before, before.size == size else { return Array(0..<size.rows) }
        return (0..<size.rows).filter { !looks(like: before, in: $0) }
    }

    /// Cells with marks are numbered by each canvas for itself.
    private func looks(like before: Canvas, in index: Int) -> Bool {
        pieces.isEmpty && before.pieces.isEmpty
            ? packed(index) == before.packed(index) : row(index) == before.row(index)
    }

    /// The columns of a row that look otherwise, as ranges that halve no wide character of either picture. Ranges with
    /// less than `gap` cells between them are one, since going to a place costs as much as writing those.
    package func changedColumns(in index: Int, since before: Canvas?, gap: Int = 8) -> [Range<Int>] {
        guard let before, before.size == size else { return size.columns == 0 ? [] : [0..<size.columns] }
        let (new, old) = (row(index), before.row(index))
        var ranges: [Range<Int>] = []
        for column in new.indices where new[column] != old[column] {
            var (start, end) = (column, column + 1)
            while start > 0, new[start].width == 0 || old[start].width == 0 { start -= 1 }
            while end < size.columns, new[end].width == 0 || old[end].width == 0 { end += 1 }
            if let last = ranges.last, start < last.upperBound + gap {
                ranges[ranges.count - 1] = last.lowerBound..<max(end, last.upperBound)
            } else {
                ranges.append(start..<end)
            }
        }
        return ranges
    }
}
