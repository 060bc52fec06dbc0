import Model
import ServiceDesk
import TerminalKit
import Wording

/// Giving a call that nobody has in hand to somebody who did not handle its case, of whichever team.
struct LendSheet: SavingSheet {
    static let save = ActionID("lend.save")

    enum Field: Hashable, Sendable { case person }

    private let item: CallItem
    private let people: [Staff]
    var form: Form<Field>
    var keptUnder: String? { item.id.description }

    /// - Parameter people: to whom it can be lent.
    init(_ item: CallItem, _ people: [Staff], _ context: DeskContext) {
        (self.item, self.people) = (item, people)
        form = Self.form(people, context)
    }

    private static func form(_ people: [Staff], _ context: DeskContext) -> Form<Field> {
        Form([
            .choice(
                .person, label: context.say("label.lendTo"),
                people.map { Choice(id: $0.login, label: $0.name, keywords: [$0.login, $0.team]) },
                required: true, cells: 24)
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "lend.title", ["id": .text(item.id.description), "customer": .text(item.customer)])
    }

    func above(_ context: DeskContext) -> [String] { [context.say("lend.hint")] }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(people, context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.person], context)
        guard form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (id, login) = (item.id, form.value(of: .person))
        let name = people.first { $0.login == login }?.name ?? login
        return [
            .job(
                .act("lend") { work in
                    try work.lendCall(id, to: login).id
                } then: { (_: inout LendSheet, id, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(id.description), "name": .text(name),
                    ]
                    return [.pop, .refresh, .done(context.say("lend.done", facts))]
                })
        ]
    }
}
