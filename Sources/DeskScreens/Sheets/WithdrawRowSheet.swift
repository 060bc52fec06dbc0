import Model
import ServiceDesk
import TerminalKit
import Wording

/// Why what was seen of a company is wrong: the row stays to be seen, and counts no more.
struct WithdrawRowSheet: FormSheet {
    static let save = ActionID("withdrawRow.save")
    private static let reason = "reason"

    private let row: CompetitorRow
    private let company: String
    var form: Form<String>

    init(_ row: CompetitorRow, of company: String, _ context: DeskContext) {
        (self.row, self.company) = (row, company)
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<String> {
        Form([.text(reason, label: context.say("label.because"), required: true, rows: 3)])
    }

    func title(_ context: DeskContext) -> String {
        context.say("competitors.withdraw.title", ["company": .text(company), "day": .day(row.day)])
    }

    func above(_ context: DeskContext) -> [String] { [context.say("competitors.withdraw.explain")] }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")])] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(context))
        if form.errors[Self.reason] != nil { form.errors[Self.reason] = context.say("field.required") }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let reason = form.value(of: Self.reason).trimmed
        guard !reason.isEmpty else {
            form.errors[Self.reason] = context.say("field.required")
            return []
        }
        return [
            .job(
                .act("withdraw") { [row] work in
                    try work.withdrawObservation(row.id, reason: reason)
                } then: { (_: inout WithdrawRowSheet, row, context) in
                    let facts: [String: PhraseFact] = ["row": .text(String(row.id))]
                    return [.pop, .refresh, .done(context.say("competitors.withdrawn", facts))]
                })
        ]
    }
}
