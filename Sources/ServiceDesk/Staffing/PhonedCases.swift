package import Model
import Records
import ServiceTime
package import Staffing

/// When customers rang up, as far as the records tell: the cases that were logged by phone. Calls that led to no case, and who
/// asked again or was rung up, are not among them.
package struct PhonedCases: Sendable, Hashable {
    /// Minutes of each stretch of the day.
    package var length: Int
    /// Cases on working days, by stretch; as many stretches as a day has.
    package private(set) var counts: [Int]
    package private(set) var workdays = 0
    /// Cases on other days.
    package private(set) var onDaysOff = 0

    package var cases: Int { counts.reduce(0, +) }

    init(_ opened: [Instant], on days: ClosedRange<Day>, length: Int, calendar: ServiceCalendar) {
        self.length = length
        counts = Array(repeating: 0, count: 1440 / length)
        workdays = (days.lowerBound.number...days.upperBound.number).count {
            calendar.isWorkday(Day(number: $0))
        }
        for instant in opened {
            if calendar.isWorkday(calendar.localDay(of: instant)) {
                counts[min(counts.count - 1, calendar.localMinute(of: instant) / length)] += 1
            } else {
                onDaysOff += 1
            }
        }
    }

    /// A mean working day, from the first stretch with a call to the last.
    /// - Parameter handling: seconds a call takes; the records do not tell.
    package func stretches(handling: Double) -> [DayOfCalls.Stretch] {
        guard let first = counts.firstIndex(where: { $0 > 0 }), let last = counts.lastIndex(where: { $0 > 0 })
        else { return [] }
        return (first...last).map { index in
            .init(
                start: index * length,
                load: CallLoad(
                    calls: Double(counts[index]) / Double(max(1, workdays)), interval: Double(length * 60),
                    handling: handling))
        }
    }
}

extension Reading {
    /// - Parameter length: minutes of each stretch; a day is a whole number of them.
    package func phonedCases(on days: ClosedRange<Day>, length: Int) throws -> PhonedCases {
        PhonedCases(
            try history.opened(by: .phone, in: rules.span(days)), on: days, length: length,
            calendar: rules.deskCalendar)
    }
}
