import Model

/// Where the rest of a technician's day begins: at home, or where they are by now.
struct Outset: Sendable {
    let spot: Spot
    let isHome: Bool
    /// From then on they may be on their way; or on site, where the way from home is no working time.
    let free: Int64
    /// Breaks that can still be had, and those for which it became too late.
    let breaks: [Break]
    let missed: [Break]
    /// Whatever has begun, in the order it did, and how it goes.
    let begun: [Begun]

    struct Begun: Sendable {
        var visit: DayVisit
        var departure: Int64
        var arrival: Int64
        /// On site.
        var start: Int64
        var end: Int64
        var way: Way
    }

    init(_ day: PlanningDay, _ technician: Technician) {
        let working = day.working[technician.id]
        let now = day.now.milliseconds
        var here = Spot(technician.start, zone: "", day.travel)
        let own = day.visits.filter {
            ($0.booked.technician == technician.id || $0.helper == technician.id) && $0.progress != .ahead
        }
        begun = own.sorted { ($0.begun, $0.id) < ($1.begun, $1.id) }.map { visit in
            let there = day.spot(visit)
            defer { here = there }
            return Begun(day, visit, Way(here, there, day.travel))
        }
        (spot, isHome) = (here, begun.isEmpty)
        free = max(begun.map(\.end).max() ?? working?.start ?? now, now)
        // Whoever set out after a break could last begin has had it.
        let left = begun.last?.departure ?? free
        let due = (working?.breaks ?? []).filter { $0.lastStart >= left }
        breaks = due.filter { [free] in $0.lastStart >= free }.sorted { $0.window.start < $1.window.start }
        missed = due.filter { [free] in $0.lastStart < free }
    }

    /// When whoever sets out from here arrives, at the earliest.
    /// - Parameter ready: `free`, or later after breaks.
    func arrival(_ way: Way, ready: Int64, _ day: PlanningDay) -> Int64 {
        guard isHome, !day.rules.commuteCounts else {
            return way.arrival(leaving: ready, offset: day.offset, day.travel)
        }
        return max(ready, way.arrival(leaving: day.now.milliseconds, offset: day.offset, day.travel))
    }
}

extension Break {
    /// The last moment at which it can begin.
    var lastStart: Int64 { (window.end - length).milliseconds }
}

extension DayVisit {
    /// By which visits are in the order they come in: what has begun, then what lies ahead.
    fileprivate var begun: Instant { progress.begun ?? booked.planned.start }
}

extension Outset.Begun {
    init(_ day: PlanningDay, _ visit: DayVisit, _ way: Way) {
        (self.visit, self.way) = (visit, way)
        let planned = visit.booked.planned
        let length = (planned.end - planned.start).milliseconds
        func setOut(for arrival: Instant) -> Int64 {
            way.departure(arrivingBy: arrival.milliseconds, offset: day.offset, day.travel)
        }
        switch visit.progress {
        case .over(let window):
            departure = setOut(for: window.start)
            (start, end) = (window.start.milliseconds, window.end.milliseconds)
            arrival = start
        case .onSite(let since):
            departure = setOut(for: since)
            start = since.milliseconds
            // What should be over takes a little more.
            end = max(start + length, (day.now + day.rules.overrun).milliseconds)
            arrival = start
        case .onTheWay(let since):
            departure = since.milliseconds
            arrival = max(
                way.arrival(leaving: departure, offset: day.offset, day.travel), day.now.milliseconds)
            start = max(arrival, planned.start.milliseconds)
            end = start + length
        case .ahead: preconditionFailure("what lies ahead has not begun")
        }
    }
}
