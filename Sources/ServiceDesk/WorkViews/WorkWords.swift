package import Model
import Workflow

/// The words a filter of visits, calls or requests may use at this desk, as `FilterWords` has those of cases.
package struct WorkWords: FilterVocabulary {
    package typealias Field = WorkFilter.Field

    package let kind: WorkKind
    package private(set) var fields: [Field: [String]] = [:]
    package private(set) var values: [Field: [FilterWords.Word]] = [:]
    /// Those of cases, of which most are the same.
    let common: FilterWords

    package var known: [Field] { Field.of(kind) }

    /// - Parameters:
    ///   - reasons: why calls are made; nil where any will do, as while the rules are being read.
    ///   - language: whose labels stand first.
    ///   - said: what a phrase is in each language, that one first; none where there are no languages.
    init(
        _ kind: WorkKind, _ workflows: Workflows, decisions: [Empowerment.Decision], reasons: [String]? = nil,
        common: FilterWords, in language: String? = nil, said: (String) -> [String] = { _ in [] }
    ) {
        (self.kind, self.common) = (kind, common)
        for field in Field.of(kind) {
            fields[field] = [field.rawValue] + said("filter.field.\(field.rawValue)")
        }
        for (field, same) in Self.shared where known.contains(field) { values[field] = common.values[same] }
        if known.contains(.starts) {
            values[.starts] = [
                FilterWords.Word(
                    name: FilterWords.today, labels: said("filter.word.\(FilterWords.today)"))
            ]
        }
        switch kind {
        case .visits: values[.state] = Self.states(workflows, .visit, language)
        case .calls:
            values[.state] = Self.states(workflows, .call, language)
            values[.doer] = Self.own(common)
            values[.reason] = reasons?.map { reason in
                FilterWords.Word(
                    name: reason, labels: said("callReason.\(FilterWords.dashed(reason))"))
            }
        case .approvals:
            values[.decision] = decisions.map {
                FilterWords.Word(name: $0.name, labels: FilterWords.labels(of: $0.label, in: language))
            }
            let people = common.values[.owner] ?? []
            let own = Self.own(common)
            // Somebody always asked.
            values[.asker] = people.filter { ![FilterWords.anybody, FilterWords.nobody].contains($0.name) }
            values[.decider] = own
            values[.team] = own + (common.values[.team] ?? [])
        }
    }

    /// Fields whose values are those of a field of cases.
    private static let shared: [(Field, FilterWords.Field)] = [
        (.kind, .kind), (.product, .product), (.severity, .severity), (.due, .due), (.technician, .owner),
        (.caller, .owner),
    ]

    /// Whoever asks.
    private static func own(_ common: FilterWords) -> [FilterWords.Word] {
        (common.values[.owner] ?? []).filter { $0.name == FilterWords.mine }
    }

    /// States of several workflows that have one name are one.
    private static func states(_ workflows: Workflows, _ subject: SubjectKind, _ language: String?)
        -> [FilterWords.Word]
    {
        FilterWords.joined(
            workflows.kinds(of: subject).flatMap(\.states).map {
                FilterWords.Word(name: $0.name, labels: FilterWords.labels(of: $0.label, in: language))
            })
    }
}

extension Reading {
    /// What a filter of visits, calls or requests may say at this desk.
    /// - Parameters: as of `filterWords`.
    package func workWords(
        of kind: WorkKind, in language: String? = nil, said: (String) -> [String] = { _ in [] }
    ) throws -> WorkWords {
        WorkWords(
            kind, rules.workflows, decisions: rules.empowerment.decisions,
            reasons: kind == .calls ? try rules.callReasons() : nil,
            common: try filterWords(in: language, said: said), in: language, said: said)
    }
}
