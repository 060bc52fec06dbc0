package import Model
import Records
import Workflow

extension Work {
    /// Grants or refuses, within the decider's own limit or that of whom they stand in for; never one's own request. Above the
    /// sum of four eyes the first to grant it leaves it open for another.
    /// - Parameters:
    ///   - answer: a word to whoever asked; a refusal needs one.
    ///   - seen: what the decider has read of it; refused when it has become something else meanwhile.
    @discardableResult
    package func decide(
        _ id: ApprovalID, grant: Bool, answer: String, seen: Approval.Terms? = nil
    ) throws -> Approval {
        let approval = try toDecide(id, seen: seen)
        if !grant, answer.trimmed.isEmpty { throw DeskFault.missing(field: "answer") }
        return grant
            ? try self.grant(approval, approval.terms, answer: answer) : try refuse(approval, answer: answer)
    }

    /// Grants something else than what was asked: another sum, or another decision. The case's field takes the sum.
    /// - Throws: `EmpowermentFault.changesNothing` for what was asked.
    @discardableResult
    package func change(
        _ id: ApprovalID, to terms: Approval.Terms, answer: String, seen: Approval.Terms? = nil
    ) throws -> Approval {
        let approval = try toDecide(id, seen: seen)
        let decision = try reading.decision(terms.decision)
        if decision.isMoney, terms.amount == nil { throw EmpowermentFault.sumNeeded(decision.label) }
        let terms = Approval.Terms(
            decision: terms.decision, amount: try sum(terms.amount, of: decision))
        guard terms != approval.terms else { throw EmpowermentFault.changesNothing(id) }
        if terms.decision == AskedPromise.decision { throw SoonerPromiseFault.namesNoTime }
        guard !answer.trimmed.isEmpty else { throw DeskFault.missing(field: "answer") }
        return try grant(approval, terms, answer: answer)
    }

    /// Asks whoever asked; it waits for their answer then, and the time it may wait begins anew with that.
    @discardableResult
    package func askBack(_ id: ApprovalID, _ question: String) throws -> Approval {
        guard !question.trimmed.isEmpty else { throw DeskFault.missing(field: "question") }
        var approval = try toDecide(id, seen: nil)
        guard try reading.asker(of: approval) != nil else { throw EmpowermentFault.nobodyToAsk(id) }
        let mandate = try reading.mandates(of: actor, for: approval, at: now)[0]
        (approval.state, approval.questionBy) = (.askedBack, actor.staffID)
        try put(&approval)
        try recordBoth(
            approval, "approval.askedBack", signed(["said": .text(question.trimmed)], by: mandate))
        try tell(approval.askedBy, .askedBack, Subject(id), Label(written: question.trimmed))
        return approval
    }

    /// A request that the actor may look at to decide it now.
    private func toDecide(_ id: ApprovalID, seen: Approval.Terms?) throws -> Approval {
        guard try !reading.mandates(of: actor, at: now).isEmpty else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
        }
        let approval = try open(id)
        if approval.state == .askedBack, let asker = try reading.asker(of: approval) {
            throw EmpowermentFault.waitsForAnswer(id, name: asker.name)
        }
        _ = try reading.mandates(of: actor, for: approval, at: now)
        try requireFree(approval)
        if let seen, seen != approval.terms {
            throw EmpowermentFault.termsChanged(
                id, now: approval.terms, label: rules.empowerment.label(of: approval.decision))
        }
        return approval
    }

    // MARK: Granting

    private func grant(_ before: Approval, _ terms: Approval.Terms, answer: String) throws -> Approval {
        // What somebody signed before was something else; it takes nothing of what they may grant now.
        if terms != before.terms, before.first != nil { try empowerments.forget(before.id) }
        let mandate = try reading.mandate(of: actor, granting: terms, of: before, at: now)
        guard let person = actor.staffID else { return before }
        var approval = before
        if terms != before.terms {
            (approval.wish, approval.terms, approval.first) = (before.wish ?? before.terms, terms, nil)
        }
        try empowerments.insert(
            Grant(
                at: now, staff: mandate.holder.id, by: person, decision: terms.decision,
                subject: approval.subject, amount: terms.amount?.minor ?? 0, approval: approval.id))
        if approval.first == nil, rules.empowerment[terms.decision]?.needsTwo(terms.amount) ?? false {
            return try signFirst(&approval, mandate, person, answer: answer)
        }
        try close(&approval, as: .granted, by: mandate, answer: answer)
        try carrySum(of: approval)
        try carryPromise(of: approval)
        try signalOnce(approval)
        return approval
    }

    /// One more must grant it.
    private func signFirst(_ approval: inout Approval, _ mandate: Mandate, _ person: StaffID, answer: String)
        throws -> Approval
    {
        approval.first = Approval.Signature(by: person, insteadOf: mandate.insteadOf, at: now)
        approval.answer = answer
        // Nobody is there to answer what was asked back; the second need not wait for it.
        let waitsAnew = approval.state == .askedBack
        approval.state = .asked
        try put(&approval)
        if waitsAnew { try watch(approval) }
        var facts = signed(approval.terms.facts, by: mandate)
        facts["answer"] = .text(answer)
        try recordBoth(approval, "approval.firstGranted", facts)
        return approval
    }

    private func refuse(_ before: Approval, answer: String) throws -> Approval {
        let mandate = try reading.mandates(of: actor, for: before, at: now)[0]
        var approval = before
        try empowerments.forget(approval.id)
        try close(&approval, as: .refused, by: mandate, answer: answer)
        try signalOnce(approval)
        return approval
    }

    private func close(
        _ approval: inout Approval, as state: ApprovalState, by mandate: Mandate, answer: String
    )
        throws
    {
        approval.state = state
        (approval.decidedBy, approval.decidedFor, approval.decidedAt) = (
            actor.staffID, mandate.insteadOf, now
        )
        approval.answer = answer
        try put(&approval)
        try timers.clear(Subject(approval.id))
        var facts = signed(approval.terms.facts, by: mandate)
        facts["answer"] = .text(answer)
        if try reading.promiseGrantedLate(by: approval) != nil { facts[AskedPromise.late] = .flag(true) }
        if let wish = approval.wish {
            for (name, value) in wish.facts where facts[name] != value { facts[name + ".before"] = value }
        }
        try recordBoth(approval, state == .granted ? "approval.granted" : "approval.refused", facts)
        try tell(
            approval.askedBy, state == .granted ? .granted : .refused, Subject(approval.id),
            Label(written: answer.isEmpty ? approval.reason : answer))
    }

    /// Nobody holds what was just answered.
    private func put(_ approval: inout Approval) throws {
        (approval.claimedBy, approval.claimedUntil) = (nil, nil)
        if approval.state != .asked { try timers.clear(Subject(approval.id)) }
        try approvals.update(approval)
        approval.version += 1
    }

    /// The journal names both: who did it, and for whom.
    private func signed(_ facts: [String: FieldValue], by mandate: Mandate) -> [String: FieldValue] {
        guard let holder = mandate.insteadOf else { return facts }
        return facts.merging(["insteadOf": .text(holder.description)]) { own, _ in own }
    }

    // MARK: What follows

    /// Another sum than was asked becomes the case's, unless the case has taken a third meanwhile.
    private func carrySum(of approval: Approval) throws {
        guard let wish = approval.wish, wish.decision == approval.decision, let amount = approval.amount,
            let field = approval.amountField, approval.subject.kind == .case,
            let before = try afterMerges(CaseID(approval.subject.number)),
            before.fields[field] == wish.amount.map({ FieldValue.number($0.minor) })
        else { return }
        var c = before
        c.fields[field] = .number(amount.minor)
        guard c.fields != before.fields else { return }
        c = try cases.update(c)
        try record(Subject(c.id), "case.edited", c.changes(since: before), version: c.version)
    }

    /// Whoever asked for one thing and got another was not granted what their case waits for. Whatever is decided beside the
    /// request that a step of the case made, the case waits on for that.
    func signalOnce(_ approval: Approval) throws {
        guard approval.subject.kind == .case, let c = try afterMerges(CaseID(approval.subject.number)),
            try !approvals.of(Subject(c.id)).contains(where: { $0.state.isOpen && $0.amountField != nil })
        else { return }
        if approval.state == .granted, try signal(.approvalGranted, to: c.id) || covers(approval, c) {
            return
        }
        try signal(.approvalRefused, to: c.id)
    }

    /// Whether what was granted is what was asked for, and as much as the case holds now.
    private func covers(_ approval: Approval, _ c: ServiceCase) -> Bool {
        guard approval.wish.map({ $0.decision == approval.decision }) ?? true else { return false }
        guard let field = approval.amountField, case .number(let sum)? = c.fields[field] else { return true }
        return sum <= approval.amount?.minor ?? 0
    }
}

extension Empowerment {
    /// The name itself for a decision of another time.
    package func label(of decision: String) -> Label {
        self[decision]?.label ?? Label(en: decision, zh: decision)
    }
}
