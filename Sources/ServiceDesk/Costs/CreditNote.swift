package import Model

/// What a bill is less by: lines of it, whole or in part. Kept in this form for good, as bills are.
package struct CreditNote: Sendable, Hashable, Codable {
    /// As it was written.
    package var bill: VisitCosts
    package var lines: [LinePart]
    /// What of the bill's discount goes with these lines: the customer was not to pay it. Nil where nothing does.
    package var discount: Money?
    /// The same by lines; nil where the bill does not say it so.
    package var reductions: [LinePart]?
    package var reason: String
    /// The bill holds no more, and what was done may be billed anew.
    package var isVoid: Bool
    /// Once it was written: its number and who wrote it.
    package var number: Int64?
    package var by: String?
    package var at: Instant

    /// `G000012`.
    package var receipt: String? { number.map { VisitCosts.numbered("G", $0) } }

    /// What a payer, or all together, need not pay now, tax included.
    package func total(_ payer: Payer? = nil) -> Money {
        let off = payer == .warranty ? 0 : discount?.minor ?? 0
        return Money(minor: gross(payer).minor - off, currency: bill.currency)
    }
    /// The same as if nothing had been let off.
    package func gross(_ payer: Payer? = nil) -> Money { sum(payer, \.gross.minor) }
    /// Without tax. Where the discount was not parted by lines, as if nothing had been let off.
    package func net(_ payer: Payer) -> Money { less(payer, \.net.minor) }
    /// The tax in what a payer need not pay; the same holds of it.
    package func tax(_ payer: Payer) -> Money { less(payer, \.tax.minor) }

    private func less(_ payer: Payer, _ part: (LinePart) -> Int64) -> Money {
        let off = payer == .customer ? (reductions ?? []).map(part).reduce(0, +) : 0
        return Money(minor: sum(payer, part).minor - off, currency: bill.currency)
    }

    private func sum(_ payer: Payer?, _ part: (LinePart) -> Int64) -> Money {
        let own = lines.filter { payer == nil || bill.lines[$0.place].payer == payer }
        return Money(minor: own.map(part).reduce(0, +), currency: bill.currency)
    }
}

/// What is to be credited.
package struct CreditWish: Sendable, Hashable {
    /// By the place of a line in the bill, from 0: how much of it, tax included, in hundredths; nil is all that is left of it.
    /// No line at all is everything that is left of the bill.
    package var lines: [Int: Int64?] = [:]
    package var reason: String
    package var isVoid = false

    package init(reason: String) { self.reason = reason }
}

extension VisitCosts {
    /// A credit note on it as it would be written now.
    /// - Throws: `CostFault.noLine`, `CostFault.tooMuch`, `CostFault.creditedWhole`.
    func credit(_ wish: CreditWish, at now: Instant) throws -> CreditNote {
        let receipt = receipt ?? ""
        for place in wish.lines.keys.sorted() where !lines.indices.contains(place) {
            throw CostFault.noLine(place + 1, receipt: receipt, lines: lines.count)
        }
        var parts: [LinePart] = []
        for place in lines.indices where wish.lines.isEmpty || wish.lines[place] != nil {
            let left = left(of: place)
            let gross = (wish.lines[place] ?? nil) ?? left
            guard gross <= left, gross > 0 || wish.lines.isEmpty else {
                throw CostFault.tooMuch(
                    line: place + 1, receipt: receipt, left: Money(minor: left, currency: currency))
            }
            if gross > 0 { parts.append(credit(gross, of: place)) }
        }
        guard !parts.isEmpty || wish.isVoid else { throw CostFault.creditedWhole(receipt) }
        let reductions = reductions(with: parts)
        let off = reductions?.map(\.gross.minor).reduce(0, +) ?? discount(on: parts)
        var bill = self
        bill.credits = nil
        return CreditNote(
            bill: bill, lines: parts, discount: off > 0 ? Money(minor: off, currency: currency) : nil,
            reductions: reductions, reason: wish.reason.trimmed, isVoid: wish.isVoid, at: now)
    }

    /// What is left of a line, tax included, in hundredths.
    package func left(of place: Int) -> Int64 { lines[place].gross.minor - credited(of: place) }

    /// What of a line is credited so far, tax included, in hundredths.
    func credited(of place: Int) -> Int64 {
        (credits ?? []).flatMap(\.lines).filter { $0.place == place }.map(\.gross.minor).reduce(0, +)
    }

    /// So much more of a line, tax included.
    func credit(_ gross: Int64, of place: Int) -> LinePart {
        let (whole, before) = (whole(of: place), credited(of: place))
        return whole.part(before + gross, rounding) - whole.part(before, rounding)
    }
}
