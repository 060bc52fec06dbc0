package import Model
package import Resources

/// All workflows of a desk, newest version first in use. An older version may be kept in a file of its own (any name,
/// the same `workflow:`), for matters that started with it.
///
///     let workflows = try Workflows(files: library.files(in: "workflows"), roles: roles)
///     let step = try workflows["complaint"]?.step(from: …)
package struct Workflows: Sendable {
    /// By name, then newest first.
    package let all: [WorkflowDefinition]

    /// - Parameters:
    ///   - metrics: what clocks may measure; nil for the house's own list.
    ///   - calendars: the calendars there are; nil leaves calendar names unchecked.
    ///   - decisions: what may be granted (`Empowerment`); nil leaves names of decisions unchecked.
    /// - Throws: the first `RuleFault`; `check` gives them all.
    package init(
        files: [ResourceFile], roles: Roles, metrics: Set<String>? = nil, calendars: Set<String>? = nil,
        decisions: [String]? = nil
    ) throws {
        let findings = Findings()
        all = Workflows.read(files, roles, metrics, calendars, decisions, findings)
        if let first = findings.all.first { throw first }
    }

    /// Everything wrong in the files, in their order and by line.
    package static func check(
        files: [ResourceFile], roles: Roles, metrics: Set<String>? = nil, calendars: Set<String>? = nil,
        decisions: [String]? = nil
    ) -> [RuleFault] {
        let findings = Findings()
        _ = read(files, roles, metrics, calendars, decisions, findings)
        let order = Dictionary(files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: min)
        return findings.all.sorted {
            (order[$0.file] ?? 0, $0.line) < (order[$1.file] ?? 0, $1.line)
        }
    }

    /// The newest version.
    package subscript(name: String) -> WorkflowDefinition? { all.first { $0.name == name } }

    /// The version a matter started with; nil when it is no longer kept.
    package func definition(_ name: String, version: Int) -> WorkflowDefinition? {
        all.first { $0.name == name && $0.version == version }
    }

    /// The newest versions for a subject: the case kinds, or what visits and calls follow.
    package func kinds(of subject: SubjectKind) -> [WorkflowDefinition] {
        all.filter { $0.subject == subject && self[$0.name]?.version == $0.version }
    }
}

extension Workflows {
    private static func read(
        _ files: [ResourceFile], _ roles: Roles, _ metrics: Set<String>?, _ calendars: Set<String>?,
        _ decisions: [String]?, _ findings: Findings
    ) -> [WorkflowDefinition] {
        let definitions = files.compactMap {
            WorkflowReader.read(
                $0, roles: roles, metrics: metrics ?? Metric.all, calendars: calendars, decisions: decisions,
                findings)
        }
        checkTwins(definitions, findings)
        checkOpenedKinds(definitions, findings)
        return definitions.sorted { ($0.name, -$0.version) < ($1.name, -$1.version) }
    }

    private static func checkTwins(_ definitions: [WorkflowDefinition], _ findings: Findings) {
        for (index, one) in definitions.enumerated() {
            for other in definitions[..<index] where other.name == one.name {
                if other.version == one.version {
                    findings.add(one.fault("workflow.twin", ["other": .text(other.file)]))
                } else if other.subject != one.subject {
                    findings.add(one.fault("workflow.otherSubject", ["other": .text(other.file)]))
                }
            }
        }
    }

    /// `openCase` names a workflow of another file.
    private static func checkOpenedKinds(_ definitions: [WorkflowDefinition], _ findings: Findings) {
        let kinds = definitions.filter { $0.subject == .case }.map(\.name)
        for definition in definitions {
            for transition in definition.transitions {
                for case .openCase(let kind, _) in transition.effects where !kinds.contains(kind) {
                    findings.add(
                        definition.fault(
                            "workflow.unknown.kind", line: transition.line,
                            ["name": .text(kind), "known": .names(kinds)]))
                }
            }
        }
    }
}

extension WorkflowDefinition {
    fileprivate func fault(_ key: String, line: Int = 1, _ facts: [String: PhraseFact]) -> RuleFault {
        let own: [String: PhraseFact] = ["workflow": .text(name), "version": .count(version)]
        return RuleFault(
            file: file, line: line, problem: Phrase(key, facts.merging(own) { a, _ in a }))
    }
}
