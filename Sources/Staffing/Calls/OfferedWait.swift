import Foundation

/// How long a caller of boundless patience would wait in a line where the others give up, given that there is a wait at all.
/// Its density is proportional to exp(λ(1 − e^(−θx))/θ − Nμx) (Baccelli and Hebuterne, 1981; Zeltyn and Mandelbaum, Queueing
/// Systems 51, 2005), whose logarithm is concave: it is summed where it counts, by Simpson's rule.
struct OfferedWait {
    private let rate: Double
    private let service: Double
    private let impatience: Double
    /// Where the density is greatest, and between what it counts; seconds.
    private var peak = 0.0
    private var low = 0.0
    private var high = 0.0
    private var whole = 1.0

    /// - Parameters:
    ///   - rate: calls a second.
    ///   - service: calls that all agents together end a second, above 0.
    ///   - impatience: how often a second one that waits gives up, above 0.
    init(rate: Double, service: Double, impatience: Double) {
        (self.rate, self.service, self.impatience) = (rate, service, impatience)
        peak = rate > service ? log(rate / service) / impatience : 0
        high = edge(outwards: 1)
        low = max(0, edge(outwards: -1))
        whole = sum(until: high) { _ in 1 }
    }

    /// The share of those who must wait that is answered within so many seconds.
    func answered(within time: Double) -> Double {
        min(1, sum(until: min(time, high)) { exp(-impatience * $0) } / whole)
    }

    /// Seconds waited by those answered, summed over them, for each that must wait.
    var meanOfAnswered: Double { sum(until: high) { $0 * exp(-impatience * $0) } / whole }

    /// The density's logarithm, up to a constant.
    private func exponent(_ x: Double) -> Double {
        -rate * expm1(-impatience * x) / impatience - service * x
    }

    /// Where, that way from the peak, the density is too small to count.
    private func edge(outwards way: Double) -> Double {
        let floor = exponent(peak) - Self.reach
        var step = 1 / service
        while exponent(peak + way * step) > floor, way > 0 || step < peak { step *= 2 }
        var (inside, outside) = (0.0, step)
        for _ in 0..<30 {
            let middle = (inside + outside) / 2
            if exponent(peak + way * middle) > floor { inside = middle } else { outside = middle }
        }
        return peak + way * outside
    }

    /// Up to where impatience has thinned out who waits, and from there on: the two have scales of their own.
    private func sum(until end: Double, _ weight: (Double) -> Double) -> Double {
        let bend = min(end, peak + Self.reach / impatience)
        return sum(low, bend, weight) + sum(bend, end, weight)
    }

    private func sum(_ start: Double, _ end: Double, _ weight: (Double) -> Double) -> Double {
        guard end > start else { return 0 }
        let (top, width) = (exponent(peak), (end - start) / Double(Self.steps))
        let sum = (0...Self.steps).reduce(0.0) { sum, step in
            let x = start + Double(step) * width
            let share = step == 0 || step == Self.steps ? 1.0 : step % 2 == 0 ? 2 : 4
            return sum + share * exp(exponent(x) - top) * weight(x)
        }
        return sum * width / 3
    }

    /// e⁻⁴⁵ is nothing beside 1.
    private static let reach = 45.0
    /// Even.
    private static let steps = 4096
}
