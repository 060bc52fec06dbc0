import Model

/// Finds when each visit of the rest of a technician's day begins, given the order: as it was planned where that fits, else as
/// early as can be.
///
/// A break is had before leaving a stop or on arriving at the next, whichever lets the day go on sooner; every place for it is tried.
struct DayTiming {
    let day: PlanningDay
    let technician: Technician
    let working: WorkingDay
    let outset: Outset
    /// Whether a customer may be given another window, at a price.
    var mayMoveWindows = false
    private let orders: OrderMoments

    /// - Parameter orders: what parts visits that follow each other; nil is as the day is booked.
    init?(_ day: PlanningDay, _ technician: Technician, orders: OrderMoments? = nil) {
        guard let working = day.working[technician.id] else { return nil }
        (self.day, self.technician, self.working) = (day, technician, working)
        outset = day.outset(of: technician)
        self.orders = orders ?? day.orders
    }

    /// - Parameter order: visits ahead.
    /// - Returns: on site for each, in the order given; nil when the day cannot be driven so.
    func times(_ order: [DayVisit], wanted: (DayVisit) -> Instant?) -> [Window]? {
        let stops = order.map { Stop(day, $0, technician, wanted: wanted($0), mayMoveWindows, orders) }
        var floors = stops.map { _ in Int64.min }
        guard var best = earliest(stops, floors) else { return nil }
        // Each stays where it was planned, if that costs nothing.
        for (i, stop) in stops.enumerated() {
            guard let wanted = stop.wanted, wanted > best.starts[i] else { continue }
            let before = floors[i]
            floors[i] = wanted
            if let later = earliest(stops, floors), later.fees <= best.fees,
                later.end <= max(best.end, working.end)
            {
                best = later
            } else {
                floors[i] = before
            }
        }
        return zip(best.starts, stops).map { start, stop in
            Window(
                start: Instant(milliseconds: start), end: Instant(milliseconds: start + stop.length))
        }
    }

    private struct Stop {
        var spot: Spot
        var length: Int64
        var windows: [StartWindow]
        var wanted: Int64?

        init(
            _ day: PlanningDay, _ visit: DayVisit, _ technician: Technician, wanted: Instant?,
            _ mayMove: Bool,
            _ orders: OrderMoments
        ) {
            spot = day.spot(visit)
            self.wanted = wanted?.milliseconds
            length = visit.length(by: technician).milliseconds
            windows = day.startWindows(of: visit, mayMoveWindows: mayMove, orders)
        }
    }

    private struct Driven {
        var starts: [Int64] = []
        var fees: Int64 = 0
        var end: Int64 = 0
    }

    /// Before leaving for stop `place`, or on arriving there; nil where the day ends before the break begins.
    private struct Rest {
        var length: Int64
        var opens: Int64
        var lastStart: Int64
        var place: Int?
        var isOnArrival = false
    }

    private func earliest(_ stops: [Stop], _ floors: [Int64]) -> Driven? {
        var best: Driven?
        func tried(_ rests: [Rest], _ left: ArraySlice<Break>) {
            guard let rest = left.first else {
                guard let driven = drive(stops, floors, rests) else { return }
                if best.map({ (driven.fees, driven.end) < ($0.fees, $0.end) }) ?? true { best = driven }
                return
            }
            let one = Rest(
                length: rest.length.milliseconds, opens: rest.window.start.milliseconds,
                lastStart: rest.lastStart)
            for place in (rests.last?.place ?? 0)...stops.count {
                for isOnArrival in place < stops.count ? [false, true] : [false] {
                    var placed = one
                    (placed.place, placed.isOnArrival) = (place, isOnArrival)
                    tried(rests + [placed], left.dropFirst())
                }
            }
            tried(rests + [one], left.dropFirst())
        }
        tried([], outset.breaks[...])
        return best
    }

    private func drive(_ stops: [Stop], _ floors: [Int64], _ rests: [Rest]) -> Driven? {
        var driven = Driven()
        var clock = outset.free
        var here = outset.spot
        func rest(at place: Int, onArrival: Bool) -> Bool {
            for rest in rests where rest.place == place && rest.isOnArrival == onArrival {
                guard clock <= rest.lastStart else { return false }
                clock = max(clock, rest.opens) + rest.length
            }
            return true
        }
        for (i, stop) in stops.enumerated() {
            guard rest(at: i, onArrival: false) else { return nil }
            let way = Way(here, stop.spot, day.travel)
            guard way.isRoad else { return nil }
            clock =
                i == 0
                ? outset.arrival(way, ready: clock, day)
                : way.arrival(leaving: clock, offset: day.offset, day.travel)
            guard rest(at: i, onArrival: true) else { return nil }
            guard let (start, fee) = start(stop, at: max(clock, floors[i])) else { return nil }
            driven.starts.append(start)
            driven.fees += fee
            clock = start + stop.length
            here = stop.spot
        }
        guard rest(at: stops.count, onArrival: false) else { return nil }
        guard rests.allSatisfy({ $0.place != nil || clock <= $0.opens }) else { return nil }
        if day.rules.commuteCounts {
            let home = Way(here, Spot(technician.end, zone: "", day.travel), day.travel)
            guard home.isRoad else { return nil }
            clock = home.arrival(leaving: clock, offset: day.offset, day.travel)
        }
        driven.end = clock
        return clock <= working.limit ? driven : nil
    }

    /// In the window with the least fee that is still open, the earliest of equals.
    private func start(_ stop: Stop, at clock: Int64) -> (start: Int64, fee: Int64)? {
        var best: (start: Int64, fee: Int64)?
        for window in stop.windows where window.close >= clock {
            guard let start = working.fit(max(clock, window.open), stop.length), start <= window.close else {
                continue
            }
            if best.map({ window.fee < $0.fee }) ?? true { best = (start, window.fee) }
        }
        return best
    }
}

/// Moments at which a visit may begin, both included, and what that costs.
struct StartWindow: Hashable {
    var open: Int64
    var close: Int64
    var fee: Int64
}

extension PlanningDay {
    private static let minute: Int64 = 60_000

    /// By start, never overlapping, in whole minutes; none when nothing is left of the window promised.
    func startWindows(of visit: DayVisit, mayMoveWindows: Bool, _ orders: OrderMoments) -> [StartWindow] {
        let planned = visit.booked.planned.start.milliseconds
        if visit.isFixed {
            let latest = behind[visit.id].map { $0.roundedUpToMinute + Self.minute }
            return [StartWindow(open: planned, close: latest ?? planned, fee: 0)]
        }
        let promised = (
            visit.promised.start.milliseconds.roundedUpToMinute,
            (visit.promised.end.milliseconds - 1).roundedDownToMinute
        )
        // The search knows no order between visits, but what parts them.
        let order = visit.follows.flatMap { self.visit[$0] == nil ? nil : orders.opening(visit.id) }
        let first = max(from.milliseconds, visit.task.earliest.milliseconds, order ?? .min).roundedUpToMinute
        let last = orders.closing(visit.id).map { next in
            // What is booked may stay so.
            max(orders.isBooked ? planned : .min, (next - longest(visit)).roundedDownToMinute)
        }
        var cuts = [promised]
        if mayMoveWindows, let begins = working.values.map(\.start).min(),
            let ends = working.values.map(\.limit).max()
        {
            cuts = [
                (begins, promised.0 - Self.minute), promised, (promised.1 + Self.minute, ends),
            ]
        }
        let due = visit.task.promiseDue?.milliseconds.roundedDownToMinute ?? .max
        let missed = weighed(prices.missedPromise, visit)
        return cuts.flatMap { open, close -> [StartWindow] in
            let fee = (open, close) == promised ? 0 : weighed(prices.brokenWindow, visit)
            return [
                StartWindow(open: max(open, first), close: min(close, due), fee: fee),
                StartWindow(
                    open: max(open, first, due == .max ? .max : due + Self.minute), close: close,
                    fee: fee + missed),
            ]
        }
        .map { StartWindow(open: $0.open, close: min($0.close, last ?? .max), fee: $0.fee) }
        .filter { $0.open <= $0.close }
    }
}
