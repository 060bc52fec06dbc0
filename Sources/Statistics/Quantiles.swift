/// Below what a share of values lies.
package enum Quantiles {
    /// Between two values in proportion, as R (type 7), NumPy and spreadsheets do it (Hyndman and Fan, The American
    /// Statistician 50, 1996).
    /// - Parameters:
    ///   - share: 0.5 for the median; from 0 to 1.
    ///   - sorted: ascending.
    /// - Returns: nil of nothing.
    package static func of(_ share: Double, _ sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let place = min(max(share, 0), 1) * Double(sorted.count - 1)
        let low = Int(place)
        guard low + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
    }
}
