package import Model

/// What whoever plans by hand does to a plan.
extension DayPlan {
    /// Gives a visit to a technician, where it fits their day best; others on it may begin earlier or later within what their
    /// customers were promised. Where it fits nowhere it keeps its time, and the plan says what is wrong with it.
    package mutating func give(_ id: VisitID, to who: StaffID) {
        guard let visit = day.visit[id], let technician = day.technician[who], !visit.isFixed else { return }
        if let fitting = fitted(visit, technician) {
            self = fitting
            return
        }
        let start = planned(visit).start
        assign(
            id,
            Assignment(
                technician: who, planned: Window(start: start, end: start + visit.length(by: technician))))
    }

    private func fitted(_ visit: DayVisit, _ technician: Technician) -> DayPlan? {
        guard let timing = DayTiming(day, technician) else { return nil }
        let others = visits(of: technician.id).filter { $0.id != visit.id && $0.progress == .ahead }
        var best: DayPlan?
        for place in 0...others.count {
            var order = others
            order.insert(visit, at: place)
            guard let times = timing.times(order, wanted: { planned($0).start }) else { continue }
            var tried = self
            for (each, planned) in zip(order, times) where !each.isFixed {
                tried.assign(each.id, Assignment(technician: technician.id, planned: planned))
            }
            if best.map({ tried.cost.total < $0.cost.total }) ?? true { best = tried }
        }
        return best
    }

    /// Gives each of two visits to who has the other.
    package mutating func exchange(_ a: VisitID, _ b: VisitID) {
        guard let first = assignments[a]?.technician, let second = assignments[b]?.technician,
            first != second,
            day.visit[a]?.isFixed == false, day.visit[b]?.isFixed == false
        else { return }
        take(a)
        give(b, to: first)
        give(a, to: second)
    }

    /// Leaves a visit without anybody.
    package mutating func take(_ id: VisitID) {
        guard let visit = day.visit[id], !visit.isFixed, visit.helper == nil else { return }
        assign(id, Assignment(technician: nil, planned: planned(visit)))
    }

    /// Begins a visit earlier or later.
    package mutating func shift(_ id: VisitID, by span: Span) {
        guard let visit = day.visit[id], !visit.isFixed, let now = assignments[id] else { return }
        let planned = Window(start: now.planned.start + span, end: now.planned.end + span)
        assign(id, Assignment(technician: now.technician, planned: planned))
    }

    /// The same plan of a day without one of its visits: once it is cancelled.
    package func without(_ id: VisitID) -> DayPlan { renewed(on: day.removing(id)) }

    /// The same plan once a visit is two: after so many minutes the rest of it is nobody's.
    /// - Parameter rest: the number of the rest; nil where it is of another day.
    package func splitting(_ id: VisitID, after minutes: Int, rest: VisitID?) -> DayPlan? {
        guard let visit = day.visit[id], !visit.isFixed, let now = assignments[id] else { return nil }
        let cut = now.planned.start + .minutes(minutes)
        guard now.planned.start < cut, cut < now.planned.end else { return nil }
        var plan = self
        if let rest {
            var second = visit
            let planned = Window(start: cut, end: now.planned.end)
            second.follows = id
            (second.id, second.booked) = (rest, Assignment(technician: nil, planned: planned))
            (second.task.minutes, second.task.parts) = ((planned.end - cut).minutes, [:])
            plan = renewed(on: day.adding(second, changedTechnician: day.prices.changedTechnician))
        }
        plan.assign(
            id,
            Assignment(technician: now.technician, planned: Window(start: now.planned.start, end: cut)))
        return plan
    }

    /// The same changes to the day as it is booked by now, as far as their visits are as they were.
    package func renewed(on day: PlanningDay) -> DayPlan {
        var plan = DayPlan(day)
        for change in changes
        where day.visit[change.visit].map({ $0.booked == change.before && !$0.isFixed }) == true {
            plan.assign(change.visit, change.after)
        }
        return plan
    }
}
