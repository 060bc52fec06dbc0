import Model
import Resources

/// Reads one workflow file. Everything wrong in it is noted in `findings`, with its line; what can be understood
/// nevertheless is read on, so that one run names all of it.
///
/// One file an aspect: `+Fields`, `+States`, `+Transitions`, `+Conditions`, `+Effects`, `+Names`.
struct WorkflowReader {
    let root: RuleNode
    let roles: Roles
    let metrics: Set<String>
    let calendars: Set<String>?
    let decisions: [String]?
    let findings: Findings

    var subject = SubjectKind.case
    /// By name, for what conditions and transitions mention.
    var fields: [String: FieldDefinition] = [:]
    /// The states in the file's order; known before any of them is read.
    var stateNames: [String] = []
    var openStates: [String] = []
    var transitionNames: [String] = []
    /// The metrics any state or transition starts: what `clocks: {stop: all}` means.
    var startedMetrics: [String] = []

    /// Nil when so much is wrong that no definition came out; `findings` then says what.
    static func read(
        _ file: ResourceFile, roles: Roles, metrics: Set<String>, calendars: Set<String>?,
        decisions: [String]?, _ findings: Findings
    ) -> WorkflowDefinition? {
        guard let root = findings.attempt({ try RuleNode.parse(file) }) else { return nil }
        var reader = WorkflowReader(
            root: root, roles: roles, metrics: metrics, calendars: calendars, decisions: decisions,
            findings: findings)
        return reader.definition()
    }

    private mutating func definition() -> WorkflowDefinition? {
        let before = findings.all.count
        note {
            try root.allowOnly(
                "workflow", "version", "subject", "label", "initial", "fields", "states", "transitions")
        }
        let name = note { try root.text("workflow") }
        let version = note { try root.integer("version") }
        let label = note { try root.label("label") }
        let initial = note { try root.text("initial") }
        subject = note { try readSubject() } ?? .case

        let fieldList = readFields()
        surveyStates()
        surveyTransitions()
        let states = readStates()
        let transitions = readTransitions(states)
        if let initial, let node = root["initial"] { _ = stateName(initial, node) }

        guard let name, let version, let label, let initial, stateNames.contains(initial) else { return nil }
        let definition = WorkflowDefinition(
            name: name, version: version, subject: subject, label: label, initial: initial, fields: fieldList,
            states: states, transitions: transitions, file: root.file)
        // The graph of a half-read file would only be complained about for what is missing from it.
        if findings.all.count == before { GraphCheck(definition).run(findings) }
        return definition
    }

    @discardableResult
    func note<Value>(_ body: () throws -> Value) -> Value? { findings.attempt(body) }

    private func readSubject() throws -> SubjectKind {
        let kinds: [SubjectKind] = [.case, .visit, .call]
        let node = try root.need("subject")
        guard let kind = kinds.first(where: { $0.rawValue == node.string }) else {
            throw node.unknown("subject", node.string, kinds.map(\.rawValue))
        }
        return kind
    }
}

extension RuleNode {
    /// A name that is not one of those known: `workflow.unknown.state` and its like.
    func unknown(_ what: String, _ name: String?, _ known: some Sequence<String>) -> RuleFault {
        fault("workflow.unknown.\(what)", ["name": .text(name ?? ""), "known": .names(Array(known))])
    }

    /// A word of a closed list.
    func word<Value: RawRepresentable & CaseIterable>(_ what: String, as: Value.Type) throws -> Value
    where Value.RawValue == String {
        guard let value = string.flatMap(Value.init(rawValue:)) else {
            throw unknown(what, string, Value.allCases.map(\.rawValue))
        }
        return value
    }
}
