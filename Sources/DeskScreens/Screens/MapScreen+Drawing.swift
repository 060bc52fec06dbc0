import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

extension MapScreen {
    /// The map with the stops beside it from 110 columns on, else below it.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        defer { canvas.parkCaret(at: area.origin, visible: false) }
        guard let book, let plan else { return }
        let map = DayMap(book: book, plan: plan, technician: technician, visit: visit)
        let lines = MapLines(map: map, context: context)
        let pane = lines.pane
        let places: (map: Rect, pane: Rect)
        if area.width >= ListDetail.least {
            let parts = area.split(columns: [.share(1), .fixed(1), .fixed(44)])
            canvas.verticalRule(parts[1])
            places = (parts[0], parts[2].dropping(columns: 1))
        } else {
            let wanted = pane.rows(width: area.width, canvas.cellWidth)
            let most = visit == nil ? area.height * 2 / 5 : area.height / 2
            let parts = area.split(rows: [.share(1), .fixed(min(wanted, most))])
            places = (parts[0], parts[1])
        }
        if let dots = map.map() {
            let legend = canvas.cellWidth.wrap(lines.legend, places.map.width).prefix(2)
            let parts = places.map.split(rows: [.share(1), .fixed(1), .fixed(legend.count)])
            dots.draw(in: parts[0], on: &canvas)
            drawScale(dots.unitsPerColumn(in: parts[0]), in: parts[1], on: &canvas, context)
            for (row, text) in legend.enumerated() { canvas.spans(text, in: parts[2].line(row)) }
        } else {
            canvas.paragraph(context.say("map.nowhere"), in: places.map, .muted)
        }
        pane.draw(in: places.pane, on: &canvas, scroll: scroll, more: context.say("screen.more"))
    }

    /// A length to compare with: the longest round one that takes at most a third of the width.
    private func drawScale(
        _ kilometresPerColumn: Double, in row: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        let lengths = [0.2, 0.5, 1, 2, 5, 10, 20, 50]
        let most = Double(row.width / 3) * kilometresPerColumn
        guard let length = lengths.last(where: { $0 <= most }) else { return }
        let cells = max(2, Int((length / kilometresPerColumn).rounded()))
        let bar =
            canvas.glyphs.vertical + String(repeating: canvas.glyphs.horizontal, count: cells - 2)
            + canvas.glyphs.vertical
        let label = context.say("map.scale", ["km": .number(length)])
        canvas.spans([Span(bar, .muted), Span(" " + label, .muted)], in: row)
    }
}
