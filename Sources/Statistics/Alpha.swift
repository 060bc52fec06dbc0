/// How far several items measure one thing (Cronbach, Psychometrika 16, 1951).
package struct Alpha: Sendable, Hashable {
    /// Nil for fewer than two items or rows, or where all rows come to the same total.
    package var value: Double?
    /// What it would be without each item; nil where that leaves no alpha.
    package var without: [Double?]
    /// Of how many rows.
    package var count: Int

    /// - Parameter rows: of equal length, none with a gap.
    package init(_ rows: [[Double]]) {
        let items = rows.first?.count ?? 0
        count = rows.count
        value = Self.alpha(rows, items: Array(0..<items))
        without = (0..<items).map { left in
            Self.alpha(rows, items: (0..<items).filter { $0 != left })
        }
    }

    private static func alpha(_ rows: [[Double]], items: [Int]) -> Double? {
        let k = Double(items.count)
        let total = Moments(rows.map { row in items.reduce(0) { $0 + row[$1] } })
        guard items.count > 1, total.count > 1, total.variance > 0 else { return nil }
        let apart = items.reduce(0.0) { sum, item in sum + Moments(rows.map { $0[item] }).variance }
        return k / (k - 1) * (1 - apart / total.variance)
    }

    /// What a value is commonly taken to mean; the bounds are custom, not law.
    package enum Grade: String, Sendable, CaseIterable {
        case poor, weak, usable, good, redundant

        package init(_ alpha: Double) {
            self =
                switch alpha {
                case ..<0.6: .poor
                case ..<0.7: .weak
                case ..<0.8: .usable
                case ...0.95: .good
                default: .redundant
                }
        }
    }
}
