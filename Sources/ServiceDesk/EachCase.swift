package import Model
import Records
package import Workflow

/// What became of one case of several.
package struct EachResult: Sendable {
    package var id: CaseID
    /// Why nothing was done to it; nil when it was.
    package var fault: (any Fault)?
}

// Several cases at once: each by itself, so that what fails with one undoes nothing with the others.
extension Work {
    package func each(_ ids: [CaseID], _ body: (CaseID) throws -> Void) throws -> [EachResult] {
        try ids.map { id in
            do {
                try piece { try body(id) }
                return EachResult(id: id, fault: nil)
            } catch let fault as any Fault {
                // Not this case's fault: nothing more can be done in this transaction.
                guard fault.kind != .tryAgain || fault is DeskFault else { throw fault }
                return EachResult(id: id, fault: fault)
            }
        }
    }

    /// Takes a case that nobody has, and the workflow's own step for that where it has one.
    /// - Throws: `DeskFault.inOtherHands`, `.closed`, `.notAllowed`.
    package func claimCase(_ id: CaseID) throws -> ServiceCase {
        try require(.doCase, of: id)
        var c = try reading.serviceCase(id)
        guard let agent = actor.staffID, !rules.kindsNotTaken(by: actor.roles).contains(c.kind) else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.doCase.rawValue)
        }
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        if let owner = c.owner {
            if owner == agent { return c }
            throw DeskFault.inOtherHands(Subject(id), name: try staff.find(owner)?.name ?? "")
        }
        c.owner = agent
        c = try cases.update(c)
        return try claimed(c, by: agent)
    }
}

/// A step that some of several cases offer.
package struct EachOffer: Sendable, Hashable {
    package var offer: Offer
    /// Whose turn it can be, and whose not.
    package var possible: [CaseID]
    package var refused: Int
}

extension Reading {
    /// What can be done with these cases, each step once: of one name and label, whatever the kind.
    package func offers(_ ids: [CaseID], by actor: Actor, at now: Instant) throws -> [EachOffer] {
        var found: [EachOffer] = []
        for id in ids {
            for offer in try offers(id, by: actor, at: now) {
                let index = found.firstIndex { $0.offer.name == offer.name && $0.offer.label == offer.label }
                if index == nil { found.append(EachOffer(offer: offer, possible: [], refused: 0)) }
                let at = index ?? found.count - 1
                if offer.refusal == nil {
                    if found[at].possible.isEmpty { found[at].offer = offer }
                    found[at].possible.append(id)
                } else {
                    found[at].refused += 1
                }
            }
        }
        return found
    }
}
