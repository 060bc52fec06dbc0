package import Model

/// What a bill is less by: lines of it, whole or in part. Kept in this form for good, as bills are.
package struct CreditNote: Sendable, Hashable, Codable {
    package struct Line: Sendable, Hashable, Codable {
        /// Of the bill, from 0.
        package var place: Int
        package var net: Money
        package var tax: Money

        package var gross: Money { Money(minor: net.minor + tax.minor, currency: net.currency) }
    }

    /// As it was written.
    package var bill: VisitCosts
    package var lines: [Line]
    /// What of the bill's discount goes with these lines: the customer was not to pay it. Nil where nothing does.
    package var discount: Money?
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
    package func net(_ payer: Payer? = nil) -> Money { sum(payer, \.net.minor) }

    private func sum(_ payer: Payer?, _ part: (Line) -> Int64) -> Money {
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
    /// What is left of a line, tax included, in hundredths.
    package func left(of place: Int) -> Int64 { lines[place].gross.minor - credited(of: place) }

    private func credited(of place: Int) -> Int64 {
        (credits ?? []).flatMap(\.lines).filter { $0.place == place }.map(\.gross.minor).reduce(0, +)
    }

    /// What of the discount goes with lines that are credited now: in proportion to the customer's part, so that whoever has
    /// all of it credited gets back what they were to pay, and not a cent more.
    func discount(on now: [CreditNote.Line]) -> Money? {
        let whole = total(.customer).minor
        guard let discount, whole > 0 else { return nil }
        func ofCustomer(_ lines: [CreditNote.Line]) -> Int64 {
            lines.filter { self.lines[$0.place].payer == .customer }.map(\.gross.minor).reduce(0, +)
        }
        func share(_ credited: Int64) -> Int64 {
            rounding.divide(Int128(discount.minor) * Int128(credited), by: Int128(whole))
        }
        let before = ofCustomer((credits ?? []).flatMap(\.lines))
        let off = share(before + ofCustomer(now)) - share(before)
        return off > 0 ? Money(minor: off, currency: currency) : nil
    }

    /// So much of a line, tax included, parted into net and tax: however a line is credited bit by bit, the bits add up to its
    /// own net and tax.
    func credit(_ gross: Int64, of place: Int) -> CreditNote.Line {
        let line = lines[place]
        func net(of gross: Int64) -> Int64 {
            guard line.gross.minor > 0 else { return 0 }
            return rounding.divide(Int128(line.net.minor) * Int128(gross), by: Int128(line.gross.minor))
        }
        let before = credited(of: place)
        let part = net(of: before + gross) - net(of: before)
        return CreditNote.Line(
            place: place, net: Money(minor: part, currency: currency),
            tax: Money(minor: gross - part, currency: currency))
    }
}
