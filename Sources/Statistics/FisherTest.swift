import Foundation

/// How likely chance alone is to part two groups as far as they are parted (Fisher's exact test, two-sided: every table no
/// likelier than the one seen counts, as R and SciPy do it).
package enum FisherTest {
    /// - Parameters:
    ///   - hits: in the one group, of `count`.
    ///   - otherHits: in the other, of `otherCount`.
    /// - Returns: from 0 to 1; 1 where a group is empty.
    package static func probability(_ hits: Int, of count: Int, _ otherHits: Int, of otherCount: Int)
        -> Double
    {
        let (all, total) = (count + otherCount, hits + otherHits)
        guard count > 0, otherCount > 0, total > 0, total < all else { return 1 }
        func chance(_ k: Int) -> Double {
            exp(choose(count, k) + choose(otherCount, total - k) - choose(all, total))
        }
        let seen = chance(hits)
        // What is as likely may come out a rounding apart.
        let least = seen * (1 + 1e-7)
        let sum = (max(0, total - otherCount)...min(count, total)).reduce(0.0) { sum, k in
            let p = chance(k)
            return p <= least ? sum + p : sum
        }
        return min(1, sum)
    }

    private static func choose(_ n: Int, _ k: Int) -> Double {
        Beta.logGamma(Double(n + 1)) - Beta.logGamma(Double(k + 1)) - Beta.logGamma(Double(n - k + 1))
    }

    /// Of many tests at once, each made as strict as makes a single false alarm among all no likelier than it would be in one
    /// (Holm, Scandinavian Journal of Statistics 6, 1979).
    package static func adjusted(_ probabilities: [Double]) -> [Double] {
        let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
        var (adjusted, floor) = (probabilities, 0.0)
        for (place, index) in order.enumerated() {
            floor = min(1, max(floor, probabilities[index] * Double(order.count - place)))
            adjusted[index] = floor
        }
        return adjusted
    }
}
