import Model
import ServiceDesk
import TerminalKit

/// A note on a case. One left unfinished is there again when the next is begun.
struct NoteSheet: DraftingScreen, FormSheet {

    enum Field: String, Hashable, Sendable, CaseIterable {
        case text, told
    }

    static let save = ActionID("note.save")

    private let subject: Subject
    var form: Form<Field>
    var draft: DraftKeeper

    init(_ subject: Subject, _ context: DeskContext) {
        self.subject = subject
        draft = DraftKeeper(form: "note \(subject)")
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        let choices = ["no", "yes"].map { Choice(id: $0, label: context.say("flag.\($0)"), keywords: [$0]) }
        return Form([
            .text(.text, label: context.say("label.note"), required: true, rows: 5),
            .choice(.told, label: context.say("label.told"), choices, selected: "no", cells: 12),
        ])
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(context))
        if form.errors[.text] != nil { form.errors[.text] = context.say("field.required") }
    }

    func title(_ context: DeskContext) -> String {
        context.say("note.title", ["id": .text(subject.description)])
    }

    var draftValues: [String: String] {
        let text = form.value(of: .text)
        return text.trimmed.isEmpty ? [:] : ["text": text, "told": form.value(of: .told)]
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [context.action(NoteSheet.save, [.ctrl("s")]), EditActions.picking(context)]
            + SheetActions.reading(context)
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            lookForDraft { screen, draft, context in
                guard screen.draftValues.isEmpty else { return [] }
                screen.draft.id = draft.id
                for field in Field.allCases {
                    screen.form.resume(field, to: draft.values[field.rawValue] ?? "")
                }
                return [.message(MessageLine(.info, context.say("draft.restored")))]
            }
        ]
    }

    mutating func typed(in field: Field, _ context: DeskContext) { draft.changed(at: context.now) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let text = form.value(of: .text).trimmed
        guard !text.isEmpty else {
            form.errors[.text] = context.say("field.required")
            form.setFocus(.text)
            return []
        }
        let told = form.value(of: .told) == "yes"
        return [
            .job(
                .act("note") { [subject, draft] work in
                    try draft.drop(work)
                    try work.note(subject, text, toldCustomer: told)
                } then: { (screen: inout NoteSheet, _, context) in
                    screen.form.set(.text, to: "")
                    screen.draft.saved()
                    return [.pop, .refresh, .done(context.say("note.saved"))]
                })
        ]
    }
}
