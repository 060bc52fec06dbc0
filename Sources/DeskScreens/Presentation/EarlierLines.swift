import Model
import ServiceDesk
import TerminalKit
import Wording

extension Pane {
    /// What happened with a customer before, newest first: cases, visits and calls.
    mutating func addEarlier(_ rows: [CustomerRow], _ context: DeskContext) {
        add(.heading(context.say("heading.history")))
        let told = rows.compactMap { context.earlier($0) }.sorted { $0.at > $1.at }
        if told.isEmpty { add(.text(context.say("call.nothingEarlier"), .muted)) }
        for line in told {
            add(
                .spans([
                    Span(context.wording.near(line.at, now: context.now) + "  ", .muted),
                    Span(line.id + "  ", .accent), Span(line.what + "  "), Span(line.state, .muted),
                ]))
        }
    }
}

extension DeskContext {
    fileprivate func earlier(_ row: CustomerRow) -> (at: Instant, id: String, what: String, state: String)? {
        switch row {
        case .serviceCase(let c, _):
            (c.openedAt, row.id, "\(kindName(c.kind.rawValue))  \(c.summary)", stateName(c))
        case .visit(let visit, let technician):
            (visit.planned.start, row.id, technician, stateName("visit", visit.workflowVersion, visit.state))
        case .call(let call, let clerk):
            (
                call.stateSince, row.id,
                [wording.name(call.reason, of: "callReason"), clerk].filter { !$0.isEmpty }
                    .joined(separator: "  "),
                stateName(call)
            )
        default: nil
        }
    }
}
