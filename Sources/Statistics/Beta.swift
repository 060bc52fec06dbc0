import Foundation

/// The beta distribution, and with it Student's.
package enum Beta {
    package static func logBeta(_ a: Double, _ b: Double) -> Double {
        logGamma(a) + logGamma(b) - logGamma(a + b)
    }

    /// Stirling's series; small arguments are led up to where it holds. (The C library's writes a global.)
    package static func logGamma(_ x: Double) -> Double {
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
    package static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<48 {
            let middle = (low + high) / 2
            if below(middle, a, b) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The probability that a beta distribution gives less than `x`: the incomplete beta function, by its continued
    /// fraction (NIST DLMF 8.17.22), from the side on which that converges fast.
    package static func below(_ x: Double, _ a: Double, _ b: Double) -> Double {
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

/// Student's distribution of means.
package enum StudentT {
    /// How many standard errors reach so far on both sides that the middle holds `share` of the distribution: 2.262157 for
    /// 0.95 at 9 degrees of freedom. By the beta distribution (NIST DLMF 8.17).
    /// - Parameter freedom: at least 1.
    package static func reach(_ share: Double = 0.95, freedom: Int) -> Double {
        let v = Double(max(1, freedom))
        let x = Beta.quantile(1 - share, v / 2, 0.5)
        return (v * (1 - x) / x).squareRoot()
    }
}
