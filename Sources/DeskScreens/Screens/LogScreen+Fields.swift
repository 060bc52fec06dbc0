import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// The fields of C120, in the order a call goes: who, where, what is the matter, and what follows from it.
enum LogField: String, Hashable, Sendable, CaseIterable {
    case phone, name, area, address, unit, summary, product, fault, kind, severity, reason
    /// What is promised sooner than the standard has it, by when, and why.
    case sooner, soonerBy, soonerReason

    /// Filled by hand, rather than from the customer's file.
    var isTyped: Bool { self != .unit }

    /// What is typed for a customer who is not on file.
    static let ofNewCustomer: [LogField] = [.name, .area, .address]

    static let ofSoonerPromise: [LogField] = [.sooner, .soonerBy, .soonerReason]

    static func form(_ context: DeskContext) -> Form<LogField> {
        let say = { (key: String) in context.say(key) }
        let choose = context.say("field.choose", ["key": context.key(LogScreen.pick, on: "C120")])
        let kinds = context.rules.workflows.kinds(of: .case).map { context.choice($0.name, $0.label) }
        let products = context.rules.settings.products.map {
            Choice(
                id: $0.name, label: context.wording.text($0.label),
                keywords: context.keywords($0.label) + $0.words)
        }
        let severities = Severity.allCases.map { context.choice($0) }
        var form = Form<LogField>([
            .text(
                .phone, label: say("label.phone"), placeholder: say("log.phone.placeholder"), required: true),
            .text(.name, label: say("label.name"), required: true, cells: 30),
            .choice(.area, label: say("label.area"), [], placeholder: choose, cells: 34),
            .text(.address, label: say("label.address")),
            .choice(.unit, label: say("label.unit"), [], placeholder: say("log.noUnits")),
            .text(.summary, label: say("label.summary"), required: true, rows: 3),
            .choice(.product, label: say("label.product"), products, placeholder: choose, cells: 34),
            .choice(.fault, label: say("label.fault"), [], placeholder: choose, cells: 34),
            .choice(.kind, label: say("label.kind"), kinds, selected: "complaint", required: true, cells: 34),
            .choice(
                .severity, label: say("label.severity"), severities, selected: Severity.general.rawValue,
                cells: 34),
            .text(.reason, label: say("label.severityReason"), required: true),
            .choice(.sooner, label: say("label.sooner"), [], placeholder: choose, required: true, cells: 44),
            .text(
                .soonerBy, label: say("label.soonerBy"), placeholder: say("field.moment"), required: true,
                cells: 28),
            .text(.soonerReason, label: say("label.soonerReason"), required: true),
        ])
        form.setFocus(.phone)
        return form
    }
}

extension LogScreen {
    var unit: Unit? { caller.file?.units.first { $0.id.description == form.value(of: .unit) } }

    var area: ServiceArea? { areas.first { $0.name == form.value(of: .area) } }

    /// A product from the customer's file says what product it is.
    mutating func takeUnit(_ context: DeskContext) {
        guard let unit else { return arrange() }
        form.set(.product, to: unit.product)
        offerFaults(context)
        readSummary(context)
        arrange()
    }

    /// Which fields there is something to do in: what the customer's file says is seen there, and asked nowhere. The
    /// focus leaves a field there is no more to do in.
    mutating func arrange() {
        let isKnown = caller.file != nil
        for index in form.fields.indices {
            let field = form.fields[index].id
            let isShown =
                switch field {
                case .name, .address: !isKnown
                case .area: !isKnown && !areas.isEmpty
                case .unit: caller.file?.units.isEmpty == false
                case .product: unit == nil
                case .reason: isOverruled
                case .sooner, .soonerBy, .soonerReason: isPromisingSooner
                case .phone, .summary, .fault, .kind, .severity: true
                }
            form.fields[index].isHidden = !isShown
            form.fields[index].isEnabled = isShown && (field != .fault || !faults.isEmpty)
        }
        form.settleFocus()
    }

    private var faults: [Choice] {
        if case .choice(let field)? = form[.fault]?.content { field.choices } else { [] }
    }

    /// Tab goes to where something is to be done: a unit chosen because the customer has no other needs no second look.
    /// The arrows still go there.
    mutating func passSettled() {
        guard form.focus == .unit, unit != nil, caller.file?.units.count == 1 else { return }
        _ = form.handle(.key(.tab))
    }

    mutating func offerAreas(_ context: DeskContext) {
        let choices = areas.map { area in
            Choice(
                id: area.name, label: area.name,
                keywords: [area.district, area.city, area.zone].flatMap { name in
                    [name, SearchText.initials(of: name) ?? ""]
                }.filter { !$0.isEmpty })
        }
        replace(.area, choices, form.value(of: .area), context)
        arrange()
    }

    /// The usual faults of the product chosen; a fault that is among them stays.
    mutating func offerFaults(_ context: DeskContext) {
        let faults = context.rules.product(form.value(of: .product))?.faults ?? []
        replace(.fault, faults.map { context.choice($0.name, $0.label) }, form.value(of: .fault), context)
    }

    mutating func replace(
        _ field: LogField, _ choices: [Choice], _ selected: String, _ context: DeskContext
    ) {
        guard let index = form.fields.firstIndex(where: { $0.id == field }) else { return }
        let placeholder =
            choices.isEmpty && field == .unit
            ? context.say("log.noUnits")
            : context.say("field.choose", ["key": context.key(LogScreen.pick, on: id)])
        // Read again and found the same, it keeps what is half typed.
        if case .choice(let field) = form.fields[index].content, field.choices == choices,
            field.choice?.id ?? "" == selected, field.placeholder == placeholder
        {
            return
        }
        form.fields[index].content = .choice(
            ChoiceField(choices, selected: selected, placeholder: placeholder))
    }
}
