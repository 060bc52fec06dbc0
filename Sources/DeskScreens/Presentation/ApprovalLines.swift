import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A request just granted, with what it asked for where the time of that had passed.
struct GrantedRequest: Sendable {
    let approval: Approval
    let late: AskedPromise?

    init(_ approval: Approval, _ reading: Reading) throws {
        (self.approval, late) = (approval, try reading.promiseGrantedLate(by: approval))
    }
}

/// What is said of a request for a decision.
extension DeskContext {
    func decision(_ approval: Approval) -> String { decisionName(approval.decision) }

    func decisionName(_ name: String) -> String { wording.text(rules.empowerment.label(of: name)) }

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

    /// That it is granted, or granted by the first of two; of a promise whose time had passed, that it changes nothing.
    func granted(_ granted: GrantedRequest) -> DeskStep {
        let approval = granted.approval
        guard let late = granted.late else {
            return .done(
                say(approval.state == .granted ? "approval.granted" : "approval.signed", facts(approval)))
        }
        let due = PhraseFact.text(wording.near(late.by, now: now))
        return .warn(say("approval.grantedLate", facts(approval).merging(["due": due]) { own, _ in own }))
    }

    func grantQuestion(_ item: ApprovalItem) -> String {
        var facts = facts(item.approval)
        facts["customer"] = .text(item.customer)
        if let promise = item.promise {
            facts["what"] = .text(
                say(
                    "sooner.what",
                    [
                        "decision": .text(decision(item.approval)),
                        "metric": .text(metricName(promise.metric)),
                        "due": .text(wording.near(promise.by, now: now)),
                    ]))
            if promise.by <= now { return say("approval.grant.askLate", facts) }
        }
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
        case .askedBack:
            return say(EmpowermentFault.waitsForAnswer(item.id, name: item.askedBy))
        case .oneMore: return granting ? say(EmpowermentFault.secondPerson(item.id)) : nil
        case .notGranting(let why): return granting ? wording.say(why) : nil
        case .notDeciding:
            return lack(of: .decideApproval)
                ?? say("approval.notYours", ["who": .text(deciders(of: item.approval))])
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
        case .open where !item.first.isEmpty:
            TableCell(say("approval.whose.second", ["name": .text(item.first)]), .good)
        case .open where !item.insteadOf.isEmpty:
            TableCell(say("approval.whose.deputy", ["name": .text(item.insteadOf)]), .good)
        case .open: TableCell(say("approval.whose.open"), .good)
        case .askedBack:
            TableCell(say("approval.whose.askedBack", ["name": .text(item.askedBy)]), .muted)
        case .oneMore: TableCell(say("approval.oneMore"), .muted)
        case .notDeciding: TableCell(deciders(of: item.approval), .muted)
        case .heldBy(let name): TableCell(say("approval.whose.held", ["name": .text(name)]), .muted)
        case .own: TableCell(say("approval.whose.own"), .muted)
        case .overLimit, .notGranting: TableCell(deciders(of: item.approval), .atRisk)
        }
    }

    /// The role with the smallest limit that may grant so much.
    private func deciders(of approval: Approval) -> String {
        guard let role = rules.deciders(of: approval).first else { return say("approval.whose.nobody") }
        return say("approval.whose.role", ["role": .label(role.label)])
    }

    /// How far a request has come, for whoever asked.
    func progress(_ item: ApprovalItem) -> TableCell {
        let approval = item.approval
        if approval.state == .asked, approval.first != nil {
            return TableCell(say("approval.oneMore"), .atRisk)
        }
        let role: TerminalKit.Role =
            switch approval.state {
            case .asked, .withdrawn: .muted
            case .askedBack: .warning
            case .granted: .good
            case .refused: .missed
            }
        return TableCell(wording.name(approval.state), role)
    }

    private func isLate(_ item: ApprovalItem) -> Bool { item.due.map { $0 < now } ?? false }

    /// Since when it waits, marked where that is longer than it may.
    private func askedWhen(_ item: ApprovalItem) -> TableCell {
        let when = wording.relative(item.approval.askedAt, now: now)
        return isLate(item) ? TableCell(mark(.missed) + " " + when, .missed) : TableCell(when)
    }

    /// Until when it was to be decided.
    fileprivate func dueSpan(_ item: ApprovalItem) -> Span? {
        item.due.map { Span(nearAndFar($0), isLate(item) ? .missed : .text) }
    }

    /// Until when it is to be decided, as deadlines stand everywhere; nothing while it waits for whoever asked.
    private func decideBy(_ item: ApprovalItem) -> TableCell {
        guard let due = item.due else { return "" }
        let when = wording.deadline(due, now: now)
        return isLate(item) ? TableCell(mark(.missed) + " " + when, .missed) : TableCell(when)
    }

    func approvalCells(_ item: ApprovalItem) -> [TableCell] {
        let approval = item.approval
        return [
            TableCell(item.id.description, .accent).ranked(id: item.id),
            decideBy(item).ranked(at: item.due), TableCell(decision(approval)),
            amountCell(approval), whose(item),
            TableCell(item.customer), TableCell(item.askedBy, .muted), TableCell(approval.reason),
        ]
    }

    private func amountCell(_ approval: Approval) -> TableCell {
        TableCell(approval.amount.map { wording.money($0) } ?? "")
            .ranked(approval.amount.map { Double($0.minor) })
    }

    /// A row of one's own requests: what became of it, and the last word on it.
    func requestCells(_ item: ApprovalItem) -> [TableCell] {
        let approval = item.approval
        return [
            TableCell(item.id.description, .accent).ranked(id: item.id),
            askedWhen(item).ranked(at: approval.askedAt), TableCell(decision(approval)),
            amountCell(approval), progress(item),
            TableCell(item.customer), TableCell(approval.answer.isEmpty ? approval.reason : approval.answer),
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
        if let promise = sheet.item.promise {
            let facts: [String: PhraseFact] = [
                "metric": .text(context.metricName(promise.metric)),
                "due": .text(context.nearAndFar(promise.by)),
                "standard": .text(context.wording.near(promise.standard, now: context.now)),
            ]
            add(.text(context.say("sooner.asked", facts), .accent))
            if promise.hadPassed(when: approval) { add(.text(context.say("sooner.grantedLate"), .warning)) }
        }
        add(.text(approval.reason, .text))
        // Whoever asked answers this: it stands where no screen is too small for it.
        if approval.state == .askedBack, let asked = sheet.talk.last(where: { $0.facts["said"] != nil }) {
            pair(context.say("label.question"), asked.facts["said"]?.plain ?? "")
        }
        if let wish = approval.wish {
            let label = context.rules.empowerment.label(of: wish.decision)
            pair(context.say("label.askedFor"), context.wording.say(wish.phrase(label)))
        }
        pair(context.say("label.proposal"), approval.proposal)
        pair(context.say("label.askedBy"), sheet.item.askedBy)
        pair(context.say("label.asked"), context.nearAndFar(approval.askedAt))
        if let due = context.dueSpan(sheet.item) { add(.pair(context.say("label.decideBy"), [due])) }
        pair(context.say("label.firstBy"), sheet.item.first)
        pair(context.say("label.answer"), approval.state.isOpen ? "" : approval.answer)
        for (key, value) in sheet.background.pairs(context.rules) {
            pair(context.say(key), context.wording.say(value))
        }
        if let limit = sheet.limit {
            pair(context.say("label.myLimit"), context.wording.say(limit))
        }
        addTalk(sheet, context)
        add(.heading(context.say("heading.earlierApprovals", ["count": .count(sheet.others.count)])))
        for other in sheet.others { add(.spans(context.earlierSpans(other, sheet.names))) }
        if sheet.others.isEmpty { add(.text(context.say("empty.earlierApprovals"), .muted)) }
        guard let serviceCase = sheet.serviceCase else { return }
        add(.heading(context.say("heading.case")))
        lines += Pane(serviceCase, rights: [], context).lines
        add(.heading(context.say("heading.history")))
        lines += Pane(history: serviceCase, context).lines
    }

    /// What was asked back and answered.
    private mutating func addTalk(_ sheet: ApprovalSheet, _ context: DeskContext) {
        let said = sheet.talk.filter { $0.facts["said"] != nil }
        guard !said.isEmpty else { return }
        add(.heading(context.say("heading.talk")))
        for entry in said {
            let name = context.person(entry.by, sheet.serviceCase?.people ?? [:])
            add(.spans([Span(context.wording.near(entry.at, now: context.now) + " " + name, .muted)]))
            add(.text(entry.facts["said"]?.plain ?? "", .text))
        }
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
