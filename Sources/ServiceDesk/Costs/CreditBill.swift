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
        try openBill(of: visit(id), wish).credit(wish, at: now)
    }

    /// The bill that notes are written on.
    fileprivate func openBill(of visit: Visit, _ wish: CreditWish) throws -> VisitCosts {
        guard !wish.reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard let bill = try bills(of: visit).last, bill.voidedBy == nil else {
            throw CostFault.notBilled(visit.id)
        }
        return bill
    }
}

extension Work {
    /// Writes a credit note under a number: from then on it stays as it is, and the bill is less by it. One that makes the
    /// bill void leaves the visit to be billed anew.
    package func creditBill(_ id: VisitID, _ wish: CreditWish) throws -> CreditNote {
        try require(.creditBill, on: Subject(id))
        var visit = try reading.visit(id)
        let bill = try reading.openBill(of: visit, wish)
        var note = try bill.credit(wish, at: now)
        note.by = actor.login
        note.number = try BillStore(db).insert(
            note: CreditText.encode(note), on: bill.number ?? 0, issue: bill.issue ?? 1,
            by: actor.login, at: now)
        let receipt = bill.receipt ?? ""
        settle(&visit, bill, note)
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

    /// What of the visit's report goes with the note. A fee taken down as another than the bill's stays where it has a receipt of
    /// its own: only people know what became of it.
    private func settle(_ visit: inout Visit, _ bill: VisitCosts, _ note: CreditNote) {
        let left = bill.left(.customer).minor
        let isBillsFee = visit.minor("charge") == left
        guard note.isVoid else {
            if isBillsFee { visit.fields["charge"] = .number(left - note.total(.customer).minor) }
            return
        }
        let isBillsReceipt = visit.fields["voucher"] == bill.receipt.map { .text($0) }
        if isBillsFee || isBillsReceipt { visit.fields["charge"] = nil }
        if isBillsReceipt { visit.fields["voucher"] = nil }
    }
}
