import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording

/// Who may be on the line, and the file of the one who is.
struct Caller: Sendable {
    var matches: [Customer] = []
    var file: CustomerFile?
    var rights: [UnitID: Assessment] = [:]
    var contacts: [LastContact] = []
    /// Their newest case, whose fields can be taken over.
    var newest: ServiceCase?
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

    /// Reads where a new customer can live.
    func lookForAreas() -> [DeskStep] {
        [
            .job(
                .read("areas") { reading, _ in
                    try reading.areas()
                } then: { (screen: inout LogScreen, areas, context) in
                    screen.areas = areas
                    screen.offerAreas(context)
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
            let sheet = try reading.caller(digits: text, chosen: chosen, by: context.actor)
            (caller.matches, caller.file) = (sheet.matches, sheet.file)
        } else if !isPhone, !text.isEmpty {
            caller.matches = try reading.find(text, limit: 9).customers
            let id = chosen ?? (caller.matches.count == 1 ? caller.matches[0].id : nil)
            caller.file = try id.map { try reading.file(of: $0, by: context.actor) }
        }
        guard let file = caller.file else { return caller }
        caller.rights = reading.rights(of: file.units, now: context.now)
        caller.contacts = try reading.lastContacts(of: file, by: context.actor)
        let newest =
            (file.openCases.map { CaseID($0.subject.number) } + file.pastCases.map(\.id)).max()
        caller.newest = try newest.map { try reading.serviceCase($0) }
        return caller
    }

    /// What is known of the caller now: what the customer's file says is settled, or asked of a new one.
    /// - Returns: what is to be told of it.
    @discardableResult
    mutating func show(_ caller: Caller, _ context: DeskContext) -> [DeskStep] {
        let wasKnown = self.caller.file?.customer.id
        if context.isUnasked, wasKnown == nil, let customer = caller.file?.customer, isTypingNewCustomer {
            // Someone else has just put the caller on file: what is being typed stays, and F4 takes them.
            self.caller.matches = [customer]
            let facts: [String: PhraseFact] = [
                "id": .text(customer.id.description), "name": .text(customer.name),
                "key": context.key(Self.pick, on: id),
            ]
            return [.notice(MessageLine(.warning, context.say("log.nowOnFile", facts)))]
        }
        self.caller = caller
        let file = caller.file
        if let customer = file?.customer {
            form.set(.name, to: customer.name)
            form.set(.address, to: customer.addresses.first?.line ?? "")
        } else if wasKnown != nil {
            for field in LogField.ofNewCustomer { form.set(field, to: "") }
        }
        let units = file?.units ?? []
        let choices = units.map { unit in
            Choice(
                id: unit.id.description,
                label: "\(unit.id) \(context.productName(unit.product)) \(unit.model)",
                keywords: [unit.serial, unit.model])
        }
        let kept = form.value(of: .unit)
        let isAnother = wasKnown != file?.customer.id
        replace(
            .unit, choices, isAnother && kept.isEmpty && units.count == 1 ? choices[0].id : kept, context)
        if isAnother { takeUnit(context) }
        arrange()
        if isGiven, form.focus == .phone, file != nil || caller.matches.isEmpty {
            _ = form.handle(.key(.tab))
            passSettled()
        }
        if caller.matches.isEmpty || file != nil { isGiven = false }
        return foresee(context)
    }

    private var isTypingNewCustomer: Bool {
        form.focus.map(LogField.ofNewCustomer.contains) ?? false
            || LogField.ofNewCustomer.contains { !form.value(of: $0).isEmpty }
    }

    /// F4: the customers that match, the choices of the field, or canned answers for a text.
    func pick(_ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus else { return [] }
        if focus == .phone || focus != .summary && caller.matches.count > 1 && chosen == nil {
            return pickCustomer(context)
        }
        if focus == .summary { return [.run(Everywhere.knowledge)] }
        guard let choice = form.choice(focus), !choice.choice.choices.isEmpty else {
            return [.warn(context.say("log.nothingToPick"))]
        }
        return [
            .push(
                PickSheet.choices(choice, of: self, context, { $0.form.choice(focus) }) { id in
                    Job.tell { (screen: inout LogScreen, context) in
                        screen.form.set(focus, to: id)
                        return screen.picked(focus, context)
                    }
                })
        ]
    }

    func pickCustomer(_ context: DeskContext) -> [DeskStep] {
        guard !caller.matches.isEmpty else { return [.warn(context.say("log.nobodyToPick"))] }
        let matches = caller.matches
        return [
            .push(
                PickSheet(context) { context in
                    let items = matches.map { customer in
                        PickerItem(
                            id: customer.id.description,
                            label: "\(customer.name)  \(context.phones(customer))",
                            detail: customer.addresses.first?.line ?? "",
                            keywords: [customer.id.description]
                                + Pinyin.keys(of: customer.name, isName: true))
                    }
                    return Picker(
                        items, title: context.say("log.pickCustomer"), emptyText: context.say("pick.empty"))
                } picked: { id in
                    Job.tell { (screen: inout LogScreen, _) in
                        screen.chosen = CustomerID(id)
                        return screen.lookUp()
                    }
                })
        ]
    }

    private mutating func picked(_ field: LogField, _ context: DeskContext) -> [DeskStep] {
        draft.changed(at: context.now)
        return changed(field, context) + foresee(context)
    }
}
