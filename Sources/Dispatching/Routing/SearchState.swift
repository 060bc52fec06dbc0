/// A plan being changed: routes as linked lists between a start and an end node for each vehicle, with what makes an
/// insertion testable in constant time, and a log to take changes back.
///
/// Everything mutable lies in plain memory, because the search spends all its time here. One state belongs to one
/// thread.
final class SearchState {
    /// A place in a route. Of the vehicle's start `departure` is the shift's start, and `latest` when it must have left;
    /// of its end `latest` is the shift's.
    struct Node {
        var previous: Int32
        var next: Int32
        /// The vehicle; -1 for a visit that is not served.
        var route: Int32
        var cell: Int32
        /// The earliest moment it is left.
        var departure: Int32
        /// The latest arrival that lets the rest of the route be driven.
        var latest: Int32
        /// What the ways from the previous and to the next cost.
        var costIn: Int32
        var costOut: Int32
    }

    struct Route {
        /// Ways, fees, the vehicle's own price, and what the walk of a rich route adds.
        var cost: Int
        var extra: Int
        /// The change that touched it last.
        var touched: Int
        /// Differs whenever the route does.
        var version: UInt64
        var count: Int32
        /// For how much more it has room.
        var room: Int32
        /// Where it stands in `used`; -1 when it has no visit.
        var usedAt: Int32
    }

    /// What is known of the cheapest place for a visit in a route of this version.
    struct Spot {
        var version: UInt64
        /// What it adds to the cost; `impossible` when there is no place.
        var added: Int32
        var after: Int32
        /// Behind which node the depot is called at first; -1 when it is not.
        var fetchAfter: Int32

        static let impossible = Int32.max
        static let none = Spot(version: 0, added: impossible, after: -1, fetchAfter: -1)
    }

    struct Numbers {
        /// Of all routes and of what is not served.
        var cost: Int
        var change: Int
        var waiting: Int
        /// Vehicles with a visit.
        var used: Int
        /// No vehicle from here on has one, and none had since the plan was set.
        var usedBelow: Int
        var log: Int
        var loggedRoutes: Int
        var oldCost: Int
        var oldWaiting: Int
        var version: UInt64
        var random: RoutingRandom
    }

    let t: SearchTables
    /// The same tables, for who holds them by reference.
    let tables: UnsafeMutablePointer<SearchTables>
    let nodes: UnsafeMutablePointer<Node>
    let routes: UnsafeMutablePointer<Route>
    let now: UnsafeMutablePointer<Numbers>
    /// Visits not served, in no order; the first `now.waiting` count.
    let waiting: UnsafeMutablePointer<Int32>
    /// Vehicles with a visit, in no order; the first `now.used` count.
    let used: UnsafeMutablePointer<Int32>
    /// By kind of vehicle, the first that is not used, or the number of vehicles.
    let firstFree: UnsafeMutablePointer<Int32>
    let ends: RouteEnds
    /// `spots[visit * vehicles + route]`, for rich routes.
    let spots: UnsafeMutablePointer<Spot>
    /// For sorting what waits.
    let keys: UnsafeMutablePointer<Int64>

    let loggedNodes: UnsafeMutablePointer<(Int32, Node)>
    let loggedRoutes: UnsafeMutablePointer<(Int32, Route)>
    let oldWaiting: UnsafeMutablePointer<Int32>

    init(_ tables: SearchTables, seed: UInt64) {
        t = tables
        let vehicles = max(1, tables.vehicles)
        self.tables = .filled([tables])
        // Whole lines of the processor's cache: two nodes each.
        nodes = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Node>.stride * tables.nodes, alignment: 64
        ).bindMemory(to: Node.self, capacity: tables.nodes)
        routes = .allocate(capacity: vehicles)
        waiting = .allocate(capacity: tables.visits + 1)
        oldWaiting = .allocate(capacity: tables.visits + 1)
        keys = .allocate(capacity: tables.visits + 1)
        used = .allocate(capacity: vehicles)
        firstFree = .allocate(capacity: max(1, tables.kinds))
        ends = RouteEnds(vehicles: tables.vehicles)
        spots = .filled(Array(repeating: .none, count: tables.isRich ? tables.visits * vehicles : 0))
        loggedNodes = .allocate(capacity: 2 * tables.nodes + 1)
        loggedRoutes = .allocate(capacity: vehicles)
        now = .filled([
            Numbers(
                cost: 0, change: 0, waiting: 0, used: 0, usedBelow: 0, log: 0, loggedRoutes: 0, oldCost: 0,
                oldWaiting: 0,
                version: Self.emptyVersion, random: RoutingRandom(seed: seed))
        ])
        clear()
    }

    deinit {
        tables.deallocate()
        nodes.deallocate()
        routes.deallocate()
        now.deallocate()
        for numbers in [waiting, oldWaiting, used, firstFree] { numbers.deallocate() }
        ends.deallocate()
        spots.deallocate()
        keys.deallocate()
        loggedNodes.deallocate()
        loggedRoutes.deallocate()
    }

    /// Nobody does anything.
    func clear() {
        for n in 0..<t.nodes {
            nodes[n] = Node(
                previous: -1, next: -1, route: -1, cell: t.cell[n], departure: Self.never,
                latest: -Self.never,
                costIn: 0, costOut: 0)
        }
        now.pointee.waiting = t.visits
        now.pointee.used = 0
        now.pointee.usedBelow = 0
        now.pointee.cost = (0..<t.visits).reduce(0) { $0 + t.unservedPrice[$1] }
        for v in 0..<t.visits { waiting[v] = Int32(v) }
        for kind in 0..<t.kinds { firstFree[kind] = Int32(t.vehicles) }
        for k in (0..<t.vehicles).reversed() {
            let (start, end) = (t.startNode(k), t.endNode(k))
            nodes[start].next = Int32(end)
            nodes[end].previous = Int32(start)
            nodes[start].route = Int32(k)
            nodes[end].route = Int32(k)
            routes[k] = Route(
                cost: 0, extra: 0, touched: -1, version: 0, count: 0, room: 0, usedAt: -1)
            firstFree[Int(t.kind[k])] = Int32(k)
            rebuild(k)
        }
    }
}
