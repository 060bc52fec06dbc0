import Model
import ServiceDesk
import TerminalKit

/// Which technicians a customer does not want any more: nobody offers them for its visits.
struct RefusalSheet: SavingSheet {
    static let save = ActionID("refusal.save")

    enum Field: Hashable, Sendable { case technicians, reason }

    private let customer: Customer
    private let refusals: Refusals
    var form: Form<Field>
    var keptUnder: String? { customer.id.description }

    init(_ customer: Customer, _ refusals: Refusals, _ context: DeskContext) {
        (self.customer, self.refusals) = (customer, refusals)
        form = Self.form(refusals, context)
    }

    private static func form(_ refusals: Refusals, _ context: DeskContext) -> Form<Field> {
        Form([
            .choices(
                .technicians, label: context.say("label.refuses"),
                refusals.technicians.map { Choice(id: $0.login, label: refusals.name(of: $0)) },
                chosen: refusals.technicians.filter { refusals.refused.contains($0.id) }.map(\.login),
                rows: min(6, (refusals.technicians.count + 3) / 4)),
            .text(.reason, label: context.say("label.upsetReason"), limit: 200),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("refusal.title", ["id": .text(customer.id.description), "name": .text(customer.name)])
    }

    func below(_ context: DeskContext) -> [String] { [context.say("refusal.hint")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(refusals, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let logins = Set(form.value(of: .technicians).split(separator: ",").map(String.init))
        let chosen = Set(refusals.technicians.filter { logins.contains($0.login) }.map(\.id))
        let (refused, taken) = (
            chosen.subtracting(refusals.refused).sorted(), refusals.refused.subtracting(chosen).sorted()
        )
        guard !refused.isEmpty || !taken.isEmpty else { return [.pop] }
        let (id, reason) = (customer.id, form.value(of: .reason).trimmed)
        return [
            .job(
                .act("refusal") { work in
                    for person in refused { try work.refuse(person, by: id, true, reason: reason) }
                    for person in taken { try work.refuse(person, by: id, false, reason: reason) }
                } then: { (_: inout RefusalSheet, _, context) in
                    [.pop, .refresh, .done(context.say("refusal.saved"))]
                })
        ]
    }
}
