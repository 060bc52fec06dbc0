import Dispatching
import Entitlement
package import Model
import Records
import Workflow

extension Reading {
    /// What a visit for a case would cost: labour by the rules, the way, the parts needed.
    package func estimate(_ id: CaseID, parts extra: [String: Int] = [:], at now: Instant) throws
        -> VisitCosts
    {
        let c = try serviceCase(id)
        let book = try dispatching()
        let needs = book.needs(product: c.product, fault: c.fault, kind: c.kind.rawValue)
        var wish = VisitWish(caseID: id)
        wish.parts = extra
        let minutes = book.minutes(
            product: c.product, fault: c.fault, kind: c.kind.rawValue,
            usual: rules.visitMinutes(product: c.product))
        let missing = try partsMissing(after: visitBefore(wish), of: c)
        let parts = partsNeeded(needs, wish, missing).map { ChargedPart(code: $0.key, count: $0.value) }
        return try costs(c, visit: nil, minutes: minutes, parts: parts, at: now, isBill: false)
    }

    /// The same for a visit as it is planned.
    package func estimate(_ id: VisitID, at now: Instant) throws -> VisitCosts {
        let visit = try visit(id)
        let parts = try stock.parts(of: id).map {
            ChargedPart(code: $0.part, count: max($0.needed, $0.used), charge: $0.charge)
        }
        let minutes = (visit.planned.end - visit.planned.start).minutes
        return try costs(
            serviceCase(visit.caseID), visit: visit, minutes: minutes, parts: parts, at: now, isBill: false)
    }

    func costs(
        _ c: ServiceCase, visit: Visit?, minutes: Int?, parts: [ChargedPart], at now: Instant, isBill: Bool,
        after earlier: [VisitCosts] = []
    ) throws -> VisitCosts {
        let book = try rules.prices()
        let (paid, reasons) = try whatWarrantyPays(c, book, on: rules.localDay(visit?.finishedAt ?? now))
        var lines: [ChargeLine] = []
        func add(
            _ kind: ChargeKind, _ price: Money, _ count: Int64, per: Int64 = 1, code: String = "",
            label: Label? = nil
        ) {
            let (net, tax) = book.tax.reckon(price, count: count, per: per, kind)
            lines.append(
                ChargeLine(
                    kind: kind, code: code, label: label, count: count, per: per, price: price, net: net,
                    tax: tax, rate: book.tax.rates[kind] ?? 0,
                    payer: paid.contains(kind) ? .warranty : .customer))
        }
        // A way for nothing is the customer's only where the customer was not there.
        let cause = visit?.fields["noAccessCause"]
        if !isBill || cause == nil || cause == .text("customer") {
            let zone = try c.addressID.flatMap { try customers.addressText($0) }?.zone ?? ""
            add(.travel, book.zones[zone] ?? book.callOut, 1)
        }
        if let minutes {
            switch book.labour(product: c.product, fault: c.fault, kind: c.kind.rawValue) {
            case .flat(let price)?: add(.labour, price, 1)
            case .hour(let price, let step, let least)?:
                let begun = (max(minutes, least) + step - 1) / step * step
                add(.labour, price, Int64(begun), per: 60)
            case nil: break
            }
        }
        let catalogue = try rules.parts()
        var unpriced: [String] = []
        for part in parts.sorted(by: { $0.code < $1.code }) where part.count > 0 {
            // What it cost when it was used; before that, what it costs today.
            let known = catalogue[part.code].map { PartCharge(label: $0.label, price: $0.price) }
            if let charge = part.charge ?? known, charge.price.currency == book.currency {
                add(.parts, charge.price, Int64(part.count), code: part.code, label: charge.label)
            } else {
                unpriced.append(part.code)
            }
        }
        let customer = try current(c.customer)
        let addressID = visit?.addressID ?? c.addressID
        let unit = try c.unit.map { try self.unit($0) }
        var costs = VisitCosts(
            caseID: c.id, visit: visit?.id, customer: customer.name, isBill: isBill, lines: lines,
            reasons: reasons, pricesIncludeTax: book.tax.pricesIncludeTax, rounding: book.tax.rounding,
            at: now, currency: book.currency)
        let addresses = customer.addresses
        costs.address = (addresses.first { $0.id == addressID } ?? addresses.first)?.line ?? ""
        costs.product = rules.product(unit?.product ?? c.product)?.label
        costs.serial = unit?.serial ?? ""
        costs.quoted = visit?.minor("quoted").map { Money(minor: $0, currency: book.currency) }
        costs.unpriced = unpriced
        costs.remarks = try remarks(costs, c, visit, after: earlier, book, at: now)
        return costs
    }

    /// What the seller or maker pays, as the warranty rules answer today, and why.
    private func whatWarrantyPays(_ c: ServiceCase, _ book: PriceBook, on day: Day) throws -> (
        Set<ChargeKind>, [Phrase]
    ) {
        guard let unit = c.unit else { return ([], [Phrase("cost.noUnit")]) }
        var question = EntitlementQuestion(unit: unit, on: day)
        question.fault = c.fault.isEmpty ? nil : c.fault
        question.faultOn = rules.localDay(c.openedAt)
        guard let rights = try? entitlement(question) else { return ([], [Phrase("cost.noRules")]) }
        var (paid, reasons) = (Set<ChargeKind>(), [Phrase]())
        for (kind, pays) in [(RightKind.freeRepair, book.freeRepair), (.partExchange, book.partExchange)] {
            guard let right = rights.best(kind) else { continue }
            switch right.verdict {
            case .granted:
                paid.formUnion(pays)
                reasons.append(
                    Phrase("cost.granted", ["right": .phrase(kind.phrase), "law": .phrase(right.citation)]))
            case .whenShown:
                reasons.append(
                    Phrase(
                        "cost.whenShown",
                        [
                            "right": .phrase(kind.phrase),
                            "needs": .list(right.missing.map { .phrase($0.phrase) }),
                        ]))
            case .refused:
                if kind == .freeRepair {
                    reasons.append(Phrase("cost.refused", ["reason": .phrase(right.reason)]))
                }
            }
        }
        return (paid, reasons.isEmpty ? [Phrase("cost.noRules")] : reasons)
    }

    private func remarks(
        _ costs: VisitCosts, _ c: ServiceCase, _ visit: Visit?, after earlier: [VisitCosts],
        _ book: PriceBook, at now: Instant
    ) throws -> [Phrase] {
        var remarks: [Phrase] = []
        let due = costs.total(.customer)
        if let visit, costs.isBill {
            if book.consent.isNeeded(for: due, on: visit, after: earlier) {
                remarks.append(
                    costs.quoted.map {
                        Phrase(
                            "cost.consent",
                            [
                                "quoted": .money($0), "due": .money(due),
                                "percent": .text(String(book.consent.percent)),
                            ])
                    } ?? Phrase("cost.consentUnquoted", ["due": .money(due)]))
            }
            if let otherwise = visit.chargedOtherwise(due) { remarks.append(otherwise) }
        }
        remarks += costs.unpriced.map {
            Phrase("cost.unpriced", ["part": .text($0), "currency": .text(costs.currency)])
        }
        if let unit = try c.unit.map({ try self.unit($0) }), let price = unit.price,
            let bought = unit.boughtOn
        {
            let days = max(0, rules.localDay(now) - bought)
            let life = book.life * 365
            let left = book.tax.rounding.divide(
                Int128(price.minor) * Int128(max(0, life - days)), by: Int128(life))
            let value = Money(minor: left, currency: price.currency)
            if Int128(due.minor) * 100 > Int128(left) * Int128(book.advise) {
                remarks.append(
                    Phrase("cost.advise", ["value": .money(value), "percent": .text(String(book.advise))]))
            }
        }
        return remarks
    }
}

extension Visit {
    /// That the fee of the report is another than what the customer owes; nil where it is that, or none.
    func chargedOtherwise(_ due: Money) -> Phrase? {
        guard let charged = minor("charge"), charged != due.minor else { return nil }
        return Phrase(
            "cost.charged",
            ["charged": .money(Money(minor: charged, currency: due.currency)), "due": .money(due)])
    }
}

/// A part to be charged for, and what was noted of it when it was used.
struct ChargedPart {
    var code: String
    var count: Int
    var charge: PartCharge?
}
