package import Model

/// What a day's plan costs, by what for: the one objective of planning. Hundredths of the currency unit;
/// `Resources/dispatching.yaml` says of each what it is for.
package struct DayCost: Sendable, Hashable {
    package enum Part: String, Sendable, CaseIterable {
        case travel, lateness, brokenWindows, overtime, otherTechnician, changes, unfairness, unassigned
    }

    private var sums: [Part: Int64] = [:]

    package init() {}
    package subscript(part: Part) -> Int64 {
        get { sums[part, default: 0] }
        set { sums[part] = newValue }
    }
    package var total: Int64 { sums.values.reduce(0, +) }
}

extension PlanningDay {
    /// What a route costs, the visits on it included.
    func cost(_ route: DayRoute) -> DayCost {
        var cost = DayCost()
        cost[.travel] =
            Prices.cost(prices.travelHour, Int64(route.travelMinutes) * 60_000)
            + Int64(Double(prices.travelKilometre) * route.kilometres)
        cost[.overtime] = Prices.cost(prices.overtimeHour, route.overtime)
        cost[.unfairness] = Prices.cost(prices.unfairHour, max(0, route.work - fairWork))
        for stop in route.stops {
            guard let visit = visit[stop.visit], visit.helper != route.technician else { continue }
            let start = stop.expected.start
            let missed = visit.task.promiseDue.map { start > $0 } ?? false
            if missed, let due = visit.task.promiseDue {
                cost[.lateness] += weighed(
                    prices.missedPromise + Prices.cost(prices.lateHour, (start - due).milliseconds), visit)
            }
            if !visit.promised.holds(arrival: start) {
                cost[.brokenWindows] += weighed(prices.brokenWindow, visit)
            }
            // Nobody is at work then: as good as nobody's.
            if stop.faults.contains(.offShift) { cost[.unassigned] += unassignedPrice(of: visit) }
            cost[.otherTechnician] += fee(of: visit, for: route.technician, preferred: true)
            cost[.changes] += fee(of: visit, for: route.technician, preferred: false)
        }
        return cost
    }

    /// What it costs that nobody has a visit.
    package func unassignedPrice(of visit: DayVisit) -> Int64 { weighed(prices.unassigned, visit) }

    func weighed(_ price: Int64, _ visit: DayVisit) -> Int64 { price * Int64(visit.task.priority) / 100 }

    /// For somebody other than who came before; for somebody other than who is booked.
    func fee(of visit: DayVisit, for technician: StaffID, preferred: Bool) -> Int64 {
        let usual = preferred ? visit.task.preferred : visit.booked.technician
        guard let usual, usual != technician else { return 0 }
        return preferred ? prices.otherTechnician : prices.changedTechnician
    }
}

extension Window {
    /// Whether who arrives then keeps a promised window.
    package func holds(arrival: Instant) -> Bool { start <= arrival && arrival < end }
}
