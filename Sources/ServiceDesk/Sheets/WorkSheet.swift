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
    /// What is due: a clock's metric, `visit` or `call`.
    package var metric: String
}

/// What waits for someone: their cases, visits and calls, what is due first on top.
package struct WorkSheet: Sendable, Hashable {
    package var items: [WorkItem]
    package var isEveryones: Bool
    /// How many cases wait in each queue.
    package var queues: [QueueCount]

    package struct QueueCount: Sendable, Hashable {
        package var name: String
        package var count: Int
    }
}

extension Reading {
    /// - Parameter everyones: all open work, not only one's own.
    package func work(of actor: Actor, everyones: Bool, at now: Instant, limit: Int = 200) throws -> WorkSheet
    {
        var query = CaseQuery()
        query.limit = limit
        query.owner = everyones ? nil : actor.staffID
        var items = try cases.list(query).map { try item($0) }
        let technician =
            actor.roles.contains(rules.settings.technicianRole) && !everyones ? actor.staffID : nil
        if everyones || technician != nil || actor.roles.contains("dispatcher") {
            items += try visits.open(technician: technician, limit: limit).map { try item($0) }
        }
        if rules.roles.allows(actor.roles, .makeCall) {
            items += try calls.open(limit: limit)
                .filter {
                    everyones || $0.claimedBy == actor.staffID || $0.claimedBy == nil && $0.dueFrom <= now
                }
                .filter { call in everyones || !(actor.staffID.map { call.barred.contains($0) } ?? false) }
                .map { try item($0) }
        }
        items.sort {
            ($0.due?.milliseconds ?? .max, $0.subject.number) < (
                $1.due?.milliseconds ?? .max, $1.subject.number
            )
        }
        return WorkSheet(
            items: Array(items.prefix(limit)), isEveryones: everyones,
            queues: try cases.openByQueue().map { WorkSheet.QueueCount(name: $0.queue, count: $0.count) })
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
