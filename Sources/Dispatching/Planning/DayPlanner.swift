package import Model

/// What planning a day anew came to.
package struct DayProposal: Sendable {
    package var before: DayPlan
    package var after: DayPlan
    /// Whose day is left as booked: it has more breaks than one, or visits on it fit nowhere and stay where they are.
    package var kept: [StaffID]
    package var iterations: Int

    package var changes: [VisitChange] { after.changes }
    package var effect: PlanEffect { PlanEffect(from: before, to: after) }
}

/// Plans a day anew: whoever does what, in whichever order, within the windows that were promised.
package struct DayPlanner {
    package let day: PlanningDay
    package var options: RoutingOptions
    /// Whether customers may be asked to take another window, at a price.
    package var mayMoveWindows = false

    package init(_ day: PlanningDay, _ options: RoutingOptions) { (self.day, self.options) = (day, options) }

    /// How far planning has come.
    package struct Progress: Sendable, Hashable {
        /// 0 to 1.
        package var part: Double
        /// Of the best plan so far, as the search reckons it: hundredths of the currency unit.
        package var cost: Int
    }

    /// What is tried first is short: it tells which booked visits fit nowhere, whose technicians then keep their day.
    private static let parts = [0.1, 0.1, 0.1, 0.7]

    /// After so much of the time what parts visits that follow each other is moved, so many times.
    private static let untilParted = 0.5
    private static let turns = 4

    /// Never worse than the day as booked, by `DayCost`; as booked, where nothing better is found.
    package func plan(onProgress: (Progress) -> Void = { _ in }) -> DayProposal {
        let booked = DayPlan(day)
        var kept = Set(day.technicians.filter { day.outset(of: $0).breaks.count > 1 }.map(\.id))
            .union(undrivable(booked))
        var (done, iterations) = (0.0, 0)
        var start: (lowering: DayLowering, plan: RoutingPlan)?
        // Where visits follow each other, the rest of the time is for parting them elsewhere.
        let whole = day.movableFollowers.isEmpty ? 1 : Self.untilParted
        for (index, part) in Self.parts.enumerated() where !options.isCancelled() {
            let isLast = index == Self.parts.count - 1
            // Once everything fits, the rest of the time is for the best plan.
            let share = isLast || start != nil ? whole - done : part
            let lowering =
                start?.lowering
                ?? DayLowering(
                    day, of: booked, kept: kept, mayMoveWindows: mayMoveWindows, orders: day.orders)
            let result = RoutingSolver.solve(
                lowering.problem, portion(from: done, share, start?.plan ?? lowering.start)
            ) { onProgress(Progress(part: done + share * $0.part, cost: $0.cost)) }
            iterations += result.iterations
            done += share
            let losers = lowering.left(out: result.plan, booked)
            start = losers.isEmpty ? (lowering, result.plan) : nil
            kept.formUnion(losers)
            if done >= whole { break }
        }
        var proposal = DayProposal(
            before: booked, after: booked, kept: kept.sorted(), iterations: iterations)
        if let start, let found = timed(start.plan, start.lowering, booked, day.orders),
            found.cost.total < booked.cost.total
        {
            proposal.after = found
        }
        if whole < 1, start != nil {
            partAnew(&proposal, Set(kept), from: done, onProgress)
        }
        return proposal
    }

    /// Moves what parts visits that follow each other, to and fro, as long as there is time; what costs less is kept.
    private func partAnew(
        _ proposal: inout DayProposal, _ kept: Set<StaffID>, from begun: Double,
        _ onProgress: (Progress) -> Void
    ) {
        let booked = proposal.before
        var orders = day.orders
        let share = (1 - begun) / Double(Self.turns)
        for number in 0..<Self.turns where !options.isCancelled() {
            let turn = OrderTurn.allCases[number % OrderTurn.allCases.count]
            // Where no moment can be moved, the time is spent on what there is.
            let moved = proposal.after.moments(moved: turn, from: orders) ?? orders
            let done = begun + Double(number) * share
            let lowering = DayLowering(
                day, of: proposal.after, kept: kept, mayMoveWindows: mayMoveWindows, orders: moved)
            let result = RoutingSolver.solve(lowering.problem, portion(from: done, share, lowering.start)) {
                onProgress(Progress(part: done + share * $0.part, cost: $0.cost))
            }
            proposal.iterations += result.iterations
            guard lowering.left(out: result.plan, booked).isEmpty,
                let found = timed(result.plan, lowering, booked, moved),
                found.cost.total < proposal.after.cost.total,
                found.outOfOrder.isSubset(of: booked.outOfOrder)
            else { continue }
            (proposal.after, orders) = (found, moved)
        }
    }

    /// A part of the time or of the iterations.
    private func portion(from done: Double, _ share: Double, _ start: RoutingPlan) -> RoutingOptions {
        var options = options
        options.start = start
        switch self.options.budget {
        case .iterations(let count): options.budget = .iterations(Int(Double(count) * share))
        case .seconds(let seconds, let clock):
            let began = clock()
            options.budget = .seconds(max(0.001, seconds * (done + share) - began)) { clock() - began }
        }
        return options
    }

    /// Whose fixed visits cannot be driven as they stand.
    private func undrivable(_ booked: DayPlan) -> [StaffID] {
        day.technicians.filter { technician in
            guard let timing = DayTiming(day, technician) else { return false }
            let fixed = booked.visits(of: technician.id).filter { $0.isFixed && $0.progress == .ahead }
            return !fixed.isEmpty && timing.times(fixed, wanted: { _ in nil }) == nil
        }.map(\.id)
    }

    /// The plan with its times; nil when a route cannot be driven after all.
    private func timed(
        _ plan: RoutingPlan, _ lowering: DayLowering, _ booked: DayPlan, _ orders: OrderMoments
    ) -> DayPlan? {
        var after = booked
        for (technician, route) in zip(lowering.technicians, plan.routes) where !route.isEmpty {
            guard var timing = DayTiming(day, technician, orders: orders) else { return nil }
            timing.mayMoveWindows = mayMoveWindows
            let order = route.map { lowering.visits[$0] }
            let times = timing.times(order) {
                booked.assignments[$0.id]?.technician == technician.id ? $0.booked.planned.start : nil
            }
            guard let times else {
                assertionFailure("what the search finds can be driven")
                return nil
            }
            for (visit, planned) in zip(order, times) where !visit.isFixed {
                after.assign(visit.id, Assignment(technician: technician.id, planned: planned))
            }
        }
        return after
    }
}

extension DayLowering {
    /// Who has visits as booked that a plan leaves out.
    func left(out plan: RoutingPlan, _ booked: DayPlan) -> Set<StaffID> {
        Set(
            plan.unserved(of: problem).flatMap { number -> [StaffID] in
                let visit = visits[number]
                return [booked.assignments[visit.id]?.technician, visit.helper].compactMap { $0 }
            })
    }
}
