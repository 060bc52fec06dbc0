import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Keeping a filter under a name, or changing one that is kept.
struct ViewSheet: FormSheet {
    static let save = ActionID("view.save")

    enum Field: Hashable, Sendable { case name, filter, offer }

    private static let everyone = "*"

    /// Nil for a new one.
    private let kept: KeptView?
    /// To come to the list of what was kept.
    private let opens: Bool
    var form: Form<Field>

    /// - Parameters:
    ///   - kept: what is changed; nil for a new one.
    ///   - filter: what is to be kept; else that of the view.
    ///   - opens: whether its list is shown afterwards, in place of the screen below.
    init(_ kept: KeptView?, filter: String? = nil, opens: Bool, _ context: DeskContext) {
        (self.kept, self.opens) = (kept, opens)
        form = Self.form(kept, filter: filter ?? kept?.filter ?? "", context)
    }

    private static func form(_ kept: KeptView?, filter: String, _ context: DeskContext) -> Form<Field> {
        let people =
            [Choice(id: everyone, label: context.say("view.everyone"))]
            + context.rules.roles.all.map { Choice(id: $0.name, label: context.wording.text($0.label)) }
        var offer = FormField.choices(
            Field.offer, label: context.say("label.offeredTo"), people, chosen: chosen(kept), rows: 3)
        offer.isEnabled = context.lack(of: .shareViews) == nil
        offer.isHidden = !offer.isEnabled
        return Form([
            .text(
                .name, label: context.say("label.viewName"), kept?.name ?? "", required: true,
                limit: ViewDraft.longestName),
            .text(
                .filter, label: context.say("label.filter"), filter,
                placeholder: context.say("filter.hint"), required: true, rows: 2),
            offer,
        ])
    }

    private static func chosen(_ kept: KeptView?) -> [String] {
        guard let kept, kept.isShared else { return [] }
        return kept.roles.isEmpty ? [everyone] : kept.roles
    }

    func title(_ context: DeskContext) -> String {
        context.say(kept == nil ? "view.keep.title" : "view.change.title")
    }

    func above(_ context: DeskContext) -> [String] {
        form[.offer]?.isEnabled == true ? [context.say("view.hint")] : []
    }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")])] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(kept, filter: "", context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.name, .filter], context)
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (draft, kept, said) = (draft, kept, context.said)
        return [
            .job(
                .act("view") { work in
                    let words = try work.reading.filterWords(said: said)
                    let view =
                        try kept.map {
                            try work.changeView($0.id, draft, version: $0.version, words: words)
                        } ?? work.keepView(draft, words: words)
                    return SavedView(kept: view, filter: try CaseFilter(view.filter, words: words))
                } then: { (sheet: inout ViewSheet, view, context) in
                    let done = context.say("view.done", ["name": .text(view.kept.name)])
                    let list = QueueScreen(.saved(view))
                    return [.pop] + (sheet.opens ? [.replace(list)] : [.refresh]) + [.done(done)]
                } failed: { (sheet: inout ViewSheet, error, context) in
                    sheet.refuse(error, context)
                })
        ]
    }

    private var draft: ViewDraft {
        let people = form.value(of: .offer).split(separator: ",").map(String.init)
        return ViewDraft(
            name: form.value(of: .name), filter: form.value(of: .filter), isShared: !people.isEmpty,
            roles: people.contains(Self.everyone) ? [] : people)
    }

    /// Beside the field it is about.
    private mutating func refuse(_ error: any Error, _ context: DeskContext) -> [DeskStep] {
        switch error {
        case is FilterFault: form.errors[.filter] = context.say(error)
        case ViewFault.nameTaken, ViewFault.nameTooLong: form.errors[.name] = context.say(error)
        default: return [.fail(context.say(error))]
        }
        form.focusFirstError()
        return []
    }
}
