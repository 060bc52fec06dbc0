import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// What somebody said who was interviewed, written into the guide below its questions.
struct InterviewSheet: SavingSheet {
    static let save = ActionID("interview.save")

    enum Field: Hashable, Sendable { case person, day, said }

    private let group: AuditBook.Group
    private let audit: AuditID
    var form: Form<Field>
    var keptUnder: String? { "\(audit) \(group.name)" }

    init(_ group: AuditBook.Group, _ audit: AuditID, _ context: DeskContext) {
        (self.group, self.audit) = (group, audit)
        form = Self.form(context)
        form.set(.said, to: Self.guide(group, context))
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        let today = context.rules.localDay(context.now).description
        return Form([
            .text(.person, label: context.say("audit.title.person"), required: true, limit: 60),
            .text(
                .day, label: context.say("audit.title.day"), today, placeholder: today, required: true,
                cells: 12),
            .text(.said, label: context.say("audit.said"), required: true, rows: 10),
        ])
    }

    private static func guide(_ group: AuditBook.Group, _ context: DeskContext) -> String {
        let questions = (try? context.rules.audits())?.questions(of: group) ?? []
        return InterviewForm.blank(questions.map { ($0.name, context.wording.text($0.ask)) })
    }

    func title(_ context: DeskContext) -> String {
        context.say("audit.interview.title", ["group": .label(group.label)])
    }

    func above(_ context: DeskContext) -> [String] { [context.say("audit.interview.hint")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(context), context)
        if form.errors[.day] != nil { form.errors[.day] = context.say("deputy.notDay") }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.person], context)
        let day = Day(form.value(of: .day).trimmed)
        if day == nil { form.errors[.day] = context.say("deputy.notDay") }
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let said = InterviewForm(form.value(of: .said))
        let draft = InterviewDraft(
            group: group.name, person: form.value(of: .person), day: day, answers: said.answers,
            note: said.note)
        return [
            .job(
                .act("interview") { [audit] work in
                    try work.note(draft, for: audit)
                } then: { (_: inout InterviewSheet, interview, context) in
                    let facts: [String: PhraseFact] = ["name": .text(interview.person)]
                    return [.pop, .refresh, .done(context.say("audit.interview.kept", facts))]
                })
        ]
    }
}
