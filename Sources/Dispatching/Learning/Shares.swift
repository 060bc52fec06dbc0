import Foundation
import Statistics

extension Shares {
    /// The mean and the middle 90 % of what a share may be, after counts on top of a beta distribution's.
    static func posterior(_ hits: Int, of count: Int, prior: (hits: Double, misses: Double)) -> Estimate {
        let (a, b) = (prior.hits + Double(hits), prior.misses + Double(count - hits))
        return Estimate(
            value: a / (a + b), low: Beta.quantile(0.05, a, b), high: Beta.quantile(0.95, a, b), visits: count
        )
    }

    /// How many observations the common share is worth for one group: the likeliest of some (beta-binomial).
    static func strength(_ groups: [(hits: Int, count: Int)], mean: Double) -> Double {
        let known = groups.filter { $0.count > 0 }
        return [5, 10, 20, 40, 80, 160].map { (strength: Double) in
            let (a, b) = (mean * strength, (1 - mean) * strength)
            let likelihood = known.reduce(0.0) {
                $0 + Beta.logBeta(a + Double($1.hits), b + Double($1.count - $1.hits)) - Beta.logBeta(a, b)
            }
            return (strength, likelihood)
        }.max { $0.1 < $1.1 }?.0 ?? 20
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
