import Foundation

/// How many of what happens independently, at a steady rate, happen in some time.
///
///     Poisson(mean: 3).upTo(1)        // [0.050, 0.199]: none, none or one
package struct Poisson: Sendable, Hashable {
    package var mean: Double

    /// - Parameter mean: 0 or more.
    package init(mean: Double) { self.mean = max(0, mean) }

    /// The probabilities of at most 0, 1 … `count`. Terms are made by their logarithms, so that neither a large mean nor a
    /// large count is lost.
    package func upTo(_ count: Int) -> [Double] {
        guard count >= 0 else { return [] }
        guard mean > 0 else { return Array(repeating: 1, count: count + 1) }
        var (term, sum) = (-mean, exp(-mean))
        var sums = [sum]
        sums.reserveCapacity(count + 1)
        for k in stride(from: 1, through: count, by: 1) {
            term += log(mean / Double(k))
            sum = min(1, sum + exp(term))
            sums.append(sum)
        }
        return sums
    }

    /// The least count at or below which it stays with a probability.
    package func quantile(_ probability: Double) -> Int {
        guard mean > 0 else { return 0 }
        var (term, sum, k) = (-mean, exp(-mean), 0)
        // Far beyond the mean nothing is left to add.
        let most = Int(mean + 40 * (mean.squareRoot() + 1))
        while sum < probability, k < most {
            k += 1
            term += log(mean / Double(k))
            sum += exp(term)
        }
        return k
    }
}
