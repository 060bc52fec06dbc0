import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// The fields of C120, in the order a call goes.
enum LogField: String, Hashable, Sendable, CaseIterable {
    case phone, name, address, unit, kind, product, fault, summary, severity

    /// Filled by hand, rather than from the customer's file.
    var isTyped: Bool { self != .unit }

    static func form(_ context: DeskContext) -> Form<LogField> {
        let say = { (key: String) in context.say(key) }
        let choose = say("field.choose")
        let kinds = context.rules.workflows.kinds(of: .case).map { context.choice($0.name, $0.label) }
        let products = context.rules.settings.products.map { context.choice($0.name, $0.label) }
        let severities = Severity.allCases.map {
            Choice(id: $0.rawValue, label: context.wording.name($0), keywords: [$0.rawValue])
        }
        var form = Form<LogField>([
            .text(
                .phone, label: say("label.phone"), placeholder: say("log.phone.placeholder"), required: true),
            .text(.name, label: say("label.name"), required: true, cells: 30),
            .text(.address, label: say("label.address")),
            .choice(.unit, label: say("label.unit"), [], placeholder: say("log.noUnits")),
            .choice(.kind, label: say("label.kind"), kinds, selected: "complaint", required: true, cells: 34),
            .choice(.product, label: say("label.product"), products, placeholder: choose, cells: 34),
            .choice(.fault, label: say("label.fault"), [], placeholder: choose, cells: 34),
            .text(.summary, label: say("label.summary"), required: true, rows: 3),
            .choice(
                .severity, label: say("label.severity"), severities, selected: Severity.general.rawValue,
                cells: 34),
        ])
        for index in form.fields.indices where [.unit, .fault].contains(form.fields[index].id) {
            form.fields[index].isEnabled = false
        }
        form.setFocus(.phone)
        return form
    }
}

extension LogScreen {
    var unit: Unit? { caller.file?.units.first { $0.id.description == form.value(of: .unit) } }

    /// A product from the customer's file says what product it is.
    mutating func takeUnit(_ context: DeskContext) {
        guard let unit else { return }
        form.set(.product, to: unit.product)
        offerFaults(context)
    }

    /// The usual faults of the product chosen; a fault that is among them stays.
    mutating func offerFaults(_ context: DeskContext) {
        let faults = context.rules.product(form.value(of: .product))?.faults ?? []
        replace(.fault, faults.map { context.choice($0.name, $0.label) }, form.value(of: .fault), context)
    }

    /// What is known of the caller now: fills in and locks what the customer's file says, or frees it for a new one.
    mutating func show(_ caller: Caller, _ context: DeskContext) {
        let wasKnown = self.caller.file?.customer.id
        self.caller = caller
        let file = caller.file
        for index in form.fields.indices where [.name, .address].contains(form.fields[index].id) {
            form.fields[index].isEnabled = file == nil
        }
        if let customer = file?.customer {
            form.set(.name, to: customer.name)
            form.set(.address, to: customer.addresses.first?.line ?? "")
        } else if wasKnown != nil {
            form.set(.name, to: "")
            form.set(.address, to: "")
        }
        let units = file?.units ?? []
        let choices = units.map { unit in
            Choice(
                id: unit.id.description,
                label: "\(unit.id) \(context.productName(unit.product)) \(unit.model)",
                keywords: [unit.serial, unit.model])
        }
        let kept = form.value(of: .unit)
        replace(.unit, choices, kept.isEmpty && units.count == 1 ? choices[0].id : kept, context)
        if wasKnown != file?.customer.id { takeUnit(context) }
    }

    private mutating func replace(
        _ field: LogField, _ choices: [Choice], _ selected: String, _ context: DeskContext
    ) {
        guard let index = form.fields.firstIndex(where: { $0.id == field }) else { return }
        let placeholder =
            field == .unit && choices.isEmpty ? context.say("log.noUnits") : context.say("field.choose")
        // Where there is nothing to choose, Tab passes by.
        form.fields[index].isEnabled = !choices.isEmpty
        form.fields[index].content = .choice(
            ChoiceField(choices, selected: selected, placeholder: placeholder))
    }

    /// Open cases of this customer that the new one may be about.
    func duplicates(_ context: DeskContext) -> [WorkItem] {
        let kind = form.value(of: .kind)
        return (caller.file?.openCases ?? []).filter { $0.kind == kind }
    }
}
