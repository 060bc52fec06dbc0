package import Model
import Records
import Workflow

extension Reading {
    /// All that was written for a visit, the oldest first, each with what it is less by since.
    package func bills(of visit: Visit) throws -> [VisitCosts] {
        let store = BillStore(db)
        let records = try store.issues(of: visit.id)
        let notes = try records.first.map { try store.notes(on: $0.number) } ?? []
        return try records.map { record in
            var bill = try BillText.decode(record) { try billDraft(of: visit, at: record.at) }
            let own = try notes.filter { $0.issue == record.issue }.map(CreditText.decode)
            bill.credits = own.isEmpty ? nil : own
            return bill
        }
    }

    /// The bill or the credit note of a visit under a number: `B000012`, `G000003`.
    /// - Throws: `CostFault.noPaper`.
    package func paper(_ receipt: String, of id: VisitID) throws -> (bill: VisitCosts, note: CreditNote?) {
        for bill in try bills(of: visit(id)) {
            if bill.receipt == receipt { return (bill, nil) }
            if let note = bill.credits?.first(where: { $0.receipt == receipt }) { return (bill, note) }
        }
        throw CostFault.noPaper(receipt, id)
    }

    /// A credit note as it would be written now.
    /// - Throws: `CostFault.notBilled`, `CostFault.noLine`, `CostFault.tooMuch`, `CostFault.creditedWhole`;
    ///   `DeskFault.missing` without a reason.
    package func credit(_ id: VisitID, _ wish: CreditWish, at now: Instant) throws -> CreditNote {
        guard !wish.reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard var bill = try bills(of: visit(id)).last, bill.voidedBy == nil else {
            throw CostFault.notBilled(id)
        }
        let receipt = bill.receipt ?? ""
        for place in wish.lines.keys.sorted() where !bill.lines.indices.contains(place) {
            throw CostFault.noLine(place + 1, receipt: receipt, lines: bill.lines.count)
        }
        var lines: [CreditNote.Line] = []
        for place in bill.lines.indices {
            let left = bill.left(of: place)
            guard wish.lines.isEmpty || wish.lines[place] != nil else { continue }
            let gross = (wish.lines[place] ?? nil) ?? left
            guard gross <= left, gross > 0 || wish.lines.isEmpty else {
                throw CostFault.tooMuch(
                    line: place + 1, receipt: receipt, left: Money(minor: left, currency: bill.currency))
            }
            if gross > 0 { lines.append(bill.credit(gross, of: place)) }
        }
        guard !lines.isEmpty || wish.isVoid else { throw CostFault.creditedWhole(receipt) }
        let discount = bill.discount(on: lines)
        bill.credits = nil
        return CreditNote(
            bill: bill, lines: lines, discount: discount, reason: wish.reason.trimmed, isVoid: wish.isVoid,
            at: now)
    }
}

extension Work {
    /// Writes a credit note under a number: from then on it stays as it is, and the bill is less by it. One that makes the
    /// bill void leaves the visit to be billed anew.
    package func creditBill(_ id: VisitID, _ wish: CreditWish) throws -> CreditNote {
        try require(.creditBill, on: Subject(id))
        var note = try reading.credit(id, wish, at: now)
        note.by = actor.login
        var visit = try reading.visit(id)
        let before = try reading.bills(of: visit).last?.left(.customer)
        note.number = try BillStore(db).insert(
            note: CreditText.encode(note), on: note.bill.number ?? 0, issue: note.bill.issue ?? 1,
            by: actor.login, at: now)
        let receipt = note.bill.receipt ?? ""
        // A fee that was taken down as another than the bill's stays: only people know what became of it.
        if let before, visit.fields["charge"] == .number(before.minor) {
            visit.fields["charge"] =
                wish.isVoid ? nil : .number(before.minor - note.total(.customer).minor)
        }
        if wish.isVoid, visit.fields["voucher"] == .text(receipt) { visit.fields["voucher"] = nil }
        // Of two at once, one finds the visit changed.
        _ = try visits.update(visit)
        try record(
            Subject(id), wish.isVoid ? "visit.billVoided" : "visit.credited",
            [
                "creditNote": .text(note.receipt ?? ""), "bill": .text(receipt),
                "sum": .text(note.total().description), "reason": .text(note.reason),
            ])
        return note
    }
}
