import Model
import ServiceDesk
import TerminalKit
import Wording

extension LogScreen {
    /// Logs the case, adding the customer when new; all in one transaction.
    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        if form.value(of: .summary).trimmed.isEmpty { form.errors[.summary] = context.say("field.required") }
        if caller.file == nil {
            if !caller.matches.isEmpty { return pickCustomer(context) }
            if form.value(of: .name).trimmed.isEmpty { form.errors[.name] = context.say("field.required") }
        }
        if form.focusFirstError() {
            let more = form.errors.count
            return [.warn(context.say("log.incomplete", ["count": .count(more)]))]
        }
        let (entry, draft, other) = (entry, draft, offered?.id)
        return [
            .job(
                .act("log") { work in
                    try LogScreen.drop(draft, about: entry.phone, besides: other, work)
                    return try entry.log(work)
                } then: { (screen: inout LogScreen, receipt, context) in
                    screen.draft.saved()
                    let id = receipt.serviceCase.id
                    return [.replace(CaseScreen(id)), .done(LogScreen.tell(receipt, context))]
                })
        ]
    }

    private static func tell(_ receipt: CaseReceipt, _ context: DeskContext) -> String {
        let id = PhraseFact.text(receipt.serviceCase.id.description)
        switch receipt.outcome {
        case .chased:
            return context.say(
                "log.chased", ["id": id, "count": .count(receipt.serviceCase.chasers)])
        case .reopened: return context.say("log.reopened", ["id": id])
        case .logged:
            guard let earlier = receipt.repeatOf else { return context.say("log.logged", ["id": id]) }
            return context.say("log.repeated", ["id": id, "earlier": .text(earlier.description)])
        }
    }

    private var entry: LogEntry {
        LogEntry(
            customer: caller.file?.customer.id, phone: form.value(of: .phone).trimmed,
            name: form.value(of: .name).trimmed, address: form.value(of: .address).trimmed,
            zone: form.value(of: .zone), unit: unit?.id,
            kind: form.value(of: .kind), product: form.value(of: .product), fault: form.value(of: .fault),
            severity: Severity(rawValue: form.value(of: .severity)), summary: form.value(of: .summary),
            logAnyway: logAnyway)
    }

    // MARK: Drafts

    /// Removes what was kept while this was typed: its own draft, and one about the same number that was saved before its
    /// own number was known. Others wait for their callers.
    static func drop(_ draft: DraftKeeper, about phone: String, besides other: Int64? = nil, _ work: Work)
        throws
    {
        guard let staff = work.actor.staffID else { return }
        for old in try work.reading.drafts(of: staff, form: draft.form)
        where old.id == draft.id || old.id != other && old.values["phone"] == phone {
            try work.dropDraft(old.id)
        }
    }

    /// Offers what was left unfinished, in the message line: whoever opens the form to type goes on typing.
    func lookForUnfinished(telling: Bool) -> DeskStep {
        lookForDraft { screen, draft, context in
            screen.offered = draft
            guard telling else { return [] }
            let text = context.say("log.unfinished", ["what": .text(LogScreen.about(draft, context))])
            return [.message(MessageLine(.info, text))]
        }
    }

    private static func about(_ draft: Draft, _ context: DeskContext) -> String {
        let saved = PhraseFact.text(context.wording.near(draft.savedAt, now: context.now))
        let about = [draft.values["phone"], draft.values["summary"]].compactMap { $0 }
            .joined(separator: "  ")
        return context.say("draft.title", ["saved": saved, "about": .text(about)])
    }

    /// Asks what becomes of a complaint left unfinished.
    static func offer(_ draft: Draft, _ context: DeskContext) -> PickSheet {
        let items = ["restore", "later", "discard"].map {
            PickerItem(id: $0, label: context.say("draft.\($0)"))
        }
        let picker = Picker(items, title: about(draft, context), emptyText: context.say("pick.empty"))
        return PickSheet(picker) { choice in
            Job.tell { (screen: inout LogScreen, context) in
                switch choice {
                case "restore": return screen.restore(draft, context)
                case "discard":
                    screen.offered = nil
                    return [
                        .job(
                            .act("discard") {
                                try $0.dropDraft(draft.id)
                            } then: {
                                (screen: inout LogScreen, _, context) in
                                [
                                    screen.lookForUnfinished(telling: false),
                                    .message(MessageLine(.info, context.say("draft.discarded"))),
                                ]
                            })
                    ]
                default: return []
                }
            }
        }
    }

    /// Takes up an unfinished one; what is typed here already becomes the unfinished one in its place.
    private mutating func restore(_ draft: Draft, _ context: DeskContext) -> [DeskStep] {
        let (own, form, typed) = (self.draft.id, self.draft.form, draftValues)
        self.draft = DraftKeeper(form: form)
        self.draft.id = draft.id
        offered = nil
        chosen = nil
        caller = Caller()
        self.form = LogField.form(context)
        offerZones(context)
        for field in LogField.allCases {
            self.form.set(field, to: draft.values[field.rawValue] ?? self.form.value(of: field))
            if field == .product { offerFaults(context) }
        }
        let last = LogField.allCases.last { $0.isTyped && !(draft.values[$0.rawValue] ?? "").isEmpty }
        self.form.setFocus(last == .severity ? .summary : last ?? .phone)
        let said: [DeskStep] = lookUp() + [.message(MessageLine(.info, context.say("draft.restored")))]
        guard !typed.isEmpty else { return [lookForUnfinished(telling: false)] + said }
        return [
            .job(
                .act("swap") { work in
                    try work.saveDraft(own, form: form, values: typed)
                } then: { (screen: inout LogScreen, _, _) in
                    [screen.lookForUnfinished(telling: false)]
                })
        ] + said
    }
}

/// What was typed, as it goes to the desk.
private struct LogEntry: Sendable {
    var customer: CustomerID?
    var phone: String
    var name: String
    var address: String
    var zone: String
    var unit: UnitID?
    var kind: String
    var product: String
    var fault: String
    var severity: Severity?
    var summary: String
    var logAnyway: Bool

    func log(_ work: Work) throws -> CaseReceipt {
        let customer = try customer ?? work.addCustomer(newCustomer(work)).id
        var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: summary)
        draft.unit = unit
        draft.product = product
        draft.fault = fault
        draft.severity = severity
        draft.onRepeat = logAnyway ? .logAnyway : .fold
        return try work.log(draft)
    }

    /// Where exactly the house is nobody knows yet; the middle of its zone is near enough for the way to it.
    private func newCustomer(_ work: Work) throws -> Customer {
        let phones = [PhoneNumber(parsing: phone)].compactMap { $0 }
        return Customer(
            id: CustomerID(0), name: name, contacts: [Contact(name: name, phones: phones)],
            addresses: address.isEmpty && zone.isEmpty
                ? [] : [Address(street: address, zone: zone, place: try work.reading.middle(of: zone))],
            createdAt: work.now)
    }
}
