import Model
import ServiceDesk
import TerminalKit

/// What an agent is told of a finished review, or what they say to it; an answer may be empty, which only acknowledges. One left
/// unfinished is there again when the next is begun.
struct CoachSheet: DraftingScreen, SavingSheet {
    enum Purpose: Sendable, Hashable {
        case coach(ReviewID)
        case answer(CoachingNote)
    }

    static let save = ActionID("coach.save")
    private static let text = "text"

    private let purpose: Purpose
    var form: Form<String>
    var draft: DraftKeeper

    init(_ purpose: Purpose, _ context: DeskContext) {
        self.purpose = purpose
        switch purpose {
        case .coach(let id): draft = DraftKeeper(form: "coach \(id)")
        case .answer(let note): draft = DraftKeeper(form: "acknowledge \(note.review)")
        }
        form = Self.form(purpose, context)
    }

    private var isOwed: Bool { if case .coach = purpose { true } else { false } }

    private static func form(_ purpose: Purpose, _ context: DeskContext) -> Form<String> {
        switch purpose {
        case .coach: Form([.text(text, label: context.say("label.note"), required: true, rows: 5)])
        case .answer: Form([.text(text, label: context.say("coach.label.answer"), required: false, rows: 3)])
        }
    }

    func title(_ context: DeskContext) -> String {
        switch purpose {
        case .coach(let id): context.say("coach.title", ["id": .text(id.description)])
        case .answer(let note): context.say("coach.title.answer", ["id": .text(note.id.description)])
        }
    }

    func above(_ context: DeskContext) -> [String] {
        switch purpose {
        case .coach: [context.say("coach.explain")]
        case .answer(let note): [note.note]
        }
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(purpose, context), context)
    }

    var draftValues: [String: String] {
        let text = form.value(of: Self.text)
        return text.trimmed.isEmpty ? [:] : [Self.text: text]
    }

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

    mutating func typed(in field: String, _ context: DeskContext) { draft.changed(at: context.now) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let text = form.value(of: Self.text).trimmed
        guard !text.isEmpty || !isOwed else {
            form.errors[Self.text] = context.say("field.required")
            return []
        }
        return [
            .job(
                .act("coach") { [purpose, draft] work in
                    try draft.drop(work)
                    switch purpose {
                    case .coach(let id): _ = try work.coach(id, text)
                    case .answer(let note): _ = try work.answerCoaching(note.id, text)
                    }
                } then: { (screen: inout CoachSheet, _: Void, context) in
                    screen.form.set(Self.text, to: "")
                    screen.draft.saved()
                    return [
                        .pop, .refresh, .done(context.say(screen.isOwed ? "coach.done" : "coach.answered")),
                    ]
                })
        ]
    }
}
