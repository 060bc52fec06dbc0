extension SearchState {
    /// Cuts a visit out of its route and lets it wait. The route must be `rebuild` before anything is placed again.
    @inline(__always)
    func remove(_ visit: Int) {
        let node = nodes[visit]
        nodes[Int(node.previous)].next = node.next
        nodes[Int(node.next)].previous = node.previous
        nodes[visit].route = -1
        routes[Int(node.route)].count &-= 1
        waiting[now.pointee.waiting] = Int32(truncatingIfNeeded: visit)
        now.pointee.waiting &+= 1
        now.pointee.cost &+= tables.unservedPrice[visit]
    }

    /// Puts a node behind another; a visit must be taken from `waiting` by the caller.
    @inline(__always)
    func link(_ node: Int, after previous: Int) {
        let next = Int(nodes[previous].next)
        nodes[node].previous = Int32(truncatingIfNeeded: previous)
        nodes[node].next = Int32(truncatingIfNeeded: next)
        nodes[node].route = nodes[previous].route
        nodes[previous].next = Int32(truncatingIfNeeded: node)
        nodes[next].previous = Int32(truncatingIfNeeded: node)
    }

    /// Times, load and cost of a route anew, from its order.
    func rebuild(_ route: Int) {
        let t = tables
        let cells = t.cells
        let start = t.startNode(route)
        let end = t.endNode(route)
        var node = start
        var departure = t.open[start]
        var load: Int32 = 0
        var count: Int32 = 0
        var cost = 0
        nodes[start].departure = departure
        while node != end {
            let next = Int(nodes[node].next)
            let way = Int(nodes[node].cell) &* cells &+ Int(nodes[next].cell)
            let leg = t.costOut[way]
            nodes[node].leg = leg
            cost &+= Int(leg)
            departure = max(departure &+ t.timeOut[way], t.open[next])
            if next < t.visits {
                let errand = t.errand(next, by: route)
                departure &+= errand.service
                cost &+= Int(errand.fee)
                load &+= nodes[next].load
                count &+= 1
            } else if next != end {
                departure &+= depotService
            }
            nodes[next].departure = departure
            node = next
        }
        var latest = t.close[end]
        nodes[end].latest = latest
        node = Int(nodes[end].previous)
        while node != start {
            let next = Int(nodes[node].next)
            let way = Int(nodes[node].cell) &* cells &+ Int(nodes[next].cell)
            let service = node < t.visits ? t.errand(node, by: route).service : depotService
            latest = min(latest &- t.timeOut[way] &- service, t.close[node])
            nodes[node].latest = latest
            node = Int(nodes[node].previous)
        }
        if count > 0 { cost &+= t.fixedPrice[route] } else { cost = 0 }
        var extra = 0
        if t.isRich, count > 0 { extra = walk(route) ?? Self.undrivable }
        cost &+= extra
        now.pointee.cost &+= cost &- routes[route].cost
        routes[route].count = count
        routes[route].load = load
        routes[route].cost = cost
        routes[route].extra = extra
        if routes[route].isUsed != (count > 0) {
            routes[route].isUsed = count > 0
            used(route, count > 0)
        }
    }

    /// What no plan may cost: set on a route that breaks something hard, so that it is taken back.
    static let undrivable = 1 << 50

    var depotService: Int32 { Int32(truncatingIfNeeded: tables.depotService) }

    /// What the walk of this route adds to its cost; nil when it cannot be driven.
    func walk(_ route: Int) -> Int? {
        var walk = RouteWalk(tables, vehicle: route)
        let end = tables.endNode(route)
        var node = Int(nodes[tables.startNode(route)].next)
        while node != end {
            guard walk.visit(node) else { return nil }
            node = Int(nodes[node].next)
        }
        return walk.finish()?.sum
    }

    /// The same with a node put behind another, and the depot behind a third where one is named; when both are put
    /// behind the same node the depot comes first.
    func walk(_ route: Int, placing node: Int, after previous: Int, fetchingAfter fetch: Int = -1) -> Int? {
        var walk = RouteWalk(tables, vehicle: route)
        let end = tables.endNode(route)
        var at = tables.startNode(route)
        while true {
            if at == fetch {
                guard walk.visit(tables.depotNode(route)) else { return nil }
            }
            if at == previous {
                guard walk.visit(node) else { return nil }
            }
            at = Int(nodes[at].next)
            if at == end { break }
            if fetch >= 0, tables.isDepot(at) { continue }
            guard walk.visit(at) else { return nil }
        }
        return walk.finish()?.sum
    }
}
