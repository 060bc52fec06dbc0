import Model
import ServiceDesk
import TerminalKit

extension LogScreen {
    /// The form, and who is calling: below it on a narrow screen, beside it on a wide one.
    package func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        if area.width >= 110 {
            let parts = area.split(columns: [.share(1), .share(1)], gap: 3)
            form.draw(in: parts[0], on: &canvas)
            canvas.verticalRule(
                Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
            pane(context).draw(in: parts[1], on: &canvas, more: context.say("screen.more"))
        } else {
            let rows = min(form.rows(width: area.width, canvas.cellWidth), area.height - 2)
            let parts = area.split(rows: [.fixed(rows), .fixed(1), .share(1)])
            form.draw(in: parts[0], on: &canvas)
            canvas.rule(parts[1], title: context.say("log.caller"))
            pane(context).draw(in: parts[2], on: &canvas, more: context.say("screen.more"))
        }
    }

    private func pane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        if let file = caller.file {
            for item in duplicates(context).prefix(2) {
                let facts = ["id": PhraseFact.text(item.subject.description), "summary": .text(item.summary)]
                pane.add(
                    .text(
                        logAnyway
                            ? context.say("log.anyway", facts) : context.say("log.duplicate", facts),
                        .warning))
            }
            pane.lines += Pane(file, rights: caller.rights, context).lines
        } else if !caller.matches.isEmpty {
            pane.add(.text(context.say("log.several", ["count": .count(caller.matches.count)]), .accent))
            for customer in caller.matches { pane.add(.spans(context.customerSpans(customer))) }
        } else {
            pane.add(
                .text(isTooShortToTell ? context.say("log.hint") : context.say("log.unknownCaller"), .muted))
        }
        return pane
    }
}
