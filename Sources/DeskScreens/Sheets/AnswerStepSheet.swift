import Model
import ServiceDesk
import TerminalKit
import Wording

/// What the house answers to a step of its strategy; what was answered before stays to be seen.
struct AnswerStepSheet: SavingSheet {
    static let save = ActionID("answerStep.save")

    enum Field: Hashable, Sendable { case text }

    private let step: StrategySteps.Step
    /// The answer that was the newest when it was read; 0 without one.
    private let after: Int64
    var form: Form<Field>
    var keptUnder: String? { step.name }

    init(_ answered: AnsweredStep, _ context: DeskContext) {
        (step, after) = (answered.step, answered.answers.first?.id ?? 0)
        form = Self.form(answered.answers.first?.text ?? "", context)
    }

    private static func form(_ text: String, _ context: DeskContext) -> Form<Field> {
        Form([.text(.text, label: context.say("strategy.title.answer"), text, required: true, rows: 6)])
    }

    func title(_ context: DeskContext) -> String { context.wording.text(step.label) }
    func above(_ context: DeskContext) -> [String] { [context.wording.text(step.asks)] }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form("", context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.text], context)
        guard !form.focusFirstError() else { return [] }
        let (step, text, after) = (step, form.value(of: .text), after)
        return [
            .job(
                .act("answer") { work in
                    try work.writeStrategy(step.name, text, after: after)
                } then: { (_: inout AnswerStepSheet, _, context) in
                    let facts: [String: PhraseFact] = ["step": .label(step.label)]
                    return [.pop, .refresh, .done(context.say("strategy.answered", facts))]
                })
        ]
    }
}
