package import Statistics

/// The standards that people want of one thing, in its unit.
package struct WantedStandard: Sendable, Hashable {
    /// Ascending.
    package let wishes: [Double]
    package let better: ServiceMeasure.Better

    /// Nil of nothing.
    /// - Parameter better: `less` where a wish is the most that is accepted, `more` where it is the least.
    package init?(_ wishes: [Double], better: ServiceMeasure.Better) {
        guard !wishes.isEmpty else { return nil }
        (self.wishes, self.better) = (wishes.sorted(), better)
    }

    package var median: Estimate? { Estimate(medianOf: wishes) }

    /// Below what a share of the wishes lies, from 0 to 1.
    package func quantile(_ share: Double) -> Double? { Quantiles.of(share, wishes) }

    /// What share of them a promise would fulfil (Wilson): of less it must be no more than the wish, of more no less.
    package func fulfilled(by promise: Double) -> Estimate? {
        let hits = wishes.count { better == .more ? $0 <= promise : $0 >= promise }
        return Estimate(share: hits, of: wishes.count)
    }

    /// The easiest standard that fulfils at least a share of the wishes.
    /// - Parameter share: above 0, up to 1.
    package func standard(for share: Double) -> Double {
        // 0.8 of 60 is 48, whatever its last binary place says.
        let needed = max(1, min(wishes.count, Int((share * Double(wishes.count) - 1e-9).rounded(.up))))
        return better == .more ? wishes[needed - 1] : wishes[wishes.count - needed]
    }
}
