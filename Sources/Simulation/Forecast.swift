import Statistics

/// What several runs came to: one figure, and how sure it is.
package struct Forecast: Sendable, Hashable {
    package var mean: Double
    /// Holds the true mean in 95 of 100 cases (Student).
    package var low: Double
    package var high: Double
    /// Holds what one more run comes to in 95 of 100 cases: between these a single past lies, if it went like the runs.
    package var lowOfOne: Double
    package var highOfOne: Double

    /// Nil for fewer than two runs that tell the figure.
    package init?(_ values: [Double?]) {
        let moments = Moments(values.compactMap { $0 })
        guard let interval = moments.interval else { return nil }
        (mean, low, high) = (moments.mean, interval.low, interval.high)
        let reach =
            StudentT.reach(freedom: moments.count - 1) * moments.deviation
            * (1 + 1 / Double(moments.count)).squareRoot()
        (lowOfOne, highOfOne) = (mean - reach, mean + reach)
    }
}

extension [Tally] {
    package func forecast(_ value: (Tally) -> Double?) -> Forecast? { Forecast(map(value)) }

    /// The share of a promise that was kept.
    package func kept(_ term: Int) -> Forecast? { forecast { $0.terms[term].share } }

    /// Groups in which a promise is missed, most misses first, over all runs together.
    package func breaks(_ term: Int) -> [(group: Int, kept: Tally.Kept)] {
        var sums: [Int: Tally.Kept] = [:]
        for tally in self {
            for (group, kept) in tally.groups[term] {
                sums[group, default: Tally.Kept()].kept += kept.kept
                sums[group, default: Tally.Kept()].count += kept.count
            }
        }
        return sums.filter { $0.value.kept < $0.value.count }
            .sorted { ($1.value.count - $1.value.kept, $0.key) < ($0.value.count - $0.value.kept, $1.key) }
            .map { ($0.key, $0.value) }
    }
}
