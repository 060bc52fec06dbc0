import Model
import ServiceDesk
import TerminalKit
import Wording

/// Writing a bill under a number, for good: how the customer agreed to more than they were told, and what they are let off.
struct WriteBillSheet: SavingSheet {
    static let save = ActionID("bills.write.save")

    enum Field: Hashable, Sendable { case consent, discount }

    private let bill: ListedBill
    var form: Form<Field>
    var keptUnder: String? { bill.visit.id.description }

    init(_ bill: ListedBill, _ context: DeskContext) {
        self.bill = bill
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(.consent, label: context.say("label.consent"), rows: 2),
            .number(.discount, label: context.say("label.discount"), step: 1000, decimals: 2),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("bills.write.title", ["visit": .text(bill.visit.id.description)])
    }

    /// What is to be paid, and whether the customer must agree to it first.
    func above(_ context: DeskContext) -> [String] {
        [context.say("bills.write.explain", ["due": .money(bill.costs.due)])]
            + bill.costs.remarks.map { context.wording.say($0) }
    }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let (id, consent) = (bill.visit.id, form.value(of: .consent).trimmed)
        form.errors = [:]
        let discount = sum(in: .discount, bill.costs.currency, context)
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        return [
            .job(
                .act("writeBill") { work in
                    try work.writeBill(id, consent: consent.isEmpty ? nil : consent, discount: discount)
                } then: { (_: inout WriteBillSheet, costs, context) in
                    let facts: [String: PhraseFact] = [
                        "number": .text(costs.receipt ?? ""), "sum": .money(costs.due),
                    ]
                    return [.pop, .refresh, .done(context.say("bills.written", facts))]
                } failed: { (sheet: inout WriteBillSheet, error, context) in
                    sheet.refuse(error, context)
                })
        ]
    }

    /// That the customer must agree is said beside the field, as the reason for it stands above.
    private mutating func refuse(_ error: any Error, _ context: DeskContext) -> [DeskStep] {
        guard case CostFault.needsConsent = error else { return Job.tellFault(&self, error, context) }
        form.errors[.consent] = context.say("field.required")
        form.focusFirstError()
        return []
    }
}

/// Crediting what is left of a bill, or some of one of its lines.
struct CreditSheet: SavingSheet {
    static let save = ActionID("bills.credit.save")

    enum Field: Hashable, Sendable { case line, amount, reason }

    private static let whole = "whole"
    private let bill: ListedBill
    var form: Form<Field>
    var keptUnder: String? { bill.costs.receipt ?? bill.visit.id.description }

    init(_ bill: ListedBill, _ context: DeskContext) {
        self.bill = bill
        form = Self.form(bill.costs, context)
        form.set(.line, to: Self.whole)
    }

    private static func form(_ costs: VisitCosts, _ context: DeskContext) -> Form<Field> {
        let whole = Choice(id: whole, label: context.say("bills.credit.whole"))
        let lines = costs.lines.indices.filter { costs.left(of: $0) > 0 }.map { place in
            let left = Money(minor: costs.left(of: place), currency: costs.currency)
            let facts: [String: PhraseFact] = [
                "line": .text(String(place + 1)), "what": costs.lines[place].what, "left": .money(left),
            ]
            return Choice(id: String(place), label: context.say("bills.credit.line", facts))
        }
        return Form([
            .choice(
                .line, label: context.say("label.creditLine"), [whole] + lines, required: true, cells: 36),
            .number(.amount, label: context.say("label.amount"), step: 1000, decimals: 2),
            .text(.reason, label: context.say("label.because"), required: true, rows: 2),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("bills.credit.title", ["number": .text(bill.costs.receipt ?? "")])
    }

    func above(_ context: DeskContext) -> [String] {
        [context.say("bills.credit.explain", ["left": .money(bill.costs.left())])]
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(bill.costs, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let line = Int(form.value(of: .line))
        var wish = CreditWish(reason: form.value(of: .reason).trimmed)
        form.errors = [:]
        require([.line, .reason], context)
        let amount = sum(in: .amount, bill.costs.currency, context)
        if line == nil, amount != nil { form.errors[.amount] = context.say("bills.credit.ofLine") }
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        if let line { wish.lines[line] = .some(amount?.minor) }
        return [.job(.credit(bill.visit.id, wish, from: Self.self))]
    }
}

/// Making a bill void, and why.
struct VoidBillSheet: ReasonSheet {
    static let save = ActionID("bills.void.save")

    private let bill: ListedBill
    var form: Form<ReasonField>
    var keptUnder: String? { bill.costs.receipt ?? bill.visit.id.description }

    init(_ bill: ListedBill, _ context: DeskContext) {
        self.bill = bill
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String {
        context.say("bills.void.title", ["number": .text(bill.costs.receipt ?? "")])
    }
    func above(_ context: DeskContext) -> [String] { [context.say("bills.void.explain")] }

    func job(_ reason: String) -> Job {
        var wish = CreditWish(reason: reason)
        wish.isVoid = true
        return .credit(bill.visit.id, wish, from: Self.self)
    }
}

extension Job {
    /// Writes a credit note, and leaves the sheet that asked for it.
    fileprivate static func credit<Sheet: Screen>(_ id: VisitID, _ wish: CreditWish, from: Sheet.Type) -> Job
    {
        .act("credit") { work in
            try work.creditBill(id, wish)
        } then: { (_: inout Sheet, note, context) in
            let facts: [String: PhraseFact] = [
                "number": .text(note.receipt ?? ""), "bill": .text(note.bill.receipt ?? ""),
                "sum": .money(note.total(.customer)),
            ]
            let said = context.say(note.isVoid ? "bills.voided" : "bills.credited", facts)
            return [.pop, .refresh, .done(said)]
        }
    }
}
