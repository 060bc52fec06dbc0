import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

extension RepairScreen {
    /// What happened, how the search goes, the days it touches as a chart, and what comes of it.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        defer { canvas.parkCaret(at: area.origin, visible: false) }
        guard let day else { return }
        let lines = RepairLines(day: day, context: context)
        let told = [lines.matter(upset), upset.reason].filter { !$0.isEmpty }.joined(separator: "  ")
        let matter = canvas.cellWidth.wrap(told, area.width).prefix(3)
        for (row, text) in matter.enumerated() { canvas.field(text, in: area.line(row), .accent) }
        var rest = area.dropping(rows: matter.count)
        if let search {
            let isEnding = search.course.isOver
            ProgressBar(
                fraction: search.course.part,
                label: context.say(isEnding ? "repair.ending" : "repair.searching")
            ).draw(in: rest.line(0), on: &canvas)
            rest = rest.dropping(rows: 1)
        }
        if let mended, !mended.touched.isEmpty {
            let wanted = mended.touched.count + 1
            let room = min(wanted, rest.height / 3)
            if room > 1 {
                let parts = rest.split(rows: [.fixed(room), .share(1)])
                BoardRows(book: day.book, plan: mended.plan, context: context, only: mended.touched)
                    .chart(cells: parts[0].width).draw(in: parts[0], on: &canvas)
                rest = parts[1]
            }
        }
        let pane = mended.map(lines.found) ?? lines.hurt
        pane.draw(in: rest, on: &canvas, scroll: scroll, more: context.say("screen.more"))
    }
}
