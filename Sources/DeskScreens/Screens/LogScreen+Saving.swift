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
            if caller.matches.count > 1 { return pick(context) }
            if form.value(of: .name).trimmed.isEmpty { form.errors[.name] = context.say("field.required") }
        }
        if form.focusFirstError() {
            let more = form.errors.count
            return [.warn(context.say("log.incomplete", ["count": .count(more)]))]
        }
        let (entry, draft) = (entry, draft)
        return [
            .job(
                .act("log") { work in
                    try draft.drop(work)
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
            name: form.value(of: .name).trimmed, address: form.value(of: .address).trimmed, unit: unit?.id,
            kind: form.value(of: .kind), product: form.value(of: .product), fault: form.value(of: .fault),
            severity: Severity(rawValue: form.value(of: .severity)), summary: form.value(of: .summary),
            logAnyway: logAnyway)
    }

    // MARK: Drafts

    /// Asks what becomes of a complaint left unfinished.
    static func offer(_ draft: Draft, _ context: DeskContext) -> PickSheet {
        let saved = PhraseFact.text(context.wording.near(draft.savedAt, now: context.now))
        let items = ["restore", "later", "discard"].map {
            PickerItem(id: $0, label: context.say("draft.\($0)"))
        }
        let about = [draft.values["phone"], draft.values["summary"]].compactMap { $0 }
            .joined(separator: "  ")
        let picker = Picker(
            items, title: context.say("draft.title", ["saved": saved, "about": .text(about)]),
            emptyText: context.say("pick.empty"))
        return PickSheet(picker) { choice in
            Job.tell { (screen: inout LogScreen, context) in
                switch choice {
                case "restore": return screen.restore(draft, context)
                case "discard":
                    screen.draft.id = 0
                    return [
                        .job(
                            .act("discard") {
                                try $0.dropDraft(draft.id)
                            } then: {
                                (_: inout LogScreen, _, context) in
                                [.message(MessageLine(.info, context.say("draft.discarded")))]
                            })
                    ]
                default: return []
                }
            }
        }
    }

    private mutating func restore(_ draft: Draft, _ context: DeskContext) -> [DeskStep] {
        self.draft.id = draft.id
        for field in LogField.allCases {
            form.set(field, to: draft.values[field.rawValue] ?? form.value(of: field))
            if field == .product { offerFaults(context) }
        }
        let last = LogField.allCases.last { $0.isTyped && !(draft.values[$0.rawValue] ?? "").isEmpty }
        form.setFocus(last == .severity ? .summary : last ?? .phone)
        return lookUp() + [.message(MessageLine(.info, context.say("draft.restored")))]
    }
}

/// What was typed, as it goes to the desk.
private struct LogEntry: Sendable {
    var customer: CustomerID?
    var phone: String
    var name: String
    var address: String
    var unit: UnitID?
    var kind: String
    var product: String
    var fault: String
    var severity: Severity?
    var summary: String
    var logAnyway: Bool

    func log(_ work: Work) throws -> CaseReceipt {
        let customer = try customer ?? work.addCustomer(newCustomer(at: work.now)).id
        var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: summary)
        draft.unit = unit
        draft.product = product
        draft.fault = fault
        draft.severity = severity
        draft.onRepeat = logAnyway ? .logAnyway : .fold
        return try work.log(draft)
    }

    private func newCustomer(at now: Instant) -> Customer {
        let phones = [PhoneNumber(parsing: phone)].compactMap { $0 }
        return Customer(
            id: CustomerID(0), name: name, contacts: [Contact(name: name, phones: phones)],
            addresses: address.isEmpty ? [] : [Address(street: address)], createdAt: now)
    }
}
