import Model
import Resources
import ServiceDesk
import TerminalKit
import Wording

/// From which day on a draft is in force, and what is to be said of it; that is needed where nothing was forecast.
struct ApproveDraftSheet: SavingSheet {
    static let save = ActionID("approveDraft.save")

    enum Field: Hashable, Sendable { case since, remark }

    private let draft: PromiseDraft
    var form: Form<Field>
    var keptUnder: String? { String(draft.id) }

    init(_ draft: PromiseDraft, _ context: DeskContext) {
        self.draft = draft
        form = Self.form(draft, context)
    }

    private static func form(_ draft: PromiseDraft, _ context: DeskContext) -> Form<Field> {
        let today = context.rules.localDay(context.now).description
        return Form([
            .text(
                .since, label: context.say("label.fromDay"), today, placeholder: today, required: true,
                cells: 12),
            .text(
                .remark, label: context.say("strategy.remark"), required: draft.forecast == nil, rows: 3),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("strategy.approve.title", ["name": .text(draft.name)])
    }

    func above(_ context: DeskContext) -> [String] {
        [context.say(draft.forecast == nil ? "strategy.approve.blind" : "strategy.approve.explain")]
    }

    mutating func languageChanged(_ context: DeskContext) {
        let isDayWrong = form.errors[.since] != nil && !form.value(of: .since).trimmed.isEmpty
        reword(as: Self.form(draft, context), context)
        if isDayWrong { form.errors[.since] = context.say("deputy.notDay") }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require(draft.forecast == nil ? [.since, .remark] : [.since], context)
        let since = Day(form.value(of: .since).trimmed)
        if form.errors[.since] == nil, since == nil { form.errors[.since] = context.say("deputy.notDay") }
        guard !form.focusFirstError(), let since else { return [] }
        let (draft, remark) = (draft, form.value(of: .remark).trimmed)
        return [
            .job(
                .act("approve") { work in
                    try work.approveDraft(draft.id, since: since, remark: remark, version: draft.version)
                } then: { (_: inout ApproveDraftSheet, _, context) in
                    let facts: [String: PhraseFact] = ["name": .text(draft.name), "since": .day(since)]
                    return [.pop, .refresh, .done(context.say("strategy.approved", facts))]
                })
        ]
    }
}

/// What a draft is called, on what it rests and what it promises. Another text takes away what was forecast of the old one.
struct ChangeDraftSheet: SavingSheet {
    static let save = ActionID("changeDraft.save")

    enum Field: Hashable, Sendable { case name, basis, text }

    private let draft: PromiseDraft
    var form: Form<Field>
    var keptUnder: String? { String(draft.id) }

    init(_ draft: PromiseDraft, _ context: DeskContext) {
        self.draft = draft
        form = Self.form(draft, context)
    }

    private static func form(_ draft: PromiseDraft, _ context: DeskContext) -> Form<Field> {
        Form([
            .text(.name, label: context.say("promise.title.name"), draft.name, required: true),
            .text(.basis, label: context.say("strategy.basis"), draft.basis, required: true, rows: 2),
            .text(.text, label: context.say("strategy.title.text"), draft.text, required: true, rows: 8),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("strategy.change.title", ["name": .text(draft.name)])
    }

    func above(_ context: DeskContext) -> [String] { [context.say("strategy.change.explain")] }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(draft, context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.name, .basis, .text], context)
        guard !form.focusFirstError() else { return [] }
        let (name, basis, text) = (form.value(of: .name), form.value(of: .basis), form.value(of: .text))
        let draft = draft
        return [
            .job(
                .act("change") { work in
                    try work.changeDraft(
                        draft.id, name: name, text: text, basis: basis, version: draft.version)
                } then: { (_: inout ChangeDraftSheet, kept, context) in
                    let facts: [String: PhraseFact] = ["name": .text(kept.name)]
                    return [.pop, .refresh, .done(context.say("strategy.changedDraft", facts))]
                } failed: { (sheet: inout ChangeDraftSheet, error, context) in
                    guard let fault = error as? RuleFault else { return [.fail(context.say(error))] }
                    sheet.form.errors[.text] = context.say(
                        "strategy.atLine", ["line": .count(fault.line), "problem": .phrase(fault.problem)])
                    sheet.form.focusFirstError()
                    return []
                })
        ]
    }
}

/// Why a draft is taken back, or an approved one before its day comes.
struct WithdrawDraftSheet: ReasonSheet {
    static let save = ActionID("withdrawDraft.save")

    private let draft: PromiseDraft
    var form: Form<ReasonField>
    var keptUnder: String? { String(draft.id) }

    init(_ draft: PromiseDraft, _ context: DeskContext) {
        self.draft = draft
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String {
        context.say("strategy.withdraw.title", ["name": .text(draft.name)])
    }

    func job(_ reason: String) -> Job {
        .act("withdraw") { [draft] work in
            try work.withdrawDraft(draft.id, reason: reason, version: draft.version)
        } then: { (_: inout WithdrawDraftSheet, draft, context) in
            let facts: [String: PhraseFact] = ["name": .text(draft.name)]
            return [.pop, .refresh, .done(context.say("strategy.withdrawn", facts))]
        }
    }
}
