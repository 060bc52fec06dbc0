/// What a sample tells of a figure, and between what the true one lies in 95 of 100 cases.
///
///     let waited = Estimate(meanOf: hours)           // Student
///     waited?.less(promised, together: 0.3)          // the difference, with its own interval
package struct Estimate: Sendable, Hashable {
    package var value: Double
    /// Both or neither: too few tell no interval.
    package var low: Double?
    package var high: Double?
    /// How many told it; of a difference the fewer of both. Nil for what is set and not told by a sample.
    package var count: Int?

    package init(value: Double, low: Double?, high: Double?, count: Int?) {
        (self.value, self.low, self.high, self.count) = (value, low, high, count)
    }

    /// What is set: it has no spread.
    package static func exact(_ value: Double) -> Estimate {
        Estimate(value: value, low: value, high: value, count: nil)
    }

    /// Nil of nothing.
    package init?(meanOf values: some Sequence<Double>) {
        let moments = Moments(values)
        guard moments.count > 0 else { return nil }
        self.init(
            value: moments.mean, low: moments.interval?.low, high: moments.interval?.high,
            count: moments.count)
    }

    /// Of a mean that others reckoned, with the sample's deviation (Student); nil for fewer than two.
    package init?(mean: Double, deviation: Double, of count: Int) {
        guard count > 1 else { return nil }
        let reach = StudentT.reach(freedom: count - 1) * deviation / Double(count).squareRoot()
        self.init(value: mean, low: mean - reach, high: mean + reach, count: count)
    }

    /// The median, between two of the values themselves: so many from either end that a fair coin leaves the median outside in
    /// no more than 5 of 100 cases. It asks nothing of how the values spread; fewer than six tell no interval.
    package init?(medianOf values: some Sequence<Double>) {
        let sorted = values.sorted()
        guard let value = Quantiles.of(0.5, sorted) else { return nil }
        let rank = Self.rank(sorted.count)
        self.init(
            value: value, low: rank.map { sorted[$0 - 1] }, high: rank.map { sorted[sorted.count - $0] },
            count: sorted.count)
    }

    /// Wilson's; nil of nothing.
    package init?(share hits: Int, of count: Int) {
        guard count > 0 else { return nil }
        let (low, high) = Shares.wilson(hits, of: count)
        self.init(value: Double(hits) / Double(count), low: low, high: high, count: count)
    }

    /// The largest rank from 1 that a fair coin, thrown so often, stays below in no more than 25 of 1,000 cases.
    private static func rank(_ count: Int) -> Int? {
        func below(_ rank: Int) -> Double {
            Beta.below(0.5, Double(count - rank + 1), Double(rank))
        }
        guard count > 0, below(1) <= 0.025 else { return nil }
        var (low, high) = (1, count / 2 + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if below(middle) <= 0.025 { low = middle } else { high = middle }
        }
        return low
    }

    /// Multiplied, then moved. - Parameter factor: above 0, or below, which turns low and high round.
    package func scaled(by factor: Double, plus shift: Double = 0) -> Estimate {
        let ends = [low, high].map { $0.map { $0 * factor + shift } }
        return Estimate(
            value: value * factor + shift, low: factor < 0 ? ends[1] : ends[0],
            high: factor < 0 ? ends[0] : ends[1], count: count)
    }

    /// How much more it is than another, its interval made of the intervals of both, whatever these rest on (MOVER: Zou and
    /// Donner, Statistics in Medicine 27, 2008; of two shares it is Newcombe's, of the means of pairs Student's).
    /// - Parameter correlation: how both go together, from -1 to 1, where they are of the same subjects; 0 for different ones.
    package func less(_ other: Estimate, together correlation: Double = 0) -> Estimate {
        let difference = value - other.value
        let count = [count, other.count].compactMap { $0 }.min()
        guard let low, let high, let otherLow = other.low, let otherHigh = other.high else {
            return Estimate(value: difference, low: nil, high: nil, count: count)
        }
        func reach(_ a: Double, _ b: Double) -> Double {
            max(0, a * a + b * b - 2 * correlation * a * b).squareRoot()
        }
        return Estimate(
            value: difference, low: difference - reach(value - low, otherHigh - other.value),
            high: difference + reach(high - value, other.value - otherLow), count: count)
    }
}

/// How two measures of the same subjects go together, from -1 to 1.
package enum Correlation {
    /// Pearson's; 0 where one of both does not vary.
    package static func of(_ pairs: [(Double, Double)]) -> Double {
        let (a, b) = (Moments(pairs.map(\.0)), Moments(pairs.map(\.1)))
        let spread = a.deviation * b.deviation
        guard pairs.count > 1, spread > 0 else { return 0 }
        let sum = pairs.reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
        return min(1, max(-1, sum / Double(pairs.count - 1) / spread))
    }

    /// Of their medians: how far more often than by chance both lie below them (Bonett and Price, Psychological Methods 25,
    /// 2020). Never below 0, since many equal values seem to part what goes together.
    package static func ofMedians(_ pairs: [(Double, Double)]) -> Double {
        guard let a = Quantiles.of(0.5, pairs.map(\.0).sorted()),
            let b = Quantiles.of(0.5, pairs.map(\.1).sorted())
        else { return 0 }
        let below = Double(pairs.count { $0.0 < a && $0.1 < b })
        let n = Double(pairs.count)
        let share = pairs.count.isMultiple(of: 2) ? (below + 0.25) / (n + 1) : (below + 1) / (n + 2)
        return min(1, max(0, 4 * share - 1))
    }
}
