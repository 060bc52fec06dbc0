package import Model

/// A plan for a day: a copy that may be changed at will and compared, and touches nothing until its changes are carried out.
package struct DayPlan: Sendable {
    package let day: PlanningDay
    package private(set) var assignments: [VisitID: Assignment]
    package private(set) var routes: [StaffID: DayRoute] = [:]
    private var costs: [StaffID: DayCost] = [:]
    /// What everybody has, where they only come along included.
    private var held: [StaffID: Set<VisitID>] = [:]

    /// The day as it is booked.
    package init(_ day: PlanningDay) {
        self.day = day
        assignments = Dictionary(
            day.visits.map { ($0.id, $0.booked) }, uniquingKeysWith: { first, _ in first })
        for visit in day.visits {
            for who in [visit.booked.technician, visit.helper] {
                if let who { held[who, default: []].insert(visit.id) }
            }
        }
        routes = day.bookedRoutes
        costs = routes.mapValues(day.cost)
        for technician in day.technicians where routes[technician.id] == nil { renew(technician.id) }
    }

    /// Visits that nobody has who works here, the most pressing first.
    package var unassigned: [DayVisit] {
        day.visits.filter { visit in
            assignments[visit.id]?.technician.map { day.technician[$0] == nil } ?? true
        }
        .sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
    }

    package var cost: DayCost {
        var sum = DayCost()
        for cost in costs.values { for part in DayCost.Part.allCases { sum[part] += cost[part] } }
        sum[.unassigned] += unassigned.reduce(0) { $0 + day.unassignedPrice(of: $1) }
        return sum
    }

    /// Gives a visit to somebody, at a time; or takes it from whoever has it.
    package mutating func assign(_ id: VisitID, _ assignment: Assignment) {
        let before = assignments[id]?.technician
        guard assignments[id] != assignment else { return }
        assignments[id] = assignment
        if let before, before != day.visit[id]?.helper { held[before]?.remove(id) }
        if let who = assignment.technician { held[who, default: []].insert(id) }
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

    /// A technician's visits, what has begun and then by planned time; those where they only come along included.
    package func visits(of technician: StaffID) -> [DayVisit] {
        func place(_ visit: DayVisit) -> (Int, Instant, VisitID) {
            (visit.progress == .ahead ? 1 : 0, visit.progress.begun ?? planned(visit).start, visit.id)
        }
        return (held[technician] ?? []).compactMap { day.visit[$0] }.sorted { place($0) < place($1) }
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

    /// Visits that begin before one that they follow is over.
    package var outOfOrder: Set<VisitID> {
        Set(
            day.visits.filter { visit in
                guard visit.progress == .ahead, let parent = visit.follows.flatMap({ day.visit[$0] }) else {
                    return false
                }
                return planned(visit).start < planned(parent).end
            }.map(\.id))
    }

    /// Visits that begin after their service promise has run out.
    package var missedPromises: Int {
        let late = stops.filter { stop in
            guard let due = day.visit[stop.visit]?.task.promiseDue else { return false }
            return stop.expected.start > due
        }
        return Set(late.map(\.visit)).count
    }
}
