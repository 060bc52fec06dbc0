/// How far any number of people agree who judged the same things, though not each of them all, beyond what chance alone would
/// bring about (Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, 2011).
///
///     KrippendorffAlpha(of: [[1, 1, 2], [3, 3]], level: .ordinal)?.value
package struct KrippendorffAlpha: Sendable, Hashable {
    /// What values say besides which they are.
    package enum Level: Sendable, CaseIterable {
        /// Nothing: any two that differ do so alike.
        case nominal
        /// Their order, as ranks.
        case ordinal
        /// How far they are apart.
        case interval
    }

    /// 1 for full agreement, 0 for that of chance, below where they differ more than by chance; nil where all values are one and
    /// the same, so that chance explains it all.
    package var value: Double?
    /// How many things at least two people judged.
    package var count: Int

    /// Nil where nothing was judged by two.
    /// - Parameter units: of each thing what was said of it, in any order; what nobody else judged tells nothing.
    package init?(of units: [[Double]], level: Level) {
        let paired = units.filter { $0.count > 1 }
        guard !paired.isEmpty else { return nil }
        count = paired.count
        let table = Coincidences(of: paired)
        let expected = table.disagreement(level) { table.totals[$0] * table.totals[$1] }
        guard expected > 0 else { return }
        let observed = table.disagreement(level) { table.pairs[$0][$1] }
        value = 1 - (table.total - 1) * observed / expected
    }
}

/// How often each value stood beside each other one, every thing counting as many times as it was judged.
private struct Coincidences {
    /// Ascending, each once.
    let values: [Double]
    let pairs: [[Double]]
    /// How often each value was paired.
    let totals: [Double]
    let total: Double

    init(of units: [[Double]]) {
        let values = Set(units.joined()).sorted()
        let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        var pairs = values.map { _ in values.map { _ in 0.0 } }
        for unit in units {
            let found = unit.compactMap { places[$0] }
            for (i, one) in found.enumerated() {
                for (j, other) in found.enumerated() where i != j {
                    pairs[one][other] += 1 / Double(found.count - 1)
                }
            }
        }
        (self.values, self.pairs) = (values, pairs)
        totals = pairs.map { $0.reduce(0, +) }
        total = totals.reduce(0, +)
    }

    /// Over all pairs of values that differ, how often times how far.
    func disagreement(_ level: KrippendorffAlpha.Level, _ often: (Int, Int) -> Double) -> Double {
        values.indices.reduce(0.0) { sum, one in
            values.indices.dropFirst(one + 1).reduce(sum) { $0 + often(one, $1) * apart(one, $1, level) }
        }
    }

    /// Squared; ordinal values are as far apart as there are ranks between them.
    private func apart(_ low: Int, _ high: Int, _ level: KrippendorffAlpha.Level) -> Double {
        let steps =
            switch level {
            case .nominal: 1.0
            case .ordinal: totals[low...high].reduce(0, +) - (totals[low] + totals[high]) / 2
            case .interval: values[high] - values[low]
            }
        return steps * steps
    }
}
