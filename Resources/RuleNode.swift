package import Model
import Yams

/// Something wrong in a rule file: where, what, and how to mend it.
package struct RuleFault: Fault, Hashable {
    package var file: String
    /// 1-based; 0 when the whole file is meant.
    package var line: Int
    package var problem: Phrase

    package init(file: String, line: Int, problem: Phrase) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var kind: FaultKind { .badData }
    /// `file:line: problem`
    package var phrase: Phrase {
        Phrase("rule.at", ["file": .text(file), "line": .count(line), "problem": .phrase(problem)])
    }

    /// Everything that a reader complains of; what ends its reading at once is all there is then.
    package static func all(_ read: () throws -> [RuleFault]) -> [RuleFault] {
        do { return try read() } catch { return (error as? RuleFault).map { [$0] } ?? [] }
    }
}

/// A node of a rule file that knows its line. Readers of workflows, promises, calendars … are written on it, so that
/// every complaint carries file and line.
///
///     let root = try RuleNode.parse(file)
///     try root.allowOnly("workflow", "version", "states")
///     let version = try root.integer("version")
package struct RuleNode {
    package let file: String
    package let line: Int
    private let node: Yams.Node

    private init(file: String, node: Yams.Node) {
        self.file = file
        self.node = node
        line = node.mark?.line ?? 0
    }

    /// - Throws: `RuleFault` with the line at which the text stops being YAML.
    package static func parse(_ resource: ResourceFile) throws -> RuleNode {
        do {
            guard let node = try Yams.compose(yaml: resource.text) else {
                throw RuleFault(file: resource.name, line: 0, problem: Phrase("rule.empty"))
            }
            return RuleNode(file: resource.name, node: node)
        } catch let error as YamlError {
            let (line, text) = explain(error)
            throw RuleFault(
                file: resource.name, line: line, problem: Phrase("rule.notYAML", ["detail": .text(text)]))
        }
    }

    private static func explain(_ error: YamlError) -> (Int, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "duplicate key: \(duplicates)")
        default: (0, "\(error)")
        }
    }

    /// A complaint about this node.
    package func fault(_ key: String, _ facts: [String: PhraseFact] = [:]) -> RuleFault {
        RuleFault(file: file, line: line, problem: Phrase(key, facts))
    }

    // MARK: Shape

    /// As it is written, in one line.
    package var source: String {
        ((try? Yams.serialize(node: node)) ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    package var isMapping: Bool { node.mapping != nil }
    package var isSequence: Bool { node.sequence != nil }
    package var isScalar: Bool { node.scalar != nil }

    /// The child of a mapping, nil when absent (or null).
    package subscript(key: String) -> RuleNode? {
        // Yams' own lookup compares nodes by their resolved tags, which matches regular expressions for each.
        guard let child = node.mapping?.first(where: { $0.key.scalar?.string == key })?.value
        else { return nil }
        if let scalar = child.scalar, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
            return nil
        }
        return RuleNode(file: file, node: child)
    }

    /// The children of a mapping, in the file's order.
    package var entries: [(key: RuleNode, value: RuleNode)] {
        (node.mapping?.map { ($0.key, $0.value) } ?? []).map {
            (RuleNode(file: file, node: $0.0), RuleNode(file: file, node: $0.1))
        }
    }

    /// The items of a sequence; a lone scalar or mapping counts as one.
    package var items: [RuleNode] {
        if let sequence = node.sequence { return sequence.map { RuleNode(file: file, node: $0) } }
        return [self]
    }

    // MARK: Values

    package var string: String? { node.scalar?.string }
    package var integer: Int? { node.scalar.flatMap { Int($0.string) } }
    package var double: Double? { node.scalar.flatMap { Double($0.string) } }
    package var flag: Bool? {
        switch node.scalar?.string {
        case "true", "yes": true
        case "false", "no": false
        default: nil
        }
    }

    /// A required child.
    package func need(_ key: String) throws -> RuleNode {
        guard let child = self[key] else { throw fault("rule.missing", ["key": .text(key)]) }
        return child
    }

    package func text(_ key: String) throws -> String {
        let child = try need(key)
        guard let text = child.string else { throw child.fault("rule.notText", ["key": .text(key)]) }
        return text
    }

    package func text(_ key: String, or fallback: String) throws -> String {
        self[key] == nil ? fallback : try text(key)
    }

    package func integer(_ key: String) throws -> Int {
        let child = try need(key)
        guard let n = child.integer else { throw child.fault("rule.notInteger", ["key": .text(key)]) }
        return n
    }

    package func flag(_ key: String, or fallback: Bool = false) throws -> Bool {
        guard let child = self[key] else { return fallback }
        guard let flag = child.flag else { throw child.fault("rule.notFlag", ["key": .text(key)]) }
        return flag
    }

    /// A list of words; a lone word counts as one; absent is empty.
    package func words(_ key: String) throws -> [String] {
        try (self[key]?.items ?? []).map {
            guard let word = $0.string else { throw $0.fault("rule.notText", ["key": .text(key)]) }
            return word
        }
    }

    package func day(_ key: String) throws -> Day? {
        guard let child = self[key] else { return nil }
        guard let day = child.string.flatMap({ Day($0) }) else {
            throw child.fault("rule.notDay", ["key": .text(key)])
        }
        return day
    }

    /// `{en: …, zh-Hans: …}`; both are required, so that no screen is half in one language.
    package func label(_ key: String) throws -> Label {
        try need(key).asLabel()
    }

    package func asLabel() throws -> Label {
        var texts: [String: String] = [:]
        for (k, v) in entries {
            guard let language = k.string, let text = v.string, !text.isEmpty else {
                throw v.fault("rule.notText", ["key": .text(k.string ?? "?")])
            }
            texts[language] = text
        }
        for language in ["en", "zh-Hans"] where texts[language] == nil {
            throw fault("rule.noLanguage", ["language": .text(language)])
        }
        return Label(texts)
    }

    /// One of a closed set of words.
    package func choice<Value: RawRepresentable & CaseIterable>(_ key: String, as type: Value.Type) throws
        -> Value
    where Value.RawValue == String {
        let child = try need(key)
        guard let value = child.string.flatMap(Value.init(rawValue:)) else {
            throw child.notOneOf(Value.allCases.map(\.rawValue), key)
        }
        return value
    }

    /// Refuses keys that no reader knows: a misspelt key must not be a silent no.
    package func allowOnly(_ keys: String...) throws {
        guard isMapping else { throw fault("rule.notMapping") }
        for (key, _) in entries where !keys.contains(key.string ?? "") {
            throw key.fault(
                "rule.unknownKey",
                ["key": .text(key.string ?? ""), "choices": .list(keys.map { .text($0) })])
        }
    }
}
