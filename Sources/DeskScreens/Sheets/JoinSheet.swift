import Model
import ServiceDesk
import TerminalKit
import Wording

/// Naming the case that one is folded into or linked with; what comes of it is shown before anything is done.
struct JoinSheet: FormSheet {
    static let look = ActionID("join.look")

    enum Purpose: Sendable, Hashable {
        case fold, relate
    }

    enum Field: Hashable, Sendable { case other }

    private let purpose: Purpose
    private let caseID: CaseID
    var form: Form<Field>
    var keptUnder: String? { "\(purpose) \(caseID)" }

    init(_ purpose: Purpose, _ caseID: CaseID, _ context: DeskContext) {
        self.purpose = purpose
        self.caseID = caseID
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(
                .other, label: context.say("label.otherCase"), placeholder: context.say("join.other"),
                required: true, cells: 24)
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            purpose == .fold ? "join.fold.title" : "join.relate.title", ["id": .text(caseID.description)])
    }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(look, [.ctrl("s")]), EditActions.picking(context)] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(context))
        if form.errors[.other] != nil { form.errors[.other] = context.say("join.notCase") }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        action == EditActions.pick ? pickSibling() : submit(context)
    }

    /// F4: the customer's other open cases.
    private func pickSibling() -> [DeskStep] {
        [
            .job(
                .read("siblings") { [caseID] reading, _ in
                    try reading.siblings(of: caseID)
                } then: { (_: inout JoinSheet, lines, context) in
                    guard !lines.isEmpty else { return [.warn(context.say("join.noOther"))] }
                    return [
                        .push(
                            PickSheet(context, { $0.siblings(lines) }) { id in
                                Job.tell { (sheet: inout JoinSheet, _) in
                                    sheet.form.enter(id, in: .other)
                                    return []
                                }
                            })
                    ]
                })
        ]
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        guard let other = CaseID(form.value(of: .other).trimmed) else {
            form.errors[.other] = context.say("join.notCase")
            return []
        }
        return [.job(JoinPreview.reading(purpose, caseID, other, from: JoinSheet.self))]
    }
}

extension DeskContext {
    fileprivate func siblings(_ lines: [CaseLine]) -> Picker<String> {
        Picker(
            lines.map { line in
                PickerItem(
                    id: line.id.description, label: "\(line.id)  \(kindName(line.kind))  \(line.summary)",
                    detail: stateName(line.kind, line.workflowVersion, line.state),
                    keywords: [line.summary, kindName(line.kind)])
            }, title: say("label.otherCase"), emptyText: say("pick.empty"))
    }
}
