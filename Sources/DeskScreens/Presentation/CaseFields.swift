import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension ServiceCase: FormEditable {
    static let right = Right.editCase

    static func read(_ subject: Subject, _ reading: Reading) throws -> ServiceCase {
        try reading.serviceCase(CaseID(subject.number))
    }

    /// Who works here now, and, though they left, who has it in hand; what the customer owns and where.
    func lists(_ reading: Reading) throws -> EditLists {
        var people = try reading.people().map {
            Choice(
                id: $0.id.description, label: $0.name,
                keywords: [$0.login] + Pinyin.keys(of: $0.name, isName: true))
        }
        if let owner, !people.contains(where: { $0.id == owner.description }) {
            let name = try reading.names()[owner] ?? owner.description
            people.append(Choice(id: owner.description, label: name))
        }
        let file = try reading.file(of: customer, by: .desk)
        return EditLists(people: people, units: file.units, addresses: file.customer.addresses)
    }

    static func fields(
        _ texts: [String: String], _ lists: EditLists, _ context: DeskContext
    ) -> [FormField<String>] {
        let say = { (key: String) in context.say(key) }
        let settings = context.rules.settings
        let faults = context.rules.product(texts["product"] ?? "")?.faults ?? []
        let units = lists.units.map {
            Choice(
                id: $0.id.description, label: "\($0.id) \(context.productName($0.product)) \($0.model)",
                keywords: [$0.serial, $0.model])
        }
        return [
            .text(
                "summary", label: say("label.summary"), texts["summary"] ?? "", required: true, rows: 3),
            context.editField(
                "product", say("label.product"), texts,
                settings.products.map { context.choice($0.name, $0.label) }),
            context.editField(
                "fault", say("label.fault"), texts, faults.map { context.choice($0.name, $0.label) }),
            context.editField("unit", say("label.unit"), texts, units),
            context.editField(
                "severity", say("label.severity"), texts,
                Severity.allCases.map { context.choice($0) }, required: true),
            context.editField(
                "channel", say("label.channel"), texts, Channel.allCases.map { context.choice($0) },
                required: true),
            context.editField(
                "queue", say("label.queue"), texts,
                settings.queues.map { context.choice($0.name, $0.label) }, required: true),
            context.editField("owner", say("label.owner"), texts, lists.people),
            context.editField(
                "address", say("label.address"), texts,
                lists.addresses.map { Choice(id: $0.id.description, label: $0.line) }, cells: nil),
        ]
    }

    /// A fault is one of its product's: another product brings its own.
    static func follow(
        _ field: String, _ texts: inout [String: String], shown: [String: String], _ context: DeskContext
    ) {
        guard field == "product" else { return }
        let faults = (context.rules.product(texts["product"] ?? "")?.faults ?? []).map(\.name)
        let wanted = [texts["fault"], shown["fault"]].compactMap { $0 }
        let isAsBefore = texts["product"] == shown["product"]
        texts["fault"] = isAsBefore ? shown["fault"] : wanted.first(where: faults.contains) ?? ""
    }

    mutating func put(_ text: String, in field: String) {
        switch field {
        case "summary": summary = text.trimmed
        case "product": product = text
        case "fault": fault = text
        case "unit": unit = UnitID(text)
        case "severity": severity = Severity(rawValue: text) ?? severity
        case "channel": channel = Channel(rawValue: text) ?? channel
        case "queue": queue = text
        case "owner": owner = StaffID(text)
        case "address": addressID = Int64(text)
        default: break
        }
    }

    func save(_ work: Work) throws -> ServiceCase { try work.edit(self) }
}

extension CaseSheet {
    /// What its own form needs to show what it holds, before it has read what else there is to choose.
    var editLists: EditLists {
        let owner = serviceCase.owner.map { Choice(id: $0.description, label: names[$0] ?? $0.description) }
        return EditLists(
            people: owner.map { [$0] } ?? [], units: unit.map { [$0] } ?? [], addresses: customer.addresses)
    }
}

extension DeskContext {
    /// A word of the model, also found by itself.
    func choice(_ value: some Named) -> Choice {
        Choice(id: value.rawValue, label: wording.name(value), keywords: [value.rawValue])
    }
}
