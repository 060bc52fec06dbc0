package import Model

extension DayPlan {
    /// The same plan without what has nothing to do with some visits: changes among technicians whom no chain of exchanged
    /// visits ties to those of the causes are taken back, and so is giving somebody what nobody had before. Each such group
    /// of days stands for itself, so what is left holds as the whole did.
    package func only(becauseOf causes: Set<VisitID>) -> DayPlan {
        var groups = Groups()
        for change in changes {
            let who = [change.before.technician, change.after.technician].compactMap { $0 }
            for pair in zip(who, who.dropFirst()) { groups.join(pair.0, pair.1) }
        }
        var touched: Set<StaffID> = []
        for cause in causes {
            for who in [assignments[cause]?.technician, day.visit[cause]?.booked.technician] {
                if let who { touched.insert(groups.first(of: who)) }
            }
        }
        var plan = self
        for change in changes where !causes.contains(change.visit) {
            let who =
                change.before.technician == nil ? nil : change.after.technician ?? change.before.technician
            if !(who.map { touched.contains(groups.first(of: $0)) } ?? false) {
                plan.assign(change.visit, change.before)
            }
        }
        return plan
    }
}

/// Technicians tied together by visits that go from one to the other.
private struct Groups {
    private var parents: [StaffID: StaffID] = [:]

    mutating func first(of who: StaffID) -> StaffID {
        var first = who
        while let parent = parents[first] { first = parent }
        if first != who { parents[who] = first }
        return first
    }

    mutating func join(_ a: StaffID, _ b: StaffID) {
        let (first, other) = (first(of: a), first(of: b))
        if first != other { parents[other] = first }
    }
}
