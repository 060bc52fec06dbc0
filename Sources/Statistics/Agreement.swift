/// How far two people who judged the same things agree beyond what chance alone would bring about (Cohen's kappa).
///
///     Agreement(of: [(0, 0), (1, 0), (1, 1)], categories: 2)?.kappa
package struct Agreement: Sendable, Hashable {
    /// How much of an agreement it is to be so many steps apart.
    package enum Weights: Sendable, CaseIterable {
        /// Only the very same counts; for words without an order.
        case same
        /// By the steps, or by their square; for scales.
        case linear, quadratic

        fileprivate func of(_ steps: Int, _ categories: Int) -> Double {
            let apart = Double(steps) / Double(max(1, categories - 1))
            return switch self {
            case .same: steps == 0 ? 1 : 0
            case .linear: 1 - apart
            case .quadratic: 1 - apart * apart
            }
        }
    }

    package var count: Int
    /// Of those judged the very same, whatever the weights.
    package var share: Double
    /// How much chance alone would bring about, by the weights.
    package private(set) var chance: Double
    /// 1 for full agreement, 0 for that of chance; nil where both always said one and the same, so that chance explains it all.
    package var kappa: Double?
    /// The standard error of kappa (Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969).
    package var error: Double?

    /// Between what the true kappa lies in 95 of 100 cases; nil also where no two judgements differ, which tells no spread.
    package var interval: (low: Double, high: Double)? {
        guard let kappa, let error, error > 0 else { return nil }
        return (max(-1, kappa - 1.959964 * error), min(1, kappa + 1.959964 * error))
    }

    /// Nil of nothing.
    /// - Parameter categories: how many there are; each of a pair is one of them, from 0 on.
    package init?(of pairs: [(Int, Int)], categories: Int, weights: Weights = .same) {
        guard !pairs.isEmpty, categories > 0 else { return nil }
        let n = Double(pairs.count)
        let places = 0..<categories
        var cells = places.map { _ in places.map { _ in 0.0 } }
        for (a, b) in pairs { cells[a][b] += 1 / n }
        let rows = cells.map { $0.reduce(0, +) }
        let columns = places.map { j in cells.reduce(0) { $0 + $1[j] } }
        let weight = places.map { i in places.map { j in weights.of(abs(i - j), categories) } }
        let all = places.flatMap { i in places.map { j in (i, j) } }
        let seen = all.reduce(0.0) { $0 + cells[$1.0][$1.1] * weight[$1.0][$1.1] }
        chance = all.reduce(0.0) { $0 + rows[$1.0] * columns[$1.1] * weight[$1.0][$1.1] }
        (count, share) = (pairs.count, Double(pairs.count { $0.0 == $0.1 }) / n)
        guard chance < 1 - 1e-12 else { return }
        guard share < 1 else {
            // Exactly, where sums of quotients miss it by their last bits and would show an interval.
            (self.kappa, self.error) = (1, 0)
            return
        }
        let kappa = (seen - chance) / (1 - chance)
        let ofRow = places.map { i in places.reduce(0.0) { $0 + weight[i][$1] * columns[$1] } }
        let ofColumn = places.map { j in places.reduce(0.0) { $0 + weight[$1][j] * rows[$1] } }
        let squares = all.reduce(0.0) { sum, cell in
            let (i, j) = cell
            let part = weight[i][j] - (ofRow[i] + ofColumn[j]) * (1 - kappa)
            return sum + cells[i][j] * part * part
        }
        let middle = kappa - chance * (1 - kappa)
        self.kappa = kappa
        error = max(0, squares - middle * middle).squareRoot() / (1 - chance) / n.squareRoot()
    }
}

extension Agreement {
    /// Over several items, each with answers of its own, how far two people agree beyond chance: what was seen and what chance
    /// would bring about are both averaged first, so that an item on which both always say one and the same neither counts for
    /// agreement nor spoils it (pooled kappa: De Vries, Elliott, Kanouse and Teleki, Field Methods 20, 2008). Nil where chance
    /// explains it all.
    /// - Parameter items: unweighted.
    package static func pooledKappa(_ items: [Agreement]) -> Double? {
        guard !items.isEmpty else { return nil }
        let seen = items.reduce(0) { $0 + $1.share } / Double(items.count)
        let chance = items.reduce(0) { $0 + $1.chance } / Double(items.count)
        guard chance < 1 - 1e-12 else { return nil }
        return (seen - chance) / (1 - chance)
    }
}
