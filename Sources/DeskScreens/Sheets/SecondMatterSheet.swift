import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A second matter taken out of a case into one of its own: what kind it is, and what the customer says of it.
struct SecondMatterSheet: FormSheet {
    static let save = ActionID("matter.save")

    enum Field: Hashable, Sendable { case kind, summary }

    private let caseID: CaseID
    private let customer: String
    var form: Form<Field>
    var keptUnder: String? { caseID.description }

    init(_ sheet: CaseSheet, _ context: DeskContext) {
        caseID = sheet.serviceCase.id
        customer = sheet.customer.name
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        let kinds = context.rules.workflows.kinds(of: .case).map { context.choice($0.name, $0.label) }
        return Form([
            .choice(.kind, label: context.say("label.kind"), kinds, required: true, cells: 24),
            .text(.summary, label: context.say("label.summary"), required: true, rows: 3),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("matter.title", ["id": .text(caseID.description)])
    }

    func below(_ context: DeskContext) -> [String] {
        [context.say("matter.what", ["id": .text(caseID.description), "customer": .text(customer)])]
    }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")]), EditActions.picking(context)] + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        action == EditActions.pick ? pickText(context) : submit(context)
    }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.kind, .summary], context)
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (kind, summary) = (CaseKind(form.value(of: .kind)), form.value(of: .summary).trimmed)
        return [
            .job(
                .act("split") { [caseID] work in
                    try work.splitCase(caseID, kind: kind, summary: summary).serviceCase.id
                } then: { (sheet: inout SecondMatterSheet, id, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(sheet.caseID.description), "other": .text(id.description),
                    ]
                    return [.pop, .push(CaseScreen(id)), .done(context.say("matter.done", facts))]
                })
        ]
    }
}
