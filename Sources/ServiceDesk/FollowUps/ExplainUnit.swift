package import Model
import Records
import ServiceTime

/// Where a unit stands in a plan that recurs: when a call about it is next due and why, or why none is.
package struct UnitPlan: Sendable {
    package enum Verdict: Sendable {
        /// It is planned; the call serves it, unless the customer was not to be called.
        case planned(CallMatter)
        case due(Next)
        case never(Reason)
    }

    /// A call that will be planned.
    package struct Next: Sendable, Hashable {
        /// By the plan's rhythm, before what a holiday, the spread or a longer warranty make of it.
        package var falls: Day
        /// The day that comes of it.
        package var day: Day
        package var span: Window
        /// Why the customer is not rung up even so, as things stand.
        package var skip: CallMatter.Skip?
    }

    package enum Reason: String, Sendable {
        case otherProduct = "other product"
        case otherSerial = "other serial"
        /// The day it runs from is not known.
        case noDay = "no day"
        case noWarranty = "no warranty"
        /// Every day it was due on has gone by.
        case past
        /// Chance, or days off, left none of the days to come.
        case chance
    }

    package var plan: FollowUpPlan
    /// The day it runs from, or the last of the warranty; nil where it hangs on none, or none is known.
    package var since: Day?
    package var verdict: Verdict
    /// Days before it on which chance, or a day off, has no call made.
    package var passedOver: [Day] = []
}

extension Reading {
    /// What each plan that recurs means for a unit, in the order of the plans.
    package func plans(for unit: Unit, at now: Instant) throws -> [UnitPlan] {
        try rules.followUps().recurring.compactMap { plan in
            try plan.recurring.map { try standing(of: unit, in: plan, $0, at: now) }
        }
    }

    private func standing(
        of unit: Unit, in plan: FollowUpPlan, _ recurring: FollowUpPlan.Recurring, at now: Instant
    ) throws -> UnitPlan {
        let since: Day? =
            switch recurring.since {
            case .installed: unit.installedOn ?? unit.deliveredOn ?? unit.boughtOn
            case .bought: unit.boughtOn ?? unit.deliveredOn
            case .warrantyEnd: try nominalWarrantyEnd(of: unit)
            }
        func verdict(_ verdict: UnitPlan.Verdict, _ passedOver: [Day] = []) -> UnitPlan {
            UnitPlan(plan: plan, since: since, verdict: verdict, passedOver: passedOver)
        }
        if !recurring.products.isEmpty, !recurring.products.contains(unit.product) {
            return verdict(.never(.otherProduct))
        }
        if !unit.serial.hasPrefix(recurring.serial) { return verdict(.never(.otherSerial)) }
        if let open = try openMatter(of: unit.id, by: plan.name, at: now) { return verdict(.planned(open)) }
        var isDated = false
        if case .dates = recurring.recurrence { isDated = true }
        if since == nil, !isDated {
            return verdict(.never(recurring.since == .warrantyEnd ? .noWarranty : .noDay))
        }
        // Days the plan is done with are over, though some of them are still to come.
        let done = try callMatters.mark(of: plan.name)?.through ?? rules.localDay(now) - 1
        let days = recurring.recurrence.days(of: isDated ? nil : since, after: done)
        var passedOver: [Day] = []
        for nominal in days {
            let fallen = try fall(of: plan, recurring, unit, on: nominal)
            if case .noWarranty = fallen { return verdict(.never(.noWarranty), passedOver) }
            guard case .on(let day) = fallen else {
                passedOver.append(nominal)
                continue
            }
            let midnight = try rules.calendar(plan.calendar).instant(day, minute: 0)
            return verdict(
                .due(
                    UnitPlan.Next(
                        falls: nominal, day: day, span: try rules.span(of: plan, at: midnight),
                        skip: plan.skip(for: try current(unit.customer)))), passedOver)
        }
        return verdict(.never(days.isEmpty ? .past : .chance), passedOver)
    }

    /// What is planned and not over: its call is open, or nobody is rung up for it and its time is not past.
    private func openMatter(of unit: UnitID, by plan: String, at now: Instant) throws -> CallMatter? {
        try callMatters.of(unit, by: plan).last { matter in
            guard let id = matter.call else { return matter.dueBy > now }
            return try calls.find(id)?.category.isOpen ?? false
        }
    }
}
