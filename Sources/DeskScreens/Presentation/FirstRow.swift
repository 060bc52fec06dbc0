import Model
import ServiceDesk
import TerminalKit
import Wording

/// One of what is on top of a queue or view, for the pane beside the list of queues: a case, a visit, a call or a request.
enum FirstRow: Sendable {
    case ofCase(CaseLine)
    case visit(ListedVisit)
    case call(CallItem)
    case approval(ApprovalItem)

    /// So many are read: more than a pane shows.
    private static let most = 60

    /// In the order in which its own list has them.
    static func of(_ scope: QueueScope, _ reading: Reading, _ context: DeskContext) throws -> [FirstRow] {
        let (actor, now) = (context.actor, context.now)
        guard let name = scope.workName, let kind = context.workKind(of: scope) else {
            var list = CaseList(scope)
            list.order = context.rules.terms(of: scope).order
            let page = try reading.page(list, from: .beginning, limit: most, tries: 4, by: actor, at: now)
            return page.lines.map { .ofCase($0) }
        }
        switch kind {
        case .visits:
            let view = try reading.workView(name, of: kind, for: actor)
            return try reading.listedVisits(of: view, by: actor, at: now, limit: most).map { .visit($0) }
        case .calls:
            return try reading.callList(for: actor, everyones: true, view: name, at: now, limit: most)
                .map { .call($0) }
        case .approvals:
            return try reading.approvals(for: actor, view: name, at: now).items.prefix(most)
                .map { .approval($0) }
        }
    }
}

extension DeskContext {
    /// On one line.
    func spans(_ row: FirstRow) -> [Span] {
        switch row {
        case .ofCase(let line):
            return spans(
                line.id.description, standing(of: line.due), line.due, line.customer, line.summary)
        case .visit(let listed):
            let visit = listed.visit
            let isLate = VisitStanding.late.holds(visit, at: now)
            return spans(
                visit.id.description, isLate ? .missed : .running, visit.planned.start, listed.customer,
                listed.technician.isEmpty ? say("visit.nobody") : listed.technician)
        case .call(let item):
            return spans(
                item.id.description, standing(of: item.call.dueBy), item.call.dueBy, item.customer,
                wording.name(item.call.reason, of: "callReason"))
        case .approval(let item):
            return spans(
                item.id.description, standing(of: item.due), item.due, item.customer, decision(item.approval))
        }
    }

    private func spans(
        _ id: String, _ state: ClockBar.State, _ when: Instant?, _ customer: String, _ rest: String
    ) -> [Span] {
        let time = when.map { mark(state) + " " + wording.deadline($0, now: now) + "  " } ?? ""
        return [
            Span(id + " ", .accent), Span(time, Style(state.role)), Span(customer + "  "), Span(rest, .muted),
        ]
    }
}
