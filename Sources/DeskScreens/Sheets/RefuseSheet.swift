import Model
import ServiceDesk
import TerminalKit

/// Refusing a request, which whoever asked is owed a reason for.
struct RefuseSheet: DraftingScreen, FormSheet {
    static let save = ActionID("refuse.save")
    private static let reason = "reason"

    private let item: ApprovalItem
    var form: Form<String>
    var draft: DraftKeeper

    init(_ item: ApprovalItem, _ context: DeskContext) {
        self.item = item
        draft = DraftKeeper(form: "refuse \(item.id)")
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<String> {
        Form([.text(reason, label: context.say("label.refuseReason"), required: true, rows: 4)])
    }

    private var reason: String { form.value(of: Self.reason).trimmed }

    func title(_ context: DeskContext) -> String {
        context.say("approval.refuse.title", context.facts(item.approval))
    }

    var draftValues: [String: String] { reason.isEmpty ? [:] : [Self.reason: reason] }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            lookForDraft { screen, draft, context in
                guard screen.draftValues.isEmpty else { return [] }
                screen.draft.id = draft.id
                screen.form.set(Self.reason, to: draft.values[Self.reason] ?? "")
                return [.message(MessageLine(.info, context.say("draft.restored")))]
            }
        ]
    }

    mutating func languageChanged(_ context: DeskContext) {
        let typed = form.value(of: Self.reason)
        form = Self.form(context)
        form.set(Self.reason, to: typed)
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let question = context.confirmation(
            context.say("approval.refuse.confirm"),
            context.say("approval.refuse.ask", context.facts(item.approval)))
        let why = reason.isEmpty ? context.say("approval.refuse.needsReason") : nil
        return RefuseSheet.keys(why: why, asks: question, context)
    }

    static func keys(
        why: String? = nil, asks: DeskAction.Confirmation? = nil, _ context: DeskContext
    ) -> [DeskAction] {
        [context.action(save, [.ctrl("s")], why: why, asks: asks), EditActions.picking(context)]
            + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == EditActions.pick { return pickText(context) }
        let (id, reason, draft) = (item.id, reason, draft)
        return [
            .job(
                .act("decide") { work in
                    try draft.drop(work)
                    return try work.decide(id, grant: false, answer: reason)
                } then: { (screen: inout RefuseSheet, approval, context) in
                    screen.draft.saved()
                    return [
                        .pop, .refresh, .done(context.say("approval.refused", context.facts(approval))),
                    ]
                } failed: { (screen: inout RefuseSheet, error, context) in
                    // Somebody else decided: there is nothing left to refuse. Anything else leaves the text as it is.
                    guard case DeskFault.alreadyDecided = error else {
                        return Job.tellFault(&screen, error, context)
                    }
                    screen.draft.saved()
                    return [.pop, .refresh, .fail(context.say(error))]
                })
        ]
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] { [.run(RefuseSheet.save)] }

    mutating func typed(in field: String, _ context: DeskContext) { draft.changed(at: context.now) }
}
