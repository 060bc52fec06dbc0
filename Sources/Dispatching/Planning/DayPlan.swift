package import Model

/// A plan for a day: a copy that may be changed at will and compared, and touches nothing until its changes are carried out.
package struct DayPlan: Sendable {
    package let day: PlanningDay
    package private(set) var assignments: [VisitID: Assignment]
    package private(set) var routes: [StaffID: DayRoute] = [:]
    private var costs: [StaffID: DayCost] = [:]

    /// The day as it is booked.
    package init(_ day: PlanningDay) {
        self.day = day
        assignments = Dictionary(
            day.visits.map { ($0.id, $0.booked) }, uniquingKeysWith: { first, _ in first })
        for technician in day.technicians { renew(technician.id) }
    }

    /// Visits that nobody has, the most pressing first.
    package var unassigned: [DayVisit] {
        day.visits.filter { assignments[$0.id]?.technician == nil }
            .sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
    }

    package var cost: DayCost {
        var sum = DayCost()
        for cost in costs.values { for part in DayCost.Part.allCases { sum[part] += cost[part] } }
        sum[.unassigned] = unassigned.reduce(0) { $0 + day.unassignedPrice(of: $1) }
        return sum
    }

    /// Gives a visit to somebody, at a time; or takes it from whoever has it.
    package mutating func assign(_ id: VisitID, _ assignment: Assignment) {
        let before = assignments[id]?.technician
        guard assignments[id] != assignment else { return }
        assignments[id] = assignment
        for who in Set([before, assignment.technician, day.visit[id]?.helper].compactMap { $0 }) {
            renew(who)
        }
    }

    /// What differs from the day as booked, by time.
    package var changes: [VisitChange] {
        day.visits.compactMap { visit in
            guard let now = assignments[visit.id], now != visit.booked else { return nil }
            return VisitChange(visit: visit.id, before: visit.booked, after: now)
        }
    }

    /// A technician's visits by planned time, those where they only come along included.
    package func visits(of technician: StaffID) -> [DayVisit] {
        day.visits.filter { assignments[$0.id]?.technician == technician || $0.helper == technician }
            .sorted { (planned($0).start, $0.id) < (planned($1).start, $1.id) }
    }

    func planned(_ visit: DayVisit) -> Window {
        assignments[visit.id]?.planned ?? visit.booked.planned
    }

    private mutating func renew(_ who: StaffID) {
        guard let technician = day.technician[who] else { return }
        let route = DayRoute(day, technician, visits(of: who).map { ($0, planned($0)) })
        routes[who] = route
        costs[who] = day.cost(route)
    }
}

/// One visit planned otherwise.
package struct VisitChange: Sendable, Hashable {
    package var visit: VisitID
    package var before: Assignment
    package var after: Assignment

    package init(visit: VisitID, before: Assignment, after: Assignment) {
        (self.visit, self.before, self.after) = (visit, before, after)
    }
}

extension DayVisit {
    /// By when somebody should be there: the promise to the customer, or the service promise.
    package var deadline: Instant { min(task.promiseDue ?? promised.end, promised.end) }
}

extension DayPlan {
    package var stops: [DayRoute.RouteStop] { day.technicians.flatMap { routes[$0.id]?.stops ?? [] } }

    /// Visits that begin after their service promise has run out.
    package var missedPromises: Int {
        let late = stops.filter { stop in
            guard let due = day.visit[stop.visit]?.task.promiseDue else { return false }
            return stop.expected.start > due
        }
        return Set(late.map(\.visit)).count
    }
}
