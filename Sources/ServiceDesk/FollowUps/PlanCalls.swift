package import Model
import Records
package import ServiceTime
import Workflow

extension Rules {
    /// How often, and how spread, a call is tried.
    package func attempts(of call: FollowUpCall) throws -> CallingRules.Attempts {
        try followUps()[call.plan]?.attempts ?? calling().attempts
    }

    /// Between when and when the call of a plan is to be made, by the event it is about.
    func span(of plan: FollowUpPlan, at event: Instant) throws -> Window {
        let from = try plan.from.map { try due(from: event, $0, calendar: plan.calendar) } ?? event
        return Window(start: from, end: max(from, try due(from: event, plan.by, calendar: plan.calendar)))
    }

    /// Reasons of calls that serve no other beside: those customers asked for or must learn something from, and those whose
    /// plan says so.
    func callsAlone() throws -> [String] {
        try calling().asked.sorted() + followUps().all.filter(\.isAlone).map(\.reason)
    }
}

extension FollowUpPlan {
    /// Why a customer is not rung up for it. What customers themselves asked for, or must learn, is no plan's.
    func skip(for customer: Customer) -> CallMatter.Skip? {
        !customer.mayCall ? .doNotCall : isOffer && !customer.mayOffer ? .noConsent : nil
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
        let span = try rules.span(of: plan, at: event)
        var wish = CallWish(
            customer: customer, caseID: caseID, unit: unit, reason: plan.reason, from: span.start,
            by: span.end)
        (wish.plan, wish.rank, wish.joins) = (plan.name, plan.rank, !plan.isAlone)
        let customer = try reading.current(wish.customer)
        guard let skip = plan.skip(for: customer) else { return try schedule(wish) }
        try callMatters.insert(CallMatter(wish, customer.id, call: nil, skipped: skip, at: now))
        try record(
            wish.caseID.map { Subject($0) } ?? Subject(customer.id), "call.skipped",
            ["reason": .text(wish.reason), "why": .text(skip.rawValue)])
        return nil
    }
}
