package import Model
package import Records
import Resources

/// A column of a list of cases, by the name that `queues.yaml` and what people chose have for it.
package enum CaseColumn: String, Sendable, Hashable, CaseIterable {
    case due, id, kind, state, customer, matter, owner, age
    case severity, product, chasers, reopened, stateSince, queue, rank
}

/// A column that a list may be shown with.
package protocol ListColumn: RawRepresentable, CaseIterable, Hashable where RawValue == String {}

extension CaseColumn: ListColumn {}

extension ListColumn {
    /// Columns as somebody writes them, parted by commas: by the names of the rule files, or as people call them.
    /// - Parameters:
    ///   - known: those that there are.
    ///   - called: what people call a column, in whatever languages.
    /// - Throws: `ViewFault.unknownColumn`.
    package static func list(
        _ text: String, of known: [Self] = Array(allCases), called: (Self) -> [String] = { _ in [] }
    ) throws -> [Self] {
        var found: [Self] = []
        for part in text.split(whereSeparator: { ",，、;；\n".contains($0) }).map({ String($0).trimmed })
        where !part.isEmpty {
            let column = known.first { column in
                ([column.rawValue] + called(column)).contains { $0.lowercased() == part.lowercased() }
            }
            guard let column else {
                throw ViewFault.unknownColumn(
                    part, known: known.map { called($0).first ?? $0.rawValue })
            }
            if !found.contains(column) { found.append(column) }
        }
        return found
    }
}

/// How a list of cases is shown, and what in it counts as at risk: said beside its queue or view in `queues.yaml`.
package struct ListTerms: Sendable, Hashable {
    package var order = CaseOrder.urgency
    /// In this order; none named, as the desk has them.
    package var columns: [CaseColumn] = []
    /// What counts as at risk while it is not late. It is the same for whoever asks.
    package var risk = ListTerms.soon

    package init() {}

    /// Where nothing is said: a promise runs out within two hours.
    private static let soon: CaseFilter = {
        var filter = CaseFilter()
        filter.text = "due<2h"
        filter.terms = [.init(term: .moment(.due, .hours(2), isBefore: true), isNegated: false)]
        return filter
    }()

    /// Within how long a promise must run out to be at risk, where no more than that is asked.
    package var riskSpan: Span? {
        guard risk.terms.count == 1, let only = risk.terms.first, !only.isNegated,
            case .moment(.due, let span, isBefore: true) = only.term
        else { return nil }
        return span
    }

    /// The risk as a filter that leaves out what is late.
    package var riskFilter: String { risk.text + " -due:late" }

    /// The same as conditions.
    package func riskTests(at now: Instant) -> [CaseTest] {
        // An index finds the two ends of a span.
        if let span = riskSpan { return [CaseTest(.from(.due, now)), CaseTest(.before(.due, now + span))] }
        return risk.tests(for: .desk, at: now) + [CaseTest(.before(.due, now), isNegated: true)]
    }
}

extension ListTerms {
    /// Those of a kept view.
    init(_ kept: KeptView, _ words: FilterWords) {
        order = kept.order.ofCases
        columns = kept.columns.compactMap(CaseColumn.init(rawValue:))
        if !kept.risk.isEmpty, let risk = try? CaseFilter(kept.risk, words: words) { self.risk = risk }
    }

    /// Reads them beside a queue or view.
    /// - Throws: `RuleFault` with file and line.
    init(_ node: RuleNode, _ words: FilterWords) throws {
        if let order = node["order"] {
            self.order = try order.word(of: ListOrder.known(of: nil), "order").ofCases
        }
        columns = try (node["columns"]?.items ?? []).map { try $0.word(of: CaseColumn.allCases, "columns") }
        if let risk = node["at risk"] {
            self.risk = try CaseFilter(of: risk, words)
            guard !self.risk.isEmpty else { throw risk.fault("rule.missing", ["key": .text("at risk")]) }
            if self.risk.terms.contains(where: { $0.term == .mine }) {
                throw risk.fault("queue.riskOfOne", [:])
            }
        }
    }
}

extension RuleNode {
    /// One of some words.
    /// - Throws: `RuleFault` that names them.
    func word<Value: RawRepresentable>(of known: [Value], _ key: String) throws -> Value
    where Value.RawValue == String {
        guard let value = known.first(where: { $0.rawValue == string }) else {
            throw notOneOf(known.map(\.rawValue), key)
        }
        return value
    }
}

extension CaseFilter {
    /// A filter in a rule file.
    /// - Throws: `RuleFault` with file and line, where it cannot be understood.
    init(of node: RuleNode, _ words: FilterWords) throws {
        do {
            self = try CaseFilter(node.string ?? "", words: words)
        } catch let fault as FilterFault {
            throw node.fault(fault.phrase.key, fault.phrase.facts)
        }
    }
}

extension Rules {
    /// How a list is shown.
    package func terms(of scope: QueueScope) -> ListTerms {
        switch scope {
        case .queue(let name): queueTerms[name] ?? ListTerms()
        case .view(let name): views.first { $0.name == name }?.terms ?? ListTerms()
        case .saved(let view): view.terms
        case .work, .everything: ListTerms()
        }
    }
}

extension Reading {
    /// How many cases of a queue are at risk.
    func atRisk(inQueue name: String, at now: Instant) throws -> CappedCount {
        var query = CaseQuery()
        query.queue = name
        query.tests = rules.terms(of: .queue(name)).riskTests(at: now)
        return try cases.count(query)
    }
}
