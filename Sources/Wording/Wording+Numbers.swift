import Foundation
package import Model

extension Wording {
    /// Digits in groups of three: `1,234,567`.
    package func number(_ n: Int) -> String { (n < 0 ? "-" : "") + grouped(n.magnitude) }

    /// At most `decimals` digits after the point, without trailing zeros: `1,234.5`.
    package func number(_ n: Double, decimals: Int = 2) -> String {
        guard n.isFinite, abs(n) < 1e15 else { return "\(n)" }
        let scale = pow(10, Double(decimals))
        let whole = (abs(n) * scale).rounded()
        let sign = n < 0 && whole > 0 ? "-" : ""
        var fraction = String(Int(whole.truncatingRemainder(dividingBy: scale)))
        fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + grouped(UInt(whole / scale)) + (fraction.isEmpty ? "" : decimalMark + fraction)
    }

    /// With its sign, unless it comes to nothing: `+12.5`, `-3`, `0`.
    package func signed(_ n: Double, decimals: Int = 2) -> String {
        let said = number(n, decimals: decimals)
        return n > 0 && said != "0" ? "+" + said : said
    }

    /// A share of 1: `0.725` is `72.5%`.
    package func percent(_ share: Double, decimals: Int = 1) -> String {
        say("format.percent", ["number": .text(number(share * 100, decimals: decimals))])
    }

    /// `¥1,234.50`; currencies without a sign of their own that every terminal shows one cell wide by their code:
    /// `EUR 1,234.50`.
    package func money(_ sum: Money) -> String {
        let cents = String(sum.minor.magnitude % 100)
        let amount =
            grouped(UInt(sum.minor.magnitude / 100)) + decimalMark + (cents.count < 2 ? "0" : "") + cents
        let sign = sum.minor < 0 ? "-" : ""
        switch sum.currency {
        case "CNY": return sign + "¥" + amount
        case "USD": return sign + "$" + amount
        case "GBP": return sign + "£" + amount
        default: return "\(sum.currency) \(sign)\(amount)"
        }
    }

    private func grouped(_ n: UInt) -> String {
        let digits = String(n)
        guard digits.count > 3 else { return digits }
        let mark = has("format.thousands") ? say("format.thousands") : ","
        var out = ""
        for (i, digit) in digits.enumerated() {
            if i > 0, (digits.count - i) % 3 == 0 { out += mark }
            out.append(digit)
        }
        return out
    }

    private var decimalMark: String { has("format.decimal") ? say("format.decimal") : "." }
}
