package import Model

/// A sum of a paper about money, under what it is called.
package struct PaperSum: Sendable, Hashable {
    package var name: Phrase
    package var sum: Money

    fileprivate init(_ key: String, _ sum: Money, _ facts: [String: PhraseFact] = [:]) {
        (name, self.sum) = (Phrase(key, facts), sum)
    }

    /// The same as a deduction.
    fileprivate static func less(_ key: String, _ sum: Money, _ facts: [String: PhraseFact] = [:]) -> PaperSum
    {
        PaperSum(key, Money(minor: -sum.minor, currency: sum.currency), facts)
    }
}

extension Payer {
    package var phrase: Phrase { Phrase("cost.payer.\(rawValue)") }
    fileprivate var fact: [String: PhraseFact] { ["payer": .phrase(phrase)] }
}

extension ChargeLine {
    /// `Labour`, `Run capacitor`
    package var what: PhraseFact {
        label.map(PhraseFact.label) ?? .phrase(Phrase("cost.kind.\(kind.rawValue)"))
    }

    /// `30 minutes`, `2`
    package var howMuch: PhraseFact {
        per == 60 ? .phrase(Phrase("cost.minutes", ["count": .count(Int(count))])) : .text(String(count))
    }

    /// For a piece or an hour.
    package var priced: PhraseFact {
        per == 60 ? .phrase(Phrase("cost.anHour", ["price": .money(price)])) : .money(price)
    }

    /// `13`, `6.5`: per cent.
    package var rateText: String { Self.percent(rate) }

    /// Hundredths of a per cent, as people write them.
    fileprivate static func percent(_ rate: Int) -> String {
        let text = Money(minor: Int64(rate)).description
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    /// The line by itself: what, how much of it, what it comes to with tax, and who pays.
    package var phrase: Phrase {
        Phrase(
            "cost.line",
            [
                "what": what, "much": howMuch, "price": priced, "sum": .money(gross),
                "payer": .phrase(payer.phrase),
            ])
    }
}

extension VisitCosts {
    package var title: Phrase {
        let key = !isBill ? "cost.estimate" : number == nil ? "cost.draft" : "cost.bill"
        return Phrase(
            key,
            [
                "id": .text(visit?.description ?? caseID.description), "customer": .text(customer),
                "number": .text(receipt ?? ""), "at": .instant(at),
            ])
    }

    /// What each pays: without tax, each rate's tax, together; then what was told, let off and credited.
    package var sums: [PaperSum] {
        var sums: [PaperSum] = []
        for payer in payers {
            sums.append(PaperSum("cost.net", net(payer), payer.fact))
            for (rate, tax) in taxes(payer) {
                let facts = payer.fact.merging(["rate": .text(ChargeLine.percent(rate))]) { own, _ in own }
                sums.append(PaperSum("cost.tax", tax, facts))
            }
            sums.append(PaperSum("cost.pays", total(payer), payer.fact))
        }
        sums.append(PaperSum("cost.total", total()))
        if let quoted { sums.append(PaperSum("cost.quoted", quoted)) }
        sums += discounted
        guard let credits else { return sums }
        sums += credits.map { .less("cost.creditedBy", $0.total(), ["number": .text($0.receipt ?? "")]) }
        return sums + payers.map { PaperSum("cost.stillPays", left($0), $0.fact) }
    }

    private var discounted: [PaperSum] {
        guard let discount else { return [] }
        var sums: [PaperSum] = [.less("cost.discount", discount)]
        if reductions != nil {
            sums.append(PaperSum("cost.dueNet", netDue))
            sums += taxesDue.map {
                PaperSum("cost.dueTax", $0.tax, ["rate": .text(ChargeLine.percent($0.rate))])
            }
        }
        return sums + [PaperSum("cost.due", due)]
    }

    private var payers: [Payer] { Payer.allCases.filter { payer in lines.contains { $0.payer == payer } } }

    /// What people should know: that it is void, why who pays, and the terms.
    package var notes: [Phrase] {
        let voided = voidedBy.map { note in
            Phrase(
                "cost.voidedBy",
                [
                    "at": .instant(note.at), "note": .text(note.receipt ?? ""), "reason": .text(note.reason),
                ])
        }
        let agreed = consent.map { Phrase("cost.agreed", ["how": .text($0)]) }
        return [voided].compactMap { $0 } + reasons + remarks + [agreed].compactMap { $0 } + [
            Phrase(rounding == .halfUp ? "cost.rounding.halfUp" : "cost.rounding.halfEven"),
            Phrase(pricesIncludeTax ? "cost.withTax" : "cost.withoutTax"),
        ]
    }
}

extension CreditNote {
    package var title: Phrase {
        let isDraft = number == nil
        let key =
            isVoid
            ? (isDraft ? "cost.voidDraft" : "cost.void") : (isDraft ? "cost.creditDraft" : "cost.credit")
        return Phrase(
            key,
            [
                "number": .text(receipt ?? ""), "bill": .text(bill.receipt ?? ""),
                "customer": .text(bill.customer), "at": .instant(at),
            ])
    }

    /// What each need not pay.
    package var sums: [PaperSum] {
        var sums: [PaperSum] = []
        for payer in Payer.allCases where lines.contains(where: { bill.lines[$0.place].payer == payer }) {
            if payer == .customer, let discount {
                // What the lines come to, and what of it the customer was not to pay.
                sums.append(PaperSum("cost.creditedLines", gross(payer), payer.fact))
                sums.append(.less("cost.creditedDiscount", discount))
            }
            // Of a bill from before tax was on the price after the discount, nobody knows the tax of its share.
            if payer == .warranty || discount == nil || reductions != nil {
                sums.append(PaperSum("cost.creditedNet", net(payer), payer.fact))
            }
            sums.append(PaperSum("cost.credited", total(payer), payer.fact))
        }
        return sums + [PaperSum("cost.total", total())]
    }

    package var notes: [Phrase] { [Phrase("cost.why", ["reason": .text(reason)])] }
}
