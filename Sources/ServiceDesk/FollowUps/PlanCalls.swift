package import Model
import Records
package import ServiceTime
import Workflow

extension Rules {
    /// How often, and how spread, a call is tried.
    package func attempts(of call: FollowUpCall) throws -> CallingRules.Attempts {
        try followUps()[call.plan]?.attempts ?? calling().attempts
    }

    /// The parts of the day in which customers are tried, which are also those they can wish.
    package func partsOfDay() throws -> [(label: Label, hours: DayHours)] {
        try calling().parts.compactMap { part in DayHours(part.minutes).map { (part.label, $0) } }
    }

    /// Reasons of calls that serve no other beside: those customers asked for or must learn something from, and those whose
    /// plan says so.
    func callsAlone() throws -> [String] {
        try calling().asked.sorted() + followUps().all.filter(\.isAlone).map(\.reason)
    }
}

extension Work {
    /// Plans the calls that a step of a case sets going. Chance, where a plan leaves it to that, is the same for a case however
    /// often it is asked.
    func planCalls(after step: String, of c: ServiceCase) throws {
        let plans = try rules.followUps().plans(after: step, of: c.kind)
        guard !plans.isEmpty else { return }
        let asks = plans.contains { $0.only != nil }
        let facts = asks ? try reading.facts(of: .serviceCase(c), actor: actor, now: now) : nil
        for plan in plans where plan.draws(c.id.description) {
            if let only = plan.only, let facts, !only.holds(facts) { continue }
            try arrange(by: plan, for: c.customer, caseID: c.id, unit: c.unit, at: now)
        }
    }

    /// The call a plan makes of an event; where the customer may not be rung up for it, that it was due and why it is not made.
    /// - Parameter event: when it happened; the plan counts from there.
    @discardableResult
    func arrange(
        by plan: FollowUpPlan, for customer: CustomerID, caseID: CaseID? = nil, unit: UnitID?,
        at event: Instant
    ) throws -> FollowUpCall? {
        let from = try plan.from.map { try rules.due(from: event, $0, calendar: plan.calendar) } ?? event
        var wish = CallWish(
            customer: customer, caseID: caseID, unit: unit, reason: plan.reason, from: from,
            by: max(from, try rules.due(from: event, plan.by, calendar: plan.calendar)))
        (wish.plan, wish.rank, wish.joins) = (plan.name, plan.rank, !plan.isAlone)
        let customer = try reading.current(wish.customer)
        // What customers themselves asked for, or must learn, is no call of ours.
        let skip: CallMatter.Skip? =
            !customer.mayCall ? .doNotCall : plan.isOffer && !customer.mayOffer ? .noConsent : nil
        guard let skip else { return try schedule(wish) }
        try callMatters.insert(CallMatter(wish, customer.id, call: nil, skipped: skip, at: now))
        try record(
            wish.caseID.map { Subject($0) } ?? Subject(customer.id), "call.skipped",
            ["reason": .text(wish.reason), "why": .text(skip.rawValue)])
        return nil
    }
}
