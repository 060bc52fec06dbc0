/// How many must be asked for a figure that is no further off than wanted, in 95 of 100 cases.
package enum SampleSize {
    private static let z = 1.959963984540054

    /// For a share.
    /// - Parameters:
    ///   - margin: how far off it may be, such as 0.05.
    ///   - expected: the share awaited; 0.5 is the worst case.
    ///   - population: how many there are; nil for very many.
    package static func share(margin: Double, expected: Double = 0.5, population: Int? = nil) -> Int {
        let wanted = z * z * expected * (1 - expected) / (margin * margin)
        guard let population else { return ceiling(wanted) }
        return min(population, ceiling(wanted / (1 + (wanted - 1) / Double(population))))
    }

    /// For a mean of answers that lie so far apart.
    package static func mean(margin: Double, deviation: Double) -> Int {
        let ratio = z * deviation / margin
        return ceiling(ratio * ratio)
    }

    /// The next whole number, though not for what is only rounding.
    private static func ceiling(_ x: Double) -> Int { Int((x - 1e-9).rounded(.up)) }
}
