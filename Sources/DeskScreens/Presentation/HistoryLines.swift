import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// The journal of a case, in the words of its workflow.
extension Pane {
    /// A case and below it what happened to it, where that has no pane of its own.
    init(whole sheet: CaseSheet, rights: [Pane.Line] = [], _ context: DeskContext) {
        self.init(sheet, rights: rights, context)
        addHistory(sheet, context)
    }

    mutating func addHistory(_ sheet: CaseSheet, _ context: DeskContext) {
        add(.heading(context.say("heading.history")))
        lines += Pane(history: sheet, context).lines
    }

    /// Newest first.
    init(history sheet: CaseSheet, _ context: DeskContext) {
        let workflow = context.rules.workflows[sheet.serviceCase.kind.rawValue]
        add(sheet.history, workflow, names: sheet.names, people: sheet.people, context)
    }

    /// Newest first.
    mutating func add(
        _ history: [JournalEntry], _ workflow: WorkflowDefinition?, names: [StaffID: String],
        people: [String: String], _ context: DeskContext
    ) {
        for entry in history.reversed() {
            add(
                .spans([
                    Span(context.wording.moment(entry.at) + "  ", .muted),
                    Span(context.wording.name(entry.event, of: "event") + "  ", .accent),
                    Span(context.movement(entry, workflow), .text),
                    Span("  " + context.person(entry.by, people), .muted),
                ]))
            for fact in context.facts(entry, workflow, names) {
                add(.spans([Span("    " + fact.label + "  ", .label), Span(fact.text)]))
            }
        }
    }

    /// Every promise with its ledger: when it was started, paused, stopped, and why.
    init(ledgers: [ClockLedgerSheet], names: [StaffID: String], _ context: DeskContext) {
        for ledger in ledgers {
            let clock = ledger.clock
            let promise = context.wording.text(context.rules.promises.label(of: clock.promise))
            add(.heading(context.metricName(clock.metric)))
            add(context.clockLine(clock))
            pair(context.say("label.promise"), promise)
            pair(context.say("label.target"), context.target(clock.target))
            pair(context.say("label.ownTarget"), context.target(clock.internalTarget))
            pair(context.say("label.due"), context.wording.moment(clock.due))
            pair(context.say("label.ownDue"), context.wording.moment(clock.internalDue))
            for event in ledger.events {
                add(
                    .spans([
                        Span("    " + context.wording.moment(event.at) + "  ", .muted),
                        Span(context.wording.name(event.kind) + "  "),
                        Span(event.by.flatMap { names[$0] } ?? "", .muted),
                    ]))
            }
        }
        if ledgers.isEmpty { add(.text(context.say("empty.clocks"), .muted)) }
    }
}

/// A clock and what happened to it.
struct ClockLedgerSheet: Sendable, Hashable {
    var clock: Clock
    var events: [ClockEvent]
}

extension DeskContext {
    /// The name of whoever a journal entry is by.
    /// - Parameter people: names by sign-in name.
    func person(_ login: String, _ people: [String: String] = [:]) -> String {
        login == Actor.desk.login ? say("screen.desk") : people[login] ?? login
    }

    /// `3 个工作日` for `3 working days`; the text itself when it is no such length.
    fileprivate func target(_ text: String) -> String {
        (try? Target(parsing: text)).map { wording.say($0.phrase) } ?? text
    }

    /// `Accept: Dispatched > Accepted`
    func movement(_ entry: JournalEntry, _ workflow: WorkflowDefinition?) -> String {
        guard let to = entry.facts["to"]?.plain else { return "" }
        let state = { (name: String) in
            workflow?.state(name).map { wording.text($0.label) } ?? name
        }
        guard let did = entry.facts["did"]?.plain, let from = entry.facts["from"]?.plain else {
            return state(to)
        }
        let step = workflow?.transition(did).map { wording.text($0.label) } ?? did
        if from == to { return step }
        return say(
            "history.moved",
            ["step": .text(step), "from": .text(state(from)), "to": .text(state(to))])
    }

    fileprivate func facts(
        _ entry: JournalEntry, _ workflow: WorkflowDefinition?, _ names: [StaffID: String]
    ) -> [(label: String, text: String)] {
        let rest = entry.facts.filter {
            !["did", "from", "to", "kind"].contains($0.key) && !$0.value.isEmpty
        }
        return rest.sorted { $0.key < $1.key }.map { key, value in
            let isApproval = entry.event.hasPrefix("approval.")
            if isApproval, ["decision", "decision.before"].contains(key) {
                return (wording.name(key, of: "fact"), decisionName(value.plain))
            }
            // The same words as fields of the workflow, but what was asked is none of them.
            if !isApproval, let field = workflow?.field(key) {
                return (wording.text(field.label), text(value, of: field))
            }
            let label = wording.name(key, of: "fact")
            if let said = JournalEntry.said(key, value) { return (label, wording.say(said)) }
            if let id = StaffID(value.plain), let name = names[id], value.plain.hasPrefix("S") {
                return (label, name)
            }
            switch key {
            case "severity", "severity.before", "severityProposed":
                return (label, wording.name(value.plain, of: "severity"))
            case "reason": return (label, wording.name(value.plain, of: "callReason"))
            case "metric": return (label, metricName(value.plain))
            case "promise": return (label, wording.text(rules.promises.label(of: value.plain)))
            case "queue", "queue.before": return (label, queueName(value.plain))
            case "ladder":
                let ladder = rules.escalation.all.first { $0.name == value.plain }
                return (label, ladder.map { wording.text($0.label) } ?? value.plain)
            case "rule":
                let rule = rules.assignment.rules.first { $0.name == value.plain }
                return (label, rule.map { wording.text($0.label) } ?? value.plain)
            case "because" where entry.event == "case.assigned":
                return (label, wording.name(value.plain, of: "assignment.because"))
            default: return (label, wording.say(value))
            }
        }
    }
}
