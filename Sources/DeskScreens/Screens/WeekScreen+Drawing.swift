import ServiceDesk
import TerminalKit
import Wording

extension WeekScreen {
    /// The table, and below it in words what the cell under the cursor means.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        guard let week else { return canvas.field(context.say("week.reading"), in: area.line(0), .muted) }
        let table = WeekTable(week: week, context: context)
        let told = canvas.cellWidth.wrap(table.told(row: row, column: column), area.width)
        let legend = canvas.cellWidth.wrap(context.say("week.legend"), area.width)
        let below = min(told.count + legend.count + 1, area.height / 2)
        let parts = area.split(rows: [.share(1), .fixed(below)])
        table.draw(in: parts[0], row: row, column: column, on: &canvas)
        canvas.rule(parts[1].line(0))
        for (line, text) in (told.map { ($0, Style.text) } + legend.map { ($0, Style.muted) }).enumerated() {
            canvas.field(text.0, in: parts[1].line(line + 1), text.1)
        }
    }
}
