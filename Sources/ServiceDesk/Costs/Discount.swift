import Model

/// Tax is on the price after a discount that the same bill shows: 国税发〔1993〕154号, 2 (2), for goods, and 财税〔2016〕36号, annex 1,
/// article 43, for services.
extension VisitCosts {
    /// Lets the customer off a sum, tax included, in proportion to their lines.
    /// - Precondition: it is no more than the customer's part.
    mutating func letOff(_ sum: Money) {
        let whole = total(.customer).minor
        var passed: Int64 = 0
        discount = sum
        reductions = lines.indices.filter { lines[$0].payer == .customer }.compactMap { place in
            let before = share(of: sum, passed, whole)
            passed += lines[place].gross.minor
            let off = share(of: sum, passed, whole) - before
            return off > 0 ? reduction(of: place, off) : nil
        }
    }

    /// What of the discount goes with lines that are credited now, so that whoever has all of the customer's credited gets back
    /// what they were to pay, and not a cent more. Nil where it was not parted.
    func reductions(with now: [LinePart]) -> [LinePart]? {
        reductions?.compactMap { reduction in
            guard let line = now.first(where: { $0.place == reduction.place }) else { return nil }
            let whole = lines[line.place].gross.minor
            func taken(with credited: Int64) -> LinePart {
                reduction.part(share(of: reduction.gross, credited, whole), rounding)
            }
            let before = credited(of: line.place)
            let off = taken(with: before + line.gross.minor) - taken(with: before)
            return off.gross.minor > 0 ? off : nil
        }
    }

    /// The same in hundredths for a bill from before it was parted: in proportion to the customer's part.
    func discount(on now: [LinePart]) -> Int64 {
        guard let discount else { return 0 }
        let whole = total(.customer).minor
        func ofCustomer(_ parts: [LinePart]) -> Int64 {
            parts.filter { lines[$0.place].payer == .customer }.map(\.gross.minor).reduce(0, +)
        }
        let before = ofCustomer((credits ?? []).flatMap(\.lines))
        return share(of: discount, before + ofCustomer(now), whole) - share(of: discount, before, whole)
    }

    /// Whether parts are of its lines.
    func has(_ parts: [LinePart]) -> Bool { parts.allSatisfy { lines.indices.contains($0.place) } }

    /// What a line is less by, so that what is left of it has the tax of its rate.
    private func reduction(of place: Int, _ off: Int64) -> LinePart {
        let left = lines[place].gross.minor - off
        let net = rounding.divide(Int128(left) * 10_000, by: 10_000 + Int128(lines[place].rate))
        return whole(of: place)
            - LinePart(
                place: place, net: Money(minor: net, currency: currency),
                tax: Money(minor: left - net, currency: currency))
    }

    private func share(of sum: Money, _ part: Int64, _ whole: Int64) -> Int64 {
        guard whole > 0 else { return 0 }
        return rounding.divide(Int128(sum.minor) * Int128(part), by: Int128(whole))
    }
}
