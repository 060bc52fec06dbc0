/// Count, mean and spread of numbers, one after another, without loss where they are large and alike (Welford,
/// Technometrics 4, 1962).
///
///     var m = Moments()
///     for x in [-2, -1, 0] { m.add(x) }
///     m.mean              // -1
///     m.interval?.low     // -3.484…
package struct Moments: Sendable, Hashable {
    package private(set) var count = 0
    package private(set) var mean = 0.0
    private var squares = 0.0

    package init() {}
    package init(_ values: some Sequence<Double>) { for value in values { add(value) } }

    package mutating func add(_ value: Double) {
        count += 1
        let apart = value - mean
        mean += apart / Double(count)
        squares += apart * (value - mean)
    }

    /// Of a sample, so divided by one less than the count; 0 for fewer than two.
    package var variance: Double { count < 2 ? 0 : max(0, squares / Double(count - 1)) }
    package var deviation: Double { variance.squareRoot() }

    /// Holds the true mean in 95 of 100 cases (Student); nil for fewer than two.
    package var interval: (low: Double, high: Double)? {
        guard count > 1 else { return nil }
        let reach = StudentT.reach(freedom: count - 1) * deviation / Double(count).squareRoot()
        return (mean - reach, mean + reach)
    }
}
