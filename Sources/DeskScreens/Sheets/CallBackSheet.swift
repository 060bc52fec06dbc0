import Model
import ServiceDesk
import TerminalKit
import Wording

/// A call-back promised to the caller: by when, and what about. It waits in the line of calls, for whoever is free.
struct CallBackSheet: FormSheet {
    static let save = ActionID("callBack.save")

    enum Field: Hashable, Sendable, CaseIterable {
        case at, note
    }

    /// How long before the promised moment the call may be made.
    private static let ahead = Model.Span.minutes(30)

    private let serviceCase: ServiceCase
    var form: Form<Field>

    init(_ serviceCase: ServiceCase, _ context: DeskContext) {
        self.serviceCase = serviceCase
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(
                .at, label: context.say("label.callBackAt"), placeholder: "14:30  +2h  11-26 9:00",
                required: true, cells: 24),
            .text(.note, label: context.say("label.note")),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("callBack.title", ["id": .text(serviceCase.id.description)])
    }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")]), EditActions.picking(context)] + SheetActions.reading(context)
    }

    /// The note is what the customer is told; the moment is nobody's canned answer.
    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard action == EditActions.pick else { return submit(context) }
        return form.focus == .note ? pickText(context) : [.warn(context.say("log.nothingToPick"))]
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(context))
        if form.errors[.at] != nil { form.errors[.at] = context.say("callBack.wrong") }
        showMoment(context)
    }

    private func moment(_ context: DeskContext) -> Instant? {
        MomentReader(now: context.now, calendar: context.rules.deskCalendar).read(form.value(of: .at))
    }

    mutating func typed(in field: Field, _ context: DeskContext) { showMoment(context) }

    /// Beside what is typed stands the moment it means.
    private mutating func showMoment(_ context: DeskContext) {
        form.hint(.at, moment(context).map { context.nearAndFar($0) } ?? "")
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        guard let at = moment(context), at > context.now else {
            form.errors[.at] = context.say("callBack.wrong")
            form.setFocus(.at)
            return []
        }
        let note = form.value(of: .note).trimmed
        let wish = CallWish(
            customer: serviceCase.customer, caseID: serviceCase.id, reason: CallWish.promised,
            from: max(context.now, at - Self.ahead), by: at)
        return [
            .job(
                .act("callBack") { work in
                    if !note.isEmpty, let id = wish.caseID {
                        _ = try work.note(Subject(id), note, toldCustomer: true)
                    }
                    return try work.schedule(wish)
                } then: { (_: inout CallBackSheet, call, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(call.id.description), "at": .text(context.nearAndFar(call.dueBy)),
                    ]
                    return [.pop, .refresh, .done(context.say("callBack.saved", facts))]
                })
        ]
    }
}
