import Model
import ServiceDesk
import TerminalKit

/// A technician's day as one bar of hours: the stops, the ways before them, and where now is.
struct DayChart {
    let sheet: VisitSheet
    /// The stop that stands out.
    let selected: Int?

    static let rows = 3

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.rule(area.line(0))
        gantt(cells: area.width, context).draw(in: area.dropping(rows: 1), on: &canvas)
    }

    private func gantt(cells: Int, _ context: DeskContext) -> Gantt {
        let axis = DayAxis(
            sheet.day, around: sheet.shifts + sheet.stops.map(\.visit.planned), lead: 60, context)
        let stops = sheet.stops.enumerated().flatMap { index, stop in
            let planned = stop.visit.planned
            let way = Window(start: planned.start - .minutes(stop.travel ?? 0), end: planned.start)
            return [
                axis.segment(way, .passage),
                axis.segment(
                    planned, text: stop.visit.id.description, shorter: [String(stop.visit.id.number)],
                    role: index == selected ? .accent : stop.visit.category.isOpen ? .text : .muted),
            ].compactMap { $0 }
        }
        return axis.chart(
            [GanttRow("", axis.off(besides: sheet.shifts) + stops)], cells: cells, context)
    }
}
