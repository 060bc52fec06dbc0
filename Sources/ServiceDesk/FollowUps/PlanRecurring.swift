import Entitlement
import Model
import Records
import ServiceTime
import Synchronization

/// Calls that recur are made out a fortnight ahead, day by day: each day of each plan once, whoever sweeps, however long nobody
/// did. How far a plan has got is kept with what it has planned, so that an end in the middle leaves nothing out and nothing
/// twice.
enum Recurring {
    /// So many days ahead.
    static let lead = 14
    /// So many units are gone through in one transaction.
    static let batch = 200
    /// So many days, where few units fall due.
    static let days = 60
}

extension ServiceDesk {
    /// - Returns: how many calls were planned.
    func planRecurring(at now: Instant) throws -> Int {
        let day = rules.localDay(now) + Recurring.lead
        guard plansLooked.withLock({ $0 != day }) else { return 0 }
        var planned = 0
        for plan in try rules.followUps().recurring {
            // Look before writing: once a day there is something to do.
            while try database.read({ try CallMatterStore($0).mark(of: plan.name)?.through ?? day - 1 }) < day
            {
                guard let part = try act(by: .desk, at: now, { try $0.goOn(plan, through: day) }) else {
                    return planned
                }
                planned += part
            }
        }
        plansLooked.withLock { $0 = day }
        return planned
    }
}

extension Work {
    /// Goes on where the plan has got to, for so many units or days.
    /// - Returns: how many calls it planned; nil when another is sweeping.
    fileprivate func goOn(_ plan: FollowUpPlan, through last: Day) throws -> Int? {
        guard let recurring = plan.recurring, try db.takeSweep() else { return nil }
        // A plan that is new begins today: what would have been due before it was written is not made up for.
        var mark = try callMatters.mark(of: plan.name) ?? PlanMark(through: rules.localDay(now) - 1)
        var (planned, left) = (0, Recurring.batch)
        let end = min(last, mark.through + Recurring.days)
        while mark.through < end, left > 0 {
            let day = mark.through + 1
            let units = try reading.units(due: day, by: recurring, after: mark.unit, limit: left)
            for unit in units { if try arrange(plan, recurring, unit, on: day) { planned += 1 } }
            left -= units.count
            mark =
                left > 0
                ? PlanMark(through: day) : PlanMark(through: mark.through, unit: units.last?.id ?? mark.unit)
        }
        try callMatters.set(mark, of: plan.name)
        return planned
    }

    private func arrange(
        _ plan: FollowUpPlan, _ recurring: FollowUpPlan.Recurring, _ unit: Unit, on nominal: Day
    ) throws -> Bool {
        guard case .on(let day) = try reading.fall(of: plan, recurring, unit, on: nominal) else {
            return false
        }
        let midnight = try rules.calendar(plan.calendar).instant(day, minute: 0)
        guard try !callMatters.has(plan.name, unit.id, dueFrom: midnight) else { return false }
        return try arrange(by: plan, for: unit.customer, unit: unit.id, at: midnight) != nil
    }
}

/// What becomes of a day on which a plan has a unit due.
enum PlanFall: Sendable, Hashable {
    /// After holidays, and spread.
    case on(Day)
    /// Chance has it called about on that day not.
    case byChance
    /// It is a day off, and the plan leaves those out.
    case dayOff
    /// The warranty of the unit does not end then, or none is known.
    case noWarranty
}

extension Reading {
    func fall(of plan: FollowUpPlan, _ recurring: FollowUpPlan.Recurring, _ unit: Unit, on nominal: Day)
        throws -> PlanFall
    {
        let calendar = try rules.calendar(plan.calendar)
        var day = nominal
        if recurring.since == .warrantyEnd, case .before(let ahead) = recurring.recurrence {
            // Of all the periods there are, its own; and days in repair, or an exchange, may have moved the end.
            guard let own = try nominalWarrantyEnd(of: unit), ahead.days(before: own) == nominal,
                let end = try warrantyEnd(of: unit, on: nominal)
            else { return .noWarranty }
            day = max(nominal, ahead.days(before: end))
        }
        guard plan.draws("\(unit.id) \(day)") else { return .byChance }
        guard let settled = recurring.holiday.settle(day, on: calendar) else { return .dayOff }
        let place = plan.place(of: unit.customer, spread: recurring.spread)
        return .on(calendar.later(settled, workdays: place))
    }
}

extension ServiceCalendar {
    /// The nth working day from a day on, itself the first where it is one.
    fileprivate func later(_ day: Day, workdays n: Int) -> Day {
        var (day, left) = (day, n)
        while left > 0 {
            day = day + 1
            if isWorkday(day) { left -= 1 }
        }
        return day
    }
}

extension Reading {
    /// The units a plan has due on a day, before what holidays make of it.
    func units(due day: Day, by plan: FollowUpPlan.Recurring, after: UnitID, limit: Int) throws -> [Unit] {
        var query = UnitQuery(after: after, limit: limit)
        (query.products, query.serial) = (plan.products, plan.serial)
        switch plan.since {
        case .installed, .bought:
            if case .dates = plan.recurrence {
                return plan.recurrence.falls(on: day) ? try units.list(query) : []
            }
            let starts = plan.recurrence.starts(dueOn: day)
            query.days = plan.since == .installed ? .installed(starts) : .bought(starts)
        case .warrantyEnd:
            guard let end = plan.recurrence.starts(dueOn: day).first else { return [] }
            query.days = .bought(try rules.entitlements().purchases(endingOn: end))
        }
        return query.days == .bought([]) || query.days == .installed([]) ? [] : try units.list(query)
    }

    /// The last day of the longest warranty the rules give, were it never repaired nor exchanged; nil where they give none.
    func nominalWarrantyEnd(of unit: Unit) throws -> Day? {
        guard let start = unit.boughtOn ?? unit.deliveredOn else { return nil }
        return try rules.entitlements().applying(to: unit.product, in: rules.settings.market)
            .compactMap { $0.row(for: unit.product)?.whole?.lastDay(after: start) }.max()
    }

    /// The last day on which a repair is free; nil where nothing says so.
    func warrantyEnd(of unit: Unit, on day: Day) throws -> Day? {
        guard unit.boughtOn != nil || unit.deliveredOn != nil else { return nil }
        let rights = try entitlement(EntitlementQuestion(unit: unit.id, on: day)).rights
        return rights.filter { $0.what == .freeRepair && $0.verdict != .refused }.compactMap(\.until).max()
    }
}

extension EntitlementBook {
    /// The days of purchase whose warranty would end on a day, had nothing moved it.
    fileprivate func purchases(endingOn end: Day) -> [Day] {
        let periods = Set(ruleSets.flatMap { $0.products.values.compactMap(\.whole) })
        return Set(
            periods.flatMap { period -> [Day] in
                switch period {
                case .days(let n): [end - n]
                case .months(let n):
                    (-3...3).map { end.adding(months: -n) + $0 }.filter { period.lastDay(after: $0) == end }
                }
            }
        ).sorted()
    }
}
