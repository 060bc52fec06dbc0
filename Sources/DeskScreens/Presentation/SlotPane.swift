import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// What a slot means: its technician's day with the visit in it, and why it stands where it stands.
struct SlotPane {
    var slot: Slot
    var day: TechnicianDay?
    var who: String
    var helper: String?

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let why = why(context)
        let chart = day == nil ? 0 : 3
        let wanted = why.rows(width: area.width, canvas.cellWidth) + 1
        let parts = area.split(rows: [
            .fixed(1), .fixed(chart), .share(1), .fixed(min(wanted, area.height / 2)),
        ])
        canvas.rule(
            parts[0],
            title: context.say(
                "book.day",
                [
                    "name": .text(who),
                    "day": .text(context.wording.dayOfWeek(context.rules.localDay(slot.planned.start))),
                ]))
        if day != nil { gantt(cells: parts[1].width, context).draw(in: parts[1], on: &canvas) }
        stops(context).draw(in: parts[2], on: &canvas, more: context.say("screen.below"))
        canvas.rule(parts[3].line(0), title: context.say("book.why"))
        why.draw(in: parts[3].dropping(rows: 1), on: &canvas)
    }

    // MARK: The day

    /// What is on the day in order, the visit in question among it.
    private var entries: [(window: Window, stop: TechnicianDay.BookedVisit?)] {
        let booked = (day?.stops ?? []).map { ($0.planned, Optional($0)) }
        return (booked + [(slot.planned, nil)]).sorted { ($0.0.start, $0.0.end) < ($1.0.start, $1.0.end) }
    }

    private func stops(_ context: DeskContext) -> Pane {
        var pane = Pane()
        for (window, stop) in entries {
            let time = "\(context.wording.time(window.start))-\(context.wording.time(window.end))  "
            if let stop {
                let about =
                    stop.about.map { [Span($0.customer + "  ", .text), Span($0.summary, .muted)] }
                    ?? [Span(context.say("board.taken"), .muted)]
                pane.add(.spans([Span(time, .muted)] + about))
            } else {
                var spans = [
                    Span(time, .accent), Span(context.say("book.here") + "  ", .accent),
                    Span("+" + context.wording.span(.minutes(slot.addedTravel)), .muted),
                ]
                if let helper {
                    spans.append(Span("  " + context.say("book.with", ["name": .text(helper)]), .text))
                }
                pane.add(.spans(spans))
            }
        }
        if entries.count == 1 { pane.add(.text(context.say("book.emptyDay"), .muted)) }
        return pane
    }

    private func gantt(cells: Int, _ context: DeskContext) -> Gantt {
        let shifts = day?.shifts ?? []
        let axis = DayAxis(
            context.rules.localDay(slot.planned.start), around: shifts + entries.map(\.window), context)
        let stops = entries.compactMap { window, stop in
            axis.segment(
                window, text: stop.map { name(of: $0, context) } ?? context.say("book.here"),
                shorter: stop.flatMap { $0.about == nil ? nil : [String($0.visit.number)] } ?? [],
                role: stop == nil ? .accent : .text)
        }
        return axis.chart([GanttRow("", axis.off(besides: shifts) + stops)], cells: cells, context)
    }

    /// Of what may not be read no number either.
    private func name(of stop: TechnicianDay.BookedVisit, _ context: DeskContext) -> String {
        stop.about == nil ? context.say("board.taken") : stop.visit.description
    }

    // MARK: Why

    /// What speaks for it and against it, and what its price is made of.
    func why(_ context: DeskContext) -> Pane {
        var pane = Pane()
        for reason in slot.reasons {
            let isGood = ["slot.why.keepsPromise", "slot.why.preferred", "slot.why.settlesMore"]
                .contains(reason.key)
            let isBad = reason.key == "slot.why.breaksPromise"
            pane.add(
                .spans([
                    Span(isGood ? "+ " : "- ", isGood ? .good : .muted),
                    Span(context.wording.say(reason), isGood ? .good : isBad ? .warning : .text),
                ]))
        }
        let parts = slot.prices.map { part, sum in
            context.say(
                "book.pricePart",
                ["part": .text(context.wording.say(part)), "sum": .text(context.wording.money(sum))])
        }
        pane.add(
            .text(
                context.say(
                    "book.price",
                    [
                        "total": .text(context.wording.money(slot.total)),
                        "parts": .list(parts.map { .text($0) }),
                    ]), .muted))
        return pane
    }
}

extension Pane {
    /// Why there is no slot, and what would free one.
    init(_ none: (reasons: [Phrase], ways: [Phrase]), _ context: DeskContext) {
        add(.text(context.say("book.nothing"), .warning))
        for reason in none.reasons { add(.item("-", context.wording.say(reason), .text)) }
        guard !none.ways.isEmpty else { return }
        add(.blank)
        add(.heading(context.say("book.ways")))
        for way in none.ways { add(.item("-", context.wording.say(way), .text)) }
    }
}
