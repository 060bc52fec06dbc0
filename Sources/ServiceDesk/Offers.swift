package import Model
package import Workflow

/// What may be done next by an actor, with why not when not.
extension Reading {
    package func offers(_ id: CaseID, by actor: Actor, at now: Instant) throws -> [Offer] {
        let c = try serviceCase(id)
        // What was folded into another case goes on there, and `take` refuses it here.
        guard c.mergedInto == nil else { return [] }
        return try within(.doCase, id, actor, offers(.serviceCase(c), by: actor, at: now))
    }

    package func offers(_ id: VisitID, by actor: Actor, at now: Instant) throws -> [Offer] {
        let visit = try visit(id)
        return try within(.doVisit, visit.caseID, actor, offers(.visit(visit), by: actor, at: now))
    }

    /// Beyond the reach of a right each is refused, and says so.
    private func within(_ right: Right, _ id: CaseID, _ actor: Actor, _ offers: [Offer]) throws -> [Offer] {
        guard try !reaches(right, id, actor) else { return offers }
        let reach = rules.roles.reaches(of: actor.roles, right).phrases
        return offers.map { $0.refused(.outOfReach(transition: $0.label, reach: reach)) }
    }

    /// For a call that is still to be claimed: what `recordCall`, which claims it first, will take as well.
    /// Of the steps that scripts close calls by, those of its own.
    package func offers(_ id: CallID, by actor: Actor, at now: Instant) throws -> [Offer] {
        let call = try call(id)
        let scripts = try rules.scripts()
        let script = scripts.script(for: call)
        return try allOffers(call, by: actor, at: now).filter {
            !scripts.ends.contains($0.name) || script?.end($0.name) != nil
        }
    }

    private func allOffers(_ call: FollowUpCall, by actor: Actor, at now: Instant) throws -> [Offer] {
        let offers = try offers(.call(call), by: actor, at: now)
        let claiming = try rules.claiming()
        guard claiming.from.contains(call.state),
            let claim = try rules.workflow(of: call).transition(claiming.name)
        else { return offers }
        var claimed = call
        claimed.state = claim.to ?? call.state
        claimed.claimedBy = actor.staffID
        let known = Set(offers.map(\.name) + [claim.name])
        return offers
            + (try self.offers(.call(claimed), by: actor, at: now)).filter { !known.contains($0.name) }
    }

    func offers(_ matter: Matter, by actor: Actor, at now: Instant) throws -> [Offer] {
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

    /// Refuses an actor whose right does not reach every case, for what takes in the whole house.
    /// - Throws: `DeskFault.outOfReach`.
    package func requireWhole(_ right: Right, of actor: Actor) throws {
        guard rules.roles.hasReaches else { return }
        try read { try $0.requireWhole(right, actor) }
    }
}
