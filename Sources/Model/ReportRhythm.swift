/// How often a report is made: of whole days, of weeks from Monday, or of months.
package enum ReportRhythm: String, Sendable, Codable, CaseIterable {
    case day, week, month

    /// So far back what was missed is still made.
    private static let most = 62

    /// The whole one that a day is in.
    private func around(_ day: Day) -> ClosedRange<Day> {
        switch self {
        case .day: return day...day
        case .week:
            let monday = day - (day.weekday - 1)
            return monday...(monday + 6)
        case .month:
            let first = Day(day.year, day.civil.month, 1)
            return first...(first.adding(months: 1) - 1)
        }
    }

    /// The last whole one before a day.
    package func last(before day: Day) -> ClosedRange<Day> { around(around(day).lowerBound - 1) }

    /// The first whole one that ends after a day.
    package func next(after day: Day) -> ClosedRange<Day> { around(day + 1) }

    /// Such as `2026-11-24`, `2026-W48` (ISO 8601) or `2026-11`.
    package func name(of days: ClosedRange<Day>) -> String {
        let first = days.lowerBound
        switch self {
        case .day: return first.description
        case .week:
            let thursday = first + 3
            let week = (thursday - Day(thursday.year, 1, 1)) / 7 + 1
            return "\(thursday.year)-W\(week < 10 ? "0" : "")\(week)"
        case .month: return String(first.description.prefix(7))
        }
    }

    /// Which are to be made: the last whole one, and what is missing between it and the latest that is there; the earliest first.
    package func due(before today: Day, isThere: (ClosedRange<Day>) -> Bool) -> [ClosedRange<Day>] {
        var (missing, days) = ([ClosedRange<Day>](), last(before: today))
        while missing.count < Self.most {
            if isThere(days) { return missing.reversed() }
            missing.append(days)
            days = last(before: days.lowerBound)
        }
        return Array(missing.prefix(1))
    }
}
