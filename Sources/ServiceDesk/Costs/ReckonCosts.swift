import Dispatching
import Entitlement
import Foundation
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
        return try costs(
            c, visit: nil, minutes: minutes, parts: partsNeeded(needs, wish, of: c), at: now, isBill: false)
    }

    /// The same for a visit as it is planned.
    package func estimate(_ id: VisitID, at now: Instant) throws -> VisitCosts {
        let visit = try visit(id)
        let parts = try stock.parts(of: id).reduce(into: [String: Int]()) {
            $0[$1.part] = max($1.needed, $1.used)
        }
        let minutes = (visit.planned.end - visit.planned.start).minutes
        return try costs(
            serviceCase(visit.caseID), visit: visit, minutes: minutes, parts: parts, at: now, isBill: false)
    }

    /// What a visit that is over costs: the time on site, the way, the parts used. One that was written stays as it was.
    /// - Throws: `PartFault.visitNotOver`.
    package func bill(_ id: VisitID, at now: Instant) throws -> VisitCosts {
        let visit = try visit(id)
        guard visit.category == .done else { throw PartFault.visitNotOver(id) }
        let parts = try stock.parts(of: id).reduce(into: [String: Int]()) { $0[$1.part] = $1.used }
        var minutes: Int?
        if let arrived = visit.arrivedAt, let finished = visit.finishedAt,
            visit.fields["noAccessCause"] == nil,
            visit.fields["result"] != .text("refused")
        {
            // A minute begun is a minute.
            minutes = Int(((finished - arrived).milliseconds + 59_999) / 60_000)
        }
        var costs = try costs(
            serviceCase(visit.caseID), visit: visit, minutes: minutes, parts: parts, at: now, isBill: true)
        if let written = try BillStore(db).of(id) {
            costs.lines = try ChargeCoding.decode(written.lines)
            (costs.number, costs.at) = (written.number, written.at)
        }
        return costs
    }

    private func costs(
        _ c: ServiceCase, visit: Visit?, minutes: Int?, parts: [String: Int], at now: Instant, isBill: Bool
    ) throws -> VisitCosts {
        let book = try rules.prices()
        let (paid, reasons) = try whatWarrantyPays(c, book, on: rules.localDay(visit?.finishedAt ?? now))
        var lines: [ChargeLine] = []
        func add(
            _ kind: ChargeKind, _ price: Money, _ count: Int64, per: Int64 = 1, part: Part? = nil
        ) {
            let (net, tax) = book.tax.reckon(price, count: count, per: per, kind)
            lines.append(
                ChargeLine(
                    kind: kind, code: part?.code ?? "", label: part?.label, count: count, per: per,
                    price: price, net: net,
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
        for (code, count) in parts.sorted(by: { $0.key < $1.key }) where count > 0 {
            guard let part = catalogue[code] else { continue }
            add(.parts, part.price, Int64(count), part: part)
        }
        var costs = VisitCosts(
            caseID: c.id, visit: visit?.id, customer: try current(c.customer), isBill: isBill, lines: lines,
            reasons: reasons, pricesIncludeTax: book.tax.pricesIncludeTax, rounding: book.tax.rounding,
            at: now,
            currency: book.currency)
        if case .number(let minor)? = visit?.fields["quoted"] {
            costs.quoted = Money(minor: minor, currency: book.currency)
        }
        costs.remarks = try remarks(costs, c, visit, book, at: now)
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
        _ costs: VisitCosts, _ c: ServiceCase, _ visit: Visit?, _ book: PriceBook, at now: Instant
    ) throws -> [Phrase] {
        var remarks: [Phrase] = []
        let due = costs.total(.customer)
        if let quoted = costs.quoted, costs.isBill,
            Int128(due.minor) * 100 > Int128(quoted.minor) * Int128(100 + book.consent),
            visit?.fields["consent"] != .flag(true)
        {
            remarks.append(
                Phrase(
                    "cost.consent",
                    ["quoted": .money(quoted), "due": .money(due), "percent": .text(String(book.consent))]))
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

extension Work {
    /// Writes a bill: from then on it stays as it is, whatever prices become. Written once; again gives the same.
    package func writeBill(_ id: VisitID) throws -> VisitCosts {
        try require(.doVisit)
        var costs = try reading.bill(id, at: now)
        guard costs.number == nil else { return costs }
        costs.number = try BillStore(db).insert(
            ChargeCoding.encode(costs.lines), of: id, by: actor.login, at: now)
        var visit = try reading.visit(id)
        if visit.fields["voucher"] == nil { visit.fields["voucher"] = .text(costs.receipt ?? "") }
        visit = try visits.update(visit)
        try record(
            Subject(id), "visit.billed",
            [
                "voucher": .text(costs.receipt ?? ""), "charge": .number(costs.total(.customer).minor),
            ])
        return costs
    }

    /// Keeps an estimate as what the customer was told.
    package func quote(_ id: VisitID) throws -> VisitCosts {
        try require(.doVisit)
        var costs = try reading.estimate(id, at: now)
        var visit = try reading.visit(id)
        guard visit.category.isOpen else { throw PartFault.visitOver(id) }
        costs.quoted = costs.total(.customer)
        visit.fields["quoted"] = .number(costs.total(.customer).minor)
        _ = try visits.update(visit)
        try record(Subject(id), "visit.quoted", ["quoted": .number(costs.total(.customer).minor)])
        return costs
    }
}

/// A bill's lines as one text.
enum ChargeCoding {
    static func encode(_ lines: [ChargeLine]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(lines), as: UTF8.self)
    }

    static func decode(_ text: String) throws -> [ChargeLine] {
        do { return try JSONDecoder().decode([ChargeLine].self, from: Data(text.utf8)) } catch {
            throw StorageFault.damaged(detail: "bill: \(text.prefix(60))")
        }
    }
}
