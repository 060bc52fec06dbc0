import TerminalKit

/// A list that shows the record under the selection with it: beside it from 110 columns on, else below it.
enum ListDetail {
    /// Side by side from so many columns on.
    static let least = 110

    /// The places of both, with a rule drawn between them; none for the detail where there is no room.
    static func places(in area: Rect, on canvas: inout Canvas) -> (list: Rect, detail: Rect?) {
        if area.width >= least {
            let parts = area.split(columns: [.share(11), .share(10)], gap: 2)
            canvas.verticalRule(
                Rect(column: parts[1].column - 1, row: area.row, width: 1, height: area.height))
            return (parts[0], parts[1])
        }
        guard area.height >= 16 else { return (area, nil) }
        let parts = area.split(rows: [.share(1), .fixed(1), .share(1)])
        canvas.rule(parts[1])
        return (parts[0], parts[2])
    }
}
