import Model
import ServiceDesk
import TerminalKit
import Wording

/// Someone was faster: what they changed and when, and, for each field that both changed, theirs beside mine to choose
/// from. What the two make of it is saved over the version found; a third change meanwhile brings the sheet up to date.
struct MergeSheet<Record: FormEditable>: DraftingScreen {
    let id = ""
    let isSheet = true
    let lists: EditLists
    private(set) var conflict: EditConflict
    private(set) var choices: [String: FieldMerge.Choice] = [:]
    /// The conflict that keys act on; one past the last are the changes that agree with each other.
    private(set) var focus = 0
    /// The field in focus, while its text is being changed.
    private(set) var editing: Form<String>?
    private let leftAlone: Int64?
    var draft: DraftKeeper

    /// - Parameters:
    ///   - draft: of the form that was refused; what was typed there goes on to be kept here.
    ///   - other: a draft of it that was not taken up.
    init(
        _ conflict: EditConflict, lists: EditLists, draft: DraftKeeper, besides other: Int64?,
        _ context: DeskContext
    ) {
        self.conflict = conflict
        self.lists = lists
        self.draft = draft
        leftAlone = other
        self.draft.changed(at: context.now)
    }

    var isTyping: Bool { editing != nil }
    var conflicts: [FieldMerge.Field] { conflict.merge.conflicts }
    private var focused: FieldMerge.Field? { conflicts.indices.contains(focus) ? conflicts[focus] : nil }

    func title(_ context: DeskContext) -> String {
        context.say("merge.title", ["id": .text(conflict.subject.description)])
    }

    // MARK: What comes of it

    /// What one would have of each field: what was typed here, else in the form.
    private var mine: [String: String] {
        let fields = conflict.merge.fields.map { field -> (String, String) in
            if case .text(let text) = choices[field.name] { return (field.name, text) }
            return (field.name, choices[field.name] == .theirs ? field.theirs : field.mine)
        }
        return Dictionary(fields, uniquingKeysWith: { first, _ in first })
    }

    /// What was typed is kept, also where theirs was chosen; over the version that was read, so that going on with it
    /// tells of the others again.
    var draftValues: [String: String] {
        let texts = conflict.merge.fields.compactMap { field -> (String, String)? in
            if case .text(let text) = choices[field.name] { return (field.name, text) }
            return field.mine == field.base ? nil : (field.name, field.mine)
        }
        return TypedEdit(Dictionary(texts, uniquingKeysWith: { $1 }), over: conflict.read).draftValues
    }

    // MARK: Keys

    func actions(_ context: DeskContext) -> [DeskAction] {
        if isTyping { return EditActions.rewriting(context) }
        return EditActions.choosing(why: focused == nil ? context.say("merge.noField") : nil, context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case EditActions.theirs: choose(.theirs, context)
        case EditActions.mine: choose(.mine, context)
        case EditActions.change: change(context)
        case EditActions.done: editing = nil
        case EditActions.join: return submit(context)
        default: break
        }
        return []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if editing != nil { return type(event, context) }
        switch event.key {
        case .escape, .f(12): return [.pop]
        case .down, .tab, .enter: focus = min(focus + 1, lastStop)
        case .up, .backTab: focus = max(focus - 1, 0)
        default: return nil
        }
        return []
    }

    /// The agreeing changes are a stop of their own, so that they come into view.
    private var lastStop: Int { agreeing.isEmpty ? max(0, conflicts.count - 1) : conflicts.count }

    /// What others changed and no choice is needed for, and what only one's own form changed.
    var agreeing: [FieldMerge.Field] {
        conflict.merge.fields.filter {
            $0.standing != .conflict && ($0.mine != $0.base || $0.theirs != $0.base)
        }
    }

    private mutating func choose(_ choice: FieldMerge.Choice, _ context: DeskContext) {
        guard let field = focused else { return }
        choices[field.name] = choice
        draft.changed(at: context.now)
    }

    /// Opens the field in focus for typing; it begins with what was chosen for it, else with one's own text.
    private mutating func change(_ context: DeskContext) {
        guard let field = focused else { return }
        editing = Form(Record.fields(mine, lists, context).filter { $0.id == field.name })
    }

    private mutating func type(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard let field = focused, var form = editing else { return nil }
        if [.escape, .f(12), .tab, .backTab].contains(event.key) {
            editing = nil
            return []
        }
        let outcome = form.handle(event)
        editing = form
        switch outcome {
        case .changed:
            choices[field.name] = .text(form.value(of: field.name))
            draft.changed(at: context.now)
        case .submitted: editing = nil
        case .ignored: return nil
        case .focused, .moved: break
        }
        return []
    }

    mutating func languageChanged(_ context: DeskContext) { if isTyping { change(context) } }

    // MARK: Saving

    private mutating func submit(_ context: DeskContext) -> [DeskStep] {
        editing = nil
        guard let merged = conflict.merge.merged(choosing: choices) else {
            let open = conflicts.indices.filter { choices[conflicts[$0].name] == nil }
            focus = open.first ?? focus
            return [.warn(context.say("merge.undecided", ["count": .count(open.count)]))]
        }
        if let unfit = unfit(context) {
            focus = conflicts.firstIndex { $0.name == unfit.id } ?? focus
            return [.warn(unfit.why)]
        }
        let own = conflict.merge.fields.filter { $0.standing == .conflict || $0.standing == .onlyMine }
        let texts = merged.filter { entry in own.contains { $0.name == entry.key } }
        let typed = TypedEdit(texts, over: conflict.found)
        let (subject, draft, other) = (conflict.subject, draft, leftAlone)
        return [
            .job(
                .act("merge") { work in
                    try draft.drop(work, besides: other)
                    _ = try typed.save(Record.self, subject, work)
                } then: { (screen: inout MergeSheet, _: Void, context) in
                    screen.draft.saved()
                    return [
                        .pop, .refresh, .done(context.say("merge.saved", ["id": .text(subject.description)])),
                    ]
                } failed: { (screen: inout MergeSheet, error, context) in
                    guard let conflict = error as? EditConflict else {
                        return Job.tellFault(&screen, error, context)
                    }
                    screen.take(conflict, context)
                    return [.warn(context.say("merge.again"))]
                })
        ]
    }

    /// A field that was written anew as what it cannot hold: nothing where it must say something, or what its
    /// judge refuses.
    private func unfit(_ context: DeskContext) -> (id: String, why: String)? {
        for field in Record.fields(mine, lists, context) {
            guard case .text(let text) = choices[field.id] else { continue }
            if field.isRequired, text.trimmed.isEmpty {
                return (field.id, context.say("merge.needed", ["field": .text(field.label)]))
            }
            if let why = field.complaintAsItStands {
                let facts: [String: PhraseFact] = ["field": .text(field.label), "why": .text(why)]
                return (field.id, context.say("merge.unfit", facts))
            }
        }
        return nil
    }

    /// What was chosen and typed is one's own text now, against what the third made of it.
    private mutating func take(_ conflict: EditConflict, _ context: DeskContext) {
        self.conflict = conflict
        (choices, focus, editing) = ([:], 0, nil)
        draft.changed(at: context.now)
    }
}
