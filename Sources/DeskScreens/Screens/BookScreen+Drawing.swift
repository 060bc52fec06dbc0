import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension BookScreen {
    func technician(_ slot: Slot, _ context: DeskContext) -> String {
        sheet?.names[slot.technician] ?? slot.technician.description
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let sheet else { return }
        let head = head(sheet, context)
        let rows = min(head.rows(width: area.width, canvas.cellWidth), area.height / 2)
        let parts = area.split(rows: [.fixed(rows), .fixed(1), .share(1)])
        head.draw(in: parts[0], on: &canvas)
        let from = context.rules.localDay(max(context.now, wish(context.now).from ?? context.now))
        canvas.rule(
            parts[1],
            title: context.say(
                "book.range",
                [
                    "from": .text(context.wording.dayOfWeek(from)),
                    "to": .text(context.wording.dayOfWeek(from + Self.daysShown - 1)),
                ]))
        if let none {
            Pane(none, context).draw(
                in: parts[2], on: &canvas, scroll: scroll, more: context.say("screen.more"))
            canvas.parkCaret(at: parts[2].origin, visible: false)
            return
        }
        drawFound(in: parts[2], on: &canvas, context)
    }

    /// The windows; beside them from 110 columns on, else below, what the selected one means for its technician's day.
    private func drawFound(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let selection = table.selection, slots.indices.contains(selection) else {
            return drawSlots(in: area, on: &canvas, context)
        }
        let slot = slots[selection]
        let day = days.first {
            $0.technician == slot.technician && $0.day == context.rules.localDay(slot.planned.start)
        }
        let pane = SlotPane(slot: slot, day: day, who: technician(slot, context), helper: helper(slot))
        if area.width >= ListDetail.least {
            let places = ListDetail.places(in: area, on: &canvas)
            drawSlots(in: places.list, on: &canvas, context)
            if let detail = places.detail { pane.draw(in: detail, on: &canvas, context) }
        } else if area.height >= 12 {
            let why = pane.why(context)
            let rows = min(why.rows(width: area.width, canvas.cellWidth), area.height / 3)
            let parts = area.split(rows: [.share(1), .fixed(1), .fixed(rows)])
            drawSlots(in: parts[0], on: &canvas, context)
            canvas.rule(parts[1], title: context.say("book.why"))
            why.draw(in: parts[2], on: &canvas)
        } else {
            drawSlots(in: area, on: &canvas, context)
        }
    }

    private func helper(_ slot: Slot) -> String? {
        slot.helper.map { sheet?.names[$0] ?? $0.description }
    }

    /// `V12, no access: customer absent`
    private func follows(_ visit: Visit, _ context: DeskContext) -> String {
        let definition = try? context.rules.workflow(of: visit)
        let why = OwedVisit.causes.compactMap { name -> String? in
            guard let value = visit.fields[name], let field = definition?.field(name) else { return nil }
            return context.text(value, of: field)
        }
        let state = context.stateName("visit", visit.workflowVersion, visit.state)
        return context.wording.list([visit.id.description, state] + why)
    }

    private func head(_ sheet: CaseSheet, _ context: DeskContext) -> Pane {
        var head = Pane()
        head.add(.spans(context.headSpans(sheet.serviceCase, owner: nil)))
        head.pair(context.say("label.matter"), sheet.serviceCase.summary)
        if let owed { head.pair(context.say("label.follows"), follows(owed.parent, context)) }
        head.add(.pair(context.say("label.customer"), context.customerSpans(sheet.customer)))
        head.pair(
            context.say("label.address"), sheet.address?.line ?? context.say("book.noAddress"),
            sheet.address == nil ? .warning : .text)
        if let clock = context.inOrder(sheet.clocks).first(where: { $0.metric == "visit" }) {
            head.add(context.clockLine(clock))
        }
        return head
    }

    private func drawSlots(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var shown = table
        shown.columns = columns(context)
        shown.layout = layout(context)
        shown.draw(in: area, on: &canvas) { range in
            range.map { index in
                let slot = slots[index]
                let planned =
                    "\(context.wording.time(slot.planned.start))-\(context.wording.time(slot.planned.end))"
                let travel = context.wording.span(.minutes(slot.addedTravel))
                return [
                    TableCell(index < 9 ? "\(index + 1)" : "", .key),
                    TableCell(context.wording.window(slot.promised)),
                    TableCell(technician(slot, context), slot.isPreferred ? .accent : .text),
                    promise(slot, context), TableCell(planned, .muted), TableCell("+" + travel, .muted),
                    TableCell(context.wording.money(slot.total), .muted),
                ]
            }
        }
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            Column("", .fixed(2)),
            context.column("column.window", .fixed(26)),
            context.column("column.technician", .flexible(least: 10, share: 1)),
            context.column("column.promise", .fixed(10)),
            context.column("column.planned", .fixed(11), dropOrder: 2),
            // Room for "+1 小时 13 分钟".
            context.column("column.travel", .fixed(14), .trailing, dropOrder: 1),
            context.column("column.slotPrice", .fixed(9), .trailing, dropOrder: 3),
        ]
    }

    private func promise(_ slot: Slot, _ context: DeskContext) -> TableCell {
        switch slot.keepsPromise {
        case true?: TableCell(context.say("book.kept"), .good)
        case false?: TableCell(context.say("book.missed"), .missed)
        case nil: TableCell("")
        }
    }
}
