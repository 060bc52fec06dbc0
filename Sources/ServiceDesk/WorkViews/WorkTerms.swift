package import Model
import Records
import Resources

/// A column of a list of visits, calls or requests, by the name that `queues.yaml` and what people chose have for it.
package enum WorkColumn: String, Sendable, Hashable, CaseIterable {
    case id, due, planned, promised, state, technician, customer, phone, kind, `case`, matter
    case callReason, attempts, caller
    case decideBy, decision, amount, whose, askedBy, reason

    /// Those that lists of some kind have.
    package static func known(of kind: WorkKind) -> [WorkColumn] {
        switch kind {
        case .visits: [.id, .planned, .promised, .state, .technician, .customer, .kind, .case]
        case .calls: [.due, .id, .customer, .phone, .callReason, .attempts, .caller, .matter]
        case .approvals: [.id, .decideBy, .decision, .amount, .whose, .customer, .askedBy, .reason]
        }
    }
}

extension WorkColumn: ListColumn {}

/// How a list of visits, calls or requests is shown, and what in it counts as at risk: said beside its view in `queues.yaml`, or
/// kept with it.
package struct WorkTerms: Sendable, Hashable {
    package var order = ListOrder.urgency
    /// In this order; none named, as the list has them.
    package var columns: [WorkColumn] = []
    /// What counts as at risk while it is not late, the same for whoever asks; nil where nothing does.
    private(set) var risk: WorkFilter?

    /// Where nothing is said: a window or a time to call ends within two hours. Requests wait for no fixed time.
    package init(of kind: WorkKind) { risk = Self.usualRisk(of: kind) }

    /// As a filter is typed; nil where nothing is at risk.
    package var riskText: String? { risk?.text }

    /// Whether it is what the desk says everywhere.
    package func hasUsualRisk(of kind: WorkKind) -> Bool { risk == Self.usualRisk(of: kind) }

    private static func usualRisk(of kind: WorkKind) -> WorkFilter? {
        kind == .approvals
            ? nil : WorkFilter([.init(term: .before(.due, PersonOverview.soon))], "due<2h")
    }
}

extension WorkTerms {
    /// Those of a kept view; what of it is no longer understood, as everywhere.
    init(_ kept: KeptView, _ words: WorkWords) {
        self.init(of: words.kind)
        order = ListOrder.known(of: words.kind).contains(kept.order) ? kept.order : .urgency
        columns = kept.columns.compactMap(WorkColumn.init(rawValue:)).filter(
            WorkColumn.known(of: words.kind).contains)
        if !kept.risk.isEmpty, let risk = try? WorkFilter(kept.risk, words: words) { self.risk = risk }
    }

    /// Reads them beside a view.
    /// - Throws: `RuleFault` with file and line.
    init(_ node: RuleNode, _ words: WorkWords) throws {
        self.init(of: words.kind)
        if let order = node["order"] {
            self.order = try order.word(of: ListOrder.known(of: words.kind), "order")
        }
        columns = try (node["columns"]?.items ?? []).map {
            try $0.word(of: WorkColumn.known(of: words.kind), "columns")
        }
        guard let written = node["at risk"] else { return }
        let risk = try WorkFilter(of: written, words: words)
        guard !risk.isEmpty else { throw written.fault("rule.missing", ["key": .text("at risk")]) }
        guard !risk.isOfOne else { throw written.fault("queue.riskOfOne", [:]) }
        self.risk = risk
    }
}

extension Rules {
    /// How the list of a view of visits, calls or requests is shown; nil of anything else, and of what is not understood.
    package func workTerms(of scope: QueueScope) -> WorkTerms? {
        switch scope {
        case .work(let name): workViews.first { $0.name == name }?.terms
        case .saved(let view): view.work?.terms
        case .queue, .view, .everything: nil
        }
    }
}
