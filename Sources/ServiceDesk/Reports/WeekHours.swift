package import Model
import Records
import ServiceTime

/// At which hours of which weekdays the rows of a figure come, in the desk's time.
package struct WeekHours: Sendable, Hashable {
    /// By weekday, Monday first, and hour of the day.
    private var counts = Array(repeating: Array(repeating: 0, count: 24), count: 7)

    package init() {}

    /// - Parameters:
    ///   - weekday: 1 Monday … 7 Sunday.
    ///   - hours: from 0 to 23.
    package func count(on weekday: Int, _ hours: Range<Int>) -> Int {
        counts[weekday - 1][hours].reduce(0, +)
    }

    /// From the first hour to the last in which anything ever comes; empty for nothing.
    package var hours: Range<Int> {
        let busy = (0..<24).filter { hour in counts.contains { $0[hour] > 0 } }
        return busy.first.map { $0..<(busy[busy.count - 1] + 1) } ?? 0..<0
    }

    mutating func add(_ count: Int, at moment: Instant, _ calendar: ServiceCalendar) {
        let weekday = calendar.localDay(of: moment).weekday
        counts[weekday - 1][calendar.localMinute(of: moment) / 60] += count
    }
}

extension Reading {
    /// When the rows come that a figure is counted of.
    /// - Parameters: as of `figureRows`.
    /// - Throws: `DeskFault.notAllowed` for a figure that they may not see.
    package func figureHours(
        _ figure: ServiceFigure, in window: Window, by field: ReportField? = nil, group: String? = nil,
        at now: Instant, for actor: Actor? = nil
    ) throws -> WeekHours {
        try mustSee(figure, actor)
        var hours = WeekHours()
        if let basis = figure.basis(rules) {
            for part in try reports.quarters(basis, in: window, by: field, group: group, at: now) {
                hours.add(part.count, at: part.start, rules.deskCalendar)
            }
        } else {
            for row in try figureRows(figure, in: window, by: field, group: group, at: now, for: actor) {
                hours.add(1, at: row.moment, rules.deskCalendar)
            }
        }
        return hours
    }
}
