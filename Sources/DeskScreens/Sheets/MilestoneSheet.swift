import Model
import ServiceDesk
import TerminalKit
import Wording

/// Who gives a document of an audit, by when, and how it stands.
struct MilestoneSheet: SavingSheet {
    static let save = ActionID("milestone.save")

    enum Field: Hashable, Sendable { case owner, due, state, note }

    private static let nobody = "-"
    private let standing: MilestoneStanding
    private let people: [Staff]
    var form: Form<Field>
    var keptUnder: String? { "\(standing.milestone.audit) \(standing.milestone.name)" }

    /// - Parameter people: who may be named.
    init(_ standing: MilestoneStanding, _ people: [Staff], _ context: DeskContext) {
        (self.standing, self.people) = (standing, people)
        form = Self.form(standing.milestone, people, context)
    }

    private static func form(_ m: AuditMilestone, _ people: [Staff], _ context: DeskContext) -> Form<Field> {
        let owners = people.map { Choice(id: $0.login, label: $0.name, keywords: [$0.login]) }
        let states = AuditMilestone.State.allCases.map {
            Choice(
                id: $0.rawValue, label: context.say("audit.standing.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return Form([
            .choice(
                .owner, label: context.say("audit.title.owner"),
                [Choice(id: nobody, label: context.say("audit.nobody"))] + owners,
                selected: chosen(m, people), cells: 24),
            .text(
                .due, label: context.say("audit.title.due"), m.due.description,
                placeholder: m.due.description, required: true, cells: 12),
            .choice(
                .state, label: context.say("audit.title.standing"), states, selected: m.state.rawValue,
                cells: 24),
            .text(.note, label: context.say("audit.title.note"), m.note, rows: 3),
        ])
    }

    private static func chosen(_ m: AuditMilestone, _ people: [Staff]) -> String {
        people.first { $0.id == m.owner }?.login ?? nobody
    }

    func title(_ context: DeskContext) -> String { context.name(of: standing.milestone) }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(standing.milestone, people, context))
        if form.errors[.due] != nil { form.errors[.due] = context.say("deputy.notDay") }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        guard let due = Day(form.value(of: .due).trimmed) else {
            form.errors[.due] = context.say("deputy.notDay")
            form.focusFirstError()
            return []
        }
        let (before, owner) = (standing.milestone, form.value(of: .owner))
        // Whoever has left cannot be chosen, and stays the owner until somebody else is.
        let isSame = owner == Self.chosen(before, people)
        let change = MilestoneChange(
            owner: isSame ? nil : owner == Self.nobody ? "" : owner, due: due,
            state: AuditMilestone.State(rawValue: form.value(of: .state)), note: form.value(of: .note))
        return [
            .job(
                .act("milestone") { work in
                    try work.change(
                        milestone: before.name, of: before.audit, change, version: before.version)
                } then: { (_: inout MilestoneSheet, _, context) in
                    let facts: [String: PhraseFact] = ["name": .text(context.name(of: before))]
                    return [.pop, .refresh, .done(context.say("audit.kept", facts))]
                })
        ]
    }
}
