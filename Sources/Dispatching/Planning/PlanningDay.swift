package import Model

/// Who is to go where and when: what planning may change of a visit.
package struct Assignment: Sendable, Hashable {
    /// Nil while nobody has it.
    package var technician: StaffID?
    /// On site, from arriving to leaving.
    package var planned: Window

    package init(technician: StaffID?, planned: Window) {
        (self.technician, self.planned) = (technician, planned)
    }
}

/// A booked visit as planning a day sees it.
package struct DayVisit: Sendable, Hashable {
    package var id: VisitID
    package var task: VisitTask
    package var booked: Assignment
    /// Who comes along, where two are needed; both are there for all of it.
    package var helper: StaffID?
    /// The arrival window the customer was told.
    package var promised: Window
    /// Stays as it is: locked, dispatched already, frozen, or of a crew of two.
    package var isFixed: Bool

    package init(
        id: VisitID, task: VisitTask, booked: Assignment, helper: StaffID? = nil, promised: Window,
        isFixed: Bool = false
    ) {
        (self.id, self.task, self.booked, self.helper) = (id, task, booked, helper)
        (self.promised, self.isFixed) = (promised, isFixed || helper != nil)
    }

    /// On site for whoever does it: as it is booked for who has it, at their own pace for others.
    func length(by technician: Technician) -> Span {
        isFixed || technician.id == booked.technician
            ? booked.planned.end - booked.planned.start
            : .minutes(technician.minutes(task.minutes, product: task.product))
    }
}

/// A day as it is booked, with everything that planning must respect. The plan of a day is a `DayPlan`, a copy of it that
/// touches nothing until its changes are carried out.
package struct PlanningDay: Sendable {
    package let technicians: [Technician]
    package let visits: [DayVisit]
    /// What is not fixed does not begin before this.
    package let from: Instant
    package let travel: Travel
    package let prices: Prices
    package let rules: DayRules
    /// Local time less UTC on that day.
    let offset: Int64
    let working: [StaffID: WorkingDay]
    let technician: [StaffID: Technician]
    package let visit: [VisitID: DayVisit]
    private(set) var fairWork: Int64 = 0

    /// - Parameter technicians: with the shifts that begin on that day, and no others.
    package init(
        _ technicians: [Technician], _ visits: [DayVisit], from: Instant, travel: Travel = Travel(),
        prices: Prices = Prices(), rules: DayRules = DayRules(), offset: Span = .zero
    ) {
        self.technicians = technicians
        self.visits = visits.sorted { ($0.booked.planned.start, $0.id) < ($1.booked.planned.start, $1.id) }
        (self.from, self.travel, self.prices, self.rules) = (from, travel, prices, rules)
        self.offset = offset.milliseconds
        technician = Dictionary(technicians.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        visit = Dictionary(visits.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        working = technician.compactMapValues(WorkingDay.whole)
        let routes = DayPlan(self).routes.values.filter { working[$0.technician] != nil }
        fairWork = routes.isEmpty ? 0 : routes.reduce(0) { $0 + $1.work } / Int64(routes.count)
    }

    func spot(_ v: DayVisit) -> Spot { Spot(v.task.place, zone: v.task.zone, travel) }
}

extension WorkingDay {
    /// All that a technician works in the shifts given, as one day; nil for who is off.
    static func whole(of technician: Technician) -> WorkingDay? {
        let days = of(technician)
        guard !days.isEmpty else { return nil }
        return WorkingDay(stretches: days.flatMap(\.stretches), breaks: days.flatMap(\.breaks))
    }

    /// When the shift ends.
    var end: Int64 { stretches[stretches.count - 1].end }

    /// The first start, at this time or later, of something that lasts so long.
    func fit(_ at: Int64, _ duration: Int64) -> Int64? {
        stretches.withUnsafeBufferPointer { WorkStretch.fit(at, duration, $0, 0..<stretches.count) }
    }
}
