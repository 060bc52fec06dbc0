/// A problem as the search reads it: plain memory, made once and only read afterwards, so that several searches share it.
///
/// Nodes are numbered: visits from 0, then a start and an end for each vehicle, then, where there is a depot, a stop
/// there for each vehicle. Each node has a *cell*, its row in the tables of ways.
// @unchecked: everything is written in `init` and only read afterwards.
final class SearchTables: @unchecked Sendable {
    let problem: RoutingProblem
    let visits: Int
    let vehicles: Int
    let nodes: Int
    /// Cells in a row of the tables of ways.
    let cells: Int

    /// `timeOut[a * cells + b]` and `timeIn[b * cells + a]` are both the way from a to b: whichever keeps the row of the
    /// visit that is being placed.
    let timeOut: UnsafeMutablePointer<Int32>
    let timeIn: UnsafeMutablePointer<Int32>
    let costOut: UnsafeMutablePointer<Int32>
    let costIn: UnsafeMutablePointer<Int32>

    /// By node: the cell, the hull of the windows, the load.
    let cell: UnsafeMutablePointer<Int32>
    let open: UnsafeMutablePointer<Int32>
    let close: UnsafeMutablePointer<Int32>
    let load: UnsafeMutablePointer<Int32>
    let unservedPrice: UnsafeMutablePointer<Int>

    /// Vehicles that differ in nothing share a kind.
    let kinds: Int
    let kind: UnsafeMutablePointer<Int32>
    /// `errands[row(vehicle) + visit]`.
    let errands: UnsafeMutablePointer<Errand>
    let capacity: UnsafeMutablePointer<Int32>
    let fixedPrice: UnsafeMutablePointer<Int>

    /// The visits one may come from and go on to, nearest first; and those nearby in any order, for tearing out.
    let before: NearLists
    let after: NearLists
    let around: NearLists

    /// Whether a route costs more than its ways and fees, or is bound by more than windows and load: then each change
    /// is measured by walking the route.
    let isRich: Bool
    let richVisits: UnsafeMutablePointer<RichVisit>
    let richVehicles: UnsafeMutablePointer<RichVehicle>
    let windows: UnsafeMutablePointer<RoutingProblem.TimeWindow>
    let gaps: UnsafeMutablePointer<Range<Int>>
    let hasDepot: Bool
    let depotService: Int
    let priceUnit: Int

    /// The least way from anywhere to a visit and from it to anywhere: what placing it costs at least.
    let leastIn: UnsafeMutablePointer<Int32>
    let leastOut: UnsafeMutablePointer<Int32>

    /// What a visit is to a vehicle.
    struct Errand {
        var service: Int32
        /// `RoutingProblem.forbidden` when it may not go there.
        var fee: Int32
    }

    init(_ problem: RoutingProblem) {
        self.problem = problem
        (visits, vehicles) = (problem.visits.count, problem.vehicles.count)
        nodes = visits + 2 * vehicles + (problem.depot == nil ? 0 : vehicles)
        let places = CellPlaces(problem)
        cells = places.places.count
        let ways = Ways(problem.travel, places.places)
        (timeOut, timeIn, costOut, costIn) = (ways.timeOut, ways.timeIn, ways.costOut, ways.costIn)

        cell = .filled(places.cellOfNode)
        let shifts = problem.vehicles.flatMap { v in
            [v.shift.lowerBound, v.shift.lowerBound].map(Int32.init)
        }
        let ends = problem.vehicles.flatMap { v in
            [v.shift.upperBound + v.overtime, v.shift.upperBound + v.overtime].map(Int32.init)
        }
        let spare = [Int32](repeating: 0, count: nodes - visits - 2 * vehicles)
        self.open = .filled(problem.visits.map { Int32($0.windows.first?.open ?? 0) } + shifts + spare)
        close = .filled(
            problem.visits.map { Int32($0.windows.last?.close ?? -1) } + ends
                + spare.map { _ in Int32.max / 4 })
        load = .filled(problem.visits.map { Int32($0.load) })
        unservedPrice = .filled(problem.visits.map(\.unservedPrice))

        let fleet = Fleet(problem)
        (kinds, kind, errands) = (fleet.kinds, .filled(fleet.kindOfVehicle), .filled(fleet.errands))
        capacity = .filled(problem.vehicles.map { Int32(clamping: $0.capacity) })
        fixedPrice = .filled(problem.vehicles.map(\.fixedPrice))

        let near = Nearness(problem, ways, cells: cells)
        (before, after, around) = (near.before, near.after, near.around)
        (leastIn, leastOut) = (.filled(near.leastIn), .filled(near.leastOut))
        isRich = problem.isRich
        var windowsBefore = 0
        richVisits = .filled(
            problem.visits.map { visit in
                defer { windowsBefore += visit.windows.count }
                return RichVisit(visit, firstWindow: windowsBefore)
            })
        windows = .filled(problem.visits.flatMap(\.windows))
        var gapsBefore = 0
        richVehicles = .filled(
            problem.vehicles.map { vehicle in
                defer { gapsBefore += vehicle.gaps.count }
                return RichVehicle(vehicle, firstGap: gapsBefore)
            })
        gaps = .filled(problem.vehicles.flatMap(\.gaps))
        hasDepot = problem.depot != nil
        depotService = problem.depot?.service ?? 0
        priceUnit = problem.priceUnit
    }

    deinit {
        timeOut.deallocate()
        if timeIn != timeOut { timeIn.deallocate() }
        if costOut != timeOut {
            costOut.deallocate()
            if costIn != costOut { costIn.deallocate() }
        }
        for numbers in [cell, open, close, load, kind, capacity, leastIn, leastOut] { numbers.deallocate() }
        unservedPrice.deallocate()
        richVisits.deallocate()
        richVehicles.deallocate()
        windows.deallocate()
        gaps.deallocate()
        fixedPrice.deallocate()
        errands.deallocate()
        before.deallocate()
        after.deallocate()
        around.deallocate()
    }

    func startNode(_ vehicle: Int) -> Int { visits + 2 * vehicle }
    func endNode(_ vehicle: Int) -> Int { visits + 2 * vehicle + 1 }
    /// - Precondition: there is a depot.
    func depotNode(_ vehicle: Int) -> Int { visits + 2 * vehicles + vehicle }
    func isDepot(_ node: Int) -> Bool { node >= visits + 2 * vehicles }

    @inline(__always)
    func errand(_ visit: Int, by vehicle: Int) -> Errand { errands[Int(kind[vehicle]) &* visits &+ visit] }
}

extension UnsafeMutablePointer {
    static func filled(_ values: [Pointee]) -> UnsafeMutablePointer<Pointee> {
        let pointer = allocate(capacity: max(1, values.count))
        pointer.initialize(from: values, count: values.count)
        return pointer
    }
}

/// Which place each cell stands for: one for each visit, one for each other place a vehicle starts, ends or fetches at.
struct CellPlaces {
    private(set) var places: [Int]
    private(set) var cellOfNode: [Int32]

    init(_ problem: RoutingProblem) {
        var places = problem.visits.map(\.place)
        var cellOfNode = places.indices.map(Int32.init)
        var known: [Int: Int32] = [:]
        func cell(_ place: Int) -> Int32 {
            if let cell = known[place] { return cell }
            places.append(place)
            known[place] = Int32(places.count - 1)
            return Int32(places.count - 1)
        }
        for vehicle in problem.vehicles { cellOfNode += [cell(vehicle.start), cell(vehicle.end)] }
        if let depot = problem.depot {
            let depot = cell(depot.place)
            cellOfNode += problem.vehicles.map { _ in depot }
        }
        (self.places, self.cellOfNode) = (places, cellOfNode)
    }
}

/// The ways between cells, and the same turned round; one table serves for both where they are alike.
struct Ways {
    let timeOut: UnsafeMutablePointer<Int32>
    let timeIn: UnsafeMutablePointer<Int32>
    let costOut: UnsafeMutablePointer<Int32>
    let costIn: UnsafeMutablePointer<Int32>

    init(_ travel: TravelTable, _ places: [Int]) {
        func table(_ from: [Int32], turned: Bool) -> UnsafeMutablePointer<Int32> {
            let count = places.count
            let table = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count * count))
            for (a, p) in places.enumerated() {
                for (b, q) in places.enumerated() {
                    table[a * count + b] = from[turned ? q * travel.places + p : p * travel.places + q]
                }
            }
            return table
        }
        func isSymmetric(_ t: [Int32]) -> Bool {
            (0..<travel.places).allSatisfy { a in
                (0..<a).allSatisfy { t[a * travel.places + $0] == t[$0 * travel.places + a] }
            }
        }
        timeOut = table(travel.time, turned: false)
        timeIn = isSymmetric(travel.time) ? timeOut : table(travel.time, turned: true)
        if travel.cost == travel.time {
            (costOut, costIn) = (timeOut, timeIn)
        } else {
            costOut = table(travel.cost, turned: false)
            costIn = isSymmetric(travel.cost) ? costOut : table(travel.cost, turned: true)
        }
    }
}
