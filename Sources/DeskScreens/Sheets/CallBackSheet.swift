import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// A call-back promised to the caller, or in a follow-up call: at which minute, and what about. It waits in the line of calls,
/// for whoever is free; one that was promised in a follow-up call, not for those who served the case.
struct CallBackSheet: MomentSheet {
    static let save = ActionID("callBack.save")
    static let momentField = Field.at

    enum Field: Hashable, Sendable, CaseIterable {
        case at, note
    }

    private let customer: CustomerID
    private let caseID: CaseID?
    /// The follow-up call in which it is promised.
    private let call: CallID?
    var form: Form<Field>
    var keptUnder: String? { call?.description ?? caseID?.description ?? customer.description }

    init(_ serviceCase: ServiceCase, _ context: DeskContext) {
        (customer, caseID, call) = (serviceCase.customer, serviceCase.id, nil)
        form = Self.form(context)
    }

    init(_ call: FollowUpCall, _ context: DeskContext) {
        (customer, caseID, self.call) = (call.customer, call.caseID, call.id)
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(
                .at, label: context.say("label.callBackAt"), placeholder: context.say("field.moment"),
                required: true, cells: 28),
            .text(.note, label: context.say("label.note")),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("callBack.title", ["id": .text(caseID?.description ?? customer.description)])
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

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        guard let at = moment(context), at > context.now else {
            form.errors[.at] = context.say("callBack.wrong")
            form.setFocus(.at)
            return []
        }
        let note = form.value(of: .note).trimmed
        // Shortly before, somebody is given the call to make it on the minute.
        let begins = (try? context.rules.calling())?.begins(promisedFor: at, now: context.now)
        var wish = CallWish(
            customer: customer, caseID: caseID, reason: CallWish.promised,
            from: begins ?? at, by: at)
        let isInCall = call != nil
        wish.isByOthers = isInCall
        let subject = call.map { Subject($0) } ?? caseID.map { Subject($0) } ?? Subject(customer)
        return [
            .job(
                .act("callBack") { [wish] work in
                    if !note.isEmpty { _ = try work.note(subject, note, toldCustomer: true) }
                    // Whoever talks with the customer in a call may promise another, whosever the case is.
                    return try isInCall ? work.schedule(wish) : work.arrangeCall(wish)
                } then: { (_: inout CallBackSheet, call, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(call.id.description), "at": .text(context.nearAndFar(call.dueBy)),
                    ]
                    return [.pop, .refresh, .done(context.say("callBack.saved", facts))]
                })
        ]
    }
}
