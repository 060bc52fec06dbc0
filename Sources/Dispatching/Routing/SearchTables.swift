/// A problem as the search reads it: plain memory, made once and only read afterwards, so that several searches share it.
///
/// Nodes are numbered: visits from 0, then a start and an end for each vehicle, then, where there is a depot, a stop
/// there for each vehicle. Each node has a *cell*, its row in the tables of ways.
// @unchecked: what the pointers point to is written in `init` and only read afterwards.
struct SearchTables: @unchecked Sendable {
    let visits: Int
    let vehicles: Int
    let nodes: Int
    let ways: SearchWays

    /// By node: the cell, and the hull of the windows.
    let cell: UnsafeMutablePointer<Int32>
    let open: UnsafeMutablePointer<Int32>
    let close: UnsafeMutablePointer<Int32>
    /// By visit.
    let load: UnsafeMutablePointer<Int32>
    let unservedPrice: UnsafeMutablePointer<Int>

    /// Vehicles that differ in nothing share a kind.
    let kinds: Int
    let kind: UnsafeMutablePointer<Int32>
    /// By kind.
    let firstOfKind: UnsafeMutablePointer<Int32>
    /// The next vehicle of the same kind, or `vehicles`.
    let nextOfKind: UnsafeMutablePointer<Int32>
    /// `errands[visit * kinds + kind]`.
    let errands: UnsafeMutablePointer<Errand>
    let capacity: UnsafeMutablePointer<Int32>
    let fixedPrice: UnsafeMutablePointer<Int>

    let near: Nearness

    /// Whether a route costs more than its ways and fees, or is bound by more than windows and load: then each change
    /// is measured by walking the route.
    let isRich: Bool
    let richVisits: UnsafeMutablePointer<RichVisit>
    let richVehicles: UnsafeMutablePointer<RichVehicle>
    let windows: UnsafeMutablePointer<RoutingProblem.TimeWindow>
    let gaps: UnsafeMutablePointer<Range<Int>>
    let hasDepot: Bool
    let depotService: Int32
    let priceUnit: Int

    /// What a visit is to a vehicle.
    struct Errand {
        var service: Int32
        /// `RoutingProblem.forbidden` when it may not go there.
        var fee: Int32
    }

    /// The caller deallocates it when no search reads it any more.
    init(_ problem: RoutingProblem) {
        (visits, vehicles) = (problem.visits.count, problem.vehicles.count)
        hasDepot = problem.depot != nil
        nodes = visits + (hasDepot ? 3 : 2) * vehicles
        let places = CellPlaces(problem)
        ways = SearchWays(problem.travel, places.places)

        cell = .filled(places.cellOfNode)
        let starts = problem.vehicles.flatMap { [Int32($0.shift.lowerBound), Int32($0.shift.lowerBound)] }
        let ends = problem.vehicles.map { Int32($0.shift.upperBound + $0.overtime) }.flatMap { [$0, $0] }
        let depots = hasDepot ? vehicles : 0
        self.open = .filled(
            problem.visits.map { Int32($0.windows.first?.open ?? 0) } + starts
                + [Int32](repeating: .min / 4, count: depots))
        close = .filled(
            problem.visits.map { Int32($0.windows.last?.close ?? -1) } + ends
                + [Int32](repeating: .max / 4, count: depots))
        load = .filled(problem.visits.map { Int32($0.load) })
        unservedPrice = .filled(problem.visits.map(\.unservedPrice))

        let fleet = SearchFleet(problem)
        (kinds, kind, errands) = (fleet.kinds, .filled(fleet.kindOfVehicle), .filled(fleet.errands))
        (firstOfKind, nextOfKind) = (.filled(fleet.firstOfKind), .filled(fleet.nextOfKind))
        capacity = .filled(problem.vehicles.map { Int32(clamping: $0.capacity) })
        fixedPrice = .filled(problem.vehicles.map(\.fixedPrice))

        near = Nearness(problem, ways, fleet, cell: cell)
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
        depotService = Int32(problem.depot?.service ?? 0)
        priceUnit = problem.priceUnit
    }

    func deallocate() {
        ways.deallocate()
        for numbers in [cell, open, close, load, kind, firstOfKind, nextOfKind, capacity] {
            numbers.deallocate()
        }
        unservedPrice.deallocate()
        errands.deallocate()
        fixedPrice.deallocate()
        near.deallocate()
        richVisits.deallocate()
        richVehicles.deallocate()
        windows.deallocate()
        gaps.deallocate()
    }

    @inline(__always)
    func startNode(_ vehicle: Int) -> Int { visits &+ 2 &* vehicle }
    @inline(__always)
    func endNode(_ vehicle: Int) -> Int { visits &+ 2 &* vehicle &+ 1 }
    /// - Precondition: there is a depot.
    @inline(__always)
    func depotNode(_ vehicle: Int) -> Int { visits &+ 2 &* vehicles &+ vehicle }
    @inline(__always)
    func isDepot(_ node: Int) -> Bool { node >= visits &+ 2 &* vehicles }

    @inline(__always)
    func errand(_ visit: Int, by vehicle: Int) -> Errand { errands[visit &* kinds &+ Int(kind[vehicle])] }

    /// Time on site at a visit or at the depot.
    @inline(__always)
    func service(_ node: Int, by vehicle: Int) -> Int32 {
        node < visits ? errand(node, by: vehicle).service : depotService
    }
}

extension UnsafeMutablePointer {
    static func filled(_ values: [Pointee]) -> UnsafeMutablePointer<Pointee> {
        let pointer = allocate(capacity: max(1, values.count))
        pointer.initialize(from: values, count: values.count)
        return pointer
    }
}
