import Model
import Quality
import ServiceDesk
import TerminalKit

/// Why a sheet of answers is taken out of the results.
struct WithdrawSheet: FormSheet {
    static let save = ActionID("withdraw.save")
    private static let reason = "reason"

    private let survey: SurveyID
    var form: Form<String>

    init(_ id: SurveyID, _ context: DeskContext) {
        survey = id
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<String> {
        Form([.text(reason, label: context.say("label.because"), required: true, rows: 3)])
    }

    private var facts: [String: PhraseFact] { ["id": .text(survey.description)] }

    func title(_ context: DeskContext) -> String { context.say("withdraw.title", facts) }
    func above(_ context: DeskContext) -> [String] { [context.say("withdraw.explain")] }

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
                .act("withdraw") { [survey] work in
                    try work.withdraw(survey, reason: reason)
                } then: { (sheet: inout WithdrawSheet, _, context) in
                    [.pop, .refresh, .done(context.say("withdraw.done", sheet.facts))]
                })
        ]
    }
}
