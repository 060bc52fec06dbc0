package import Model
import Records
import Resources
import Workflow

/// A filter that is kept, with a name: what a team looks at every day beside its queues.
package struct QueueView: Sendable, Hashable {
    package var name: String
    package var label: Label
    package var filter: CaseFilter
    /// To whom it is offered; none named, everyone.
    package var roles: [String]
    package var terms = ListTerms()

    /// - Throws: `RuleFault` with file and line, also for a filter that cannot be understood.
    static func read(_ root: RuleNode, _ words: FilterWords) throws -> [QueueView] {
        try (root["views"]?.items ?? []).filter { $0["of"] == nil }.map { node in
            try node.allowOnly("name", "label", "filter", "roles", "order", "columns", "at risk")
            _ = try node.text("filter")
            return QueueView(
                name: try node.text("name"), label: try node.label("label"),
                filter: try CaseFilter(of: node.need("filter"), words), roles: try node.words("roles"),
                terms: try ListTerms(node, words))
        }
    }

    /// How each queue is shown, by its name.
    static func queueTerms(_ root: RuleNode, _ words: FilterWords) throws -> [String: ListTerms] {
        let terms = try root.need("queues").items.map { (try $0.text("name"), try ListTerms($0, words)) }
        return Dictionary(terms, uniquingKeysWith: { first, _ in first })
    }
}

/// Where a list of cases looks.
package enum QueueScope: Sendable, Hashable {
    case queue(String)
    /// One of the rules.
    case view(String)
    /// One that somebody keeps.
    case saved(SavedView)
    /// One of the rules that is of visits, calls or requests.
    case work(String)
    /// All open cases.
    case everything

    /// Whether it is a filter of its own rather than a queue.
    package var isView: Bool {
        switch self {
        case .view, .saved, .work: true
        case .queue, .everything: false
        }
    }

    /// Whether it can be looked through: not where a kept filter is no longer understood.
    package var isUsable: Bool { if case .saved(let view) = self { view.isUnderstood } else { true } }

    /// By what name a view of visits, calls or requests is asked for; nil of anything else.
    package var workName: String? {
        switch self {
        case .work(let name): name
        case .saved(let view): view.kept.of.map { _ in view.kept.id.description }
        case .queue, .view, .everything: nil
        }
    }
}

/// A list of open cases: where it looks, what it leaves out, how it is ordered. It holds no case itself, so that it can
/// be kept, read again, and read on from any case.
package struct CaseList: Sendable, Hashable {
    package var scope: QueueScope
    package var filter = CaseFilter()
    package var order = CaseOrder.urgency
    /// Whether it is read from the order's other end.
    package var isReversed = false

    package init(_ scope: QueueScope) { self.scope = scope }

    /// Where a page begins that has this case as its first: a page begins behind its key.
    package func start(at key: CaseKey) -> PageStart {
        .after(CaseKey(key.place, CaseID(key.id.number + (isReversed ? 1 : -1))))
    }

    fileprivate func query(_ rules: Rules, _ actor: Actor, _ now: Instant) -> CaseQuery {
        var query = CaseQuery()
        query.order = order
        switch scope {
        case .queue(let name): query.queue = name
        case .view(let name):
            query.tests = rules.views.first { $0.name == name }?.filter.tests(for: actor, at: now) ?? []
        case .saved(let view): query.tests = view.filter?.tests(for: actor, at: now) ?? []
        // Of visits and calls there is no list of cases.
        case .work, .everything: break
        }
        query.tests += filter.tests(for: actor, at: now)
        return query
    }
}

extension Rules {
    /// Those offered to somebody; where nobody is signed in, as for what keys can be given to, those of every role.
    package func scopes(for actor: Actor) -> [QueueScope] {
        scopes(for: actor.staff == nil ? roles.all.map(\.name) : actor.roles)
    }

    /// The queues and views offered to someone with these roles, the queues first.
    package func scopes(for roles: [String]) -> [QueueScope] {
        // Asked with every key, of a few roles each: looked through sooner than hashed.
        func areOffered(to named: [String]) -> Bool { named.isEmpty || named.contains(where: roles.contains) }
        return settings.queues.map { .queue($0.name) }
            + views.lazy.filter { areOffered(to: $0.roles) }.map { .view($0.name) }
            + workViews.lazy.filter { areOffered(to: $0.roles) }.map { .work($0.name) }
    }
}

/// From where a page of a list is read.
package enum PageStart: Sendable, Hashable {
    case beginning, end
    case after(CaseKey)
    case before(CaseKey)

    /// The same place in the list turned round.
    fileprivate var reversed: PageStart {
        switch self {
        case .beginning: .end
        case .end: .beginning
        case .after(let key): .before(key)
        case .before(let key): .after(key)
        }
    }
}

extension Reading {
    /// What a filter may say at this desk.
    /// - Parameters:
    ///   - language: of whoever reads what is proposed.
    ///   - said: what a phrase is in each language, that one first.
    package func filterWords(in language: String? = nil, said: (String) -> [String] = { _ in [] }) throws
        -> FilterWords
    {
        FilterWords(
            rules: rules, people: try staff.all().filter(\.active), zones: try zones(), in: language,
            said: said)
    }

    /// A page of a list.
    /// - Parameter tries: how often to look on when a filter leaves the page short; each costs milliseconds.
    package func page(
        _ list: CaseList, from start: PageStart, limit: Int = 100, tries: Int = 1, by actor: Actor,
        at now: Instant
    ) throws -> CasePage {
        let query = try query(list, actor, now)
        guard list.isReversed else { return try page(query, from: start, limit: limit, tries: tries) }
        var page = try page(query, from: start.reversed, limit: limit, tries: tries)
        page.lines.reverse()
        return page
    }

    private func page(_ query: CaseQuery, from start: PageStart, limit: Int, tries: Int) throws -> CasePage {
        var query = query
        switch start {
        case .beginning: break
        case .end: query.fromEnd = true
        case .after(let key): query.after = key
        case .before(let key): query.before = key
        }
        let isBackward = query.fromEnd || query.before != nil
        var whole = CasePage()
        var left = max(1, tries)
        while left > 0 {
            left -= 1
            query.limit = limit - whole.lines.count
            let page = try cases.page(query)
            whole.lines = isBackward ? page.lines + whole.lines : whole.lines + page.lines
            whole.next = page.next
            guard whole.lines.count < limit, let next = page.next else { break }
            if isBackward { (query.before, query.fromEnd) = (next, false) } else { query.after = next }
        }
        return whole
    }

    /// Where an open case stands in an order now.
    package func place(of id: CaseID, in order: CaseOrder) throws -> CaseKey? {
        guard let c = try cases.find(id), c.closedAt == nil else { return nil }
        return switch order {
        case .urgency: CaseKey(try cases.urgency(id), id)
        case .age: CaseKey(c.openedAt.milliseconds, id)
        case .newest, .oldest: CaseKey(id.number, id)
        }
    }

    /// How many cases a list has, as far as counting is worth its time.
    package func count(_ list: CaseList, by actor: Actor, at now: Instant) throws -> CappedCount {
        try cases.count(query(list, actor, now))
    }

    /// Of what the reader may read.
    private func query(_ list: CaseList, _ actor: Actor, _ now: Instant) throws -> CaseQuery {
        var query = list.query(rules, actor, now)
        query.tests += try tests(of: actor)
        return query
    }

    /// What waits in each queue, as far as somebody may read it.
    package func loads(by actor: Actor, at now: Instant) throws -> [QueueLoad] {
        guard try cases(reachedBy: .read, of: actor) != nil else { return try loads(at: now) }
        return try rules.settings.queues.map { queue in
            var load = try load(of: .queue(queue.name), by: actor, at: now)
            load.queue = queue.name
            return load
        }
    }

    /// What waits in each queue.
    package func loads(at now: Instant) throws -> [QueueLoad] {
        let spans = rules.settings.queues.map { ($0.name, rules.terms(of: .queue($0.name)).riskSpan) }
        let loads = try cases.loads(of: spans.map { ($0, now + ($1 ?? .zero)) }, at: now)
        return try zip(loads, spans).map { load, span in
            var load = load
            if span.1 == nil { load.atRisk = try atRisk(inQueue: load.queue, at: now) }
            return load
        }
    }

    /// What waits in one list that is no queue: the same numbers, each counted by the filter's own language.
    package func load(of scope: QueueScope, by actor: Actor, at now: Instant) throws -> QueueLoad {
        if case .saved(let view) = scope, let work = view.work {
            return try load(of: work, by: actor, at: now)
        }
        if case .work(let name) = scope {
            let view = rules.workViews.first { $0.name == name }
            return try view.map { try self.load(of: $0, by: actor, at: now) } ?? QueueLoad(queue: "")
        }
        let base = try query(CaseList(scope), actor, now)
        func count(_ tests: [CaseTest]) throws -> CappedCount {
            var query = base
            query.tests += tests
            return try cases.count(query)
        }
        var load = QueueLoad(queue: "")
        load.waiting = try count([])
        load.free = try count([CaseTest(.owned, isNegated: true)])
        load.overdue = try count([CaseTest(.before(.due, now))])
        load.atRisk = try count(rules.terms(of: scope).riskTests(at: now))
        return load
    }
}
