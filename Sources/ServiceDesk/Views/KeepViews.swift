package import Model
import Records
import Workflow

/// A kept view as it can be looked through now.
package struct SavedView: Hashable, Sendable {
    package var kept: KeptView
    /// Nil where it cannot be understood any more, since what it names is gone from the rules; and of what is none of cases.
    package var filter: CaseFilter?
    /// What a view of visits, calls or requests shows; nil where it cannot be understood any more.
    package var work: WorkView?
    /// How its list is shown, and what in it is at risk; what of it is no longer understood, as everywhere.
    package var terms: ListTerms

    package init(_ kept: KeptView, words: FilterWords) {
        self.kept = kept
        filter = try? CaseFilter(kept.filter, words: words)
        terms = ListTerms(kept, words)
    }

    /// One of visits, calls or requests.
    package init(_ kept: KeptView, words: WorkWords) {
        self.kept = kept
        terms = ListTerms()
        work = (try? WorkFilter(kept.filter, words: words)).map { filter in
            WorkView(
                name: kept.id.description, label: Label(written: kept.name), kind: words.kind, filter: filter,
                roles: [], terms: WorkTerms(kept, words))
        }
    }

    /// Whether it can be looked through.
    package var isUnderstood: Bool { filter != nil || work != nil }
}

extension Reading {
    /// Those an actor keeps and those offered to them, by name.
    package func savedViews(for actor: Actor, words: FilterWords? = nil) throws -> [SavedView] {
        guard let person = actor.staffID else { return [] }
        let kept = try views.of(person).filter { $0.isOffered(to: person, roles: actor.roles) }
        var known: [WorkKind?: any ViewWords] = [nil: words].compactMapValues { $0 }
        return try kept.map { view in
            let words = try known[view.of] ?? viewWords(of: view.of)
            known[view.of] = words
            return words.saved(view)
        }
    }

    /// One of those, by its number or its name.
    /// - Throws: `ViewFault.ofRules`, `ViewFault.unknown`.
    package func savedView(_ text: String, for actor: Actor) throws -> SavedView {
        do {
            return try savedView(text, of: savedViews(for: actor), by: actor.staffID)
        } catch let fault as ViewFault {
            throw try viewOfRules(text, for: actor) == nil ? fault : ViewFault.ofRules
        }
    }

    /// One of those of some kind; nil of cases.
    /// - Parameter others: what else goes by a name there.
    /// - Throws: `ViewFault.unknown`.
    func savedView(_ text: String, for actor: Actor, of kind: WorkKind?, others: [String]) throws -> SavedView
    {
        try savedView(
            text, of: savedViews(for: actor).filter { $0.kept.of == kind }, by: actor.staffID, others: others)
    }

    private func savedView(
        _ text: String, of all: [SavedView], by person: StaffID?, others: [String] = []
    ) throws -> SavedView {
        let name = text.trimmed.lowercased()
        let id = ViewID(text.trimmed)
        let called = all.filter { $0.kept.name.lowercased() == name }
        guard
            let found = all.first(where: { $0.kept.id == id })
                // One's own comes before another's of the same name.
                ?? called.first(where: { $0.kept.owner == person }) ?? called.first
        else { throw ViewFault.unknown(text, known: others + all.map(\.kept.name)) }
        return found
    }
}

extension Reading {
    /// What a view shows: one of the rules offered to the actor, by its name or what it is called, else one
    /// that is kept.
    /// - Throws: `ViewFault.unknown`, `ViewFault.notUnderstood`.
    package func filter(ofView text: String, for actor: Actor) throws -> CaseFilter {
        try list(ofView: text, for: actor).filter
    }

    /// The same with how its list is shown.
    package func list(ofView text: String, for actor: Actor) throws -> (filter: CaseFilter, terms: ListTerms)
    {
        let scopes = rules.scopes(for: actor.roles)
        let offered = rules.views.filter { scopes.contains(.view($0.name)) }
        if let view = offered.first(where: { $0.name == text })
            ?? offered.first(where: { $0.label.texts.values.contains(text) })
        {
            return (view.filter, view.terms)
        }
        let view = try savedView(text, for: actor, of: nil, others: offered.map(\.name))
        guard let filter = view.filter else {
            throw ViewFault.notUnderstood(view.kept.name, view.kept.filter)
        }
        return (filter, view.terms)
    }
}

/// What somebody keeps, or changes of what is kept.
package struct ViewDraft: Hashable, Sendable {
    package var name: String
    /// As it is typed.
    package var filter: String
    package var isShared: Bool
    package var roles: [String]
    /// What is on top.
    package var order = ListOrder.urgency
    /// Of a list of cases, in this order; none, those that every list has.
    package var columns: [CaseColumn] = []
    /// The same of a list of visits, calls or requests.
    package var workColumns: [WorkColumn] = []
    /// What counts as at risk, as a filter is typed; empty for what the desk says everywhere.
    package var risk = ""

    /// The longest name, in characters.
    package static let longestName = 40

    package init(name: String, filter: String, isShared: Bool = false, roles: [String] = []) {
        (self.name, self.filter, self.isShared, self.roles) = (name, filter, isShared, roles)
    }

    /// What is kept already, to change something of it.
    package init(_ kept: KeptView) {
        self.init(name: kept.name, filter: kept.filter, isShared: kept.isShared, roles: kept.roles)
        (order, risk) = (kept.order, kept.risk)
        if kept.of == nil {
            columns = kept.columns.compactMap(CaseColumn.init(rawValue:))
        } else {
            workColumns = kept.columns.compactMap(WorkColumn.init(rawValue:))
        }
    }
}

extension Work {
    /// Keeps a filter under a name.
    /// - Parameter words: those of what it is of, in the language, or languages, it may be typed in.
    /// - Throws: `FilterFault`, `ViewFault`, `DeskFault.missing`, or that one may not offer it to others.
    package func keepView(_ draft: ViewDraft, words: any ViewWords) throws -> KeptView {
        guard let person = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.read.rawValue)
        }
        try require(draft.isShared ? .shareViews : .read)
        var new = KeptView(name: "", filter: "", owner: person)
        new.of = words.subject
        var view = try judged(draft, new, words)
        view.id = try views.insert(view)
        try record(Subject(person), "view.kept", facts(view))
        return view
    }

    /// - Parameters:
    ///   - version: as it was read; nil for whatever it is now.
    ///   - words: those of what it is of.
    /// - Throws: the same, and `ViewFault.changed` when somebody changed it meanwhile.
    package func changeView(_ id: ViewID, _ draft: ViewDraft, version: Int? = nil, words: any ViewWords)
        throws
        -> KeptView
    {
        var before = try viewToChange(id)
        if let version { before.version = version }
        var view = try judged(draft, before, words)
        guard try views.update(view) else { throw ViewFault.changed(id) }
        view.version += 1
        try record(Subject(view.owner), "view.changed", facts(view))
        return view
    }

    package func dropView(_ id: ViewID) throws -> KeptView {
        let view = try viewToChange(id)
        try views.delete(id)
        try record(Subject(view.owner), "view.dropped", facts(view))
        return view
    }

    /// One's own; of those offered to one, whoever may offer them.
    private func viewToChange(_ id: ViewID) throws -> KeptView {
        guard let view = try views.find(id), view.standsFor == nil,
            view.isOffered(to: actor.staffID, roles: actor.roles)
        else {
            throw DeskFault.unknown(id.description)
        }
        if view.owner != actor.staffID { try require(.shareViews) }
        return view
    }

    private func judged(_ draft: ViewDraft, _ before: KeptView, _ words: any ViewWords) throws -> KeptView {
        let name = draft.name.trimmed
        guard !name.isEmpty else { throw DeskFault.missing(field: "name") }
        guard name.count <= ViewDraft.longestName else {
            throw ViewFault.nameTooLong(most: ViewDraft.longestName)
        }
        guard !draft.filter.trimmed.isEmpty else { throw DeskFault.missing(field: "filter") }
        if draft.isShared || before.isShared { try require(.shareViews) }
        try requireKnown(draft.roles)
        let others = try views.of(before.owner).filter {
            $0.id != before.id && ($0.owner == before.owner || draft.isShared)
        }
        guard !others.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw ViewFault.nameTaken(name)
        }
        var view = before
        (view.name, view.filter) = (name, try words.spelled(draft.filter))
        (view.isShared, view.roles) = (draft.isShared, draft.isShared ? draft.roles : [])
        return try shown(draft, view, words)
    }

    /// How a list is shown, and what in it is at risk.
    func shown(_ draft: ViewDraft, _ before: KeptView, _ words: any ViewWords) throws -> KeptView {
        var view = before
        let orders = ListOrder.known(of: words.subject)
        guard orders.contains(draft.order) else { throw ViewFault.unknownOrder(draft.order, known: orders) }
        view.order = draft.order
        view.columns = words.subject == nil ? draft.columns.map(\.rawValue) : try columns(draft, words)
        view.risk = try risk(draft, words)
        return view
    }

    /// - Throws: `ViewFault.unknownRole`.
    func requireKnown(_ named: [String]) throws {
        guard let unknown = named.first(where: { rules.roles[$0] == nil }) else { return }
        throw ViewFault.unknownRole(unknown, known: rules.roles.all.map(\.name))
    }

    /// Those of visits, calls or requests: only what their lists have.
    private func columns(_ draft: ViewDraft, _ words: any ViewWords) throws -> [String] {
        let known = words.subject.map(WorkColumn.known) ?? []
        if let other = draft.workColumns.first(where: { !known.contains($0) }) {
            throw ViewFault.unknownColumn(other.rawValue, known: known.map(\.rawValue))
        }
        return draft.workColumns.map(\.rawValue)
    }

    /// Who looks does not matter to what is at risk: it is counted once for all.
    private func risk(_ draft: ViewDraft, _ words: any ViewWords) throws -> String {
        guard !draft.risk.trimmed.isEmpty else { return "" }
        do {
            guard try !words.isOfOne(draft.risk) else { throw ViewFault.riskOfOne }
            return try words.spelled(draft.risk)
        } catch let fault as FilterFault {
            throw ViewFault.risk(fault)
        }
    }

    func facts(_ view: KeptView) -> [String: FieldValue] {
        var facts: [String: FieldValue] = [
            "view": .text(view.id.description), "name": .text(view.name), "filter": .text(view.filter),
        ]
        if let kind = view.of { facts["listOf"] = .text(kind.rawValue) }
        if view.isShared { facts["roles"] = .text(view.roles.joined(separator: ", ")) }
        if view.order != .urgency { facts["listOrder"] = .text(view.order.rawValue) }
        if !view.columns.isEmpty { facts["listColumns"] = .text(view.columns.joined(separator: ", ")) }
        if !view.risk.isEmpty { facts["atRisk"] = .text(view.risk) }
        return facts
    }
}
