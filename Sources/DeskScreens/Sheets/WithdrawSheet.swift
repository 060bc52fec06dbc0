import Model
import Quality
import ServiceDesk
import TerminalKit

/// Why a sheet of answers is taken out of the results.
struct WithdrawSheet: ReasonSheet {
    static let save = ActionID("withdraw.save")

    private let survey: SurveyID
    var form: Form<ReasonField>
    var keptUnder: String? { survey.description }

    init(_ id: SurveyID, _ context: DeskContext) {
        survey = id
        form = Self.form(context)
    }

    private var facts: [String: PhraseFact] { ["id": .text(survey.description)] }

    func title(_ context: DeskContext) -> String { context.say("withdraw.title", facts) }
    func above(_ context: DeskContext) -> [String] { [context.say("withdraw.explain")] }

    func job(_ reason: String) -> Job {
        .act("withdraw") { [survey] work in
            try work.withdraw(survey, reason: reason)
        } then: { (sheet: inout WithdrawSheet, _, context) in
            [.pop, .refresh, .done(context.say("withdraw.done", sheet.facts))]
        }
    }
}
