import Model
import Resources

extension WorkflowReader {
    mutating func readFields() -> [FieldDefinition] {
        let builtIn = BuiltInFacts.of(subject)
        let list = (root["fields"]?.entries ?? []).compactMap { key, node in
            note {
                guard builtIn[key.string ?? ""] == nil else {
                    throw key.fault("workflow.fieldIsFact", ["name": .text(key.string ?? "")])
                }
                return try field(named: key.string ?? "", node)
            }
        }
        fields = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return list
    }

    private func field(named name: String, _ node: RuleNode) throws -> FieldDefinition {
        try node.allowOnly("label", "type", "choices")
        let type = try node.choice("type", as: FactType.self)
        if type == .words {
            throw node.unknown(
                "fieldType", type.rawValue, FactType.allCases.filter { $0 != .words }.map(\.rawValue))
        }
        if type == .choice { _ = try node.need("choices") }
        let choices = try (node["choices"]?.entries ?? []).map { key, label in
            FieldDefinition.Choice(name: key.string ?? "", label: try label.asLabel())
        }
        return FieldDefinition(name: name, type: type, label: try node.label("label"), choices: choices)
    }
}
