package import Model
import Records
import Resources
import Workflow

// How the queues and views of the rules are at this desk: what somebody set for everyone stands in place of what the files say
// until it is reset.

extension Rules {
    /// The queues and views of the rules, in the order of their file.
    package var lists: [ListOfRules] {
        let ofCases = views.map { ListOfRules.view($0.name) }
        return settings.queues.map { .queue($0.name) } + ofCases + workViews.map { .view($0.name) }
    }

    /// One of them, by its name or what it is called; a queue before a view of the same name.
    package func list(named text: String) -> ListOfRules? {
        let text = text.trimmed
        return lists.first { $0.name == text }
            ?? lists.first { label(of: $0)?.texts.values.contains(text) == true }
    }

    package func label(of list: ListOfRules) -> Label? {
        switch list {
        case .queue(let name): settings.queues.first { $0.name == name }?.label
        case .view(let name):
            views.first { $0.name == name }?.label ?? workViews.first { $0.name == name }?.label
        }
    }

    /// How a list of the rules is in force; nil where the rules have none of this name. Where nothing was set at this desk it has no
    /// number, and its version is none.
    package func kept(_ list: ListOfRules) -> KeptView? {
        if let own = ownLists[list] { return own }
        var kept = KeptView(name: list.name, filter: "", owner: StaffID(0), isShared: true, version: 0)
        kept.standsFor = list
        switch list {
        case .queue(let name):
            guard let queue = settings.queues.first(where: { $0.name == name }) else { return nil }
            (kept.filter, kept.roles) = ("queue:" + FilterWords.written(name), queue.roles)
            kept.show(terms(of: .queue(name)))
        case .view(let name):
            if let view = views.first(where: { $0.name == name }) {
                (kept.filter, kept.roles) = (view.filter.text, view.roles)
                kept.show(view.terms)
            } else if let view = workViews.first(where: { $0.name == name }) {
                (kept.of, kept.filter, kept.roles) = (view.kind, view.filterText, view.roles)
                kept.show(view.terms, of: view.kind)
            } else {
                return nil
            }
        }
        return kept
    }

    /// The same of one that there must be.
    /// - Throws: `ViewFault.noList`.
    package func inForce(_ list: ListOfRules) throws -> KeptView {
        guard let kept = kept(list) else { throw ViewFault.noList(list.name, known: lists.map(\.name)) }
        return kept
    }

    /// Puts what was set at this desk in place of what the files say. What cannot be understood any more, since somebody it names is
    /// gone, is not put there, and told by the doctor.
    mutating func put(_ own: [KeptView], by reading: Reading) throws {
        for kept in own {
            guard let list = kept.standsFor, label(of: list) != nil else { continue }
            ownLists[list] = kept
            put(try reading.viewWords(of: kept.of).saved(kept), as: list)
        }
    }

    private mutating func put(_ own: SavedView, as list: ListOfRules) {
        switch list {
        case .queue(let name):
            guard let i = settings.queues.firstIndex(where: { $0.name == name }) else { return }
            settings.queues[i].roles = own.kept.roles
            queueTerms[name] = own.terms
        case .view(let name):
            if let i = views.firstIndex(where: { $0.name == name }), let filter = own.filter {
                (views[i].filter, views[i].roles, views[i].terms) = (filter, own.kept.roles, own.terms)
            } else if let i = workViews.firstIndex(where: { $0.name == name }), let work = own.work,
                work.kind == workViews[i].kind
            {
                (workViews[i].filter, workViews[i].roles) = (work.filter, own.kept.roles)
                workViews[i].terms = work.terms
            }
        }
    }
}

extension KeptView {
    fileprivate mutating func show(_ terms: ListTerms) {
        (order, columns) = (terms.order.ofList, terms.columns.map(\.rawValue))
        risk = terms.risk == ListTerms().risk ? "" : terms.risk.text
    }

    fileprivate mutating func show(_ terms: WorkTerms, of kind: WorkKind) {
        (order, columns) = (terms.order, terms.columns.map(\.rawValue))
        risk = terms.hasUsualRisk(of: kind) ? "" : terms.riskText ?? ""
    }
}

extension Work {
    /// Sets for everyone how a queue or view of the rules is at this desk. What a queue holds stays as the rules have it.
    /// - Parameters:
    ///   - draft: its name is not looked at: a list of the rules is called what it is called there.
    ///   - version: as it was read, 0 for what the rules say; nil for whatever it is now.
    ///   - words: those of what it is of.
    /// - Throws: `FilterFault`, `ViewFault`, `DeskFault.missing`, `DeskFault.notAllowed`.
    package func setQueue(
        _ list: ListOfRules, _ draft: ViewDraft, version: Int? = nil, words: any ViewWords
    ) throws -> KeptView {
        try require(.setQueues)
        guard let person = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.setQueues.rawValue)
        }
        let before = try current(list, version)
        try requireKnown(draft.roles)
        guard !draft.filter.trimmed.isEmpty else { throw DeskFault.missing(field: "filter") }
        var view = before
        view.filter = try words.spelled(draft.filter)
        if case .queue = list, view.filter != before.filter { throw ViewFault.queueFilter }
        (view.owner, view.roles) = (person, draft.roles)
        view = try shown(draft, view, words)
        if before.version == 0 {
            view.version = 1
            view.id = try views.insert(view)
        } else {
            guard try views.update(view) else { throw ViewFault.listChanged(list.name) }
            view.version += 1
        }
        try RulesInForce.touch(db)
        try record(.desk, "queue.set", facts(view))
        return view
    }

    /// Has a queue or view be again as the rules have it.
    /// - Returns: how it was.
    /// - Throws: `ViewFault.asRules` where nothing was set, `ViewFault.listChanged`.
    package func resetQueue(_ list: ListOfRules, version: Int? = nil) throws -> KeptView {
        try require(.setQueues)
        let view = try current(list, version)
        guard view.version > 0 else { throw ViewFault.asRules(list.name) }
        try views.delete(view.id)
        try RulesInForce.touch(db)
        try record(.desk, "queue.reset", facts(view))
        return view
    }

    private func current(_ list: ListOfRules, _ version: Int?) throws -> KeptView {
        // As the records have it: within one transaction it may be set twice.
        let own = try views.standing().first { $0.standsFor == list }
        let view = try own ?? rules.inForce(list)
        if let version, version != view.version { throw ViewFault.listChanged(list.name) }
        return view
    }
}

extension Reading {
    /// The queues and views of the rules as they are in force here.
    package func listsOfRules() throws -> [ListedView] { try rules.lists.compactMap { try listed($0) } }

    /// One of them, by its name or what it is called.
    /// - Throws: `ViewFault.noList`.
    package func listOfRules(_ text: String) throws -> ListOfRules {
        guard let list = rules.list(named: text) else {
            throw ViewFault.noList(text, known: rules.lists.map(\.name))
        }
        return list
    }

    /// As lists of views have it.
    package func listed(_ list: ListOfRules) throws -> ListedView? {
        try rules.kept(list).map { kept in
            ListedView(
                kept, of: rules, isUsable: try viewWords(of: kept.of).saved(kept).isUnderstood)
        }
    }
}

extension ServiceDesk {
    /// What was set of lists that are not there any more, or in words that nobody understands any more: it is not in force then.
    func queueProblems(_ db: any Connection) throws -> [Phrase] {
        let reading = Reading(db: db, rules: rules)
        return try ViewStore(db).standing().compactMap { kept in
            let isThere = kept.standsFor.map { rules.label(of: $0) != nil } ?? false
            let words = try reading.viewWords(of: kept.of)
            guard !isThere || !words.saved(kept).isUnderstood else { return nil }
            return Phrase("doctor.queues", ["name": .text(kept.name), "filter": .text(kept.filter)])
        }
    }
}
