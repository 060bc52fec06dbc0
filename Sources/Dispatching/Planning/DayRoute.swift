package import Model

/// A technician's day as it goes: what has begun as it was recorded, the rest as it will go when everybody keeps to the plan;
/// each way, each stop, each break, and what is wrong.
///
/// Who arrives late begins late, and is late at the next: `expected` says so, while `planned` is what was written down.
package struct DayRoute: Sendable, Hashable {
    package let technician: StaffID
    package private(set) var stops: [RouteStop] = []
    /// From the last stop to where the day ends.
    package private(set) var wayHome: Leg?
    package private(set) var rests: [Window] = []
    /// Breaks for which there is no time.
    package private(set) var missingRests: [Window] = []
    /// Milliseconds on the way and on site, and past the shift's end; the ways from and to home only where they count.
    package private(set) var work: Int64 = 0
    package private(set) var overtime: Int64 = 0

    /// On the way, whole minutes, the ways from and to home included.
    package var travelMinutes: Int { legs.reduce(0) { $0 + $1.minutes } }
    package var kilometres: Double { legs.reduce(0) { $0 + $1.kilometres } }
    /// In order, the way home included.
    package var legs: [Leg] { stops.map(\.way) + (wayHome.map { [$0] } ?? []) }

    /// A way between two stops.
    package struct Leg: Sendable, Hashable {
        package var departure: Instant
        package var arrival: Instant
        package var kilometres: Double
        package var isRoad: Bool
        package var minutes: Int { (arrival - departure).minutes }
    }

    package struct RouteStop: Sendable, Hashable {
        package var visit: VisitID
        /// How one comes there.
        package var way: Leg
        package var planned: Window
        package var expected: Window
        package var faults: [Fault]
    }

    /// What is wrong with a stop.
    package enum Fault: Sendable, Hashable {
        /// Arrives so many minutes after the planned start.
        case late(minutes: Int)
        /// Begins outside the window the customer was told.
        case outsideWindow
        /// Not within one stretch of the shift and its overtime.
        case offShift
        case noRoad
        /// Begins before what it must follow: an earlier visit, parts on their way.
        case tooEarly
        case unsuitable(Unsuitable)
    }

    /// - Parameter stops: in the order they are planned; what has begun of them goes as it goes.
    init(_ day: PlanningDay, _ technician: Technician, _ stops: [(visit: DayVisit, planned: Window)]) {
        self.technician = technician.id
        let outset = day.outset(of: technician)
        var technician = technician
        for begun in outset.begun { add(begun, technician, isCommute: self.stops.isEmpty, day) }
        let working = day.working[technician.id]
        missingRests = outset.missed.map(\.window)
        var pending = outset.breaks
        var clock = outset.free
        var here = outset.spot
        for (index, stop) in stops.filter({ $0.visit.progress == .ahead }).enumerated() {
            let there = day.spot(stop.visit)
            let way = Way(here, there, day.travel)
            let isFromHome = index == 0 && outset.isHome
            let start = stop.planned.start.milliseconds
            func arrival(_ ready: Int64) -> Int64 {
                isFromHome
                    ? outset.arrival(way, ready: ready, day)
                    : way.arrival(leaving: ready, offset: day.offset, day.travel)
            }
            // A break before leaving, or on arriving, where there is time for it.
            var thereAfter: Int64?
            while let rest = pending.first {
                let length = rest.length.milliseconds
                let opens = rest.window.start.milliseconds
                let last = rest.lastStart
                let before = max(clock, opens)
                let after = max(thereAfter ?? arrival(clock), opens)
                if thereAfter == nil, before <= last, arrival(before + length) <= start {
                    rests.append(Self.window(before, length))
                    clock = before + length
                } else if after <= last, after + length <= start {
                    rests.append(Self.window(after, length))
                    thereAfter = after + length
                } else {
                    break
                }
                pending.removeFirst()
            }
            var departure = clock
            if isFromHome {
                let latest = way.departure(arrivingBy: start, offset: day.offset, day.travel)
                departure = max(day.rules.commuteCounts ? max(clock, latest) : latest, day.now.milliseconds)
            }
            let arrived = way.arrival(leaving: departure, offset: day.offset, day.travel)
            let expected = max(start, arrived)
            let length = (stop.planned.end - stop.planned.start).milliseconds
            var faults = Self.faults(of: stop.visit, technician, way, expected: expected)
            if arrived - start >= 60_000 { faults.append(.late(minutes: Int((arrived - start) / 60_000))) }
            if working?.fit(start, length) != start { faults.append(.offShift) }
            self.stops.append(
                RouteStop(
                    visit: stop.visit.id, way: Self.leg(way, departure, arrived),
                    planned: stop.planned, expected: Self.window(expected, length), faults: faults))
            // Who comes along brings nothing.
            if stop.visit.helper != technician.id { technician.use(for: stop.visit.task) }
            work += length
            if !isFromHome || day.rules.commuteCounts { work += arrived - departure }
            clock = expected + length
            here = there
        }
        finish(day, technician, clock: clock, from: here, pending, working)
    }

    private mutating func add(
        _ begun: Outset.Begun, _ technician: Technician, isCommute: Bool, _ day: PlanningDay
    ) {
        var faults = Self.faults(of: begun.visit, technician, begun.way, expected: begun.start)
        let late = (begun.arrival - begun.visit.booked.planned.start.milliseconds) / 60_000
        if late > 0, case .onTheWay = begun.visit.progress { faults.append(.late(minutes: Int(late))) }
        stops.append(
            RouteStop(
                visit: begun.visit.id, way: Self.leg(begun.way, begun.departure, begun.arrival),
                planned: begun.visit.booked.planned,
                expected: Self.window(begun.start, begun.end - begun.start), faults: faults))
        work += begun.end - begun.start
        if !isCommute || day.rules.commuteCounts { work += begun.arrival - begun.departure }
    }

    private static func faults(
        of visit: DayVisit, _ technician: Technician, _ way: Way, expected: Int64
    ) -> [Fault] {
        var faults: [Fault] = []
        if visit.progress == .ahead, visit.helper != technician.id,
            let objection = visit.task.objection(
                to: technician, beginning: Instant(milliseconds: expected))
        {
            faults.append(.unsuitable(objection))
        }
        if !way.isRoad { faults.append(.noRoad) }
        if visit.progress == .ahead, expected < visit.task.earliest.milliseconds { faults.append(.tooEarly) }
        if !visit.promised.holds(arrival: Instant(milliseconds: expected)) { faults.append(.outsideWindow) }
        return faults
    }

    private static func leg(_ way: Way, _ departure: Int64, _ arrival: Int64) -> Leg {
        Leg(
            departure: Instant(milliseconds: departure), arrival: Instant(milliseconds: arrival),
            kilometres: way.isRoad ? way.kilometres : 0, isRoad: way.isRoad)
    }

    private mutating func finish(
        _ day: PlanningDay, _ technician: Technician, clock: Int64, from here: Spot, _ pending: [Break],
        _ working: WorkingDay?
    ) {
        var clock = clock
        guard !stops.isEmpty else {
            rests = pending.map { Self.window($0.window.start.milliseconds, $0.length.milliseconds) }
            return
        }
        for rest in pending {
            let start = max(clock, rest.window.start.milliseconds)
            if start <= rest.lastStart {
                rests.append(Self.window(start, rest.length.milliseconds))
                // Who is done before it begins goes home.
                if clock > rest.window.start.milliseconds { clock = start + rest.length.milliseconds }
            } else {
                missingRests.append(rest.window)
            }
        }
        let way = Way(here, Spot(technician.end, zone: "", day.travel), day.travel)
        let home = way.arrival(leaving: clock, offset: day.offset, day.travel)
        wayHome = Self.leg(way, clock, home)
        if day.rules.commuteCounts { work += home - clock }
        if let working {
            overtime = max(0, (day.rules.commuteCounts ? home : clock) - working.end)
        }
    }

    private static func window(_ start: Int64, _ length: Int64) -> Window {
        Window(start: Instant(milliseconds: start), end: Instant(milliseconds: start + length))
    }
}

extension DayRoute.Fault {
    /// What it is, whatever its figures.
    package enum Kind: String, Sendable { case late, outsideWindow, offShift, noRoad, tooEarly, unsuitable }

    package var kind: Kind {
        switch self {
        case .late: .late
        case .outsideWindow: .outsideWindow
        case .offShift: .offShift
        case .noRoad: .noRoad
        case .tooEarly: .tooEarly
        case .unsuitable: .unsuitable
        }
    }

    /// The same fault, and of lateness no more.
    package func isNoWorse(than before: DayRoute.Fault) -> Bool {
        if case .late(let minutes) = self, case .late(let known) = before { return minutes <= known }
        return kind == before.kind
    }

    package var phrase: Phrase {
        switch self {
        case .late(let minutes): Phrase("day.late", ["count": .count(minutes)])
        case .outsideWindow: Conflict.outsideWindow.phrase
        case .offShift: Conflict.shift.phrase
        case .noRoad: Conflict.noRoad.phrase
        case .tooEarly: Phrase("day.tooEarly")
        case .unsuitable(let why): why.phrase
        }
    }

    package func phrase(of visit: VisitID) -> Phrase {
        Phrase("day.fault", ["visit": .text(visit.description), "what": .phrase(phrase)])
    }
}

extension Technician {
    /// Takes parts from the vehicle, as far as they are there.
    fileprivate mutating func use(for task: VisitTask) {
        for part in task.parts.keys {
            stock[part] = max(0, (stock[part] ?? 0) - task.fromVehicle(part, of: self))
        }
    }
}
