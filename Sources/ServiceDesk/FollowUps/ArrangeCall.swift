package import Model
import Quality
import ServiceTime
import Workflow

/// What a call that a person arranges can be refused for.
package enum ArrangedCallFault: Fault, Hashable {
    case unknownReason(String, known: [String])
    /// The customer asked not to be called; for these reasons they may be all the same.
    case wantsNoCalls(CustomerID, reasons: [String])

    package var kind: FaultKind {
        switch self {
        case .unknownReason: .noSuchThing
        case .wantsNoCalls: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .unknownReason(let reason, let known):
            Phrase(
                "followup.unknownReason",
                ["reason": .text(reason), "known": .list(known.map { .text($0) })])
        case .wantsNoCalls(let customer, let reasons):
            Phrase(
                "followup.wantsNoCalls",
                [
                    "customer": .text(customer.description), "reasons": .list(reasons.map { .text($0) }),
                ])
        }
    }
}

extension Rules {
    /// Reasons for which customers are rung up though they want no calls: what they ask for or must learn, and recalls.
    package func callsInAnyCase() throws -> Set<String> {
        try calling().asked.union([CampaignDraft.recall])
    }

    /// Why customers are rung up: what they ask for or must learn, and what plans, questionnaires and campaigns name.
    func callReasons() throws -> [String] {
        let planned = try followUps().all.map(\.reason)
        let asked = try questionnaires().newest.flatMap { $0.calls?.reasons ?? [] }
        let own = [CallWish.promised, CampaignDraft.tracking, CampaignDraft.recall] + CallWish.tells
        return try calling().asked.union(planned + asked + own).sorted()
    }
}

extension Work {
    /// A call that a person arranges: for a reason the desk knows, and to a customer who wants no calls only for what they
    /// asked for, must learn, or a recall.
    /// - Throws: `ArrangedCallFault`; `DeskFault` for a unit or a visit of another customer, and for a case beyond the actor's
    ///   reach; as `schedule`.
    package func arrangeCall(_ wish: CallWish) throws -> FollowUpCall {
        try require(.scheduleCall)
        if let id = wish.caseID { try reading.requireReach(.scheduleCall, of: id, actor) }
        if let visit = wish.visit { try reading.requireReach(.scheduleCall, on: Subject(visit), actor) }
        try mustBeTheirs(wish)
        let always = try rules.callsInAnyCase()
        if always.contains(wish.reason) { return try schedule(wish) }
        let known = try rules.callReasons()
        guard known.contains(wish.reason) else {
            throw ArrangedCallFault.unknownReason(wish.reason, known: known)
        }
        let customer = try reading.current(wish.customer)
        guard customer.mayCall else {
            throw ArrangedCallFault.wantsNoCalls(customer.id, reasons: always.sorted())
        }
        return try schedule(wish)
    }

    private func mustBeTheirs(_ wish: CallWish) throws {
        let customer = try reading.current(wish.customer).id
        if let unit = wish.unit { _ = try unitOf(customer, unit) }
        guard let visit = wish.visit else { return }
        let whose = try reading.serviceCase(reading.visit(visit).caseID).customer
        guard try reading.current(whose).id == customer else {
            throw DeskFault.badField(
                field: "visit", value: visit.description,
                expected: Phrase("desk.visitOf", ["customer": .text(customer.description)]))
        }
    }
}
