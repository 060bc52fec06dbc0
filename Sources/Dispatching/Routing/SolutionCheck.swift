/// Says of a plan whether it can be driven and what it costs, from the problem alone: it shares no reckoning with the search,
/// tries every moment a pause can be taken, and names what is broken.
package struct SolutionCheck: Sendable {
    package enum Broken: Sendable, Hashable {
        case twice(visit: Int)
        case unknown(visit: Int)
        case notAllowed(visit: Int, vehicle: Int)
        case late(visit: Int, vehicle: Int, arrival: Int)
        case shift(vehicle: Int, end: Int)
        case capacity(vehicle: Int, load: Int)
        case stock(visit: Int, vehicle: Int)
        case pause(vehicle: Int)
        /// More routes than vehicles, or a depot where there is none, or twice.
        case shape(vehicle: Int)
    }

    package private(set) var broken: [Broken] = []
    package private(set) var cost = CostParts()
    package private(set) var served = 0
    package private(set) var routes = 0

    package var isFeasible: Bool { broken.isEmpty }

    package init(_ plan: RoutingPlan, of problem: RoutingProblem) {
        var seen: Set<Int> = []
        for (k, route) in plan.routes.enumerated() where !route.isEmpty {
            guard k < problem.vehicles.count else {
                broken.append(.shape(vehicle: k))
                continue
            }
            for item in route where item != RoutingPlan.depot {
                guard problem.visits.indices.contains(item) else {
                    broken.append(.unknown(visit: item))
                    continue
                }
                if !seen.insert(item).inserted { broken.append(.twice(visit: item)) }
            }
            let stops = route.filter { $0 == RoutingPlan.depot || problem.visits.indices.contains($0) }
            let depots = stops.filter { $0 == RoutingPlan.depot }.count
            if depots > (problem.depot == nil ? 0 : 1) {
                broken.append(.shape(vehicle: k))
                continue
            }
            routes += 1
            var day = DayCheck(problem, vehicle: k, stops: stops)
            day.check()
            broken += day.broken
            cost += day.cost
        }
        served = seen.count
        for (v, visit) in problem.visits.enumerated() where !seen.contains(v) {
            cost.unserved += visit.unservedPrice
        }
    }
}

/// One vehicle's day.
private struct DayCheck {
    let problem: RoutingProblem
    let number: Int
    let vehicle: RoutingProblem.Vehicle
    let stops: [Int]
    var broken: [SolutionCheck.Broken] = []
    var cost = CostParts()

    init(_ problem: RoutingProblem, vehicle number: Int, stops: [Int]) {
        (self.problem, self.number, self.stops) = (problem, number, stops)
        vehicle = problem.vehicles[number]
    }

    mutating func check() {
        checkWhatNeedsNoClock()
        var best: (cost: CostParts, broken: [SolutionCheck.Broken])?
        for moment in pauseMoments() {
            let tried = drive(pausing: moment)
            guard let known = best else {
                best = tried
                continue
            }
            let isBetter =
                tried.broken.isEmpty != known.broken.isEmpty
                ? tried.broken.isEmpty : tried.cost.sum < known.cost.sum
            if isBetter { best = tried }
        }
        if let best {
            broken += best.broken
            cost += best.cost
        }
    }

    private func place(_ stop: Int) -> Int {
        stop == RoutingPlan.depot ? problem.depot?.place ?? 0 : problem.visits[stop].place
    }

    private mutating func checkWhatNeedsNoClock() {
        var load = 0
        var hasFetched = false
        var stock = vehicle.parts
        for stop in stops {
            if stop == RoutingPlan.depot {
                hasFetched = true
                continue
            }
            let visit = problem.visits[stop]
            load += visit.load
            if visit.skills & ~vehicle.skills != 0 {
                broken.append(.notAllowed(visit: stop, vehicle: number))
            }
            if let fees = problem.fees {
                let fee = fees[stop * problem.vehicles.count + number]
                if fee == RoutingProblem.forbidden {
                    broken.append(.notAllowed(visit: stop, vehicle: number))
                } else {
                    cost.fees += Int(fee)
                }
            }
            if hasFetched { continue }
            var isShort = visit.tools & ~vehicle.tools != 0
            for (kind, wanted) in visit.parts.enumerated() where wanted > 0 {
                if kind >= stock.count || stock[kind] < wanted {
                    isShort = true
                } else {
                    stock[kind] -= wanted
                }
            }
            if isShort { broken.append(.stock(visit: stop, vehicle: number)) }
        }
        if load > vehicle.capacity { broken.append(.capacity(vehicle: number, load: load)) }
        cost.vehicles += vehicle.fixedPrice
        var at = vehicle.start
        for next in stops.map(place) + [vehicle.end] {
            cost.travel += problem.travel.cost(at, next)
            at = next
        }
    }

    /// Before which leg, and whether before driving it or after; nil takes none.
    private func pauseMoments() -> [(leg: Int, isBefore: Bool)?] {
        guard vehicle.pause != nil else { return [nil] }
        return [nil] + (0...stops.count).flatMap { [(leg: $0, isBefore: true), (leg: $0, isBefore: false)] }
    }

    /// The first unbroken run of moments of a window in which service can begin, whoever is there at `clock`.
    private func starts(in window: RoutingProblem.TimeWindow, from clock: Int, _ service: Int) -> ClosedRange<
        Int
    >? {
        let close = min(window.close, vehicle.lastStart ?? .max)
        func isFree(_ start: Int) -> Bool {
            vehicle.gaps.allSatisfy { start + service <= $0.lowerBound || start >= $0.upperBound }
        }
        let candidates =
            [max(clock, window.open)] + vehicle.gaps.map { max(clock, window.open, $0.upperBound) }
        guard let start = candidates.filter({ $0 <= close && isFree($0) }).min() else { return nil }
        let next = vehicle.gaps.filter { $0.lowerBound >= start + service }.map { $0.lowerBound - service }
            .min()
        return start...min(close, next ?? close)
    }

    private func drive(pausing moment: (leg: Int, isBefore: Bool)?) -> (
        cost: CostParts, broken: [SolutionCheck.Broken]
    ) {
        var broken: [SolutionCheck.Broken] = []
        var parts = CostParts()
        var clock = vehicle.shift.lowerBound
        var late = 0
        var work = 0
        // Every moment that must not be passed if the day is to begin later, with the waiting done before it.
        var waited = 0
        var leeway = Int.max
        func pause() {
            guard let pause = vehicle.pause else { return }
            if clock > pause.close { broken.append(.pause(vehicle: number)) }
            let start = max(clock, pause.open)
            waited += start - clock
            leeway = min(leeway, waited + max(0, pause.close - start))
            clock = start + pause.length
        }
        var at = vehicle.start
        for leg in 0...stops.count {
            if moment?.leg == leg, moment?.isBefore == true { pause() }
            let next = leg == stops.count ? vehicle.end : place(stops[leg])
            clock += problem.travel.time(at, next)
            work += problem.travel.time(at, next)
            at = next
            if moment?.leg == leg, moment?.isBefore == false { pause() }
            guard leg < stops.count else { break }
            let stop = stops[leg]
            if stop == RoutingPlan.depot {
                clock += problem.depot?.service ?? 0
                work += problem.depot?.service ?? 0
                continue
            }
            let visit = problem.visits[stop]
            let service = problem.serviceTime(of: stop, by: number)
            let usable = visit.windows.compactMap { window -> (start: Int, close: Int, fee: Int)? in
                starts(in: window, from: clock, service).map { ($0.lowerBound, $0.upperBound, window.fee) }
            }
            guard let fee = usable.map(\.fee).min(), let window = usable.first(where: { $0.fee == fee })
            else {
                broken.append(.late(visit: stop, vehicle: number, arrival: clock))
                continue
            }
            let start = window.start
            waited += start - clock
            leeway = min(leeway, waited + window.close - start)
            if let due = visit.due, visit.latePrice != 0 {
                leeway = min(leeway, waited + max(0, due - start))
                late += max(0, start - due) * visit.latePrice
            }
            parts.windows += fee
            clock = start + service
            work += service
        }
        if clock > vehicle.shift.upperBound + vehicle.overtime {
            broken.append(.shift(vehicle: number, end: clock))
        }
        if moment == nil, let pause = vehicle.pause, clock > pause.open {
            broken.append(.pause(vehicle: number))
        }
        let unit = problem.priceUnit
        parts.lateness = late / unit
        parts.overtime = max(0, clock - vehicle.shift.upperBound) * vehicle.overtimePrice / unit
        if let fair = vehicle.fairWork { parts.unfairness = max(0, work - fair) * vehicle.unfairPrice / unit }
        parts.duration =
            (clock - vehicle.shift.lowerBound - min(leeway, waited)) * vehicle.durationPrice / unit
        return (parts, broken)
    }
}
