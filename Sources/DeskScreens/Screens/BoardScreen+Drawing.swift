import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

extension BoardScreen {
    /// Chart and tray; beside them from 160 columns on, else below, what the cursor is on.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let book, let plan else { return }
        let detail = detail(book, plan, context)
        let places: (chart: Rect, detail: Rect)
        if area.width >= 160 {
            let parts = area.split(columns: [.share(1), .fixed(1), .fixed(48)])
            for row in 0..<parts[1].height {
                canvas.text(
                    canvas.glyphs.vertical, at: Point(column: parts[1].column, row: parts[1].row + row), .rule
                )
            }
            places = (parts[0], parts[2])
        } else {
            let wanted = detail.rows(width: area.width, canvas.cellWidth)
            let parts = area.split(rows: [.share(1), .fixed(min(max(wanted, 6), area.height * 2 / 5))])
            places = (parts[0], parts[1])
        }
        drawChart(book, plan, in: places.chart, on: &canvas, context)
        detail.draw(in: places.detail, on: &canvas, more: context.say("screen.below"))
    }

    private func drawChart(
        _ book: DayBook, _ plan: DayPlan, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        let inHand = moving.flatMap { $0.isExchange ? nil : $0.visit }
        let visit = inHand ?? cursor.visit
        let rows = BoardRows(
            book: book, plan: plan, context: context, visit: visit,
            technician: inHand.flatMap { plan.assignments[$0]?.technician } ?? cursor.technician)
        let tray = rows.tray()
        let room = tray.isEmpty ? 0 : min(tray.count + 1, max(2, area.height / 3))
        let parts = area.split(rows: [.share(1), .fixed(room)])
        if plan.day.technicians.isEmpty {
            canvas.field(context.whenEmpty("board.nobody"), in: parts[0].line(0), .muted)
        } else {
            rows.chart(cells: parts[0].width).draw(in: parts[0], on: &canvas)
        }
        guard room > 0 else { return }
        canvas.rule(parts[1].line(0), title: context.say("board.tray", ["count": .count(tray.count)]))
        let chosen = tray.firstIndex { $0.visit == visit && cursor.technician == nil } ?? 0
        let top = max(0, min(chosen - (room - 2), tray.count - (room - 1)))
        for (offset, entry) in tray.dropFirst(top).prefix(room - 1).enumerated() {
            let line = parts[1].line(offset + 1)
            let isChosen = entry.visit == visit && cursor.technician == nil
            if isChosen {
                canvas.fill(line, with: canvas.glyphs.empty, Style(.text, selected: true))
                canvas.parkCaret(at: line.origin, visible: false)
            }
            canvas.spans(
                entry.spans.map { Span($0.text, Style($0.style.role, selected: isChosen)) }, in: line)
        }
    }

    // MARK: What the cursor is on

    private func detail(_ book: DayBook, _ plan: DayPlan, _ context: DeskContext) -> Pane {
        var pane = Pane()
        if let search {
            let part = PhraseFact.text(context.wording.percent(search.course.part, decimals: 0))
            pane.add(
                .text(
                    context.say("board.planning", ["part": part, "key": context.key(Self.stop, on: id)]),
                    .accent))
            if let cost = search.course.costs.last {
                let sum = Money(minor: Int64(cost), currency: book.day.prices.currency)
                pane.add(
                    .trend(
                        Sparkline(between: search.course.costs.map(Double.init)),
                        context.say("board.searchCost", ["sum": .money(sum)])))
            }
        }
        if let moving {
            let key = moving.isExchange ? "board.exchanging" : "board.moving"
            pane.add(.text(context.say(key, ["id": .text(moving.visit.description)]), .accent))
        }
        if let base = moving?.from ?? booked, plan.assignments != base.assignments {
            let effect = PlanEffect(from: base, to: plan)
            pane.add(.heading(context.say(moving == nil ? "board.tried" : "board.effect")))
            for line in context.effectLines(effect, book.day.prices.currency) {
                pane.add(.text(line, effect.cost <= 0 ? .good : .warning))
            }
            for fault in plan.newFaults(besides: base) {
                pane.add(.text("! " + context.wording.say(fault), .missed))
            }
        }
        let shown = moving.flatMap { $0.isExchange ? nil : $0.visit } ?? cursor.visit
        if let shown, let visit = plan.day.visit[shown] {
            pane.add(visit, of: book, in: plan, context)
        }
        if let who = cursor.technician, moving == nil, let route = plan.routes[who] {
            describe(route, book, context, in: &pane)
        }
        return pane
    }

    private func describe(
        _ route: DayRoute, _ book: DayBook, _ context: DeskContext, in pane: inout Pane
    ) {
        pane.add(.heading(book.names[route.technician] ?? route.technician.description))
        pane.add(
            .text(
                context.say(
                    "board.load",
                    [
                        "count": .count(route.stops.count), "span": .span(.minutes(route.travelMinutes)),
                        "km": .text(context.kilometres(route.kilometres)),
                    ]), .text))
        if route.overtime > 0 {
            pane.add(
                .text(
                    context.say(
                        "board.overtime", ["span": .span(.minutes(Int(route.overtime / 60_000)))]), .warning))
        }
        for rest in route.missingRests {
            pane.add(
                .text(
                    "! " + context.say("board.noRest", ["window": .text(context.wording.window(rest))]),
                    .missed))
        }
    }
}
