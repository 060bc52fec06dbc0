import Dispatching
import Model
import ServiceDesk
import ServiceTime
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

    private var midnight: Instant { context.rules.deskCalendar.instant(book.date, minute: 0) }
    private func minute(_ at: Instant) -> Int { (at - midnight).minutes }

    /// Minutes of the day that all fits into, whole hours.
    var axis: Range<Int> {
        let windows = plan.day.technicians.flatMap(\.shifts) + plan.stops.map(\.planned)
        let from = windows.map { minute($0.start) }.min() ?? 480
        let to = windows.map { minute($0.end) }.max() ?? 1080
        return from / 60 * 60..<max(from / 60 * 60 + 60, (to + 59) / 60 * 60)
    }

    func chart(width: Int) -> Gantt {
        let changed = Set(plan.changes.map(\.visit))
        let axis = axis
        let window = window
        var selection: (row: Int, segment: Int?)?
        let rows = plan.day.technicians.enumerated().map { index, person -> GanttRow in
            let (segments, chosen) = segments(person, axis, changed, cellsPerHour: width * 60 / axis.count)
            if person.id == technician { selection = (index + window.count, chosen) }
            return GanttRow(book.names[person.id] ?? person.id.description, segments)
        }
        // As many hours as have room for their names.
        let step = [60, 120, 180, 240].first { axis.count / $0 * 6 < max(1, width) } ?? 360
        let ticks = stride(from: axis.lowerBound, to: axis.upperBound, by: step).map { minutes in
            (at: minutes, label: context.wording.time(midnight + .minutes(minutes)))
        }
        return Gantt(
            rows: window + rows, axis: axis, ticks: ticks, now: minute(context.now), selection: selection)
    }

    /// What was promised of the visit that stands out: its arrival window, and where the service promise runs out.
    private var window: [GanttRow] {
        guard let shown = plan.day.visits.first(where: { $0.id == visit }) else { return [] }
        let promised =
            minute(
                shown.promised.start)..<max(
                minute(shown.promised.start) + 1, minute(shown.promised.end))
        var segments = [
            GanttSegment(
                promised, text: context.say("board.promised", ["id": .text(shown.id.description)]),
                role: .good)
        ]
        if let due = shown.task.promiseDue.map(minute), axis.contains(due) {
            segments.append(GanttSegment(due..<due + 1, role: .missed))
        }
        return [GanttRow(context.say("column.window"), segments)]
    }

    private func segments(
        _ person: Technician, _ axis: Range<Int>, _ changed: Set<VisitID>, cellsPerHour: Int
    ) -> ([GanttSegment], chosen: Int?) {
        var segments: [GanttSegment] = []
        var at = axis.lowerBound
        for shift in person.shifts.sorted(by: { $0.start < $1.start }) {
            if minute(shift.start) > at { segments.append(GanttSegment(at..<minute(shift.start), .off)) }
            at = max(at, minute(shift.end))
        }
        if at < axis.upperBound { segments.append(GanttSegment(at..<axis.upperBound, .off)) }
        for away in person.absences where minute(away.start) < minute(away.end) {
            segments.append(
                GanttSegment(
                    minute(away.start)..<minute(away.end), text: context.say("board.away"), role: .warning))
        }
        guard let route = plan.routes[person.id] else { return (segments, nil) }
        for rest in route.rests {
            segments.append(
                GanttSegment(
                    minute(rest.start)..<minute(rest.end), text: context.say("board.rest"), role: .muted))
        }
        let ways = route.stops.map(\.way) + (route.wayHome.map { [$0] } ?? [])
        for way in ways where minute(way.departure) < minute(way.arrival) {
            segments.append(GanttSegment(minute(way.departure)..<minute(way.arrival), .passage))
        }
        var chosen: Int?
        for stop in route.stops where minute(stop.planned.start) < minute(stop.planned.end) {
            if stop.visit == visit { chosen = segments.count }
            segments.append(segment(stop, isChanged: changed.contains(stop.visit), cellsPerHour))
        }
        return (segments, chosen)
    }

    private func segment(_ stop: DayRoute.RouteStop, isChanged: Bool, _ cellsPerHour: Int) -> GanttSegment {
        let isFixed = plan.day.visits.first { $0.id == stop.visit }?.isFixed == true
        let isWrong = !stop.faults.isEmpty
        let signs = (isWrong ? "!" : "") + (isChanged ? "*" : "") + (isFixed ? "=" : "")
        let name = book.about[stop.visit]?.customer ?? ""
        // A number that is cut would be another one.
        let id = signs + stop.visit.description
        let room = (stop.planned.end - stop.planned.start).minutes * cellsPerHour / 60 - 2
        let text =
            room >= id.count + 3 ? "\(id) \(name)" : room >= id.count ? id : room >= signs.count ? signs : ""
        return GanttSegment(
            minute(stop.planned.start)..<minute(stop.planned.end), text: text,
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
    /// What a plan saves and what it breaks, a line each; the money first.
    func effectLines(_ effect: PlanEffect, _ currency: String) -> [String] {
        let money = Money(minor: abs(effect.cost), currency: currency)
        let counts: [(String, Int)] = [
            ("travel", effect.travelMinutes), ("overtime", effect.overtimeMinutes),
            ("brokenWindows", effect.brokenWindows), ("missedPromises", effect.missedPromises),
            ("unassigned", effect.unassigned),
        ]
        return [say(effect.cost <= 0 ? "board.saves" : "board.costs", ["sum": .money(money)])]
            + counts.filter { $0.1 != 0 }.map { name, count in
                say("plan.\(count < 0 ? "less" : "more").\(name)", ["count": .count(abs(count))])
            }
    }
}
