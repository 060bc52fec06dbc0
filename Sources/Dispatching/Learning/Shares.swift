import Foundation

/// Shares learnt from counts, and how sure they are.
package enum Shares {
    /// The share that so many of so many suggest, with an interval that holds the true one in 95 of 100 cases (Wilson, JASA 22,
    /// 1927): never outside 0 to 1, sound for few and for none or all. Nothing of nothing is 0 to 1.
    package static func wilson(_ hits: Int, of count: Int) -> (low: Double, high: Double) {
        guard count > 0 else { return (0, 1) }
        let (n, p, z) = (Double(count), Double(hits) / Double(count), 1.959963984540054)
        let centre = p + z * z / (2 * n)
        let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return (max(0, (centre - reach) / scale), min(1, (centre + reach) / scale))
    }

    /// The mean and the middle 90 % of what a share may be, after counts on top of a beta distribution's.
    static func posterior(_ hits: Int, of count: Int, prior: (hits: Double, misses: Double)) -> Estimate {
        let (a, b) = (prior.hits + Double(hits), prior.misses + Double(count - hits))
        return Estimate(
            value: a / (a + b), low: quantile(0.05, a, b), high: quantile(0.95, a, b), visits: count)
    }

    /// How many observations the common share is worth for one group: the likeliest of some (beta-binomial).
    static func strength(_ groups: [(hits: Int, count: Int)], mean: Double) -> Double {
        let known = groups.filter { $0.count > 0 }
        return [5, 10, 20, 40, 80, 160].map { (strength: Double) in
            let (a, b) = (mean * strength, (1 - mean) * strength)
            let likelihood = known.reduce(0.0) {
                $0 + logBeta(a + Double($1.hits), b + Double($1.count - $1.hits)) - logBeta(a, b)
            }
            return (strength, likelihood)
        }.max { $0.1 < $1.1 }?.0 ?? 20
    }

    static func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

    /// Stirling's series; small arguments are led up to where it holds. (The C library's writes a global.)
    static func logGamma(_ x: Double) -> Double {
        var (x, shift) = (x, 0.0)
        while x < 12 {
            shift -= log(x)
            x += 1
        }
        let square = x * x
        let series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / (1680 * square)) / square) / square) / x
        return shift + (x - 0.5) * log(x) - x + 0.5 * log(2 * .pi) + series
    }

    /// Below which a beta distribution's values lie with a probability.
    static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<48 {
            let middle = (low + high) / 2
            if below(middle, a, b) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The probability that a beta distribution gives less than `x`: the incomplete beta function, by its continued
    /// fraction (NIST DLMF 8.17.22), from the side on which that converges fast.
    static func below(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        if x > (a + 1) / (a + b + 2) { return 1 - below(1 - x, b, a) }
        let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b)) / a
        // Evaluated from its far end, where what is left out no longer counts: it takes steps like the root of the counts.
        let steps = 24 + 6 * Int(max(a, b).squareRoot())
        var tail = 1.0
        for step in stride(from: steps, through: 1, by: -1) {
            let m = Double(step / 2)
            let term =
                step % 2 == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            tail = 1 + term / tail
        }
        return front / tail
    }
}

/// A number that was learnt, between which bounds it lies with a probability of 90 %, and from how many visits.
package struct Estimate: Sendable, Hashable, Codable {
    package var value: Double
    package var low: Double
    package var high: Double
    package var visits: Int

    package init(value: Double, low: Double, high: Double, visits: Int) {
        (self.value, self.low, self.high, self.visits) = (value, low, high, visits)
    }
}
