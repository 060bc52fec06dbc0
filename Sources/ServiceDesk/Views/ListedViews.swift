package import Model
import Workflow

/// A view as the list of views has it: one of the rules, or one that somebody keeps.
package struct ListedView: Sendable {
    /// By which it is asked for: its name in the rules, or its number.
    package var name: String
    package var label: Label
    /// Of what it is; nil of cases.
    package var kind: WorkKind?
    /// In the names of the rule files.
    package var filter: String
    /// Whether it can still be understood.
    package var isUsable = true
    package var order: ListOrder
    /// By the names of the rule files; none, those that every list has.
    package var columns: [String]
    /// What counts as at risk; empty for what the desk says everywhere.
    package var risk: String
    /// Who keeps it; nil for one of the rules.
    package var owner: StaffID?
    package var isShared = true
    /// To whom it is offered when it is; none named, everyone.
    package var roles: [String]
    /// Who set it at this desk, where it is one of the rules and not as those have it.
    package var setBy: StaffID?

    package init(_ kept: KeptView, isUsable: Bool = true) {
        (name, label, kind, filter) = (kept.id.description, Label(written: kept.name), kept.of, kept.filter)
        (order, columns, risk) = (kept.order, kept.columns, kept.risk)
        (owner, isShared, roles, self.isUsable) = (kept.owner, kept.isShared, kept.roles, isUsable)
    }

    /// One of the rules as it is in force, whoever set it.
    package init(_ kept: KeptView, of rules: Rules, isUsable: Bool = true) {
        self.init(kept, isUsable: isUsable)
        owner = nil
        guard let list = kept.standsFor else { return }
        (name, setBy) = (list.name, kept.id == ViewID(0) ? nil : kept.owner)
        label = rules.label(of: list) ?? label
    }

    init(_ view: QueueView) {
        (name, label, filter, roles) = (view.name, view.label, view.filter.text, view.roles)
        (order, columns) = (view.terms.order.ofList, view.terms.columns.map(\.rawValue))
        risk = view.terms.risk == ListTerms().risk ? "" : view.terms.risk.text
    }

    init(_ view: WorkView) {
        (name, label, kind, roles) = (view.name, view.label, view.kind, view.roles)
        (filter, order, columns) = (view.filterText, view.terms.order, view.terms.columns.map(\.rawValue))
        risk = view.terms.hasUsualRisk(of: view.kind) ? "" : view.terms.riskText ?? ""
    }
}

extension Reading {
    /// The views offered to an actor, those of the rules first, as they are among the queues.
    package func listedViews(for actor: Actor) throws -> [ListedView] {
        let ofRules = rules.scopes(for: actor).compactMap { scope -> ListedView? in
            switch scope {
            case .view(let name): rules.views.first { $0.name == name }.map { ListedView($0) }
            case .work(let name): rules.workViews.first { $0.name == name }.map { ListedView($0) }
            case .queue, .saved, .everything: nil
            }
        }
        return try ofRules
            + savedViews(for: actor).map { ListedView($0.kept, isUsable: $0.isUnderstood) }
    }

    /// One of those: one of the rules by its name or what it is called, else one that is kept, by its number or name.
    /// - Throws: `ViewFault.unknown`.
    package func listedView(_ text: String, for actor: Actor) throws -> ListedView {
        if let view = try viewOfRules(text, for: actor) { return view }
        let saved = try savedView(text, for: actor)
        return ListedView(saved.kept, isUsable: saved.isUnderstood)
    }

    /// One of the rules, by its name or what it is called; nil for none.
    func viewOfRules(_ text: String, for actor: Actor) throws -> ListedView? {
        let ofRules = try listedViews(for: actor).filter { $0.owner == nil }
        return ofRules.first { $0.name == text }
            ?? ofRules.first { $0.label.texts.values.contains(text) }
    }
}
