/// A plan being changed: routes as linked lists between a start and an end node for each vehicle, with what makes an
/// insertion testable in constant time, and a log to take changes back.
///
/// Everything mutable lies in plain memory, because the search spends all its time here. One state belongs to one
/// thread.
final class SearchState {
    /// A place in a route. Of the vehicle's start `departure` is the shift's start; of its end `latest` is the shift's.
    struct Node {
        var previous: Int32
        var next: Int32
        /// The vehicle; -1 for a visit that is not served.
        var route: Int32
        /// The earliest moment it is left.
        var departure: Int32
        /// The latest arrival that lets the rest of the route be driven.
        var latest: Int32
        /// The cost of the way to the next.
        var leg: Int32
        var cell: Int32
        var load: Int32
    }

    struct Route {
        var count: Int32
        var load: Int32
        /// Ways, fees, the vehicle's own price, and what the walk of a rich route adds.
        var cost: Int
        var extra: Int
        /// The change that touched it last.
        var touched: Int
        /// As `firstFree` has it.
        var isUsed: Bool
    }

    struct Numbers {
        /// Of all routes and of what is not served.
        var cost: Int
        var change: Int
        var waiting: Int
        /// Vehicles with a visit.
        var used: Int
        var log: Int
        var loggedRoutes: Int
        var oldCost: Int
        var oldWaiting: Int
        /// Insertion places to go until one is passed over.
        var blink: Int32
        var random: RoutingRandom
    }

    let tables: SearchTables
    let nodes: UnsafeMutablePointer<Node>
    let routes: UnsafeMutablePointer<Route>
    let now: UnsafeMutablePointer<Numbers>
    /// Visits not served, in no order; the first `now.waiting` count.
    let waiting: UnsafeMutablePointer<Int32>
    /// By kind of vehicle, the first that is not used, or the number of vehicles.
    let firstFree: UnsafeMutablePointer<Int32>
    let vehiclesOfKind: [[Int32]]

    /// For sorting what waits.
    let keys: UnsafeMutablePointer<Int64>

    private let loggedNodes: UnsafeMutablePointer<(Int32, Node)>
    private let loggedRoutes: UnsafeMutablePointer<(Int32, Route)>
    private let oldWaiting: UnsafeMutablePointer<Int32>

    init(_ tables: SearchTables, seed: UInt64) {
        self.tables = tables
        nodes = .allocate(capacity: tables.nodes)
        routes = .allocate(capacity: max(1, tables.vehicles))
        now = .allocate(capacity: 1)
        waiting = .allocate(capacity: tables.visits + 1)
        oldWaiting = .allocate(capacity: tables.visits + 1)
        keys = .allocate(capacity: tables.visits + 1)
        firstFree = .allocate(capacity: max(1, tables.kinds))
        loggedNodes = .allocate(capacity: 2 * tables.nodes + 1)
        loggedRoutes = .allocate(capacity: tables.vehicles + 1)
        vehiclesOfKind = (0..<tables.kinds).map { kind in
            (0..<tables.vehicles).filter { Int(tables.kind[$0]) == kind }.map(Int32.init)
        }
        now.initialize(
            to: Numbers(
                cost: 0, change: 0, waiting: 0, used: 0, log: 0, loggedRoutes: 0, oldCost: 0, oldWaiting: 0,
                blink: 100,
                random: RoutingRandom(seed: seed)))
        clear()
    }

    deinit {
        nodes.deallocate()
        routes.deallocate()
        now.deallocate()
        waiting.deallocate()
        oldWaiting.deallocate()
        keys.deallocate()
        firstFree.deallocate()
        loggedNodes.deallocate()
        loggedRoutes.deallocate()
    }

    /// Nobody does anything.
    func clear() {
        for n in 0..<tables.nodes {
            nodes[n] = Node(
                previous: -1, next: -1, route: -1, departure: 0, latest: 0, leg: 0, cell: tables.cell[n],
                load: n < tables.visits ? tables.load[n] : 0)
        }
        var cost = 0
        for v in 0..<tables.visits {
            waiting[v] = Int32(v)
            cost += tables.unservedPrice[v]
        }
        for k in 0..<tables.vehicles {
            let (start, end) = (tables.startNode(k), tables.endNode(k))
            nodes[start].next = Int32(end)
            nodes[end].previous = Int32(start)
            nodes[start].route = Int32(k)
            nodes[end].route = Int32(k)
            routes[k] = Route(count: 0, load: 0, cost: 0, extra: 0, touched: -1, isUsed: false)
            rebuild(k)
        }
        for kind in 0..<tables.kinds { firstFree[kind] = vehiclesOfKind[kind][0] }
        now.pointee.waiting = tables.visits
        now.pointee.used = 0
        now.pointee.cost = cost
    }

    // MARK: Changes that can be taken back

    func begin() {
        now.pointee.change &+= 1
        now.pointee.log = 0
        now.pointee.loggedRoutes = 0
        now.pointee.oldCost = now.pointee.cost
        now.pointee.oldWaiting = now.pointee.waiting
        for i in 0..<now.pointee.waiting { oldWaiting[i] = waiting[i] }
    }

    /// Remembers a route as it was before this change.
    @inline(__always)
    func touch(_ route: Int) {
        guard routes[route].touched != now.pointee.change else { return }
        let logged = now.pointee.loggedRoutes
        loggedRoutes[logged] = (Int32(truncatingIfNeeded: route), routes[route])
        now.pointee.loggedRoutes = logged &+ 1
        routes[route].touched = now.pointee.change
        var log = now.pointee.log
        var node = tables.startNode(route)
        while true {
            loggedNodes[log] = (Int32(truncatingIfNeeded: node), nodes[node])
            log &+= 1
            let next = nodes[node].next
            if next < 0 { break }
            node = Int(next)
        }
        now.pointee.log = log
    }

    /// Back to how it was at `begin()`.
    func takeBack() {
        // A visit that was waiting and was placed stands in no logged route.
        let (count, old) = (now.pointee.oldWaiting, oldWaiting)
        for i in 0..<count {
            nodes[Int(old[i])].route = -1
            waiting[i] = old[i]
        }
        if tables.hasDepot {
            for i in 0..<now.pointee.loggedRoutes {
                nodes[tables.depotNode(Int(loggedRoutes[i].0))].route = -1
            }
        }
        for i in 0..<now.pointee.log { nodes[Int(loggedNodes[i].0)] = loggedNodes[i].1 }
        for i in 0..<now.pointee.loggedRoutes {
            let (route, was) = loggedRoutes[i]
            let (wasUsed, isUsed) = (was.isUsed, routes[Int(route)].isUsed)
            routes[Int(route)] = was
            if wasUsed != isUsed { used(Int(route), wasUsed) }
        }
        now.pointee.waiting = count
        now.pointee.cost = now.pointee.oldCost
    }

    /// One of the routes this change touched.
    @inline(__always)
    func loggedRoute(_ i: Int) -> Int { Int(loggedRoutes[i].0) }

    /// Keeps `firstFree` and `used` true when a vehicle gets its first visit or loses its last.
    @inline(__always)
    func used(_ route: Int, _ isUsed: Bool) {
        let kind = Int(tables.kind[route])
        now.pointee.used &+= isUsed ? 1 : -1
        if !isUsed {
            firstFree[kind] = min(firstFree[kind], Int32(truncatingIfNeeded: route))
        } else if firstFree[kind] == route {
            firstFree[kind] =
                vehiclesOfKind[kind].first { $0 > route && routes[Int($0)].count == 0 }
                ?? Int32(tables.vehicles)
        }
    }
}
