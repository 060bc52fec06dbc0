package import Model

/// A technician's day as it will go when everybody keeps to the plan: each way, each stop, each break, and what is wrong.
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
    /// Milliseconds on the way and on site, and past the shift's end.
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
        case unsuitable(Unsuitable)
    }

    /// - Parameter stops: in the order they are planned.
    init(_ day: PlanningDay, _ technician: Technician, _ stops: [(visit: DayVisit, planned: Window)]) {
        self.technician = technician.id
        let working = day.working[technician.id]
        var pending = working?.breaks.sorted { $0.window.start < $1.window.start } ?? []
        var clock = working?.start ?? stops.first?.planned.start.milliseconds ?? 0
        var here = Spot(technician.start, zone: "", day.travel)
        for (index, stop) in stops.enumerated() {
            let there = day.spot(stop.visit)
            let way = Way(here, there, day.travel)
            let start = stop.planned.start.milliseconds
            func arrival(_ leaving: Int64) -> Int64 {
                way.arrival(leaving: leaving, offset: day.offset, day.travel)
            }
            var departure = clock
            if index == 0 {
                let latest = way.departure(arrivingBy: start, offset: day.offset, day.travel)
                departure = day.rules.commuteCounts ? max(clock, latest) : latest
            }
            // A break before leaving, or on arriving, where there is time for it.
            while let rest = pending.first {
                let length = rest.length.milliseconds
                let opens = rest.window.start.milliseconds
                let last = (rest.window.end - rest.length).milliseconds
                let before = max(clock, opens)
                let after = max(arrival(departure), opens)
                if before <= last, (index == 0 ? before + length : arrival(before + length)) <= start {
                    rests.append(Self.window(before, length))
                    clock = before + length
                    if index > 0 || day.rules.commuteCounts { departure = max(departure, clock) }
                } else if after <= last, after + length <= start {
                    rests.append(Self.window(after, length))
                } else {
                    break
                }
                pending.removeFirst()
            }
            let arrived = arrival(departure)
            let expected = max(start, arrived)
            let length = (stop.planned.end - stop.planned.start).milliseconds
            var faults: [Fault] = []
            if let objection = stop.visit.task.objection(to: technician), stop.visit.helper != technician.id {
                faults.append(.unsuitable(objection))
            }
            if !way.isRoad { faults.append(.noRoad) }
            if arrived > start { faults.append(.late(minutes: Int((arrived - start) / 60_000))) }
            let promised = stop.visit.promised
            if expected < promised.start.milliseconds || expected >= promised.end.milliseconds {
                faults.append(.outsideWindow)
            }
            if working?.fit(start, length) != start { faults.append(.offShift) }
            self.stops.append(
                RouteStop(
                    visit: stop.visit.id,
                    way: Leg(
                        departure: Instant(milliseconds: departure), arrival: Instant(milliseconds: arrived),
                        kilometres: way.isRoad ? way.kilometres : 0, isRoad: way.isRoad),
                    planned: stop.planned, expected: Self.window(expected, length), faults: faults))
            work += arrived - departure + length
            clock = expected + length
            here = there
        }
        finish(day, technician, clock: clock, from: here, pending, working)
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
            if start <= (rest.window.end - rest.length).milliseconds {
                rests.append(Self.window(start, rest.length.milliseconds))
                // Who is done before it begins goes home.
                if clock > rest.window.start.milliseconds { clock = start + rest.length.milliseconds }
            } else {
                missingRests.append(rest.window)
            }
        }
        let way = Way(here, Spot(technician.end, zone: "", day.travel), day.travel)
        let home = way.arrival(leaving: clock, offset: day.offset, day.travel)
        wayHome = Leg(
            departure: Instant(milliseconds: clock), arrival: Instant(milliseconds: home),
            kilometres: way.isRoad ? way.kilometres : 0, isRoad: way.isRoad)
        work += home - clock
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
    package enum Kind: String, Sendable { case late, outsideWindow, offShift, noRoad, unsuitable }

    package var kind: Kind {
        switch self {
        case .late: .late
        case .outsideWindow: .outsideWindow
        case .offShift: .offShift
        case .noRoad: .noRoad
        case .unsuitable: .unsuitable
        }
    }

    package var phrase: Phrase {
        switch self {
        case .late(let minutes): Phrase("day.late", ["count": .count(minutes)])
        case .outsideWindow: Conflict.outsideWindow.phrase
        case .offShift: Conflict.shift.phrase
        case .noRoad: Conflict.noRoad.phrase
        case .unsuitable(let why): why.phrase
        }
    }

    package func phrase(of visit: VisitID) -> Phrase {
        Phrase("day.fault", ["visit": .text(visit.description), "what": .phrase(phrase)])
    }
}
