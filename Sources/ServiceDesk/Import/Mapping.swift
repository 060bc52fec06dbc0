import Foundation
import Model
package import Resources
import ServiceTime

/// How a file's columns become fields. `Resources/mappings/nyc311.yaml` explains the form.
///
///     let mapping = try Mapping.find("nyc311", in: library)
package struct Mapping: Sendable {
    package let target: ImportTarget
    /// What the file is written in; nil detects.
    let encoding: TextEncoding?
    let delimiter: Character
    /// Whose local times the file's are.
    let zone: ZoneOffsets
    let dates: [DateFormat]
    let key: ValueRule
    let fields: [ImportField: ValueRule]
    /// The external key of the customer a row belongs to, and what is known of a new one.
    let customer: CustomerRules?

    struct CustomerRules: Sendable {
        let key: ValueRule
        let fields: [ImportField: ValueRule]
    }

    /// A shipped map by its name, or a file by its path.
    /// - Throws: `ResourceFault`, `RuleFault`.
    package static func find(_ name: String, in library: ResourceLibrary) throws -> Mapping {
        if FileManager.default.fileExists(atPath: name) {
            guard let bytes = FileManager.default.contents(atPath: name) else {
                throw ResourceFault.noFile(name)
            }
            guard let text = String(data: bytes, encoding: .utf8) else { throw ResourceFault.notUTF8(name) }
            return try Mapping(ResourceFile(name: name, text: text))
        }
        let shipped = try library.files(in: "mappings")
        guard let file = shipped.first(where: { $0.name.hasSuffix("/\(name).yaml") }) else {
            throw ImportFault.noMapping(name, shipped: shipped.map(Self.name(of:)))
        }
        return try Mapping(file)
    }

    private static func name(of file: ResourceFile) -> String {
        String((file.name as NSString).lastPathComponent.dropLast(".yaml".count))
    }

    /// - Throws: `RuleFault` with file and line.
    package init(_ file: ResourceFile) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("import", "encoding", "delimiter", "zone", "dates", "key", "fields", "customer")
        target = try root.choice("import", as: ImportTarget.self)
        encoding = try root["encoding"].map { _ in try root.choice("encoding", as: TextEncoding.self) }
        delimiter = try Self.delimiter(root)
        zone = try Self.zone(root)
        dates = try (root["dates"]?.items ?? []).map { node in
            guard let format = DateFormat(node.string ?? "") else {
                throw node.fault("import.notDateFormat", ["text": .text(node.string ?? "")])
            }
            return format
        }
        key = try ValueRule(root.need("key"))
        fields = try Self.fields(root.need("fields"), allowed: target.fields)
        for field in target.required where fields[field] == nil {
            throw try root.need("fields").fault("rule.missing", ["key": .text(field.rawValue)])
        }
        customer = target.needsCustomer ? try Self.customer(root.need("customer"), target) : nil
        if customer == nil, let extra = root["customer"] {
            throw extra.fault("import.noCustomerHere", ["target": .text(target.rawValue)])
        }
    }

    private static func customer(_ node: RuleNode, _ target: ImportTarget) throws -> CustomerRules {
        CustomerRules(
            key: try ValueRule(node.need("key")),
            fields: try fields(node, allowed: target.customerFields, besides: ["key"]))
    }

    private static func fields(_ node: RuleNode, allowed: [ImportField], besides: [String] = []) throws
        -> [ImportField: ValueRule]
    {
        guard node.isMapping else { throw node.fault("rule.notMapping") }
        var rules: [ImportField: ValueRule] = [:]
        for (key, value) in node.entries where !besides.contains(key.string ?? "") {
            guard let field = key.string.flatMap(ImportField.init), allowed.contains(field) else {
                throw key.fault(
                    "rule.unknownKey",
                    [
                        "key": .text(key.string ?? ""),
                        "choices": .list((besides + allowed.map(\.rawValue)).map { .text($0) }),
                    ])
            }
            rules[field] = try ValueRule(value)
        }
        return rules
    }

    private static func delimiter(_ root: RuleNode) throws -> Character {
        switch try root.text("delimiter", or: ",") {
        case "tab": return "\t"
        case let text:
            guard let only = text.first, text.count == 1, only.isASCII, only != "\"" else {
                throw try root.need("delimiter").fault("import.notDelimiter", ["text": .text(text)])
            }
            return only
        }
    }

    private static func zone(_ root: RuleNode) throws -> ZoneOffsets {
        let name = try root.text("zone", or: "Asia/Shanghai")
        guard let zone = ZoneOffsets(identifier: name) else {
            throw try root.need("zone").fault("calendar.noZone", ["zone": .text(name)])
        }
        return zone
    }
}
