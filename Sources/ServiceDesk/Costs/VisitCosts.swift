package import Model

/// Who pays a line.
package enum Payer: String, Sendable, Codable, CaseIterable { case customer, warranty }

/// One line of an estimate or a bill. `net` and `tax` are what the line comes to, rounded on the line.
package struct ChargeLine: Sendable, Hashable, Codable {
    package var kind: ChargeKind
    /// A part's code; empty for others.
    package var code: String
    /// What the part was called; nil for others.
    package var label: Label?
    /// Pieces, or minutes where `per` is 60.
    package var count: Int64
    package var per: Int64
    package var price: Money
    package var net: Money
    package var tax: Money
    /// Hundredths of a per cent.
    package var rate: Int
    package var payer: Payer

    package var gross: Money { Money(minor: net.minor + tax.minor, currency: net.currency) }
}

/// What a visit costs: expected before it, or as it was after. Bills are kept in this form for good (`BillText`): what is added
/// later must be optional.
package struct VisitCosts: Sendable, Hashable, Codable {
    package var caseID: CaseID
    package var visit: VisitID?
    package var customer: String
    package var address = ""
    /// What was repaired.
    package var product: Label?
    package var serial = ""
    /// A bill for what was done; else an estimate.
    package var isBill: Bool
    package var lines: [ChargeLine]
    /// Why the warranty pays, or why not.
    package var reasons: [Phrase]
    package var pricesIncludeTax: Bool
    package var rounding: Rounding
    package var quoted: Money?
    /// What people should know before the customer agrees or pays.
    package var remarks: [Phrase] = []
    /// How the customer agreed to a sum well above what they were told.
    package var consent: String?
    /// What the customer need not pay of their part.
    package var discount: Money?
    /// What that takes off each line; nil where there is none, and in bills that were written when tax was on the whole price.
    package var reductions: [LinePart]?
    /// Parts that were used, or are needed, and have no price: none of the lines.
    package var unpriced: [String] = []
    /// Once it was written: its number and who wrote it.
    package var number: Int64?
    /// Which issue of the number it is, from the second on: those before are void.
    package var issue: Int64?
    package var by: String?
    /// What it is less by since; nil where nothing is. Kept beside it, not with it.
    package var credits: [CreditNote]?
    package var at: Instant
    package var currency: String

    package func total(_ payer: Payer? = nil) -> Money {
        sum(lines.filter { payer == nil || $0.payer == payer }.map(\.gross.minor))
    }
    /// What the customer is to pay.
    package var due: Money { sum([total(.customer).minor, -(discount?.minor ?? 0)]) }
    /// Before the discount, without tax.
    package func net(_ payer: Payer) -> Money { sum(lines.filter { $0.payer == payer }.map(\.net.minor)) }

    /// Before the discount, the tax of a payer's part, by rate.
    package func taxes(_ payer: Payer) -> [(rate: Int, tax: Money)] {
        Dictionary(grouping: lines.filter { $0.payer == payer && $0.rate > 0 }, by: \.rate)
            .sorted { $0.key < $1.key }.map { ($0.key, sum($0.value.map(\.tax.minor))) }
    }

    /// The tax in what the customer is to pay, by rate.
    package var taxesDue: [(rate: Int, tax: Money)] {
        let off = Dictionary(grouping: reductions ?? []) { lines[$0.place].rate }
            .mapValues { $0.map(\.tax.minor).reduce(0, +) }
        return taxes(.customer).map { ($0.rate, sum([$0.tax.minor, -(off[$0.rate] ?? 0)])) }
    }
    /// What the customer is to pay, without tax.
    package var netDue: Money { sum([due.minor] + taxesDue.map { -$0.tax.minor }) }

    private func sum(_ minors: [Int64]) -> Money { Money(minor: minors.reduce(0, +), currency: currency) }

    /// What a payer, or all together, owe after the discount and the credit notes.
    package func left(_ payer: Payer? = nil) -> Money {
        let off = payer == .warranty ? 0 : discount?.minor ?? 0
        return sum([total(payer).minor, -off] + (credits ?? []).map { -$0.total(payer).minor })
    }

    package var voidedBy: CreditNote? { credits?.first(where: \.isVoid) }

    /// `B000012`: the receipt's number; `B000012-2` after the first was void.
    package var receipt: String? {
        number.map { Self.numbered("B", $0) + (issue.map { "-\($0)" } ?? "") }
    }

    static func numbered(_ letter: String, _ number: Int64) -> String {
        let digits = String(number)
        return letter + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
