import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// A technician's day as one bar of hours: the stops, the ways before them, and where now is.
struct DayChart {
    let sheet: VisitSheet
    /// The stop that stands out.
    let selected: Int?

    static let rows = 3

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.rule(area.line(0))
        gantt(context).draw(in: area.dropping(rows: 1), on: &canvas)
    }

    private func gantt(_ context: DeskContext) -> Gantt {
        let midnight = context.rules.midnight(of: sheet.day)
        func minute(_ instant: Instant) -> Int { (instant - midnight).minutes }
        let all = sheet.shifts + sheet.stops.map(\.visit.planned)
        let from = max(0, (all.map { minute($0.start) }.min() ?? 480) / 60 * 60 - 60)
        let to = ((all.map { minute($0.end) }.max() ?? 1080) + 59) / 60 * 60
        var segments: [GanttSegment] = []
        var at = from
        for shift in sheet.shifts {
            if minute(shift.start) > at { segments.append(GanttSegment(at..<minute(shift.start), .off)) }
            at = max(at, minute(shift.end))
        }
        if at < to { segments.append(GanttSegment(at..<to, .off)) }
        for (index, stop) in sheet.stops.enumerated() {
            let (start, end) = (minute(stop.visit.planned.start), minute(stop.visit.planned.end))
            guard start < end else { continue }
            let leaving = max(from, start - (stop.travel ?? 0))
            if leaving < start { segments.append(GanttSegment(leaving..<start, .passage)) }
            segments.append(
                GanttSegment(
                    start..<end, .work, text: stop.visit.id.description,
                    role: index == selected ? .accent : stop.visit.category.isOpen ? .text : .muted))
        }
        let step = to - from > 720 ? 180 : 120
        let ticks = stride(from: from, to: to, by: step).map { minutes in
            (at: minutes, label: context.wording.time(midnight + .minutes(minutes)))
        }
        let isToday = context.rules.localDay(context.now) == sheet.day
        return Gantt(
            rows: [GanttRow("", segments)], axis: from..<max(to, from + 60), ticks: ticks,
            now: isToday ? minute(context.now) : nil)
    }
}

extension Rules {
    /// The first moment of a local day.
    fileprivate func midnight(of day: Day) -> Instant { deskCalendar.instant(day, minute: 0) }
}
