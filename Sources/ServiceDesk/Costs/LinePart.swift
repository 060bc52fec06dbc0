package import Model

/// A part of one line of a bill, tax included: what is credited of it, or what the discount takes off it. Kept for good in bills
/// and credit notes.
package struct LinePart: Sendable, Hashable, Codable {
    /// Of the bill, from 0.
    package var place: Int
    package var net: Money
    package var tax: Money

    package var gross: Money { Money(minor: net.minor + tax.minor, currency: net.currency) }

    /// So much of it, tax included, in the smallest unit, with net and tax in proportion. However something is taken bit by bit,
    /// the differences of what was taken before and after add up to its own net and tax.
    func part(_ gross: Int64, _ rounding: Rounding) -> LinePart {
        guard self.gross.minor > 0 else { return self }
        let part = rounding.divide(Int128(net.minor) * Int128(gross), by: Int128(self.gross.minor))
        return LinePart(
            place: place, net: Money(minor: part, currency: net.currency),
            tax: Money(minor: gross - part, currency: net.currency))
    }

    static func - (whole: LinePart, less: LinePart) -> LinePart {
        let currency = whole.net.currency
        return LinePart(
            place: whole.place, net: Money(minor: whole.net.minor - less.net.minor, currency: currency),
            tax: Money(minor: whole.tax.minor - less.tax.minor, currency: currency))
    }
}

extension VisitCosts {
    /// The whole of a line.
    func whole(of place: Int) -> LinePart {
        LinePart(place: place, net: lines[place].net, tax: lines[place].tax)
    }
}
