import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// The board as a chart: who is where, when. What a colour says a sign says too: `!` something is wrong, `=` fixed, `*` tried
/// out.
struct BoardRows {
    let book: DayBook
    let plan: DayPlan
    let context: DeskContext
    /// The visit that stands out.
    var visit: VisitID?
    var technician: StaffID?
    /// Nobody else's rows.
    var only: Set<StaffID>?

    private var technicians: [Technician] {
        only.map { only in plan.day.technicians.filter { only.contains($0.id) } } ?? plan.day.technicians
    }

    func chart(cells: Int) -> Gantt {
        let changed = Set(plan.changes.map(\.visit))
        let axis = DayAxis(
            book.date, around: technicians.flatMap(\.shifts) + plan.stops.map(\.planned), context)
        let window = window(axis)
        var selection: (row: Int, segment: Int?)?
        let rows = technicians.enumerated().map { index, person -> GanttRow in
            let (segments, chosen) = segments(person, axis, changed)
            if person.id == technician { selection = (index + window.count, chosen) }
            return GanttRow(book.names[person.id] ?? person.id.description, segments)
        }
        return axis.chart(window + rows, cells: cells, selection: selection, context)
    }

    /// What was promised of the visit that stands out: its arrival window, and where the service promise runs out.
    private func window(_ axis: DayAxis) -> [GanttRow] {
        guard let shown = visit.flatMap({ plan.day.visit[$0] }), !book.isConcealed(shown.id) else {
            return []
        }
        let promised = axis.segment(
            shown.promised, text: context.say("board.promised", ["id": .text(shown.id.description)]),
            role: .good)
        let due = shown.task.promiseDue.flatMap { due in
            axis.range.contains(axis.minute(due))
                ? axis.segment(Window(start: due, end: due + .minutes(1)), role: .missed) : nil
        }
        return [GanttRow(context.say("column.window"), [promised, due].compactMap { $0 })]
    }

    private func segments(_ person: Technician, _ axis: DayAxis, _ changed: Set<VisitID>) -> (
        [GanttSegment], chosen: Int?
    ) {
        var segments = axis.off(besides: person.shifts)
        segments += person.absences.compactMap { away($0, person, axis) }
        guard let route = plan.routes[person.id] else { return (segments, nil) }
        let rest = context.say("board.rest")
        segments += route.rests.compactMap { axis.segment($0, text: rest, role: .muted) }
        segments += route.legs.compactMap {
            axis.segment(Window(start: $0.departure, end: $0.arrival), .passage)
        }
        var chosen: Int?
        for stop in route.stops {
            guard let segment = segment(stop, axis, isChanged: changed.contains(stop.visit)) else { continue }
            if stop.visit == visit { chosen = segments.count }
            segments.append(segment)
        }
        return (segments, chosen)
    }

    /// Of whoever comes back, or is only late, it says when that is. The way there is drawn over it, and must leave that
    /// readable.
    private func away(_ absence: Model.Window, _ person: Technician, _ axis: DayAxis) -> GanttSegment? {
        let ways = (plan.routes[person.id]?.legs ?? []).map(\.departure).filter(absence.holds(arrival:))
        let shown = Window(start: absence.start, end: ways.filter { $0 > absence.start }.min() ?? absence.end)
        let back = PhraseFact.text(context.wording.time(absence.end))
        let isBack = person.shifts.contains { $0.start <= absence.end && absence.end <= $0.end }
        return axis.segment(
            shown, text: isBack ? context.say("board.back", ["at": back]) : context.say("board.away"),
            shorter: isBack ? [context.say("board.backShort", ["at": back])] : [], role: .warning)
    }

    private func segment(_ stop: DayRoute.RouteStop, _ axis: DayAxis, isChanged: Bool) -> GanttSegment? {
        let isFixed = plan.day.visit[stop.visit]?.isFixed == true
        let isWrong = !stop.faults.isEmpty
        let signs = (isWrong ? "!" : "") + (isChanged ? "*" : "") + (isFixed ? "=" : "")
        guard let name = book.about[stop.visit]?.customer else {
            let taken = context.say("board.taken")
            return axis.segment(
                stop.planned, text: "\(signs)\(taken)", shorter: [signs], role: isWrong ? .missed : .muted)
        }
        // One that is not booked yet has no number.
        let isNew = stop.visit == Emergency.visit
        let id = isNew ? context.say("board.new") : stop.visit.description
        return axis.segment(
            stop.planned, text: "\(signs)\(id) \(name)",
            shorter: ["\(signs)\(id)", signs + (isNew ? "" : String(stop.visit.number)), signs],
            role: isWrong ? .missed : isChanged ? .accent : isFixed ? .muted : .text)
    }

    /// The visits of the tray, the most pressing first.
    func tray() -> [(visit: VisitID, spans: [Span])] {
        plan.unassigned.map { visit in
            let about = book.about[visit.id]
            return (
                visit.id,
                [
                    Span("\(visit.id)  ", .key),
                    Span(context.say("board.by", ["at": .instant(visit.deadline)]) + "  ", .warning),
                    Span((about?.customer ?? "") + "  ", .text), Span(about?.summary ?? "", .muted),
                ]
            )
        }
    }
}

extension DeskContext {
    /// Who had a visit, or when it was, where that is otherwise now.
    func before(_ change: VisitChange, _ book: DayBook) -> String? {
        let (was, now) = (change.before, change.after)
        let who =
            now.technician == was.technician
            ? nil : was.technician.map { book.names[$0] ?? $0.description } ?? say("board.noOne")
        let time = now.planned == was.planned ? nil : wording.window(was.planned)
        let parts = [who, time].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// What a plan saves and what it breaks, a line each; the money first.
    func effectLines(_ effect: PlanEffect, _ currency: String) -> [String] {
        let money = Money(minor: abs(effect.cost), currency: currency)
        return [say(effect.cost <= 0 ? "board.saves" : "board.costs", ["sum": .money(money)])]
            + effect.phrases.map { wording.say($0) }
    }
}
