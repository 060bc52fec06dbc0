/// People are whole.
package enum Heads {
    /// The least whole number that is enough, though not for what only rounding put above one: 14 / 0.7 is 20, not 21.
    /// - Parameter exact: from 0 up, below 10¹⁵.
    package static func needed(_ exact: Double) -> Int {
        Int((exact - 1e-12 * max(1, exact)).rounded(.up))
    }

    /// How many must be on the roster for so many to be at work.
    /// - Parameter shrinkage: paid time that is not worked (breaks, training, illness, leave), as a share of paid time;
    ///   from 0, below 1.
    package static func scheduled(_ atWork: Int, shrinkage: Double) -> Int {
        needed(Double(atWork) / (1 - shrinkage))
    }
}
