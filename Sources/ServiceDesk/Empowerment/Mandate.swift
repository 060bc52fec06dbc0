package import Model
import Records
import Workflow

/// By whose limits somebody decides: their own, or those of whom they stand in for.
package struct Mandate: Sendable, Hashable {
    package var holder: Staff
    package var deputy: Deputy?

    /// Whom they stand in for; nil when they decide by their own.
    var insteadOf: StaffID? { deputy == nil ? nil : holder.id }
}

extension Reading {
    /// Who could decide in somebody's place: everybody else who works here.
    package func colleagues(of actor: Actor) throws -> [Staff] {
        try staff.all().filter { $0.active && $0.id != actor.staffID }
    }

    /// Who could answer for a request: whoever made it, while they work here.
    func asker(of approval: Approval) throws -> Staff? {
        guard let person = try approval.askedBy.flatMap({ try staff.find($0) }), person.active else {
            return nil
        }
        return person
    }

    /// By whose limits an actor may decide on requests now, the own first. A deputy has those of whoever is away, as long as they
    /// work here and may decide themselves.
    package func mandates(of actor: Actor, at now: Instant) throws -> [Mandate] {
        guard let person = actor.staff else { return [] }
        let own = rules.roles.allows(person.roles, .decideApproval) ? [Mandate(holder: person)] : []
        let others = try empowerments.standing(of: person.id, on: rules.localDay(now)).compactMap {
            deputy -> Mandate? in
            guard let holder = try staff.find(deputy.staff), holder.active,
                rules.roles.allows(holder.roles, .decideApproval)
            else { return nil }
            return Mandate(holder: holder, deputy: deputy)
        }
        return own + others
    }

    /// Those by which this one request may be looked at and refused.
    /// - Throws: what keeps the actor from it.
    func mandates(of actor: Actor, for approval: Approval, at now: Instant) throws -> [Mandate] {
        let all = try mandates(of: actor, at: now)
        guard !all.isEmpty, let person = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
        }
        let others = all.filter { $0.holder.id != approval.askedBy }
        guard person != approval.askedBy, !others.isEmpty else { throw DeskFault.ownRequest(approval.id) }
        let deciders = rules.empowerment[approval.decision]?.deciders ?? []
        let able = others.filter { mandate in
            deciders.isEmpty || mandate.holder.roles.contains { deciders.contains($0) }
        }
        guard !able.isEmpty else {
            throw EmpowermentFault.notDecider(
                approval.id, roles: deciders.compactMap { rules.roles[$0]?.label })
        }
        return try reaching(able, approval, by: actor)
    }

    /// Those of them whose right reaches the case of a request, which the actor may read.
    private func reaching(_ able: [Mandate], _ approval: Approval, by actor: Actor) throws -> [Mandate] {
        guard rules.roles.hasReaches, let id = try caseID(of: approval.subject) else { return able }
        try requireReach(.read, of: id, actor)
        let near = try able.filter { mandate in
            try cases(reachedBy: .decideApproval, of: mandate.holder).map { try cases.isWithin($0, id) }
                ?? true
        }
        if near.isEmpty { try requireReach(.decideApproval, of: id, .staff(able[0].holder)) }
        return near
    }

    /// The one by which these terms may be granted.
    /// - Throws: what keeps the actor from it.
    func mandate(of actor: Actor, granting terms: Approval.Terms, of approval: Approval, at now: Instant)
        throws
        -> Mandate
    {
        var asTerms = approval
        asTerms.terms = terms
        var able = try mandates(of: actor, for: asTerms, at: now)
        if let first = approval.first, terms == approval.terms {
            able = able.filter { !first.people.contains($0.holder.id) }
            guard !able.isEmpty, actor.staffID.map({ !first.people.contains($0) }) ?? false else {
                throw EmpowermentFault.secondPerson(approval.id)
            }
        }
        let decision = try decision(terms.decision)
        let amount = terms.amount?.minor ?? 0
        var refusal: (any Fault)?
        for mandate in able {
            let power = try power(of: mandate.holder, decision, at: now)
            guard let why = power.refusal(of: amount, more: amount, rules.empowerment) else { return mandate }
            // The own, or the highest, says best what is missing.
            refusal = refusal ?? why
        }
        throw refusal ?? DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
    }

    /// What an actor may decide, for taking the next request.
    func reach(of actor: Actor, at now: Instant) throws -> [ApprovalStore.Reach] {
        try mandates(of: actor, at: now).flatMap { mandate in
            let theirs = rules.empowerment.decisions.filter { decision in
                decision.deciders.isEmpty || mandate.holder.roles.contains { decision.deciders.contains($0) }
            }
            let cases = try cases(reachedBy: .decideApproval, of: mandate.holder)
            return try powers(of: mandate.holder, theirs, at: now).compactMap { power in
                power.most.map {
                    ApprovalStore.Reach(
                        decision: power.decision.name, most: $0, holder: mandate.holder.id, cases: cases)
                }
            }
        }
    }
}
