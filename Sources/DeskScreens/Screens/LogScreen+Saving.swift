import Model
import ServiceDesk
import TerminalKit
import Wording

extension LogScreen {
    /// Logs the case, adding the customer when new; all in one transaction. Then it is asked what comes next.
    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        let needed = context.say("field.required")
        if form.value(of: .summary).trimmed.isEmpty { form.errors[.summary] = needed }
        if isOverruled, form.value(of: .reason).trimmed.isEmpty { form.errors[.reason] = needed }
        if caller.file == nil {
            if !caller.matches.isEmpty { return pickCustomer(context) }
            if form.value(of: .name).trimmed.isEmpty { form.errors[.name] = needed }
        }
        judgeSooner(context)
        if form.focusFirstError() {
            let more = form.errors.count
            return [.warn(context.say("log.incomplete", ["count": .count(more)]))]
        }
        var entry = entry
        entry.draft.sooner = sooner(context)
        return [
            .job(
                .act("log") { [entry, draft, other = offered?.id] work in
                    try LogScreen.drop(draft, about: entry.phone, besides: other, work)
                    let receipt = try entry.log(work)
                    let offers = try work.reading.offers(
                        receipt.serviceCase.id, by: work.actor, at: work.now)
                    return (receipt, offers)
                } then: { (screen: inout LogScreen, logged, context) in
                    screen.draft.saved()
                    let (receipt, offers) = logged
                    let said = { @Sendable (context: DeskContext) in LogScreen.tell(receipt, context) }
                    return [
                        .replace(CaseScreen(receipt.serviceCase.id)),
                        .push(NextStepSheet(receipt, offers, said)), .done(said(context)),
                    ]
                })
        ]
    }

    private static func tell(_ receipt: CaseReceipt, _ context: DeskContext) -> String {
        let said = tellCase(receipt, context)
        guard let sooner = receipt.sooner else { return said }
        return context.say(
            "log.withPromise", ["said": .text(said), "promise": .text(context.told(sooner))])
    }

    private static func tellCase(_ receipt: CaseReceipt, _ context: DeskContext) -> String {
        let id = PhraseFact.text(receipt.serviceCase.id.description)
        switch receipt.outcome {
        case .chased:
            return context.say(
                "log.chased", ["id": id, "count": .count(receipt.serviceCase.chasers)])
        case .reopened: return context.say("log.reopened", ["id": id])
        case .logged:
            let key = context.key(CaseScreen.visit, on: "C130")
            guard let earlier = receipt.repeatOf else {
                return context.say("log.logged", ["id": id, "key": key])
            }
            return context.say(
                "log.repeated", ["id": id, "earlier": .text(earlier.description), "key": key])
        }
    }

    private var entry: LogEntry {
        LogEntry(
            isKnown: caller.file != nil, phone: form.value(of: .phone).trimmed,
            name: form.value(of: .name).trimmed, street: form.value(of: .address).trimmed, area: area,
            draft: caseDraft)
    }
}

/// What was typed, as it goes to the desk.
private struct LogEntry: Sendable {
    /// Whether the draft names a customer on file.
    var isKnown: Bool
    var phone: String
    var name: String
    var street: String
    var area: ServiceArea?
    var draft: CaseDraft

    func log(_ work: Work) throws -> CaseReceipt {
        var draft = draft
        if !isKnown { draft.customer = try work.addCustomer(newCustomer(work)).id }
        return try work.log(draft)
    }

    /// Where exactly the house is nobody knows yet; the middle of its district is near enough for the way to it.
    private func newCustomer(_ work: Work) throws -> Customer {
        let phones = [PhoneNumber(parsing: phone)].compactMap { $0 }
        var addresses: [Address] = []
        if let area {
            addresses = [area.address(street)]
        } else if !street.isEmpty {
            addresses = [Address(street: street)]
        }
        return Customer(
            id: CustomerID(0), name: name, contacts: [Contact(name: name, phones: phones)],
            addresses: addresses, createdAt: work.now)
    }
}
