import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Naming who decides in one's place while one is away.
struct DeputySheet: SavingSheet {
    static let save = ActionID("deputy.save")

    enum Field: Hashable, Sendable { case deputy, from, until, reason }

    private let people: [Staff]
    var form: Form<Field>
    var keptUnder: String? { "" }

    /// - Parameter people: who can be named.
    init(_ people: [Staff], _ context: DeskContext) {
        self.people = people
        form = Self.form(people, context)
    }

    private static func form(_ people: [Staff], _ context: DeskContext) -> Form<Field> {
        let today = context.rules.localDay(context.now).description
        func day(_ field: Field, _ label: String, _ text: String) -> FormField<Field> {
            .text(field, label: label, text, placeholder: today, required: true, cells: 12)
        }
        return Form([
            .choice(
                .deputy, label: context.say("label.deputy"),
                people.map { Choice(id: $0.login, label: $0.name, keywords: [$0.login]) }, required: true,
                cells: 24),
            day(.from, context.say("label.fromDay"), today), day(.until, context.say("label.untilDay"), ""),
            .text(.reason, label: context.say("label.because"), required: true, rows: 2),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("deputy.title") }

    func above(_ context: DeskContext) -> [String] { [context.say("deputy.hint")] }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(people, context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.deputy, .from, .until, .reason], context)
        for field in [Field.from, .until]
        where form.errors[field] == nil && Day(form.value(of: field).trimmed) == nil {
            form.errors[field] = context.say("deputy.notDay")
        }
        guard form.errors.isEmpty, let first = Day(form.value(of: .from).trimmed),
            let last = Day(form.value(of: .until).trimmed)
        else {
            form.focusFirstError()
            return []
        }
        let (login, reason) = (form.value(of: .deputy), form.value(of: .reason).trimmed)
        let name = people.first { $0.login == login }?.name ?? login
        return [
            .job(
                .act("deputy") { work in
                    try work.nameDeputy(login, for: DaySpan(first, last), reason: reason)
                } then: { (_: inout DeputySheet, deputy, context) in
                    let facts: [String: PhraseFact] = [
                        "name": .text(name), "from": .day(deputy.days.first),
                        "until": .day(deputy.days.last),
                    ]
                    return [.pop, .refresh, .done(context.say("deputy.done", facts))]
                })
        ]
    }
}
