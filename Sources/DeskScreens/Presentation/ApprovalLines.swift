import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What is said of a request for a decision.
extension DeskContext {
    func decision(_ approval: Approval) -> String { wording.name(approval.decision, of: "decision") }

    /// Its facts, for sentences about it.
    func facts(_ approval: Approval) -> [String: PhraseFact] {
        ["id": .text(approval.id.description), "what": .text(asked(approval))]
    }

    /// What is asked, with its sum: `Goodwill ¥200.00`.
    func asked(_ approval: Approval) -> String {
        guard let amount = approval.amount else { return decision(approval) }
        return say(
            "approval.what", ["decision": .text(decision(approval)), "amount": .text(wording.money(amount))])
    }

    func grantQuestion(_ item: ApprovalItem) -> String {
        var facts = facts(item.approval)
        facts["customer"] = .text(item.customer)
        return say("approval.grant.ask", facts)
    }

    /// Who decided, and how.
    func outcome(_ result: ApprovalResult) -> String {
        let approval = result.approval
        return say(DeskFault.alreadyDecided(approval.id, as: approval.state, by: result.decidedBy))
    }

    /// Why it cannot be decided by the reader; nil when it can.
    func obstacle(_ item: ApprovalItem?, granting: Bool) -> String? {
        guard let item else { return nil }
        switch item.standing {
        case .inHand, .open: return nil
        case .heldBy(let name): return say(DeskFault.inOtherHands(Subject(item.id), name: name))
        case .own: return say(DeskFault.ownRequest(item.id))
        case .overLimit(let limit):
            guard granting, let amount = item.approval.amount else { return nil }
            return say(DeskFault.overLimit(amount: amount, limit: limit))
        }
    }

    /// Whose decision it is.
    func whose(_ item: ApprovalItem) -> TableCell {
        switch item.standing {
        case .inHand: TableCell(say("approval.whose.mine"), .accent)
        case .open:
            lack(of: .decideApproval) == nil
                ? TableCell(say("approval.whose.open"), .good)
                : TableCell(deciders(of: item.approval), .muted)
        case .heldBy(let name): TableCell(say("approval.whose.held", ["name": .text(name)]), .muted)
        case .own: TableCell(say("approval.whose.own"), .muted)
        case .overLimit: TableCell(deciders(of: item.approval), .atRisk)
        }
    }

    /// The role with the smallest limit that may grant so much.
    private func deciders(of approval: Approval) -> String {
        let needed = approval.amount?.minor ?? 0
        let able = rules.roles.all.filter {
            $0.rights.contains(.decideApproval) && $0.limit.minor >= needed
        }
        guard let role = able.min(by: { $0.limit.minor < $1.limit.minor }) else {
            return say("approval.whose.nobody")
        }
        return say("approval.whose.role", ["role": .label(role.label)])
    }

    func approvalCells(_ item: ApprovalItem) -> [TableCell] {
        let approval = item.approval
        return [
            TableCell(item.id.description, .accent),
            TableCell(wording.relative(approval.askedAt, now: now)), TableCell(decision(approval)),
            TableCell(approval.amount.map { wording.money($0) } ?? ""), whose(item),
            TableCell(item.customer), TableCell(item.askedBy, .muted), TableCell(approval.reason),
        ]
    }
}

extension Pane {
    /// A request with all that a decision needs: what is asked and why, whose it is, what this customer was granted
    /// before, the case and its history.
    init(_ sheet: ApprovalSheet, _ context: DeskContext) {
        let approval = sheet.item.approval
        let whose = context.whose(sheet.item)
        add(
            .spans([
                Span("\(approval.id) ", .accent), Span(context.decision(approval) + "  ", .title),
                Span(approval.amount.map { context.wording.money($0) + "  " } ?? "", .title),
                Span(whose.text, Style(whose.role)),
            ]))
        add(.text(approval.reason, .text))
        pair(context.say("label.askedBy"), sheet.item.askedBy)
        pair(context.say("label.asked"), context.nearAndFar(approval.askedAt))
        if context.lack(of: .decideApproval) == nil {
            let limit = context.rules.roles.limit(context.actor.roles)
            pair(context.say("label.myLimit"), context.wording.money(limit))
        }
        add(.heading(context.say("heading.earlierApprovals", ["count": .count(sheet.others.count)])))
        for other in sheet.others { add(.spans(context.earlierSpans(other, sheet.names))) }
        if sheet.others.isEmpty { add(.text(context.say("empty.earlierApprovals"), .muted)) }
        guard let serviceCase = sheet.serviceCase else { return }
        add(.heading(context.say("heading.case")))
        lines += Pane(serviceCase, rights: [], context).lines
        add(.heading(context.say("heading.history")))
        lines += Pane(history: serviceCase, context).lines
    }
}

extension DeskContext {
    fileprivate func earlierSpans(_ approval: Approval, _ names: [StaffID: String]) -> [Span] {
        let style: Style = approval.state == .granted ? .good : .muted
        var spans = [
            Span("\(approval.id) \(approval.subject) ", .muted), Span(asked(approval)),
            Span("  " + wording.name(approval.state) + "  ", style),
            Span(approval.decidedBy.flatMap { names[$0] } ?? "", .muted),
        ]
        if let at = approval.decidedAt { spans.append(Span("  " + wording.near(at, now: now), .muted)) }
        return spans
    }
}
