import Model
import ServiceDesk
import TerminalKit
import Wording

/// What is said to a request: why it is refused, what is asked back, or the answer to that.
struct ReplySheet: DraftingScreen, FormSheet {
    enum Purpose: String, Sendable, CaseIterable {
        case refuse, askBack, answer

        var save: ActionID { ActionID("\(rawValue).save") }
    }

    private static let text = "reason"

    private let purpose: Purpose
    private let item: ApprovalItem
    var form: Form<String>
    var draft: DraftKeeper

    init(_ purpose: Purpose, _ item: ApprovalItem, _ context: DeskContext) {
        (self.purpose, self.item) = (purpose, item)
        draft = DraftKeeper(form: "\(purpose.rawValue) \(item.id)")
        form = Self.form(purpose, context)
    }

    private static func form(_ purpose: Purpose, _ context: DeskContext) -> Form<String> {
        let label =
            switch purpose {
            case .refuse: context.say("label.refuseReason")
            case .askBack: context.say("label.question")
            case .answer: context.say("label.answer")
            }
        return Form([.text(text, label: label, required: true, rows: 4)])
    }

    private var typed: String { form.value(of: Self.text).trimmed }

    func title(_ context: DeskContext) -> String {
        let facts = context.facts(item.approval)
        return switch purpose {
        case .refuse: context.say("approval.refuse.title", facts)
        case .askBack: context.say("approval.askBack.title", facts)
        case .answer: context.say("approval.answer.title", facts)
        }
    }

    var draftValues: [String: String] { typed.isEmpty ? [:] : [Self.text: typed] }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            lookForDraft { screen, draft, context in
                guard screen.draftValues.isEmpty else { return [] }
                screen.draft.id = draft.id
                screen.form.resume(Self.text, to: draft.values[Self.text] ?? "")
                return [.message(MessageLine(.info, context.say("draft.restored")))]
            }
        ]
    }

    mutating func languageChanged(_ context: DeskContext) {
        let typed = form.value(of: Self.text)
        form = Self.form(purpose, context)
        form.set(Self.text, to: typed)
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        guard purpose == .refuse else {
            return Self.keys(
                purpose, why: typed.isEmpty ? context.say("approval.reply.needsText") : nil, context)
        }
        let question = context.confirmation(
            context.say("approval.refuse.confirm"),
            context.say("approval.refuse.ask", context.facts(item.approval)))
        let why = typed.isEmpty ? context.say("approval.refuse.needsReason") : nil
        return Self.keys(purpose, why: why, asks: question, context)
    }

    static func keys(
        _ purpose: Purpose, why: String? = nil, asks: DeskAction.Confirmation? = nil, _ context: DeskContext
    ) -> [DeskAction] {
        [context.action(purpose.save, [.ctrl("s")], why: why, asks: asks), EditActions.picking(context)]
            + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == EditActions.pick { return pickText(context) }
        let (purpose, id, text, draft) = (purpose, item.id, typed, draft)
        return [
            .job(
                .act("decide") { work in
                    try draft.drop(work)
                    switch purpose {
                    case .refuse: return try work.decide(id, grant: false, answer: text)
                    case .askBack: return try work.askBack(id, text)
                    case .answer: return try work.answer(id, text)
                    }
                } then: { (screen: inout ReplySheet, approval, context) in
                    screen.draft.saved()
                    return [.pop, .refresh, .done(screen.done(approval, context))]
                } failed: { (screen: inout ReplySheet, error, context) in
                    // Somebody else decided: there is nothing left to say. Anything else leaves the text as it is.
                    guard case DeskFault.alreadyDecided = error else {
                        return Job.tellFault(&screen, error, context)
                    }
                    screen.draft.saved()
                    return [.pop, .refresh, .fail(context.say(error))]
                })
        ]
    }

    private func done(_ approval: Approval, _ context: DeskContext) -> String {
        let facts = context.facts(approval)
        return switch purpose {
        case .refuse: context.say("approval.refused", facts)
        case .askBack: context.say("approval.askedBack", facts)
        case .answer: context.say("approval.answered", facts)
        }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] { [.run(purpose.save)] }

    mutating func typed(in field: String, _ context: DeskContext) { draft.changed(at: context.now) }
}
