import Foundation
package import Model
package import Statistics

/// A case that comes in.
package struct Arrival: Sendable, Hashable {
    package var at: Instant
    /// A number into `SimulatedDesk.patterns`.
    package var pattern: Int

    package init(at: Instant, pattern: Int) { (self.at, self.pattern) = (at, pattern) }
}

/// When cases come in: at random, as often as the hour of the week has them.
package struct ArrivalRates: Sendable, Hashable {
    /// Cases an hour, by day of the week (Monday first) and local hour.
    package var hourly: [[Double]]

    package init(hourly: [[Double]]) { self.hourly = hourly }

    /// From past cases; those that steps opened come by steps.
    /// - Parameter days: how many Mondays, Tuesdays … there were.
    package init(_ patterns: [CasePattern], days: [Int]) {
        hourly = Array(repeating: Array(repeating: 0, count: 24), count: 7)
        for pattern in patterns where days[pattern.weekday - 1] > 0 && !pattern.isOpenedByStep {
            hourly[pattern.weekday - 1][pattern.hour] += 1 / Double(days[pattern.weekday - 1])
        }
    }

    /// Cases from a midnight on. Each is drawn from those that came in at the same hour of the same day of the week, where
    /// there are enough of them, else at the same hour, else from all.
    /// - Parameters:
    ///   - weekdays: of each day, 1 being Monday; a holiday may be given as a Sunday.
    ///   - demand: how many times as many come.
    package func draw(
        from start: Instant, weekdays: [Int], demand: Double = 1, of patterns: [CasePattern],
        by chance: inout SeededChance
    ) -> [Arrival] {
        let pools = Pools(patterns)
        var arrivals: [Arrival] = []
        for (day, weekday) in weekdays.enumerated() {
            for hour in 0..<24 {
                let rate = hourly[weekday - 1][hour] * demand
                var minutes = chance.gap(rate)
                while minutes < 60 {
                    let at = start + .hours(day * 24 + hour) + Span(milliseconds: Int64(minutes * 60_000))
                    let pool = pools.at(weekday, hour)
                    if let pattern = pool.randomElement(using: &chance) {
                        arrivals.append(Arrival(at: at, pattern: pattern))
                    }
                    minutes += chance.gap(rate)
                }
            }
        }
        return arrivals
    }

    /// Which past cases stand for one that comes in at an hour.
    private struct Pools {
        private let byHour: [Int: [Int]]
        private let byWeekHour: [Int: [Int]]
        private let all: [Int]

        init(_ patterns: [CasePattern]) {
            all = patterns.indices.filter { !patterns[$0].isOpenedByStep }
            byHour = Dictionary(grouping: all) { patterns[$0].hour }
            byWeekHour = Dictionary(grouping: all) { patterns[$0].weekday * 24 + patterns[$0].hour }
        }

        func at(_ weekday: Int, _ hour: Int) -> [Int] {
            for pool in [byWeekHour[weekday * 24 + hour], byHour[hour]] {
                if let pool, pool.count >= Self.enough { return pool }
            }
            return all
        }

        private static let enough = 8
    }
}

extension SeededChance {
    /// Minutes until the next of what comes so many times an hour, at random.
    fileprivate mutating func gap(_ rate: Double) -> Double {
        rate > 0 ? -log1p(-Double.random(in: 0..<1, using: &self)) / rate * 60 : .infinity
    }
}
