package import Model
import Records
import Workflow

extension Reading {
    /// What a visit that is over costs: the time on site, the way, the parts used. One that was written says what it said then,
    /// whatever prices, catalogue and warranty rules have become; after one that is void it is a draft again.
    /// - Throws: `PartFault.visitNotOver`.
    package func bill(_ id: VisitID, at now: Instant) throws -> VisitCosts {
        let visit = try visit(id)
        return try bill(of: visit, after: bills(of: visit), at: now)
    }

    /// The same after all that was written for it.
    fileprivate func bill(of visit: Visit, after written: [VisitCosts], at now: Instant) throws -> VisitCosts
    {
        guard visit.category == .done else { throw PartFault.visitNotOver(visit.id) }
        if let bill = written.last, bill.voidedBy == nil { return bill }
        var draft = try billDraft(of: visit, after: written, at: now)
        if let note = written.last?.voidedBy {
            draft.remarks.insert(
                Phrase(
                    "cost.replaces",
                    ["number": .text(note.bill.receipt ?? ""), "note": .text(note.receipt ?? "")]), at: 0)
        }
        return draft
    }

    /// What a visit that is over costs, by the prices and rules of now.
    /// - Parameter earlier: what was billed and is void, the oldest first.
    func billDraft(of visit: Visit, after earlier: [VisitCosts] = [], at now: Instant) throws -> VisitCosts {
        var minutes: Int?
        if let arrived = visit.arrivedAt, let finished = visit.finishedAt,
            visit.fields["noAccessCause"] == nil, visit.fields["result"] != .text("refused")
        {
            // A minute begun is a minute.
            minutes = Int(((finished - arrived).milliseconds + 59_999) / 60_000)
        }
        let parts = try stock.parts(of: visit.id).map {
            ChargedPart(code: $0.part, count: $0.used, charge: $0.charge)
        }
        return try costs(
            serviceCase(visit.caseID), visit: visit, minutes: minutes, parts: parts, at: now, isBill: true,
            after: earlier)
    }
}

extension Work {
    /// Writes a bill under a number: from then on it stays as it is. Written once, unless it becomes void; again gives the same.
    /// - Parameters:
    ///   - consent: how the customer agreed to a sum well above what they were told, such as `by telephone`.
    ///   - discount: what the customer need not pay of it, within the limit of whoever writes it or what was approved for
    ///     the case.
    /// - Throws: `CostFault.needsConsent`, `CostFault.unpriced`, `CostFault.wrongDiscount`, `CostFault.writtenAlready`; as
    ///   `grantAlone`.
    package func writeBill(_ id: VisitID, consent: String? = nil, discount: Money? = nil) throws
        -> VisitCosts
    {
        try require(.doVisit, on: Subject(id))
        var visit = try reading.visit(id)
        let written = try reading.bills(of: visit)
        var bill = try reading.bill(of: visit, after: written, at: now)
        if bill.number != nil {
            guard discount == nil || discount?.minor == bill.discount?.minor else {
                throw CostFault.writtenAlready(id, receipt: bill.receipt ?? "")
            }
            return bill
        }
        if let part = bill.unpriced.first {
            throw CostFault.unpriced(id, part: part, currency: bill.currency)
        }
        if let discount { try letOff(discount, of: &bill, visit) }
        let due = bill.due
        let rule = try rules.prices().consent
        if let consent = consent?.trimmed, !consent.isEmpty {
            bill.consent = consent
            visit.fields["consent"] = .flag(true)
            bill.remarks.removeAll { $0.key.hasPrefix("cost.consent") }
        } else if rule.isNeeded(for: due, on: visit, after: written) {
            throw CostFault.needsConsent(id, due: due, quoted: bill.quoted, percent: rule.percent)
        }
        bill.by = actor.login
        let (store, text) = (BillStore(db), try BillText.encode(bill))
        if let void = written.last, let number = void.number {
            let issue = (void.issue ?? 1) + 1
            (bill.number, bill.issue) = (number, issue)
            try store.insert(text, issue: issue, of: number, by: actor.login, at: now)
        } else {
            bill.number = try store.insert(text, of: id, by: actor.login, at: now)
        }
        let receipt = bill.receipt ?? ""
        if visit.fields["voucher"] == nil { visit.fields["voucher"] = .text(receipt) }
        if visit.fields["charge"] == nil { visit.fields["charge"] = .number(due.minor) }
        _ = try visits.update(visit)
        var facts: [String: FieldValue] = ["voucher": .text(receipt), "charge": .number(due.minor)]
        if let consent = bill.consent { facts["consent"] = .text(consent) }
        if let discount = bill.discount { facts["discount"] = .text("\(discount) \(discount.currency)") }
        try record(Subject(id), "visit.billed", facts)
        return bill
    }

    /// Takes a discount off what the customer is to pay, which counts as granted by whoever writes the bill. An organisation
    /// without that decision has no discounts to give. What other bills of the case let off counts towards its limit.
    private func letOff(_ discount: Money, of bill: inout VisitCosts, _ visit: Visit) throws {
        let owed = bill.total(.customer)
        guard discount.minor > 0, discount.minor <= owed.minor else {
            throw CostFault.wrongDiscount(visit.id, due: owed)
        }
        let decision = try reading.decision("discount")
        let others: [Int64] = try visits.of(visit.caseID).filter { $0.id != visit.id }
            .map { try self.discount(on: $0) }
        try grantAlone(decision.name, others.reduce(discount.minor, +), in: Subject(visit.caseID))
        let sum = Money(minor: discount.minor, currency: bill.currency)
        bill.letOff(sum)
        // What was said of the whole sum holds of what is left.
        bill.remarks.removeAll { $0.key.hasPrefix("cost.consent") || $0.key == "cost.charged" }
        if let otherwise = visit.chargedOtherwise(bill.due) { bill.remarks.append(otherwise) }
        bill.remarks.append(Phrase("cost.discounted", ["discount": .money(sum), "due": .money(bill.due)]))
    }

    /// What a visit's bill let the customer off, in hundredths; nothing where it is void.
    private func discount(on visit: Visit) throws -> Int64 {
        guard let bill = try reading.bills(of: visit).last, bill.voidedBy == nil else { return 0 }
        return bill.discount?.minor ?? 0
    }
}
