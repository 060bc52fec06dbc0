extension SearchState {
    /// Where a visit would go, and what that adds to the cost.
    struct Spot {
        var after: Int
        var added: Int
        /// Behind which node the depot is called at first; -1 when it is not.
        var fetchAfter = -1
    }

    /// The cheapest place for a visit: beside its neighbours and in unused vehicles; over all routes when there is none.
    /// Now and then a place is passed over, so that the same tear does not always mend the same way.
    func bestSpot(_ visit: Int) -> Spot? {
        var search = SpotSearch(self, visit)
        for near in tables.before[visit] { search.tryAfter(near) }
        for near in tables.after[visit] { search.tryBefore(near) }
        tryEnds(&search)
        if tables.hasDepot {
            tryEverywhere(&search)
            tryWithDepot(visit, &search)
        } else if search.spot == nil {
            tryEverywhere(&search)
        }
        return search.spot
    }

    /// Unused vehicles, one of each kind; and, where the routes are few and so long, first and last place of each day.
    @inline(__always)
    private func tryEnds(_ search: inout SpotSearch) {
        for kind in 0..<tables.kinds {
            let route = Int(firstFree[kind])
            if route < tables.vehicles { search.tryAfter(tables.startNode(route)) }
        }
        guard now.pointee.used &* Self.shareOfEnds < tables.visits else { return }
        var left = now.pointee.used
        var route = 0
        while left > 0 {
            if routes[route].count > 0 {
                left &-= 1
                search.tryAfter(tables.startNode(route))
                search.tryAfter(Int(nodes[tables.endNode(route)].previous))
            }
            route &+= 1
        }
    }

    /// Ends are worth trying where a route has more visits than this.
    private static let shareOfEnds = 7

    private func tryEverywhere(_ search: inout SpotSearch) {
        for route in 0..<tables.vehicles where routes[route].count > 0 {
            search.tryRoute(route)
        }
    }

    /// Places a visit, which the caller has taken from `waiting`.
    func place(_ visit: Int, at spot: Spot) {
        let route = Int(nodes[spot.after].route)
        touch(route)
        var previous = spot.after
        if spot.fetchAfter >= 0 {
            if nodes[tables.depotNode(route)].route >= 0 { unlinkDepot(route) }
            link(tables.depotNode(route), after: spot.fetchAfter)
            if previous == spot.fetchAfter { previous = tables.depotNode(route) }
        }
        link(visit, after: previous)
        now.pointee.cost &-= tables.unservedPrice[visit]
        rebuild(route)
    }
}

/// Tries places for one visit and keeps the best.
struct SpotSearch {
    private let visit: Int
    private let state: SearchState
    private let nodes: UnsafeMutablePointer<SearchState.Node>
    private let timeIn: UnsafeMutablePointer<Int32>
    private let timeOut: UnsafeMutablePointer<Int32>
    private let costIn: UnsafeMutablePointer<Int32>
    private let costOut: UnsafeMutablePointer<Int32>
    private let open: Int32
    private let close: Int32
    private let load: Int32
    private let leastIn: Int32
    private let leastOut: Int32
    private let tables: SearchTables
    private var best: Int
    private var bestAfter = -1
    private var bestFetch = -1
    private var blink: Int32

    @inline(__always)
    init(_ state: SearchState, _ visit: Int, within most: Int? = nil) {
        (self.state, self.visit) = (state, visit)
        tables = state.tables
        nodes = state.nodes
        let row = Int(tables.cell[visit]) &* tables.cells
        (timeIn, timeOut) = (tables.timeIn + row, tables.timeOut + row)
        (costIn, costOut) = (tables.costIn + row, tables.costOut + row)
        (open, close, load) = (tables.open[visit], tables.close[visit], tables.load[visit])
        (leastIn, leastOut) = (tables.leastIn[visit], tables.leastOut[visit])
        best = most ?? tables.unservedPrice[visit]
        blink = state.now.pointee.blink
    }

    var spot: SearchState.Spot? {
        state.now.pointee.blink = blink
        return bestAfter < 0 ? nil : SearchState.Spot(after: bestAfter, added: best, fetchAfter: bestFetch)
    }

    /// Behind a visit, when what is known of the two alone does not speak against it.
    @inline(__always)
    mutating func tryAfter(_ near: NearLists.Near) {
        let node = nodes[Int(near.visit)]
        if node.route < 0 || node.departure &+ near.time > close { return }
        if Int(near.cost &+ leastOut &- node.leg) >= best { return }
        tryBetween(
            Int(near.visit), Int(node.next), in: Int(near.cost), timeIn: near.time, out: nil, timeOut: 0)
    }

    /// Before a visit, likewise.
    @inline(__always)
    mutating func tryBefore(_ near: NearLists.Near) {
        let node = nodes[Int(near.visit)]
        if node.route < 0 || open &+ near.time > node.latest { return }
        let before = Int(node.previous)
        if Int(near.cost &+ leastIn &- nodes[before].leg) >= best { return }
        tryBetween(before, Int(near.visit), in: nil, timeIn: 0, out: Int(near.cost), timeOut: near.time)
    }

    @inline(__always)
    mutating func tryAfter(_ a: Int) {
        tryBetween(a, Int(nodes[a].next), in: nil, timeIn: 0, out: nil, timeOut: 0)
    }

    @inline(__always)
    private mutating func tryBetween(
        _ a: Int, _ b: Int, in knownIn: Int?, timeIn knownTimeIn: Int32, out knownOut: Int?,
        timeOut knownTimeOut: Int32
    ) {
        blink &-= 1
        if blink < 0 {
            blink = state.now.pointee.random.below(200)
            return
        }
        let before = nodes[a]
        let next = nodes[b]
        var added =
            (knownIn ?? Int(costIn[Int(before.cell)])) &+ (knownOut ?? Int(costOut[Int(next.cell)]))
            &- Int(before.leg)
        if added >= best { return }
        let arrival = max(
            before.departure &+ (knownIn == nil ? timeIn[Int(before.cell)] : knownTimeIn), open)
        if arrival > close { return }
        let route = Int(before.route)
        let errand = tables.errand(visit, by: route)
        if errand.fee == RoutingProblem.forbidden { return }
        let onward = knownOut == nil ? timeOut[Int(next.cell)] : knownTimeOut
        if arrival &+ errand.service &+ onward > next.latest { return }
        if state.routes[route].load &+ load > tables.capacity[route] { return }
        added &+= Int(errand.fee)
        if state.routes[route].count == 0 { added &+= tables.fixedPrice[route] &+ Int(before.leg) }
        if added >= best { return }
        if tables.isRich {
            guard let extra = state.walk(route, placing: visit, after: a) else { return }
            added &+= extra &- state.routes[route].extra
            if added >= best { return }
        }
        best = added
        bestAfter = a
        bestFetch = -1
    }

    /// Behind a node, calling at the depot behind another before.
    mutating func tryAfter(_ a: Int, fetchingAfter fetch: Int) {
        blink &-= 1
        if blink < 0 {
            blink = state.now.pointee.random.below(200)
            return
        }
        let route = Int(nodes[a].route)
        if state.routes[route].load &+ load > tables.capacity[route] { return }
        let depot = Int(tables.cell[tables.depotNode(route)])
        func way(_ a: Int, _ b: Int) -> Int { Int(tables.costOut[a &* tables.cells &+ b]) }
        let cell = Int(tables.cell[visit])
        let (from, onward) = (Int(nodes[a].cell), Int(nodes[Int(nodes[a].next)].cell))
        var added = Int(tables.errand(visit, by: route).fee) &- Int(nodes[a].leg)
        if a == fetch {
            added &+= way(from, depot) &+ way(depot, cell) &+ way(cell, onward)
        } else {
            let (start, first) = (Int(nodes[fetch].cell), Int(nodes[Int(nodes[fetch].next)].cell))
            added &+= way(start, depot) &+ way(depot, first) &- Int(nodes[fetch].leg)
            added &+= way(from, cell) &+ way(cell, onward)
        }
        if state.routes[route].count == 0 { added &+= tables.fixedPrice[route] &+ Int(nodes[a].leg) }
        let old = nodes[tables.depotNode(route)]
        if old.route >= 0 {
            let before = nodes[Int(old.previous)]
            added &+= way(Int(before.cell), Int(nodes[Int(old.next)].cell)) &- Int(before.leg) &- Int(old.leg)
        }
        if added >= best { return }
        guard let extra = state.walk(route, placing: visit, after: a, fetchingAfter: fetch) else { return }
        added &+= extra &- state.routes[route].extra
        if added >= best { return }
        (best, bestAfter, bestFetch) = (added, a, fetch)
    }

    @inline(__always)
    mutating func tryRoute(_ route: Int) {
        let end = tables.endNode(route)
        var node = tables.startNode(route)
        while node != end {
            if nodes[node].departure > close { return }
            tryAfter(node)
            node = Int(nodes[node].next)
        }
    }
}
