import Model
import ServiceDesk
import TerminalKit

/// A customer's number put right: another one in its place, or the word that it is right after all.
struct NumberSheet: SavingSheet {
    static let save = ActionID("number.save")

    enum Field: Hashable, Sendable { case number, right }

    private let customer: Customer
    var form: Form<Field>
    let keptUnder: String?

    init(_ customer: Customer, _ context: DeskContext) {
        self.customer = customer
        form = Self.form(customer, context)
        keptUnder = "\(customer.id) \(form.value(of: .number))"
    }

    /// What was found wrong first.
    private static func form(_ customer: Customer, _ context: DeskContext) -> Form<Field> {
        let numbers = (customer.phones.filter(\.isWrong) + customer.goodPhones).eachOnce
        let choices = numbers.map { Choice(id: $0.typed, label: context.said($0)) }
        return Form([
            .choice(
                .number, label: context.say("label.phone"), choices, selected: numbers.first?.typed,
                required: true),
            .phone(
                .right, label: context.say("label.rightNumber"),
                format: { PhoneNumber(parsing: $0)?.display ?? $0 }),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("number.title", ["id": .text(customer.id.description), "name": .text(customer.name)])
    }

    func below(_ context: DeskContext) -> [String] { [context.say("number.hint")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(customer, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let text = form.value(of: .right).trimmed
        guard let old = customer.phones.first(where: { $0.typed == form.value(of: .number) }) else {
            require([.number], context)
            return []
        }
        let right = text.isEmpty ? old : PhoneNumber(parsing: text)
        guard let right, right.isPlausible || text.isEmpty else {
            form.errors[.right] = context.say("field.wrongPhone")
            form.setFocus(.right)
            return []
        }
        let id = customer.id
        return [
            .job(
                .act("number") { work in
                    try work.correct(old, of: id, to: right)
                } then: { (_: inout NumberSheet, _, context) in
                    [.pop, .refresh, .done(context.say("number.saved", ["phone": .text(right.display)]))]
                })
        ]
    }
}
