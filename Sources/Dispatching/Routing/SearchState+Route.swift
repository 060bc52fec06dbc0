extension SearchState {
    /// Cuts a visit out of its route and lets it wait. The route must be `rebuild` before anything is placed again.
    @inline(__always)
    func remove(_ visit: Int) {
        unlink(visit)
        waiting[now.pointee.waiting] = Int32(truncatingIfNeeded: visit)
        now.pointee.waiting &+= 1
        now.pointee.cost &+= t.unservedPrice[visit]
    }

    @inline(__always)
    func unlink(_ node: Int) {
        let (previous, next) = (nodes[node].previous, nodes[node].next)
        nodes[Int(previous)].next = next
        nodes[Int(next)].previous = previous
        nodes[node].route = -1
        (nodes[node].departure, nodes[node].latest) = (Self.never, -Self.never)
    }

    @inline(__always)
    func link(_ node: Int, after previous: Int) {
        let next = Int(nodes[previous].next)
        nodes[node].previous = Int32(truncatingIfNeeded: previous)
        nodes[node].next = Int32(truncatingIfNeeded: next)
        nodes[node].route = nodes[previous].route
        nodes[previous].next = Int32(truncatingIfNeeded: node)
        nodes[next].previous = Int32(truncatingIfNeeded: node)
    }

    /// Places a visit, which the caller has taken from `waiting`.
    func place(_ visit: Int, at spot: Spot) {
        let previous = Int(spot.after)
        let route = Int(nodes[previous].route)
        touch(route)
        now.pointee.cost &-= t.unservedPrice[visit]
        if t.isRich {
            placeRich(visit, spot, route)
            return
        }
        link(visit, after: previous)
        let added = Int(spot.added)
        now.pointee.cost &+= added
        routes[route].cost &+= added
        routes[route].count &+= 1
        routes[route].room &-= t.load[visit]
        setUsed(route, true)
        renew(route)
        passOn(from: visit, route)
        noteEnds(route)
    }

    private func placeRich(_ visit: Int, _ spot: Spot, _ route: Int) {
        var previous = Int(spot.after)
        if spot.fetchAfter >= 0 {
            let depot = t.depotNode(route)
            if nodes[depot].route >= 0 { unlink(depot) }
            link(depot, after: Int(spot.fetchAfter))
            if previous == spot.fetchAfter { previous = depot }
        }
        link(visit, after: previous)
        rebuild(route)
    }

    /// Joins a visit that is new in its route to both sides, and passes the times on as far as they change.
    private func passOn(from visit: Int, _ route: Int) {
        let (start, end) = (t.startNode(route), t.endNode(route))
        let (previous, next) = (Int(nodes[visit].previous), Int(nodes[visit].next))
        join(previous, visit)
        join(visit, next)
        var (node, before) = (visit, previous)
        while true {
            let way = t.ways[nodes[before].cell, nodes[node].cell].time
            var departure = max(nodes[before].departure &+ way, t.open[node])
            if node < t.visits { departure &+= t.errand(node, by: route).service }
            if node != visit, nodes[node].departure == departure { break }
            nodes[node].departure = departure
            if node == end { break }
            (node, before) = (Int(nodes[node].next), node)
        }
        var after = next
        node = visit
        while node != start {
            let way = t.ways[nodes[node].cell, nodes[after].cell].time
            let latest = min(nodes[after].latest &- way &- t.errand(node, by: route).service, t.close[node])
            if node != visit, nodes[node].latest == latest { break }
            nodes[node].latest = latest
            (node, after) = (Int(nodes[node].previous), node)
        }
        if node == start { leaveBy(start) }
    }

    /// Sets when the vehicle must have left at the latest.
    @inline(__always)
    private func leaveBy(_ start: Int) {
        let first = nodes[Int(nodes[start].next)]
        nodes[start].latest = first.latest &- t.ways[nodes[start].cell, first.cell].time
    }

    @inline(__always)
    private func join(_ a: Int, _ b: Int) {
        let cost = t.ways[nodes[a].cell, nodes[b].cell].cost
        nodes[a].costOut = cost
        nodes[b].costIn = cost
    }

    /// Times, load and cost of a route anew, from its order.
    func rebuild(_ route: Int) {
        let start = t.startNode(route)
        let end = t.endNode(route)
        var node = start
        var departure = t.open[start]
        var load: Int32 = 0
        var count: Int32 = 0
        var cost = 0
        var isLate = false
        nodes[start].departure = departure
        while node != end {
            let next = Int(nodes[node].next)
            let leg = t.ways[nodes[node].cell, nodes[next].cell]
            nodes[node].costOut = leg.cost
            nodes[next].costIn = leg.cost
            cost &+= Int(leg.cost)
            let arrival = departure &+ leg.time
            isLate = isLate || arrival > t.close[next]
            departure = max(arrival, t.open[next])
            if next < t.visits {
                let errand = t.errand(next, by: route)
                departure &+= errand.service
                cost &+= Int(errand.fee)
                load &+= t.load[next]
                count &+= 1
            } else if next != end {
                departure &+= t.depotService
            }
            nodes[next].departure = departure
            node = next
        }
        var latest = t.close[end]
        nodes[end].latest = latest
        node = Int(nodes[end].previous)
        while node != start {
            let way = t.ways[nodes[node].cell, nodes[Int(nodes[node].next)].cell].time
            latest = min(latest &- way &- t.service(node, by: route), t.close[node])
            nodes[node].latest = latest
            node = Int(nodes[node].previous)
        }
        leaveBy(start)
        var extra = 0
        if count == 0 {
            cost = 0
        } else {
            // A way straight on may take longer than one over a visit that is gone.
            extra = isLate ? Self.undrivable : t.isRich ? walk(route) ?? Self.undrivable : 0
            cost &+= t.fixedPrice[route] &+ extra
        }
        now.pointee.cost &+= cost &- routes[route].cost
        routes[route].count = count
        routes[route].room = t.capacity[route] &- load
        routes[route].cost = cost
        routes[route].extra = extra
        setUsed(route, count > 0)
        noteEnds(route)
        renew(route)
    }

    /// Later than any moment: departure of a visit that is not served, so that nothing is placed beside it.
    static var never: Int32 { .max / 2 }

    /// What no plan may cost: set on a route that breaks something hard, so that it is taken back.
    static var undrivable: Int { 1 << 50 }
}
