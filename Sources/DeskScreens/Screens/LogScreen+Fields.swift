import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// The fields of C120, in the order a call goes.
enum LogField: String, Hashable, Sendable, CaseIterable {
    case phone, name, address, zone, unit, kind, product, fault, summary, severity

    /// Filled by hand, rather than from the customer's file.
    var isTyped: Bool { self != .unit }

    static func form(_ context: DeskContext) -> Form<LogField> {
        let say = { (key: String) in context.say(key) }
        let choose = say("field.choose")
        let kinds = context.rules.workflows.kinds(of: .case).map { context.choice($0.name, $0.label) }
        let products = context.rules.settings.products.map { context.choice($0.name, $0.label) }
        let severities = Severity.allCases.map { context.choice($0) }
        var form = Form<LogField>([
            .text(
                .phone, label: say("label.phone"), placeholder: say("log.phone.placeholder"), required: true),
            .text(.name, label: say("label.name"), required: true, cells: 30),
            .text(.address, label: say("label.address")),
            .choice(.zone, label: say("label.zone"), [], placeholder: say("log.noZones"), cells: 34),
            .choice(.unit, label: say("label.unit"), [], placeholder: say("log.noUnits")),
            .choice(.kind, label: say("label.kind"), kinds, selected: "complaint", required: true, cells: 34),
            .choice(.product, label: say("label.product"), products, placeholder: choose, cells: 34),
            .choice(.fault, label: say("label.fault"), [], placeholder: choose, cells: 34),
            .text(.summary, label: say("label.summary"), required: true, rows: 3),
            .choice(
                .severity, label: say("label.severity"), severities, selected: Severity.general.rawValue,
                cells: 34),
        ])
        for index in form.fields.indices where [.zone, .unit, .fault].contains(form.fields[index].id) {
            form.fields[index].isEnabled = false
        }
        form.setFocus(.phone)
        return form
    }
}

extension LogScreen {
    var unit: Unit? { caller.file?.units.first { $0.id.description == form.value(of: .unit) } }

    /// A product from the customer's file says what product it is; Tab then passes by that field.
    mutating func takeUnit(_ context: DeskContext) {
        defer { settle() }
        guard let unit else { return }
        form.set(.product, to: unit.product)
        offerFaults(context)
    }

    /// What is typed for a new customer only.
    private static let ofNewCustomer: [LogField] = [.name, .address, .zone]

    /// Which fields there is something to do in; the focus leaves one there is not.
    mutating func settle() {
        for index in form.fields.indices {
            switch form.fields[index].id {
            case .name, .address: form.fields[index].isEnabled = caller.file == nil
            case .zone: form.fields[index].isEnabled = caller.file == nil && !zones.isEmpty
            case .product: form.fields[index].isEnabled = unit == nil
            case .phone, .unit, .kind, .fault, .summary, .severity: break
            }
        }
        form.settleFocus()
    }

    mutating func offerZones(_ context: DeskContext) {
        replace(.zone, zones.map { Choice(id: $0, label: $0) }, form.value(of: .zone), context)
        settle()
    }

    /// The usual faults of the product chosen; a fault that is among them stays.
    mutating func offerFaults(_ context: DeskContext) {
        let faults = context.rules.product(form.value(of: .product))?.faults ?? []
        replace(.fault, faults.map { context.choice($0.name, $0.label) }, form.value(of: .fault), context)
    }

    /// What is known of the caller now: fills in and locks what the customer's file says, or frees it for a new one.
    /// - Returns: what is to be told of it.
    @discardableResult
    mutating func show(_ caller: Caller, _ context: DeskContext) -> [DeskStep] {
        let wasKnown = self.caller.file?.customer.id
        if context.isUnasked, wasKnown == nil, let customer = caller.file?.customer, isTypingNewCustomer {
            // Someone else has just put the caller on file: what is being typed stays, and F4 takes them.
            self.caller.matches = [customer]
            let facts = ["id": PhraseFact.text(customer.id.description), "name": .text(customer.name)]
            return [.notice(MessageLine(.warning, context.say("log.nowOnFile", facts)))]
        }
        self.caller = caller
        let file = caller.file
        if let customer = file?.customer {
            form.set(.name, to: customer.name)
            form.set(.address, to: customer.addresses.first?.line ?? "")
            form.set(.zone, to: customer.addresses.first?.zone ?? "")
        } else if wasKnown != nil {
            for field in Self.ofNewCustomer { form.set(field, to: "") }
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
        settle()
        return []
    }

    private var isTypingNewCustomer: Bool {
        form.focus.map(Self.ofNewCustomer.contains) ?? false
            || Self.ofNewCustomer.contains { !form.value(of: $0).isEmpty }
    }

    private mutating func replace(
        _ field: LogField, _ choices: [Choice], _ selected: String, _ context: DeskContext
    ) {
        guard let index = form.fields.firstIndex(where: { $0.id == field }) else { return }
        let placeholder =
            switch field {
            case .unit where choices.isEmpty: context.say("log.noUnits")
            case .zone where choices.isEmpty: context.say("log.noZones")
            default: context.say("field.choose")
            }
        // Where there is nothing to choose, Tab passes by.
        form.fields[index].isEnabled = !choices.isEmpty
        // Read again and found the same, it keeps what is half typed.
        if case .choice(let field) = form.fields[index].content, field.choices == choices,
            field.choice?.id ?? "" == selected, field.placeholder == placeholder
        {
            return
        }
        form.fields[index].content = .choice(
            ChoiceField(choices, selected: selected, placeholder: placeholder))
    }

    /// Open cases of this customer that the new one may be about.
    func duplicates(_ context: DeskContext) -> [WorkItem] {
        let kind = form.value(of: .kind)
        return (caller.file?.openCases ?? []).filter { $0.kind == kind }
    }
}
