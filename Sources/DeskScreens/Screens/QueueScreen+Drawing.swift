import Model
import ServiceDesk
import TerminalKit
import Wording

extension QueueScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let panes = Self.panes(of: area)
        for pane in panes.dropFirst() {
            canvas.verticalRule(
                Rect(column: pane.column - 1, row: area.row, width: 1, height: area.height))
        }
        if panes.count > 1, let detail {
            let pane = panes.count > 2 ? Pane(detail, rights: [], context) : Pane(whole: detail, context)
            pane.draw(in: panes[1], on: &canvas, scroll: scroll, more: context.moreBelow(on: id))
        }
        if panes.count > 2, let detail {
            var history = Pane()
            history.addHistory(detail, context)
            history.draw(in: panes[2], on: &canvas, scroll: scroll, more: context.moreBelow(on: id))
        }
        drawList(in: panes[0].dropping(rows: filter.rows), on: &canvas, context)
        filter.draw(in: panes[0], on: &canvas, context)
    }

    /// The list; from 110 columns the case beside it, from 180 its history.
    static func panes(of area: Rect) -> [Rect] {
        switch area.width {
        case ..<110: [area]
        case ..<180: area.split(columns: [.share(6), .share(5)], gap: 2)
        default: area.split(columns: [.share(10), .share(6), .share(5)], gap: 2)
        }
    }

    private func drawList(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var shown = cases.table
        shown.columns = context.caseColumns
        shown.layout = layout(context)
        shown.emptyText = emptyText(context)
        let isMarked: ((Int) -> Bool)? = marks.isEmpty ? nil : { marks.contains(cases.ids[$0]) }
        shown.draw(in: area, on: &canvas, isMarked: isMarked) { range in
            range.map { context.cells(cases.rows[$0]) }
        }
    }

    private func emptyText(_ context: DeskContext) -> String {
        guard cases.isAtStart, cases.isAtEnd else { return "" }
        return list.filter.isEmpty ? context.whenEmpty("queue.empty") : context.say("queue.emptyFilter")
    }
}

extension DeskContext {
    /// That the pane beside a list goes on, and the keys that turn it.
    func moreBelow(on screen: String) -> String {
        say(
            "queue.detailMore",
            ["down": key(QueueScreen.down, on: screen), "up": key(QueueScreen.up, on: screen)])
    }
}
