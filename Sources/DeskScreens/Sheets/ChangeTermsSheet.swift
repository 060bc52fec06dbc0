import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Granting something else than was asked: another sum, or another decision, and why.
struct ChangeTermsSheet: FormSheet {
    static let save = ActionID("terms.save")

    enum Field: Hashable, Sendable { case decision, amount, answer }

    private let item: ApprovalItem
    var form: Form<Field>
    var keptUnder: String? { item.id.description }

    init(_ item: ApprovalItem, _ context: DeskContext) {
        self.item = item
        form = Self.form(item, context)
        form.setFocus(.amount)
    }

    private static func form(_ item: ApprovalItem, _ context: DeskContext) -> Form<Field> {
        let decisions = context.rules.empowerment.decisions.filter {
            $0.name != AskedPromise.decision || $0.name == item.approval.decision
        }.map { context.choice($0.name, $0.label) }
        return Form([
            .choice(
                .decision, label: context.say("label.decision"), decisions, selected: item.approval.decision,
                required: true, cells: 24),
            .number(
                .amount, label: context.say("label.amount"), item.approval.amount.map { Int($0.minor) },
                range: 0...Int(Int32.max), step: 100, decimals: 2),
            .text(.answer, label: context.say("label.because"), required: true, rows: 3),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("approval.change.title", context.facts(item.approval))
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        var facts = context.facts(item.approval)
        let label = context.rules.empowerment.label(of: terms(context).decision)
        facts["terms"] = .phrase(terms(context).phrase(label))
        let question = context.confirmation(
            context.say("approval.change.confirm"), context.say("approval.change.ask", facts))
        let isEmpty = form.value(of: .answer).trimmed.isEmpty
        return Self.keys(
            why: isEmpty ? context.say("approval.reply.needsText") : nil, asks: question, context)
    }

    static func keys(
        why: String? = nil, asks: DeskAction.Confirmation? = nil, _ context: DeskContext
    ) -> [DeskAction] {
        [context.action(save, [.ctrl("s")], why: why, asks: asks)] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) { form.reword(as: Self.form(item, context)) }

    /// As the form has it; a decision without money has no sum, whatever was typed.
    private func terms(_ context: DeskContext) -> Approval.Terms {
        let decision = form.value(of: .decision)
        let isMoney = context.rules.empowerment[decision]?.isMoney ?? true
        let typed = Money(form.value(of: .amount).filter { $0.isNumber || $0 == "." })
        return Approval.Terms(
            decision: decision,
            amount: isMoney ? typed.map { context.rules.empowerment.money($0.minor) } : nil)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] { [.run(Self.save)] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        let (id, seen, terms) = (item.id, item.approval.terms, terms(context))
        let answer = form.value(of: .answer).trimmed
        return [
            .job(
                .act("decide") { work in
                    let approval = try work.change(id, to: terms, answer: answer, seen: seen)
                    return try GrantedRequest(approval, work.reading)
                } then: { (_: inout ChangeTermsSheet, granted, context) in
                    [.pop, .refresh, context.granted(granted)]
                })
        ]
    }
}
