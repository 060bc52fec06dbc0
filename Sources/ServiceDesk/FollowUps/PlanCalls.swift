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
        let facts = try reading.facts(of: .serviceCase(c), actor: actor, now: now)
        for plan in plans where plan.only?.holds(facts) ?? true && plan.draws(c.id.description) {
            var wish = CallWish(
                customer: c.customer, caseID: c.id, unit: c.unit, reason: plan.reason,
                from: try plan.from.map { try rules.due(from: now, $0, calendar: plan.calendar) } ?? now,
                by: try rules.due(from: now, plan.by, calendar: plan.calendar))
            (wish.plan, wish.rank, wish.joins) = (plan.name, plan.rank, !plan.isAlone)
            try arrange(wish, by: plan)
        }
    }

    /// A planned call; where the customer may not be rung up for it, that it was due and why it is not made.
    @discardableResult
    func arrange(_ wish: CallWish, by plan: FollowUpPlan) throws -> FollowUpCall? {
        let customer = try reading.current(wish.customer)
        // What customers themselves asked for, or must learn, is no call of ours.
        let skip: CallMatter.Skip? =
            !customer.mayCall ? .doNotCall : plan.isOffer && !customer.mayOffer ? .noConsent : nil
        guard let skip else {
            var wish = wish
            wish.by = max(wish.by, wish.from)
            return try schedule(wish)
        }
        try callMatters.insert(CallMatter(wish, customer.id, call: nil, skipped: skip, at: now))
        try record(
            wish.caseID.map { Subject($0) } ?? Subject(customer.id), "call.skipped",
            ["reason": .text(wish.reason), "why": .text(skip.rawValue)])
        return nil
    }
}
