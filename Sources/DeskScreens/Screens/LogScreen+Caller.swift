import Entitlement
import Model
import ServiceDesk
import TerminalKit

/// Who may be on the line, and the file of the one who is.
struct Caller: Sendable {
    var matches: [Customer] = []
    var file: CustomerFile?
    var rights: [UnitID: Assessment] = [:]
}

extension LogScreen {
    /// Fewer digits would match half the town, and the records look for no fewer.
    private static let leastDigits = 4

    /// Whether too little was typed yet to say that somebody is not on file.
    var isTooShortToTell: Bool {
        let text = form.value(of: .phone).trimmed
        let digits = text.filter(\.isNumber).count
        return text.isEmpty || digits == text.count && digits < Self.leastDigits
    }

    /// Reads what is known of the number, or the name, typed so far.
    func lookUp() -> [DeskStep] {
        let text = form.value(of: .phone).trimmed
        let chosen = chosen
        return [
            .job(
                .read("caller") { reading, context in
                    try Self.find(text, chosen, reading, context)
                } then: { (screen: inout LogScreen, caller, context) in
                    screen.show(caller, context)
                })
        ]
    }

    /// Reads the service zones for the address of a new customer.
    func lookForZones() -> [DeskStep] {
        [
            .job(
                .read("zones") { reading, _ in
                    try reading.zones()
                } then: { (screen: inout LogScreen, zones, context) in
                    screen.zones = zones
                    screen.offerZones(context)
                    return []
                })
        ]
    }

    private static func find(
        _ text: String, _ chosen: CustomerID?, _ reading: Reading, _ context: DeskContext
    ) throws -> Caller {
        var caller = Caller()
        let digits = text.filter(\.isNumber).count
        let isPhone = digits > 0 && digits * 2 >= text.count
        if isPhone, digits >= leastDigits {
            let sheet = try reading.caller(digits: text, chosen: chosen)
            (caller.matches, caller.file) = (sheet.matches, sheet.file)
        } else if !isPhone, !text.isEmpty {
            caller.matches = try reading.find(text, limit: 9).customers
            let id = chosen ?? (caller.matches.count == 1 ? caller.matches[0].id : nil)
            caller.file = try id.map { try reading.file(of: $0) }
        }
        caller.rights = reading.rights(of: caller.file?.units ?? [], now: context.now)
        return caller
    }

    /// F4: the customers that match, or the choices of the field.
    func pick(_ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus, let field = form[focus] else { return [] }
        if focus == .phone { return pickCustomer(context) }
        guard case .choice(let choice) = field.content, !choice.choices.isEmpty else {
            return [.warn(context.say("log.nothingToPick"))]
        }
        let picker = choice.picker(title: field.label, emptyText: context.say("pick.empty"))
        return [
            .push(
                PickSheet(picker) { id in
                    Job.tell { (screen: inout LogScreen, context) in
                        screen.form.set(focus, to: id)
                        return screen.picked(focus, context)
                    }
                })
        ]
    }

    func pickCustomer(_ context: DeskContext) -> [DeskStep] {
        guard !caller.matches.isEmpty else { return [.warn(context.say("log.nobodyToPick"))] }
        let items = caller.matches.map { customer in
            PickerItem(
                id: customer.id.description,
                label: "\(customer.name)  \(context.phones(customer))",
                detail: customer.addresses.first?.line ?? "",
                keywords: [customer.id.description] + Pinyin.keys(of: customer.name, isName: true))
        }
        let picker = Picker(
            items, title: context.say("log.pickCustomer"), emptyText: context.say("pick.empty"))
        return [
            .push(
                PickSheet(picker) { id in
                    Job.tell { (screen: inout LogScreen, _) in
                        screen.chosen = CustomerID(id)
                        return screen.lookUp()
                    }
                })
        ]
    }

    private mutating func picked(_ field: LogField, _ context: DeskContext) -> [DeskStep] {
        switch field {
        case .unit: takeUnit(context)
        case .product: offerFaults(context)
        case .severity: severityIsSet = true
        default: break
        }
        draft.changed(at: context.now)
        return []
    }
}
