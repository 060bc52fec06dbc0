import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Keeping a filter under a name, or changing one that is kept, or how a queue or view of the rules is at this desk for everyone.
struct ViewSheet: SavingSheet {
    static let save = ActionID("view.save")

    enum Field: Hashable, Sendable { case name, filter, order, columns, risk, offer }

    private static let everyone = "*"

    /// Nil for a new one.
    private let kept: KeptView?
    /// Of what it is; nil of cases.
    private let kind: WorkKind?
    /// To come to the list of what was kept.
    private let opens: Bool
    var form: Form<Field>
    let keptUnder: String?

    /// - Parameters:
    ///   - kept: what is changed; nil for a new one.
    ///   - draft: what is to be kept; else as the view is.
    ///   - kind: of what a new one is; nil of cases.
    ///   - opens: whether its list is shown afterwards, in place of the screen below.
    init(
        _ kept: KeptView?, _ draft: ViewDraft? = nil, of kind: WorkKind? = nil, opens: Bool,
        _ context: DeskContext
    ) {
        (self.kept, self.kind, self.opens) = (kept, kept?.of ?? kind, opens)
        let begun = draft ?? kept.map { ViewDraft($0) } ?? ViewDraft(name: "", filter: "")
        form = Self.form(begun, of: self.kind, for: kept?.standsFor, context)
        keptUnder =
            "\(kept?.standsFor?.rawValue ?? kept?.id.description ?? "") \(self.kind?.rawValue ?? "") \(begun.filter)"
    }

    /// - Parameter list: that of the rules which is set; nil of a view that somebody keeps.
    private static func form(
        _ draft: ViewDraft, of kind: WorkKind?, for list: ListOfRules?, _ context: DeskContext
    ) -> Form<Field> {
        let people =
            [Choice(id: everyone, label: context.say("view.everyone"))]
            + context.rules.roles.all.map { Choice(id: $0.name, label: context.wording.text($0.label)) }
        var offer = FormField.choices(
            Field.offer, label: context.say("label.offeredTo"), people, chosen: chosen(draft), rows: 3)
        offer.isEnabled = context.lack(of: list == nil ? .shareViews : .setQueues) == nil
        offer.isHidden = !offer.isEnabled
        var named: [FormField<Field>] = [
            .text(
                .name, label: context.say("label.viewName"), draft.name, required: true,
                limit: ViewDraft.longestName),
            .text(
                .filter, label: context.say("label.filter"), draft.filter,
                placeholder: context.say(kind == nil ? "filter.hint" : "filter.hint.work"), required: true,
                rows: 2),
        ]
        // A list of the rules is called as it is there, and a queue holds what it holds there.
        named[0].isHidden = list != nil
        if case .queue = list { named[1].isHidden = true }
        return Form(named + showing(draft, of: kind, context) + [offer])
    }

    /// How the list is shown, and what in it is at risk.
    private static func showing(_ draft: ViewDraft, of kind: WorkKind?, _ context: DeskContext)
        -> [FormField<Field>]
    {
        let orders = ListOrder.known(of: kind).map {
            Choice(id: $0.rawValue, label: context.wording.say($0.phrase(of: kind)))
        }
        let titles =
            kind == nil
            ? draft.columns.map { context.wording.say($0.title) }
            : draft.workColumns.map { context.wording.say($0.title) }
        return [
            .choice(
                .order, label: context.say("label.onTop"), orders, selected: draft.order.rawValue,
                required: true),
            .text(
                .columns, label: context.say("label.listColumns"), titles.joined(separator: ", "),
                placeholder: context.say(kind == nil ? "view.columns.hint" : "view.columns.hint.work"),
                rows: 2),
            .text(
                .risk, label: context.say("column.atRisk"), draft.risk,
                placeholder: kind.map { WorkTerms(of: $0).riskText ?? "age>1d" } ?? ListTerms().risk.text),
        ]
    }

    private static func chosen(_ draft: ViewDraft) -> [String] {
        guard draft.isShared else { return [] }
        return draft.roles.isEmpty ? [everyone] : draft.roles
    }

    func title(_ context: DeskContext) -> String {
        if let list = kept?.standsFor {
            return context.say("queue.set.title", ["name": .text(context.name(of: list))])
        }
        return context.say(kept == nil ? "view.keep.title" : "view.change.title")
    }

    func above(_ context: DeskContext) -> [String] {
        if kept?.standsFor != nil { return [context.say("queue.set.hint")] }
        return form[.offer]?.isEnabled == true ? [context.say("view.hint")] : []
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(
            as: Self.form(ViewDraft(name: "", filter: ""), of: kind, for: kept?.standsFor, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.name, .filter], context)
        let drafted = drafted(context)
        guard let draft = drafted, form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (kept, kind) = (kept, kind)
        let (said, language) = (context.said, context.wording.language)
        return [
            .job(
                .act("view") { work in
                    let words = try work.reading.viewWords(of: kind, in: language, said: said)
                    return words.saved(try Self.keep(draft, as: kept, by: work, words))
                } then: { (sheet: inout ViewSheet, view, context) in
                    let name = view.kept.standsFor.map(context.name) ?? view.kept.name
                    let done = context.say("view.done", ["name": .text(name)])
                    let next = sheet.opens ? DeskStep.replace(context.screen(of: .saved(view))) : .refresh
                    return [.pop, next, .done(done)]
                } failed: { (sheet: inout ViewSheet, error, context) in
                    sheet.refuse(error, context)
                })
        ]
    }

    private static func keep(
        _ draft: ViewDraft, as kept: KeptView?, by work: Work, _ words: any ViewWords
    ) throws -> KeptView {
        guard let kept else { return try work.keepView(draft, words: words) }
        guard let list = kept.standsFor else {
            return try work.changeView(kept.id, draft, version: kept.version, words: words)
        }
        return try work.setQueue(list, draft, version: kept.version, words: words)
    }

    /// Nil where the columns are none, which is said beside them.
    private mutating func drafted(_ context: DeskContext) -> ViewDraft? {
        let people = form.value(of: .offer).split(separator: ",").map(String.init)
        var draft = ViewDraft(
            name: form.value(of: .name), filter: form.value(of: .filter), isShared: !people.isEmpty,
            roles: people.contains(Self.everyone) ? [] : people)
        draft.order = ListOrder(rawValue: form.value(of: .order)) ?? .urgency
        draft.risk = form.value(of: .risk)
        let columns = form.value(of: .columns)
        do {
            if let kind {
                draft.workColumns = try WorkColumn.list(columns, of: WorkColumn.known(of: kind)) {
                    context.said($0.title.key)
                }
            } else {
                draft.columns = try CaseColumn.list(columns) { context.said($0.title.key) }
            }
        } catch {
            form.errors[.columns] = context.say(error)
            return nil
        }
        return draft
    }

    /// Beside the field it is about.
    private mutating func refuse(_ error: any Error, _ context: DeskContext) -> [DeskStep] {
        switch error {
        case is FilterFault: form.errors[.filter] = context.say(error)
        case ViewFault.unknownColumn: form.errors[.columns] = context.say(error)
        case ViewFault.risk, ViewFault.riskOfOne: form.errors[.risk] = context.say(error)
        case ViewFault.nameTaken, ViewFault.nameTooLong: form.errors[.name] = context.say(error)
        default: return [.fail(context.say(error))]
        }
        form.focusFirstError()
        return []
    }
}
