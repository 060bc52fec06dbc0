import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// The hours of one local day as the axis of a chart: minutes since its midnight, from the first to the last of what is
/// shown, in whole hours.
struct DayAxis {
    let midnight: Instant
    let range: Range<Int>

    /// - Parameters:
    ///   - windows: what must have room.
    ///   - lead: minutes of room before the first of them.
    init(_ day: Day, around windows: [Window], lead: Int = 0, _ context: DeskContext) {
        let midnight = context.rules.deskCalendar.instant(day, minute: 0)
        func minute(_ instant: Instant) -> Int { (instant - midnight).minutes }
        let first = (windows.map { minute($0.start) }.min() ?? 480) / 60 * 60
        let last = ((windows.map { minute($0.end) }.max() ?? 1080) + 59) / 60 * 60
        self.midnight = midnight
        range = max(min(0, first), first - lead)..<max(first + 60, last)
    }

    func minute(_ instant: Instant) -> Int { (instant - midnight).minutes }

    /// A segment for a stretch of time; none for one that is empty.
    func segment(
        _ window: Window, _ kind: GanttSegment.Kind = .work, text: String = "", shorter: [String] = [],
        role: Role = .text
    ) -> GanttSegment? {
        let (start, end) = (minute(window.start), minute(window.end))
        return start < end
            ? GanttSegment(start..<end, kind, text: text, shorter: shorter, role: role) : nil
    }

    /// All of the axis on which nobody works.
    func off(besides shifts: [Window]) -> [GanttSegment] {
        var segments: [GanttSegment] = []
        var at = range.lowerBound
        for shift in shifts.sorted(by: { $0.start < $1.start }) {
            if minute(shift.start) > at { segments.append(GanttSegment(at..<minute(shift.start), .off)) }
            at = max(at, minute(shift.end))
        }
        if at < range.upperBound { segments.append(GanttSegment(at..<range.upperBound, .off)) }
        return segments
    }

    /// The chart of some rows, with as many hours named as have room in so many cells.
    func chart(
        _ rows: [GanttRow], cells: Int, selection: (row: Int, segment: Int?)? = nil, _ context: DeskContext
    ) -> Gantt {
        let step = [60, 120, 180, 240].first { range.count / $0 * 6 < max(1, cells) } ?? 360
        let ticks = stride(from: range.lowerBound, to: range.upperBound, by: step).map { minutes in
            (at: minutes, label: context.wording.time(midnight + .minutes(minutes)))
        }
        return Gantt(
            rows: rows, axis: range, ticks: ticks, now: minute(context.now), selection: selection)
    }
}
