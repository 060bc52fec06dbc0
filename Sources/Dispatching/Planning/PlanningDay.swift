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

/// How far a visit has come on its day.
package enum VisitProgress: Sendable, Hashable {
    case ahead
    case onTheWay(since: Instant)
    case onSite(since: Instant)
    case over(Window)

    /// Whether the customer has the technician there, or had.
    package var isThere: Bool {
        switch self {
        case .ahead, .onTheWay: false
        case .onSite, .over: true
        }
    }

    /// When somebody set out for it, or arrived where that is not known.
    package var begun: Instant? {
        switch self {
        case .ahead: nil
        case .onTheWay(let since), .onSite(let since): since
        case .over(let window): window.start
        }
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
    /// A visit of the same day that is over before this one begins.
    package var follows: VisitID?
    /// Stays as it is: locked, dispatched already, begun, frozen, or of a crew of two.
    package var isFixed: Bool
    package var progress: VisitProgress

    package init(
        id: VisitID, task: VisitTask, booked: Assignment, helper: StaffID? = nil, promised: Window,
        isFixed: Bool = false, progress: VisitProgress = .ahead
    ) {
        (self.id, self.task, self.booked, self.helper) = (id, task, booked, helper)
        self.promised = promised
        self.isFixed = isFixed || helper != nil || progress != .ahead
        self.progress = progress
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
    /// What is not fixed does not begin before this, a whole minute.
    package let from: Instant
    /// Who has not set out for a visit does so from then on at the earliest.
    package let now: Instant
    /// Whether it has begun, and goes by what is recorded.
    package let isUnderWay: Bool
    package let travel: Travel
    package let prices: Prices
    package let rules: DayRules
    /// Local time less UTC on that day.
    let offset: Int64
    let working: [StaffID: WorkingDay]
    let technician: [StaffID: Technician]
    package let visit: [VisitID: DayVisit]
    /// What parts visits of which one follows another, as the day is booked.
    let orders: OrderMoments
    private var outsets: [StaffID: Outset] = [:]
    /// Fixed visits ahead that cannot begin as planned any more, with when their technician gets there; nothing else comes
    /// before them.
    private(set) var behind: [VisitID: Int64] = [:]
    /// How the day goes as it is booked.
    private(set) var bookedRoutes: [StaffID: DayRoute] = [:]
    /// The mean of what everybody works.
    private(set) var fairWork: Int64 = 0

    /// - Parameters:
    ///   - technicians: with the shifts that begin on that day, and no others.
    ///   - now: nil for a day that lies ahead.
    package init(
        _ technicians: [Technician], _ visits: [DayVisit], from: Instant, now: Instant? = nil,
        travel: Travel = Travel(),
        prices: Prices = Prices(), rules: DayRules = DayRules(), offset: Span = .zero
    ) {
        self.technicians = technicians
        self.visits = visits.sorted { ($0.booked.planned.start, $0.id) < ($1.booked.planned.start, $1.id) }
        (self.travel, self.prices, self.rules) = (travel, prices, rules)
        self.from = from.roundedUp
        self.now = now ?? Instant(milliseconds: .min / 4)
        isUnderWay = now != nil
        self.offset = offset.milliseconds
        technician = Dictionary(technicians.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        visit = Dictionary(visits.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        orders = OrderMoments(visits, visit)
        working = technician.compactMapValues(WorkingDay.whole)
        for technician in technicians { outsets[technician.id] = Outset(self, technician) }
        bookedRoutes = DayPlan(self).routes
        let routes = bookedRoutes.values.filter { working[$0.technician] != nil }
        fairWork = routes.isEmpty ? 0 : routes.reduce(0) { $0 + $1.work } / Int64(routes.count)
        if isUnderWay { behind = lateByNow() }
    }

    /// Fixed visits that come too late even if nothing else is done before them.
    private func lateByNow() -> [VisitID: Int64] {
        let booked = DayPlan(self)
        let late = technicians.flatMap { technician -> [DayRoute.RouteStop] in
            let fixed = booked.visits(of: technician.id).filter(\.isFixed)
            return DayRoute(self, technician, fixed.map { ($0, $0.booked.planned) }).stops
        }.filter { stop in
            stop.faults.contains { $0.kind == .late } && visit[stop.visit]?.progress == .ahead
        }
        return Dictionary(
            late.map { ($0.visit, $0.expected.start.milliseconds) }, uniquingKeysWith: max)
    }

    /// The same day with one visit more, and another price for giving a visit to somebody else.
    package func adding(_ visit: DayVisit, changedTechnician: Int64) -> PlanningDay {
        var prices = prices
        prices.changedTechnician = changedTechnician
        return PlanningDay(
            technicians, visits + [visit], from: from, now: isUnderWay ? now : nil, travel: travel,
            prices: prices, rules: rules, offset: Span(milliseconds: offset))
    }

    /// The same day with one visit less.
    func removing(_ visit: VisitID) -> PlanningDay {
        PlanningDay(
            technicians, visits.filter { $0.id != visit }, from: from, now: isUnderWay ? now : nil,
            travel: travel, prices: prices, rules: rules, offset: Span(milliseconds: offset))
    }

    /// Where the rest of somebody's day begins.
    func outset(of technician: Technician) -> Outset { outsets[technician.id] ?? Outset(self, technician) }

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

extension Instant {
    /// The next whole minute; itself where it is one.
    var roundedUp: Instant { Instant(milliseconds: milliseconds.roundedUpToMinute) }
}

extension Int64 {
    private static let minute: Int64 = 60_000

    var roundedDownToMinute: Int64 { self - ((self % Self.minute) + Self.minute) % Self.minute }
    var roundedUpToMinute: Int64 { (self + (Self.minute - 1)).roundedDownToMinute }
}
