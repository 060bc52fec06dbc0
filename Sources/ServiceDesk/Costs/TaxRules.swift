package import Model

/// What a visit is charged for.
package enum ChargeKind: String, Sendable, Codable, CaseIterable {
    case labour, travel, parts
}

/// To the smallest unit of the currency, where half of one is left.
package enum Rounding: String, Sendable, Codable, CaseIterable {
    case halfUp = "half up"
    case halfEven = "half even"

    /// `numerator / denominator` in whole numbers: nothing on the way is a binary fraction.
    package func divide(_ numerator: Int128, by denominator: Int128) -> Int64 {
        precondition(numerator >= 0 && denominator > 0, "only sums that are charged are rounded")
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let twice = rest * 2
        let isUp = twice > denominator || (twice == denominator && (self == .halfUp || whole % 2 == 1))
        return Int64(isUp ? whole + 1 : whole)
    }
}

/// How tax is reckoned: on each line by itself.
package struct TaxRules: Sendable, Hashable {
    package var pricesIncludeTax: Bool
    /// In hundredths of a per cent: 1300 is 13 %.
    package var rates: [ChargeKind: Int]
    package var rounding: Rounding

    package init(pricesIncludeTax: Bool, rates: [ChargeKind: Int], rounding: Rounding = .halfUp) {
        (self.pricesIncludeTax, self.rates, self.rounding) = (pricesIncludeTax, rates, rounding)
    }

    /// `count / per` times a price, and the tax on it.
    package func reckon(_ price: Money, count: Int64, per: Int64 = 1, _ kind: ChargeKind) -> (
        net: Money, tax: Money
    ) {
        let rate = Int128(rates[kind] ?? 0)
        let sum = rounding.divide(Int128(price.minor) * Int128(count), by: Int128(per))
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: price.currency) }
        if pricesIncludeTax {
            let net = rounding.divide(Int128(sum) * 10_000, by: 10_000 + rate)
            return (money(net), money(sum - net))
        }
        return (money(sum), money(rounding.divide(Int128(sum) * rate, by: 10_000)))
    }
}
