/// An exact sum in the smallest unit of its currency (分, cent). Never a binary fraction.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Hundredths of the currency unit.
    package var minor: Int64
    /// ISO 4217, such as `CNY`.
    package var currency: String

    package init(minor: Int64, currency: String = "CNY") {
        self.minor = minor
        self.currency = currency
    }

    /// Reads `504`, `504.5` or `504.00`; nil for anything else, more than two decimals included.
    package init?(_ text: some StringProtocol, currency: String = "CNY") {
        let negative = text.hasPrefix("-")
        let parts = text.drop(while: { $0 == "-" }).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0,
            whole < 1_000_000_000_000_000
        else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isNumber), let c = Int64(parts[1])
            else { return nil }
            cents = parts[1].count == 1 ? c * 10 : c
        }
        let sum = whole * 100 + cents
        self.init(minor: negative ? -sum : sum, currency: currency)
    }

    package var description: String {
        let cents = abs(minor) % 100
        return "\(minor < 0 ? "-" : "")\(abs(minor) / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
