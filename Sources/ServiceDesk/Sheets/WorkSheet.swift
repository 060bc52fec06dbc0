package import Model
import Records
import Workflow

/// One thing to do next.
package struct WorkItem: Sendable, Hashable {
    package var subject: Subject
    /// A case's kind; `visit` and `call` for those.
    package var kind: String
    package var workflowVersion: Int
    package var state: String
    package var customer: String
    package var summary: String
    package var severity: Severity
    package var owner: String
    /// The clock that runs out first, or when a visit or call is due; nil when nothing presses.
    package var due: Instant?
    /// What is due: a clock's metric, `visit` or `call`; empty in lists of many, which do not say it.
    package var metric: String
}

/// What waits for someone: their cases, visits and calls, what is due first on top.
package struct WorkSheet: Sendable, Hashable {
    package var items: [WorkItem]
    package var isEveryones: Bool
    /// Whether there may be more than these.
    package var isCut = false
}

extension Reading {
    /// - Parameters:
    ///   - everyones: all open work, not only one's own.
    ///   - filter: what it asks of cases is asked of the cases of visits and calls; when they are due is their own.
    package func work(
        of actor: Actor, everyones: Bool, filter: CaseFilter = CaseFilter(), at now: Instant, limit: Int = 200
    ) throws -> WorkSheet {
        let asked = filter.tests(for: actor, at: now)
        let tests = asked + (try self.tests(of: actor))
        var query = CaseQuery()
        (query.limit, query.tests) = (limit, tests)
        query.owner = everyones ? nil : actor.staffID
        let reach = try cases(reachedBy: .read, of: actor)
        var items = try firstLines(query).map { item($0) }
        let technician =
            actor.roles.contains(rules.settings.technicianRole) && !everyones ? actor.staffID : nil
        if everyones || technician != nil || actor.roles.contains("dispatcher") {
            let open = try visits.open(technician: technician, within: reach, limit: limit)
            let fitting = try fitting(open.map(\.caseID), tests)
            items += try open.filter { fitting.contains($0.caseID) }.map { try item($0) }
                .filter { Self.isDue($0, tests) }
        }
        if rules.roles.allows(actor.roles, .makeCall) {
            let open = try calls.open(within: reach, orHeldBy: actor.staffID, limit: limit)
                .filter {
                    everyones || $0.claimedBy == actor.staffID || $0.claimedBy == nil && $0.dueFrom <= now
                }
                .filter { call in everyones || !(actor.staffID.map { call.barred.contains($0) } ?? false) }
            // They are within reach already, or in hand.
            let fitting = try fitting(open.compactMap(\.caseID), asked)
            items += try open.filter { $0.caseID.map(fitting.contains) ?? asked.isEmpty }
                .map { try item($0) }.filter { Self.isDue($0, tests) }
        }
        items.sort {
            ($0.due?.milliseconds ?? .max, $0.subject.number) < (
                $1.due?.milliseconds ?? .max, $1.subject.number
            )
        }
        return WorkSheet(
            items: Array(items.prefix(limit)), isEveryones: everyones, isCut: items.count >= limit)
    }

    /// The first lines of a list, looked for as far down as counting goes.
    private func firstLines(_ query: CaseQuery) throws -> [CaseLine] {
        var (query, lines) = (query, [CaseLine]())
        let limit = query.limit
        for _ in 0..<20 {
            let page = try cases.page(query)
            lines += page.lines
            guard lines.count < limit, let next = page.next else { break }
            (query.after, query.limit) = (next, limit - lines.count)
        }
        return lines
    }

    /// The cases among these that fit, whenever they are due.
    private func fitting(_ ids: [CaseID], _ tests: [CaseTest]) throws -> Set<CaseID> {
        let tests = tests.filter { !$0.isAboutDue }
        guard !tests.isEmpty, !ids.isEmpty else { return Set(ids) }
        var query = CaseQuery()
        (query.openOnly, query.order, query.limit) = (false, .newest, ids.count)
        query.tests = [CaseTest(.number(ids))] + tests
        return Set(try cases.page(query).lines.map(\.id))
    }

    private static func isDue(_ item: WorkItem, _ tests: [CaseTest]) -> Bool {
        tests.allSatisfy { test in
            switch test.what {
            case .before(.due, let at): (item.due.map { $0 < at } ?? false) != test.isNegated
            case .from(.due, let at): (item.due.map { $0 >= at } ?? false) != test.isNegated
            default: true
            }
        }
    }

    private func item(_ line: CaseLine) -> WorkItem {
        WorkItem(
            subject: Subject(line.id), kind: line.kind, workflowVersion: line.workflowVersion,
            state: line.state, customer: line.customer, summary: line.summary, severity: line.severity,
            owner: line.owner, due: line.due, metric: "")
    }

    package func item(_ c: ServiceCase) throws -> WorkItem {
        let clock = try clocks.of(Subject(c.id)).filter { $0.state == .running }.min { $0.due < $1.due }
        return WorkItem(
            subject: Subject(c.id), kind: c.kind.rawValue, workflowVersion: c.workflowVersion, state: c.state,
            customer: try customers.name(c.customer), summary: c.summary, severity: c.severity,
            owner: try c.owner.flatMap { try staff.find($0)?.name } ?? "", due: clock?.due,
            metric: clock?.metric ?? "")
    }

    private func item(_ v: Visit) throws -> WorkItem {
        let c = try serviceCase(v.caseID)
        return WorkItem(
            subject: Subject(v.id), kind: "visit", workflowVersion: v.workflowVersion, state: v.state,
            customer: try customers.name(c.customer), summary: c.summary, severity: c.severity,
            owner: try v.technician.flatMap { try staff.find($0)?.name } ?? "", due: v.planned.start,
            metric: "visit")
    }

    private func item(_ f: FollowUpCall) throws -> WorkItem {
        WorkItem(
            subject: Subject(f.id), kind: "call", workflowVersion: f.workflowVersion, state: f.state,
            customer: try customers.name(f.customer),
            summary: try f.caseID.flatMap { try cases.find($0)?.summary } ?? f.reason,
            severity: .general, owner: try f.claimedBy.flatMap { try staff.find($0)?.name } ?? "",
            due: f.dueBy,
            metric: "call")
    }
}

extension CaseTest {
    fileprivate var isAboutDue: Bool {
        switch what {
        case .before(.due, _), .from(.due, _): true
        default: false
        }
    }
}
