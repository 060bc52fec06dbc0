import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Asking for a decision on a case that is beyond one's own limit, where no step of its workflow asks by itself.
struct AskApprovalSheet: SavingSheet {
    static let save = ActionID("request.save")

    enum Field: Hashable, Sendable { case decision, amount, reason, proposal }

    private let caseID: CaseID
    var form: Form<Field>
    var keptUnder: String? { caseID.description }

    init(_ caseID: CaseID, _ context: DeskContext) {
        self.caseID = caseID
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        // A promise is asked for with its time, by the sheet that makes promises.
        let decisions = context.rules.empowerment.decisions.filter { $0.name != AskedPromise.decision }
            .map { context.choice($0.name, $0.label) }
        return Form([
            .choice(.decision, label: context.say("label.decision"), decisions, required: true, cells: 24),
            .number(.amount, label: context.say("label.amount"), step: 100, decimals: 2),
            .text(.reason, label: context.say("label.because"), required: true, rows: 2),
            .text(.proposal, label: context.say("label.proposal"), rows: 2),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("request.title", ["id": .text(caseID.description)])
    }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let (name, reason) = (form.value(of: .decision), form.value(of: .reason).trimmed)
        let isMoney = context.rules.empowerment[name]?.isMoney ?? false
        form.errors = [:]
        require([.decision, .reason] + (isMoney ? [.amount] : []), context)
        let amount = isMoney ? sum(in: .amount, context.rules.empowerment.currency, context) : nil
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (id, proposal) = (caseID, form.value(of: .proposal).trimmed)
        return [
            .job(
                .act("request") { work in
                    try work.askApproval(
                        Subject(id), decision: name, amount: isMoney ? amount : nil, reason: reason,
                        proposal: proposal)
                } then: { (_: inout AskApprovalSheet, approval, context) in
                    [.pop, .refresh, .done(context.say("request.done", context.facts(approval)))]
                })
        ]
    }
}
