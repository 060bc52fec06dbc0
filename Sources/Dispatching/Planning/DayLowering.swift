import Model

/// What is ahead of a day of the desk as a `RoutingProblem`: minutes from the first shift's start, money in hundredths.
///
/// Where speeds change with the hour each way takes what it takes at the slowest: a plan found so can always be driven.
/// The way from home costs, but takes no time where the commute is no working time.
struct DayLowering {
    let problem: RoutingProblem
    let technicians: [Technician]
    let visits: [DayVisit]
    /// As booked.
    let start: RoutingPlan

    private static let minute: Int64 = 60_000

    /// - Parameter kept: whose day stays as it is.
    init(_ day: PlanningDay, of plan: DayPlan, kept: Set<StaffID>, mayMoveWindows: Bool, orders: OrderMoments)
    {
        let technicians = day.technicians.filter { day.working[$0.id] != nil && !kept.contains($0.id) }
        let numbers = Dictionary(
            uniqueKeysWithValues: technicians.enumerated().map { ($1.id, $0) })
        let origin = (technicians.compactMap { day.working[$0.id]?.start }.min() ?? 0).roundedDownToMinute
        func minutes(_ time: Int64) -> Int { Int((time - origin) / Self.minute) }

        // Who comes along has a visit of their own, which is the same one.
        var entries: [(visit: DayVisit, only: StaffID?)] = []
        for visit in day.visits where visit.progress == .ahead {
            let who = plan.assignments[visit.id]?.technician
            if visit.isFixed {
                for person in [who, visit.helper].compactMap({ $0 }) where numbers[person] != nil {
                    entries.append((visit, person))
                }
            } else if who.map({ !kept.contains($0) }) ?? true {
                entries.append((visit, nil))
            }
        }
        let visits = entries.map(\.visit)

        let parts = LoweredParts(entries, technicians) { plan.assignments[$0.id]?.technician }
        let ways = LoweredWays(day, technicians, visits)
        problem = RoutingProblem(
            visits: visits.enumerated().map { number, visit in
                let windows = day.startWindows(of: visit, mayMoveWindows: mayMoveWindows, orders).map {
                    RoutingProblem.TimeWindow(minutes($0.open), minutes($0.close), fee: Int($0.fee))
                }
                return RoutingProblem.Visit(
                    place: ways.place(ofVisit: number), windows: windows.isEmpty ? [.init(0, -1)] : windows,
                    service: visit.task.minutes,
                    unservedPrice: Int(day.unassignedPrice(of: visit)) + 100_000_00,
                    due: visit.isFixed ? nil : visit.task.promiseDue.map { minutes($0.milliseconds) },
                    latePrice: Int(day.weighed(day.prices.lateHour, visit)),
                    parts: parts.wanted[number])
            },
            vehicles: technicians.enumerated().map { number, technician in
                Self.vehicle(
                    day, technician, ways.homes(of: number), parts.carried[number].map { max(0, $0) },
                    minutes)
            },
            travel: ways.table, priceUnit: 60,
            fees: entries.enumerated().flatMap { visit, entry in
                technicians.enumerated().map { number, technician in
                    parts.bars(number, from: visit)
                        ? RoutingProblem.forbidden
                        : Self.fee(day, entry.visit, only: entry.only, technician, orders)
                }
            },
            services: entries.flatMap { entry in
                technicians.map { Int32(entry.visit.length(by: $0).minutes) }
            })
        (self.technicians, self.visits) = (technicians, visits)
        var numberOf: [Entry: Int] = [:]
        for (number, entry) in entries.enumerated() {
            numberOf[Entry(visit: entry.visit.id, only: entry.only)] = number
        }
        start = RoutingPlan(
            routes: technicians.map { technician in
                plan.visits(of: technician.id).compactMap { visit in
                    numberOf[Entry(visit: visit.id, only: nil)]
                        ?? numberOf[Entry(visit: visit.id, only: technician.id)]
                }
            })
    }

    private struct Entry: Hashable {
        var visit: VisitID
        var only: StaffID?
    }

    private static func fee(
        _ day: PlanningDay, _ visit: DayVisit, only: StaffID?, _ technician: Technician,
        _ orders: OrderMoments
    ) -> Int32 {
        if let only { return only == technician.id ? 0 : RoutingProblem.forbidden }
        guard visit.task.objection(to: technician) == nil,
            visit.task.certificate.isEmpty
                || visit.task.end(for: technician) >= visit.promised.end.milliseconds,
            day.isOver(visit, by: technician, orders)
        else { return RoutingProblem.forbidden }
        return Int32(
            day.fee(of: visit, for: technician.id, preferred: true)
                + day.fee(of: visit, for: technician.id, preferred: false))
    }

    private static func vehicle(
        _ day: PlanningDay, _ technician: Technician, _ homes: (start: Int, end: Int), _ stock: [Int],
        _ minutes: (Int64) -> Int
    ) -> RoutingProblem.Vehicle {
        guard let working = day.working[technician.id] else {
            preconditionFailure("only who works is lowered")
        }
        let outset = day.outset(of: technician)
        let free = minutes(outset.free.roundedUpToMinute)
        let end = max(free, minutes(working.end))
        let done = outset.begun.reduce(0) { $0 + $1.end - $1.start }
        return RoutingProblem.Vehicle(
            start: homes.start, end: homes.end, shift: free...end,
            overtime: max(0, minutes(working.limit) - end), overtimePrice: Int(day.prices.overtimeHour),
            pause: outset.breaks.first.map { rest in
                RoutingProblem.Break(
                    open: minutes(rest.window.start.milliseconds.roundedUpToMinute),
                    close: minutes(rest.lastStart), length: rest.length.minutes)
            },
            fairWork: Int(max(0, day.fairWork - done) / minute), unfairPrice: Int(day.prices.unfairHour),
            parts: stock,
            gaps: zip(working.stretches, working.stretches.dropFirst()).map {
                minutes($0.end)..<minutes($1.start)
            },
            lastStart: end - 1)
    }
}

/// The ways of a day between all who start, all who end, and all visits.
private struct LoweredWays {
    let table: TravelTable
    private let technicians: Int

    /// Where no road leads: longer than any day.
    private static let never: Int32 = 1_000_000

    init(_ day: PlanningDay, _ technicians: [Technician], _ visits: [DayVisit]) {
        self.technicians = technicians.count
        let outsets = technicians.map(day.outset)
        let homes = zip(technicians, outsets).flatMap { technician, outset in
            [outset.spot, Spot(technician.end, zone: "", day.travel)]
        }
        let spots = homes + visits.map(day.spot)
        var time: [Int32] = []
        var cost: [Int32] = []
        time.reserveCapacity(spots.count * spots.count)
        cost.reserveCapacity(spots.count * spots.count)
        for (a, from) in spots.enumerated() {
            for (b, to) in spots.enumerated() {
                // Nobody goes from home to home: who has no visit stays there.
                let way = a == b || (a < homes.count && b < homes.count) ? nil : Way(from, to, day.travel)
                guard let way else {
                    time.append(0)
                    cost.append(0)
                    continue
                }
                guard way.isRoad else {
                    time.append(Self.never)
                    cost.append(Self.never)
                    continue
                }
                let minutes = way.slowest(day.travel) / 60_000
                if day.rules.commuteCounts || (a >= homes.count && b >= homes.count) {
                    time.append(Int32(minutes))
                } else if a < homes.count {
                    // Up to now nobody has set out; where the way takes no working time, it takes time from now on.
                    let outset = outsets[a / 2]
                    let start = outset.free.roundedUpToMinute
                    let late = (outset.arrival(way, ready: start, day) - start + 59_999) / 60_000
                    time.append(Int32(outset.isHome ? late : minutes))
                } else {
                    time.append(0)
                }
                cost.append(
                    Int32(
                        Prices.cost(day.prices.travelHour, minutes * 60_000)
                            + Int64(Double(day.prices.travelKilometre) * way.kilometres)))
            }
        }
        table = TravelTable(places: spots.count, time: time, cost: cost)
    }

    func homes(of technician: Int) -> (start: Int, end: Int) { (2 * technician, 2 * technician + 1) }
    func place(ofVisit number: Int) -> Int { 2 * technicians + number }
}
