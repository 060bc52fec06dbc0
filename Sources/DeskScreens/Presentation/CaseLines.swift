import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension Pane {
    /// A case: what it is, whose, its promises, and what was done.
    init(_ sheet: CaseSheet, rights: [Pane.Line], _ context: DeskContext) {
        let c = sheet.serviceCase
        add(.spans(context.headSpans(c, owner: c.owner.flatMap { sheet.names[$0] })))
        add(.text(c.summary, .text))
        if c.fields["noteWanted"] != nil { add(.text(context.say("case.noteWanted"), .warning)) }
        let fault = [context.productName(c.product), context.faultName(c.fault, of: c.product)]
            .filter { !$0.isEmpty }.joined(separator: "  ")
        pair(context.say("label.fault"), fault)
        add(.pair(context.say("label.customer"), context.customerSpans(sheet.customer)))
        pair(context.say("label.address"), sheet.address?.line ?? "")
        pair(context.say("label.remarks"), sheet.customer.remarks, .warning)
        if let unit = sheet.unit {
            add(.pair(context.say("label.unit"), context.unitSpans(unit)))
            lines += rights
        }
        for link in sheet.links {
            pair(context.wording.name(link.kind, of: "link"), link.other.description, .accent)
        }
        addClocks(sheet.clocks, context)
        addVisits(sheet, context)
        addCalls(sheet.calls, context)
        addSheets(sheet.surveys, context)
        addFields(c, context)
        addApprovals(sheet.approvals, context)
        addNotes(sheet, context)
    }

    private mutating func addClocks(_ clocks: [Clock], _ context: DeskContext) {
        add(.heading(context.say("heading.clocks")))
        let shown = context.inOrder(clocks)
        for clock in shown { add(context.clockLine(clock)) }
        if shown.isEmpty { add(.text(context.say("empty.clocks"), .muted)) }
    }

    private mutating func addVisits(_ sheet: CaseSheet, _ context: DeskContext) {
        guard !sheet.visits.isEmpty else { return }
        add(.heading(context.say("heading.visits")))
        for visit in sheet.visits.reversed() {
            add(.spans(context.visitSpans(visit, technician: visit.technician.flatMap { sheet.names[$0] })))
        }
    }

    private mutating func addCalls(_ calls: [FollowUpCall], _ context: DeskContext) {
        guard !calls.isEmpty else { return }
        add(.heading(context.say("heading.calls")))
        for call in calls.reversed() { add(.spans(context.callSpans(call))) }
    }

    /// Questionnaires answered about it.
    private mutating func addSheets(_ sheets: [SurveyLine], _ context: DeskContext) {
        guard !sheets.isEmpty else { return }
        add(.heading(context.say("heading.sheets")))
        for line in sheets { add(.spans(context.sheetSpans(line))) }
    }

    /// What the workflow's own fields hold, in the workflow's order.
    private mutating func addFields(_ c: ServiceCase, _ context: DeskContext) {
        let fields = context.filled(c.fields, of: c.kind.rawValue)
        guard !fields.isEmpty else { return }
        add(.heading(context.say("heading.findings")))
        for field in fields { pair(field.label, field.text) }
    }

    private mutating func addApprovals(_ approvals: [Approval], _ context: DeskContext) {
        for approval in approvals where approval.state != .withdrawn {
            var text = context.asked(approval)
            let isHalf = approval.first != nil && approval.state == .asked
            text += "  " + (isHalf ? context.say("approval.oneMore") : context.wording.name(approval.state))
            if !approval.answer.isEmpty { text += "  " + approval.answer.lineBreaksOut }
            pair(context.wording.name(SubjectKind.approval), text, .accent)
        }
    }

    private mutating func addNotes(_ sheet: CaseSheet, _ context: DeskContext) {
        guard !sheet.notes.isEmpty else { return }
        add(.heading(context.say("heading.notes", ["count": .count(sheet.notes.count)])))
        for note in sheet.notes.sorted(by: { ($0.at, $0.id) > ($1.at, $1.id) }) {
            let who = note.by.flatMap { sheet.names[$0] } ?? ""
            var spans = [Span(context.wording.near(note.at, now: context.now) + " " + who + "  ", .muted)]
            if note.toldCustomer { spans.append(Span(context.say("note.told") + "  ", .good)) }
            add(.spans(spans))
            add(.text(note.text, .text))
        }
    }
}

extension DeskContext {
    /// `C12 Repair  Visit arranged  Urgent  Repair queue  李娜  asked again 2 times`
    func headSpans(_ c: ServiceCase, owner: String?) -> [Span] {
        var spans = [
            Span("\(c.id) ", .accent), Span(kindName(c.kind.rawValue) + "  ", .title),
            Span(stateName(c) + "  "), Span(wording.name(c.severity) + "  ", style(c.severity)),
        ]
        if let owner { spans.append(Span(owner + "  ")) }
        spans.append(Span(say("case.queue", ["queue": .text(queueName(c.queue))]) + "  ", .muted))
        if c.chasers > 0 {
            spans.append(Span(say("case.chasers", ["count": .count(c.chasers)]) + "  ", .warning))
        }
        if c.reopened > 0 {
            spans.append(Span(say("case.reopened", ["count": .count(c.reopened)]), .warning))
        }
        return spans
    }

    func visitSpans(_ visit: Visit, technician: String?) -> [Span] {
        var spans = [
            Span("\(visit.id) ", .accent),
            Span(stateName(visit) + "  ", visit.category.isOpen ? .text : .muted),
            Span(wording.window(visit.promised) + "  "),
            Span((technician ?? say("visit.nobody")) + "  "),
        ]
        if let arrived = visit.arrivedAt {
            let late = arrived > visit.promised.end
            let time = PhraseFact.text(wording.time(arrived))
            spans.append(
                late
                    ? Span(say("visit.arrivedLate", ["time": time]), .missed)
                    : Span(say("visit.arrived", ["time": time]), .muted))
        } else if visit.category.isOpen, visit.planned.start != visit.promised.start {
            spans.append(
                Span(say("visit.planned", ["time": .text(wording.time(visit.planned.start))]), .muted))
        }
        return spans
    }

    func callSpans(_ call: FollowUpCall) -> [Span] {
        var spans = [
            Span("\(call.id) ", .accent),
            Span(stateName(call) + "  ", call.category.isOpen ? .text : .muted),
            Span(wording.name(call.reason, of: "callReason") + "  "),
        ]
        if call.category.isOpen {
            spans.append(Span(say("call.due", ["at": .text(wording.near(call.dueBy, now: now))]), .muted))
        } else {
            for field in filled(call.fields, of: "call").prefix(3) {
                spans.append(Span("\(field.label) ", .muted))
                spans.append(Span(field.text + "  "))
            }
        }
        return spans
    }

    /// The filled fields of a workflow's own, in the order of its file, choices by their names.
    func filled(_ values: [String: FieldValue], of workflow: String) -> [(label: String, text: String)] {
        guard let definition = rules.workflows[workflow] else { return [] }
        return definition.fields.compactMap { field in
            guard let value = values[field.name], !value.isEmpty else { return nil }
            return (wording.text(field.label), text(value, of: field))
        }
    }
}
