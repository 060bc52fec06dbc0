package import Model
import Records
import Resources
import Workflow

/// A list of visits, calls or requests for a decision that is kept with a name, beside those of cases: what dispatchers, clerks
/// and supervisors look at every day.
package struct WorkView: Sendable, Hashable {
    package var name: String
    package var label: Label
    package var kind: WorkKind
    var filter: WorkFilter
    /// To whom it is offered; none named, everyone.
    package var roles: [String]
    package var terms: WorkTerms

    /// As it is written in the rules.
    package var filterText: String { filter.text }

    /// Those of `queues.yaml` that say of what they are.
    /// - Throws: `RuleFault` with file and line, also for a filter that cannot be understood.
    static func read(
        _ root: RuleNode, _ workflows: Workflows, _ decisions: [Empowerment.Decision], _ words: FilterWords
    ) throws -> [WorkView] {
        let nodes = root["views"]?.items ?? []
        // Views of cases are named among them.
        var names: Set<String> = []
        for node in nodes {
            let name = try node.text("name")
            guard names.insert(name).inserted else {
                throw try node.need("name").fault("view.twice", ["name": .text(name)])
            }
        }
        return try nodes.filter { $0["of"] != nil }.map { node in
            try node.allowOnly("name", "label", "of", "filter", "roles", "order", "columns", "at risk")
            let kind = try node.choice("of", as: WorkKind.self)
            _ = try node.text("filter")
            let words = WorkWords(kind, workflows, decisions: decisions, common: words)
            return WorkView(
                name: try node.text("name"), label: try node.label("label"), kind: kind,
                filter: try WorkFilter(of: node.need("filter"), words: words),
                roles: try node.words("roles"), terms: try WorkTerms(node, words))
        }
    }
}

extension Rules {
    /// Reasons of calls that views name (queues.yaml), for which nobody is rung up.
    func workViewProblems() throws -> [RuleFault] {
        let known = try callReasons()
        let views = try RuleNode.parse(library.file("queues.yaml"))["views"]?.items ?? []
        var found: [RuleFault] = []
        for view in workViews where view.filter.reasons.contains(where: { !known.contains($0) }) {
            guard let node = views.first(where: { $0["of"] != nil && $0["name"]?.string == view.name })
            else { continue }
            found.append(try node.need("filter").notOneOf(known, "reason"))
        }
        return found
    }
}

extension Reading {
    /// One of the views of visits, calls or requests that somebody keeps or that are offered to them: one of the rules, by its
    /// name or what it is called, else one that is kept, by its number or name.
    /// - Throws: `ViewFault.unknown`, `ViewFault.notUnderstood`.
    package func workView(_ name: String, of kind: WorkKind, for actor: Actor) throws -> WorkView {
        let scopes = rules.scopes(for: actor.roles)
        let offered = rules.workViews.filter { $0.kind == kind && scopes.contains(.work($0.name)) }
        if let view = offered.first(where: { $0.name == name })
            ?? offered.first(where: { $0.label.texts.values.contains(name) })
        {
            return view
        }
        let saved = try savedView(name, for: actor, of: kind, others: offered.map(\.name))
        guard let view = saved.work else { throw ViewFault.notUnderstood(saved.kept.name, saved.kept.filter) }
        return view
    }

    /// What it asks of those that somebody may read.
    private func tests(of view: WorkView, for actor: Actor, at now: Instant) throws -> [WorkTest] {
        let asked = try tests(of: view.filter, for: actor, at: now)
        guard let reach = try cases(reachedBy: .read, of: actor) else { return asked }
        return asked + [WorkTest(.within(reach, actor.staffID ?? StaffID(0)))]
    }

    private func tests(of filter: WorkFilter, for actor: Actor, at now: Instant) throws -> [WorkTest] {
        let desk = WorkFilter.Asking(
            reach: { try reach(of: actor, at: now) },
            heldSince: { try rules.campaigns().heldSince(now) }, today: { today(now) })
        return try filter.tests(for: actor, at: now, asking: desk)
    }

    /// What of a view counts as at risk and is not late; nil where nothing does.
    private func riskTests(of view: WorkView, at now: Instant) throws -> [WorkTest]? {
        try view.terms.risk.map {
            try tests(of: $0, for: .desk, at: now) + WorkTest.notLate(view.kind, at: now)
        }
    }

    /// The same, of those that somebody may read.
    /// - Parameter isAtRisk: only what is at risk.
    private func tests(of view: WorkView, isAtRisk: Bool, for actor: Actor, at now: Instant) throws
        -> [WorkTest]?
    {
        let asked = try tests(of: view, for: actor, at: now)
        guard isAtRisk else { return asked }
        return try riskTests(of: view, at: now).map { asked + $0 }
    }

    /// What of a list of visits, calls or requests a filter admits.
    /// - Parameter number: of one of them.
    package func admitted<T>(
        _ found: [T], _ kind: WorkKind, by filter: WorkFilter, for actor: Actor, at now: Instant,
        number: (T) -> Int64
    ) throws -> [T] {
        guard !filter.isEmpty else { return found }
        let admitted = try work.among(
            found.map(number), kind, tests(of: filter, for: actor, at: now))
        return found.filter { admitted.contains(number($0)) }
    }

    /// Its visits, in its order.
    /// - Parameter isAtRisk: only what is at risk.
    package func visits(
        of view: WorkView, isAtRisk: Bool = false, by actor: Actor, at now: Instant, limit: Int
    ) throws -> [Visit] {
        try tests(of: view, isAtRisk: isAtRisk, for: actor, at: now).map {
            try work.visits($0, in: view.terms.order, limit: limit)
        } ?? []
    }

    /// Its calls, in its order.
    /// - Parameter isAtRisk: only what is at risk.
    package func calls(
        of view: WorkView, isAtRisk: Bool = false, by actor: Actor, at now: Instant, limit: Int
    ) throws -> [FollowUpCall] {
        try tests(of: view, isAtRisk: isAtRisk, for: actor, at: now).map {
            try work.calls($0, in: view.terms.order, limit: limit)
        } ?? []
    }

    /// Its requests, in its order.
    /// - Parameter isAtRisk: only what is at risk.
    package func approvals(
        of view: WorkView, isAtRisk: Bool = false, by actor: Actor, at now: Instant, limit: Int
    ) throws -> [Approval] {
        try tests(of: view, isAtRisk: isAtRisk, for: actor, at: now).map {
            try work.approvals($0, in: view.terms.order, limit: limit)
        } ?? []
    }

    /// The same visits as a list shows them.
    package func listedVisits(
        of view: WorkView, by actor: Actor, at now: Instant, limit: Int
    ) throws -> [ListedVisit] {
        try listed(visits(of: view, by: actor, at: now, limit: limit))
    }

    /// How many it has; late is what is promised for earlier than now, at risk what the view says.
    func load(of view: WorkView, by actor: Actor, at now: Instant) throws -> QueueLoad {
        try work.load(
            view.kind, tests(of: view, for: actor, at: now), risk: riskTests(of: view, at: now), at: now)
    }
}
