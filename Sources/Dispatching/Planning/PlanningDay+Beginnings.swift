package import Model

extension PlanningDay {
    /// When somebody can begin each of their visits that lie ahead, one after the other as they are booked: within what its
    /// customer was promised, and as booked where that can be. What cannot be begun so any more is missing; the rest go on
    /// without it.
    package func beginnings(of who: StaffID) -> [VisitID: Window] {
        guard let technician = technician[who], let timing = DayTiming(self, technician) else { return [:] }
        var begun: (order: [DayVisit], times: [Window]) = ([], [])
        for visit in visits where visit.booked.technician == who && visit.progress == .ahead {
            let order = begun.order + [visit]
            if let times = timing.times(order, wanted: { $0.booked.planned.start }) { begun = (order, times) }
        }
        return Dictionary(zip(begun.order.map(\.id), begun.times), uniquingKeysWith: { first, _ in first })
    }
}
