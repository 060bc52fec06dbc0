import Model
import ServiceDesk
import TerminalKit
import Wording

/// The keys of editing a record, and of joining what two made of it.
enum EditActions {
    static let edit = ActionID("edit")
    static let save = ActionID("edit.save")
    static let pick = ActionID("edit.pick")
    static let reset = ActionID("edit.reset")
    static let theirs = ActionID("merge.theirs")
    static let mine = ActionID("merge.mine")
    static let change = ActionID("merge.change")
    static let done = ActionID("merge.done")
    static let join = ActionID("merge.save")

    /// The choices of the field one is in, or canned answers for a text.
    static func picking(_ context: DeskContext) -> DeskAction {
        context.action(pick, [.f(4), .alt("v")])
    }

    /// While a record is being edited.
    static func editing(asks: DeskAction.Confirmation? = nil, _ context: DeskContext) -> [DeskAction] {
        [
            context.action(save, [.ctrl("s")]), picking(context),
            context.action(reset, [.f(5), .ctrl("r")], asks: asks),
        ] + SheetActions.reading(context)
    }

    /// While one chooses between what two have written.
    static func choosing(why: String? = nil, _ context: DeskContext) -> [DeskAction] {
        [
            context.action(theirs, [.character("1"), .left], why: why),
            context.action(mine, [.character("2"), .right], why: why),
            context.action(change, [.character("e")], why: why), context.action(join, [.ctrl("s")]),
        ] + SheetActions.reading(context)
    }

    /// While a field of those is written anew.
    static func rewriting(_ context: DeskContext) -> [DeskAction] {
        [context.action(join, [.ctrl("s")]), context.action(done, [.escape])]
    }
}

/// A record's own words, in a form over the screen; saved over the version that was read. Whoever comes second is shown
/// what the first did (`MergeSheet`) and keeps what they typed, as does whoever closes the form.
struct EditSheet<Record: FormEditable>: DraftingScreen, FormSheet {
    private let subject: Subject
    private var lists: EditLists
    var form: Form<String>
    /// What the fields held before anyone typed.
    private var shown: [String: String] = [:]
    /// The record as it was read.
    private var texts: [String: String]
    /// What it is saved over: the version read, or the one a draft was begun on.
    private var version: Int
    /// A draft that is not taken up, because something was typed before it was found.
    private var leftAlone: Int64?
    var draft: DraftKeeper

    /// - Parameter lists: what is known to choose from before the records are asked.
    init(_ record: Record, lists: EditLists = EditLists(), _ context: DeskContext) {
        subject = record.subject
        self.lists = lists
        texts = record.texts
        version = record.version
        draft = DraftKeeper(form: "edit \(record.subject)")
        form = Form(Record.fields(texts, lists, context))
        shown = values
    }

    func title(_ context: DeskContext) -> String {
        context.say("edit.title", ["id": .text(subject.description)])
    }

    // MARK: The form

    private var values: [String: String] {
        Dictionary(form.fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private var typed: TypedEdit {
        TypedEdit(values.filter { shown[$0.key] != $0.value }, over: version)
    }

    var draftValues: [String: String] { typed.draftValues }

    /// Labels and choices anew; what is typed, and where, stays.
    /// - Parameter besides: a field that is being typed in.
    private mutating func renew(_ texts: [String: String], besides: String? = nil, _ context: DeskContext) {
        let (old, focus) = (form, form.focus)
        form.fields = Record.fields(texts, lists, context).map { field in
            guard let was = old[field.id] else { return field }
            if field.id == besides { return was }
            guard was.value == field.value else { return field }
            // The same text keeps its caret and what can be undone.
            var kept = field
            kept.take(typedInto: was)
            (kept.isEnabled, kept.isHidden) = (field.isEnabled, field.isHidden)
            return kept
        }
        if let focus { form.setFocus(focus) }
        form.settleFocus()
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.errors = [:]
        renew(values, context)
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("lists") { [subject] reading, _ in
                    try Record.read(subject, reading).lists(reading)
                } then: { (screen: inout EditSheet, lists, context) in
                    screen.lists = lists
                    screen.renew(screen.values, context)
                    return []
                }),
            lookForDraft { screen, draft, context in screen.restore(draft, context) },
        ]
    }

    private mutating func restore(_ draft: Draft, _ context: DeskContext) -> [DeskStep] {
        guard let kept = TypedEdit(draft: draft.values) else { return [] }
        guard typed.texts.isEmpty else {
            leftAlone = draft.id
            return []
        }
        self.draft.id = draft.id
        let isStale = kept.version != version
        version = kept.version
        renew(values.merging(kept.texts, uniquingKeysWith: { $1 }), context)
        let key = isStale ? "edit.restoredStale" : "draft.restored"
        return [.message(MessageLine(.info, context.say(key)))]
    }

    // MARK: Keys

    func actions(_ context: DeskContext) -> [DeskAction] {
        let asks =
            draftValues.isEmpty
            ? nil : context.confirmation(context.say("edit.reset.title"), context.say("log.reset.message"))
        return EditActions.editing(asks: asks, context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case EditActions.save: submit(context)
        case EditActions.pick: pickText(context)
        case EditActions.reset: reset()
        default: []
        }
    }

    mutating func typed(in field: String, _ context: DeskContext) {
        draft.changed(at: context.now)
        var texts = values
        Record.follow(field, &texts, shown: shown, context)
        renew(texts, besides: field, context)
    }

    /// As the record is now; what was typed, and its draft, go.
    private func reset() -> [DeskStep] {
        let (subject, draft) = (subject, draft)
        return [
            .job(
                .act("reset") { work in
                    try draft.drop(work)
                    return try Record.read(subject, work.reading)
                } then: { (screen: inout EditSheet, record, context) in
                    screen = EditSheet(record, lists: screen.lists, context)
                    return [.message(MessageLine(.info, context.say("edit.reset.done")))]
                })
        ]
    }

    // MARK: Saving

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        for field in form.fields
        where field.isRequired && field.value.trimmed.isEmpty && shown[field.id] != field.value {
            form.errors[field.id] = context.say("field.required")
        }
        for field in form.fields where shown[field.id] != field.value {
            if let complaint = field.complaintAsItStands { form.errors[field.id] = complaint }
        }
        if form.focusFirstError() { return [] }
        let (subject, typed, draft, other) = (subject, typed, draft, leftAlone)
        if typed.texts.isEmpty { return [.pop, .message(MessageLine(.info, context.say("edit.nothing")))] }
        return [
            .job(
                .act("edit") { work in
                    try draft.drop(work, besides: other)
                    _ = try typed.save(Record.self, subject, work)
                } then: { (screen: inout EditSheet, _: Void, context) in
                    screen.draft.saved()
                    return [
                        .pop, .refresh, .done(context.say("edit.saved", ["id": .text(subject.description)])),
                    ]
                } failed: { (screen: inout EditSheet, error, context) in
                    guard let conflict = error as? EditConflict else {
                        return Job.tellFault(&screen, error, context)
                    }
                    let merge = MergeSheet<Record>(
                        conflict, lists: screen.lists, draft: screen.draft, besides: other, context)
                    return [.replace(merge), .warn(context.say("merge.notYet"))]
                })
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let width = area.sheetWidth(84)
        let rows = form.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, rows + 3))
        canvas.box(frame, title: title(context))
        form.draw(in: frame.inset(columns: 2, rows: 1).dropping(rows: 1), on: &canvas)
    }
}
