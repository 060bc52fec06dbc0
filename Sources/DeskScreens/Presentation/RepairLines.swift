import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// What a repair says: what it costs, who goes where instead, who must be called.
struct RepairLines {
    let day: UpsetDay
    let context: DeskContext

    private var book: DayBook { day.book }

    /// What happened, in a sentence.
    func matter(_ upset: Upset) -> String {
        switch (upset, day.matter) {
        case (.late(_, let name, let minutes, _), _):
            context.say("repair.late", ["name": .text(name), "span": .span(.minutes(minutes))])
        case (.away(_, let name, let date, nil, _), .disruption(.away(let absence))):
            context.say(
                "repair.awayFrom",
                [
                    "name": .text(name), "day": .text(context.wording.dayOfWeek(date)),
                    "from": .text(context.wording.time(absence.window.start)),
                ])
        case (.away(_, let name, _, _, _), .disruption(.away(let absence))):
            context.say(
                "repair.away",
                ["name": .text(name), "window": .text(context.wording.window(absence.window))])
        case (_, .emergency(let emergency)):
            context.say(
                "repair.emergency",
                [
                    "id": .text(emergency.caseID.description),
                    "customer": .text(book.about[Emergency.visit]?.customer ?? ""),
                    "by": .instant(emergency.promised.end),
                ])
        default: ""
        }
    }

    /// Before anything is found: whom it touches.
    var hurt: Pane {
        var pane = Pane()
        pane.add(.heading(context.say("repair.cost")))
        costs(in: &pane)
        let fallen = book.fallen
        if !fallen.isEmpty {
            pane.add(.heading(context.say("repair.fallen", ["count": .count(fallen.count)])))
            for id in fallen { pane.add(.spans(named(id))) }
        }
        changes(book.delayed, in: &pane)
        calls(day.asLeft.told.filter { $0 != Emergency.visit }, in: day.left, to: &pane)
        return pane
    }

    func found(_ mended: MendedDay) -> Pane {
        var pane = Pane()
        if !day.isHurt { pane.add(.text(context.say("disrupt.nothing"), .good)) }
        if mended.isHopeless { pane.add(.text(context.say("repair.nobody"), .missed)) }
        if let lacking = mended.emergency.flatMap(context.rules.lacking) {
            pane.add(.text(context.wording.say(lacking), .missed))
        }
        if let plan = mended.emergency, let given = plan.assignment, let who = given.technician {
            pane.add(
                .text(
                    context.say(
                        "emergency.found",
                        [
                            "name": .text(book.names[who] ?? who.description),
                            "window": .text(context.wording.window(given.planned)),
                            "price": .money(plan.price),
                        ]), .accent))
            if case .emergency(let emergency) = day.matter, given.planned.start >= emergency.promised.end {
                pane.add(.text(context.say("repair.tooLate"), .warning))
            }
        }
        pane.add(.heading(context.say("repair.cost")))
        costs(in: &pane)
        if day.isHurt, mended.plan.changes.isEmpty, mended.emergency == nil {
            pane.add(.text(context.say("repair.unmended"), .warning))
        } else if day.isHurt, !mended.isHopeless {
            // Nobody would leave an emergency as it is: it costs more than the day without it.
            let effect = PlanEffect(from: mended.emergency == nil ? day.left : day.before, to: mended.plan)
            pane.pair(context.say("repair.mended"), money(mended.plan.cost.total), .accent)
            for line in context.effectLines(effect, book.day.prices.currency) {
                pane.add(.text("  " + line, effect.cost <= 0 ? .good : .warning))
            }
        }
        changes(mended.changes, in: &pane)
        let left = mended.repair.left
        if !left.isEmpty {
            pane.add(.heading(context.say("repair.left", ["count": .count(left.count)])))
            for id in left { pane.add(.spans([Span("! ", .missed)] + named(id))) }
        }
        calls(mended.told, in: mended.plan, to: &pane)
        return pane
    }

    // MARK: Parts

    private func costs(in pane: inout Pane) {
        pane.pair(context.say("repair.before"), money(day.before.cost.total))
        if case .disruption = day.matter, day.isHurt {
            pane.pair(context.say("repair.asLeft"), money(day.left.cost.total), .warning)
        }
    }

    private func changes(_ changes: [VisitChange], in pane: inout Pane) {
        guard !changes.isEmpty else { return }
        pane.add(.heading(context.say("repair.changes", ["count": .count(changes.count)])))
        for change in changes {
            let who = change.after.technician.map { book.names[$0] ?? $0.description }
            var spans = named(change.visit)
            spans.append(Span("  " + (who ?? context.say("board.noOne")), .accent))
            spans.append(Span("  " + context.hours(change.after.planned)))
            // Of what fell to nobody: who had it.
            let was = day.before.day.visit[change.visit]?.booked ?? change.before
            let whole = VisitChange(visit: change.visit, before: was, after: change.after)
            if let before = context.before(whole, book) {
                spans.append(Span("  " + context.say("board.before", ["what": .text(before)]), .muted))
            }
            pane.add(.spans(spans))
        }
    }

    /// Customers who must be called: what they were told, and what is so now.
    private func calls(_ told: [VisitID], in plan: DayPlan, to pane: inout Pane) {
        guard !told.isEmpty else { return }
        pane.add(.heading(context.say("repair.calls", ["count": .count(told.count)])))
        let expected = Dictionary(
            plan.stops.map { ($0.visit, $0.expected.start) }, uniquingKeysWith: { a, _ in a })
        for id in told {
            guard let visit = book.day.visit[id] else { continue }
            let window = PhraseFact.text(context.wording.window(visit.promised))
            let now = expected[id].map {
                context.say("repair.toldNow", ["window": window, "now": .text(context.wording.time($0))])
            }
            pane.add(
                .spans(
                    named(id) + [
                        Span("  " + (now ?? context.say("repair.toldNobody", ["window": window])), .warning)
                    ]))
        }
    }

    private func named(_ id: VisitID) -> [Span] {
        [
            Span("\(id)  ", .key), Span(book.about[id]?.customer ?? "", .text),
        ]
    }

    private func money(_ sum: Int64) -> String {
        context.wording.money(Money(minor: sum, currency: book.day.prices.currency))
    }
}
