package import Model
import Records
package import Workflow

extension Work {
    /// Asks for a decision beyond one's own empowerment. The journal keeps what it was asked upon.
    /// - Parameters:
    ///   - proposal: what the customer would be told.
    ///   - amountField: the case's field that takes the sum, should another be granted.
    ///   - more: what else it is about, for whoever decides.
    /// - Throws: `SoonerPromiseFault.namesNoTime` for a promise beyond the standard that names none: those are asked for by
    ///   `promiseSooner`.
    @discardableResult
    package func askApproval(
        _ subject: Subject, decision name: String, amount: Money? = nil, reason: String,
        proposal: String = "", amountField: String? = nil, with more: [String: FieldValue] = [:]
    ) throws -> Approval {
        try require(.askApproval, on: subject)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        let decision = try reading.decision(name)
        if name == AskedPromise.decision, more["due"] == nil { throw SoonerPromiseFault.namesNoTime }
        let amount = try sum(amount, of: decision)
        let approval = try approvals.insert(
            Approval(
                id: ApprovalID(0), subject: subject, decision: name, amount: amount, reason: reason,
                proposal: proposal.trimmed, amountField: amountField, askedBy: actor.staffID, askedAt: now))
        var facts = approval.terms.facts.merging(more) { own, _ in own }
        facts["reason"] = .text(reason)
        facts["proposal"] = .text(approval.proposal)
        facts["approval"] = .text(approval.id.description)
        try record(subject, "approval.asked", facts)
        try record(
            Subject(approval.id), "approval.asked",
            facts.merging(try reading.background(of: approval, at: now).facts) { own, _ in own })
        try watch(approval)
        return approval
    }

    /// A sum in the currency of the rules, where one belongs to the decision.
    func sum(_ amount: Money?, of decision: Empowerment.Decision) throws -> Money? {
        guard let amount else { return nil }
        guard decision.isMoney else { throw EmpowermentFault.sumNotWanted(decision.label) }
        guard amount.minor >= 0 else { throw EmpowermentFault.sumNeeded(decision.label) }
        return rules.empowerment.money(amount.minor)
    }

    /// Answers a question that whoever decides had; they have as long as before to decide then.
    package func answer(_ id: ApprovalID, _ text: String) throws -> Approval {
        guard !text.trimmed.isEmpty else { throw DeskFault.missing(field: "answer") }
        var approval = try open(id)
        guard approval.state == .askedBack, let person = actor.staffID, person == approval.askedBy else {
            throw EmpowermentFault.notAskedBack(id)
        }
        approval.state = .asked
        try approvals.update(approval)
        approval.version += 1
        try watch(approval)
        try recordBoth(approval, "approval.answered", ["said": .text(text.trimmed)])
        try tell(approval.questionBy, .answered, Subject(id), Label(written: text.trimmed))
        return approval
    }

    /// Has the desk tell those who decide once it has waited too long.
    func watch(_ approval: Approval) throws {
        guard let due = try reading.due(approval, waitingSince: now) else { return }
        try timers.set(
            Subject(approval.id), transition: "approval.waiting", state: approval.state.rawValue, due: due)
    }

    /// It waited as long as it may: those who decide are told, once for each time.
    /// - Returns: whether it still waits.
    func waitedLong(_ id: ApprovalID) throws -> Bool {
        guard let approval = try approvals.find(id), approval.state == .asked else { return false }
        try record(Subject(id), "approval.waiting")
        for role in rules.toTell(of: approval) {
            try tell(role: role.name, .waiting, Subject(id), Label(written: approval.reason))
        }
        return true
    }

    /// A request that is yet to be decided.
    func open(_ id: ApprovalID) throws -> Approval {
        let approval = try reading.approval(id)
        if let result = try reading.result(of: id) {
            throw DeskFault.alreadyDecided(id, as: result.approval.state, by: result.decidedBy)
        }
        return approval
    }

    /// In the journal of the request and of what it is about.
    func recordBoth(_ approval: Approval, _ event: String, _ facts: [String: FieldValue]) throws {
        var facts = facts.filter { !$0.value.isEmpty }
        facts["approval"] = .text(approval.id.description)
        try record(Subject(approval.id), event, facts)
        try record(approval.subject, event, facts)
    }
}

extension Approval.Terms {
    var facts: [String: FieldValue] {
        var facts: [String: FieldValue] = ["decision": .text(decision)]
        if let amount { facts["amount"] = .text("\(amount) \(amount.currency)") }
        return facts
    }
}

extension Rules {
    /// The roles that may grant so much of it, those with the smallest limit that suffices.
    package func deciders(of approval: Approval) -> [Role] {
        let able = limits(of: approval).filter { $0.most >= approval.amount?.minor ?? 0 }
        guard let least = able.map(\.most).min() else { return [] }
        return able.filter { $0.most == least }.map(\.role)
    }

    /// Who hears that it waits: those, or where nobody may grant so much the roles with the highest limit, who may grant less
    /// or refuse.
    func toTell(of approval: Approval) -> [Role] {
        let deciders = deciders(of: approval)
        guard deciders.isEmpty else { return deciders }
        let limits = limits(of: approval)
        let highest = limits.map(\.most).max()
        return limits.filter { $0.most == highest }.map(\.role)
    }

    /// The roles that decide on it, each with the most it may grant in one case.
    private func limits(of approval: Approval) -> [(role: Role, most: Int64)] {
        let decision = empowerment[approval.decision]
        let all = roles.all.filter { role in
            role.rights.contains(.decideApproval)
                && (decision?.deciders.isEmpty ?? true || decision?.deciders.contains(role.name) ?? false)
        }
        return all.compactMap { role in
            empowerment.limit(of: role.name, for: approval.decision).map { (role: role, most: $0.perCase) }
        }
    }
}
