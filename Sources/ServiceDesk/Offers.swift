package import Model
package import Workflow

/// What may be done next, and why not what not.
extension Reading {
    package func offers(on c: ServiceCase, to actor: Actor, at now: Instant) throws -> [Offer] {
        try offers(.serviceCase(c), actor, now)
    }

    package func offers(on v: Visit, to actor: Actor, at now: Instant) throws -> [Offer] {
        try offers(.visit(v), actor, now)
    }

    /// For a call that is still to be claimed: what `recordCall`, which claims it first, will take as well.
    package func offers(on c: FollowUpCall, to actor: Actor, at now: Instant) throws -> [Offer] {
        let claiming = try rules.claiming()
        guard claiming.from.contains(c.state) else { return try offers(.call(c), actor, now) }
        var claimed = c
        let claim = try rules.workflow(of: c).transition(claiming.name)
        claimed.state = claim?.to ?? c.state
        claimed.claimedBy = actor.staffID
        return try offers(.call(c), actor, now)
            + offers(.call(claimed), actor, now).filter { $0.name != claiming.name }
    }

    private func offers(_ matter: Matter, _ actor: Actor, _ now: Instant) throws -> [Offer] {
        try rules.workflow(of: matter).offers(
            in: matter.state, facts: facts(of: matter, actor: actor, now: now), roles: actor.roles)
    }
}

extension ServiceDesk {
    /// Refuses an actor without a right, for what reads and so passes through no use case.
    /// - Throws: `DeskFault.notAllowed`.
    package func require(_ right: Right, of actor: Actor) throws {
        if case .desk = actor { return }
        guard rules.roles.allows(actor.roles, right) else {
            throw DeskFault.notAllowed(login: actor.login, right: right.rawValue)
        }
    }
}
