/// Shares of a whole, and how sure they are.
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
}
