package import Model
import Statistics

/// What will become of the promises that run out in the next hours, when the desk goes on as it went lately. Cases are
/// served the most urgent first, so one is served in time when fewer wait before it than are served by then; how many
/// are is a matter of chance around the rate (`Poisson`). What comes in meanwhile is not reckoned with: it runs out
/// later than what waits, as a rule.
package struct PromiseForecast: Sendable, Hashable {
    package struct Hour: Sendable, Hashable {
        package var until: Instant
        /// Run out in this hour.
        package var due: Int
        /// Of those, missed on average.
        package var missed: Double
    }

    package var hours: [Hour]
    /// Cases served in a working hour.
    package var rate: Double
    /// Of all that run out, missed on average, and how few or many it may be in 95 of 100 such days.
    package var missed: Double
    package var low: Int
    package var high: Int

    /// - Parameters:
    ///   - overdue: what has run out already and is served first.
    ///   - due: ends of the hours, how many run out in each, and the working hours from now until then.
    package init(overdue: Int, due: [(until: Instant, count: Int, working: Double)], rate: Double) {
        self.rate = rate
        hours = []
        (low, high) = (0, 0)
        var before = overdue
        for (until, count, working) in due {
            let served = Poisson(mean: rate * working)
            hours.append(
                Hour(until: until, due: count, missed: Self.missed(count, behind: before, served)))
            before += count
            low += max(0, min(count, before - served.quantile(0.975)))
            high += max(0, min(count, before - served.quantile(0.025)))
        }
        missed = hours.reduce(0) { $0 + $1.missed }
    }

    /// `3 (1-6)`: missed on average, and how few or many it may be; nil where nothing will be.
    package var phrase: Phrase? {
        guard high > 0 else { return nil }
        return Phrase(
            "overview.expected",
            ["count": .count(Int(missed.rounded())), "low": .count(low), "high": .count(high)])
    }

    /// The one at place k is missed when fewer than k are served.
    private static func missed(_ count: Int, behind before: Int, _ served: Poisson) -> Double {
        guard count > 0 else { return 0 }
        return served.upTo(before + count - 1).suffix(count).reduce(0, +)
    }
}
