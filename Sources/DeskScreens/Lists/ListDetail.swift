import TerminalKit

/// A list that shows the record under the selection with it: beside it from 110 columns on, else below it.
enum ListDetail {
    /// Side by side from so many columns on.
    static let least = 110

    /// The places of both, with a rule drawn between them; none for the detail where there is no room.
    static func places(in area: Rect, on canvas: inout Canvas) -> (list: Rect, detail: Rect?) {
        places(
            in: area, on: &canvas, [.share(11), .share(10)], fromColumns: least, below: .share(1),
            fromRows: 16)
    }

    /// The same for a table whose rows need the width: side by side in a wide terminal only, and below it the detail has the
    /// lesser part.
    static func places(ofWide area: Rect, on canvas: inout Canvas) -> (list: Rect, detail: Rect?) {
        let below = max(min(9, (area.height - 1) / 2), area.height * 2 / 5)
        return places(
            in: area, on: &canvas, [.share(5), .share(4)], fromColumns: 130, below: .fixed(below),
            fromRows: 16)
    }

    /// The same for a table that fills a narrow terminal by itself.
    /// - Parameters:
    ///   - columns: how wide both are side by side, in a terminal of `width` columns or more.
    ///   - below: how high the detail is below the table, where there are `height` rows or more.
    static func places(
        in area: Rect, on canvas: inout Canvas, _ columns: [Extent], fromColumns width: Int = 150,
        below: Extent, fromRows height: Int = 17
    ) -> (list: Rect, detail: Rect?) {
        if area.width >= width {
            let parts = area.split(columns: columns, gap: 2)
            canvas.verticalRule(
                Rect(column: parts[1].column - 1, row: area.row, width: 1, height: area.height))
            return (parts[0], parts[1])
        }
        guard area.height >= height else { return (area, nil) }
        let parts = area.split(rows: [.share(1), .fixed(1), below])
        canvas.rule(parts[1])
        return (parts[0], parts[2])
    }
}
