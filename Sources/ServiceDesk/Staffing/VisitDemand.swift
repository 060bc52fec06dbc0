import Dispatching
package import Model
import Records
import ServiceTime

/// How many visits a desk makes on each day of the week, and how long they keep technicians busy, by the records of past days.
package struct VisitDemand: Sendable, Hashable {
    package struct Weekday: Sendable, Hashable {
        /// 1 is Monday.
        package var number: Int
        /// How many such days there were.
        package var days: Int
        package var visits: Int
        /// On the busiest of them.
        package var most: Int

        package var mean: Double { Double(visits) / Double(days) }
    }

    /// What some visits took, and how many of them say so.
    package struct Minutes: Sendable, Hashable {
        package var mean: Double
        package var count: Int

        init?(_ values: [Double]) {
            guard !values.isEmpty else { return nil }
            (mean, count) = (values.reduce(0, +) / Double(values.count), values.count)
        }
    }

    /// The days of the week that there were, Monday first.
    package var weekdays: [Weekday]
    package var visits: Int
    package var onSite: Minutes?
    package var travel: Minutes?
    /// Minutes of one technician's shifts on a day, the mean; nil where nobody had any.
    package var shift: Double?
}

extension Reading {
    /// - Parameter days: whole days, up to yesterday for whoever wants no half one.
    package func visitDemand(on days: ClosedRange<Day>) throws -> VisitDemand {
        let window = rules.span(days)
        let came = try visitRecords(in: window).filter { $0.isAttended || $0.outcome == .noAccess }
        let byDay = Dictionary(grouping: came) { rules.localDay($0.planned.start) }
        let all = (days.lowerBound.number...days.upperBound.number).map { Day(number: $0) }
        let weekdays = Dictionary(grouping: all, by: \.weekday).sorted { $0.key < $1.key }.map {
            number, days in
            let counts = days.map { byDay[$0]?.count ?? 0 }
            return VisitDemand.Weekday(
                number: number, days: days.count, visits: counts.reduce(0, +), most: counts.max() ?? 0)
        }
        return VisitDemand(
            weekdays: weekdays, visits: came.count,
            onSite: .init(came.compactMap(\.minutesOnSite)),
            travel: .init(came.compactMap(\.minutesOnTheWay)),
            shift: try shiftMinutes(in: window))
    }

    private func shiftMinutes(in window: Window) throws -> Double? {
        let lengths = try technicians(in: window).flatMap { technician in
            Dictionary(grouping: technician.shifts) { rules.localDay($0.start) }.values.map { shifts in
                shifts.reduce(0.0) { $0 + Double(($1.end - $1.start).milliseconds) / 60_000 }
            }
        }
        return lengths.isEmpty ? nil : lengths.reduce(0, +) / Double(lengths.count)
    }
}
