/// Routes that cost more than their ways, or are bound by more than windows and load: measured by walking them.
extension SearchState {
    /// What the walk of this route adds to its cost; nil when it cannot be driven.
    func walk(_ route: Int) -> Int? {
        var walk = RouteWalk(tables, vehicle: route)
        return finish(&walk, after: t.startNode(route), to: t.endNode(route))
    }

    /// Goes on behind a node to the route's end, leaving out one.
    @inline(__always)
    private func finish(_ walk: inout RouteWalk, after node: Int, to end: Int, leavingOut left: Int32 = -1)
        -> Int?
    {
        var at = Int(nodes[node].next)
        while at != end {
            if at != left {
                guard walk.visit(at) else { return nil }
            }
            at = Int(nodes[at].next)
        }
        return walk.finish()?.sum
    }

    func bestRichSpot(_ visit: Int, below limit: Int) -> Spot? {
        var best = Spot.none
        best.added = Int32(clamping: limit)
        for i in 0..<now.pointee.used { tryRoute(Int(used[i]), visit, &best) }
        for kind in 0..<t.kinds {
            let route = Int(firstFree[kind])
            if route < t.vehicles { tryRoute(route, visit, &best) }
        }
        return best.after < 0 ? nil : best
    }

    /// What is known of a route is used again until it changes; one under change is looked at afresh.
    @inline(__always)
    private func tryRoute(_ route: Int, _ visit: Int, _ best: inout Spot) {
        let known = spots + (visit &* t.vehicles &+ route)
        if routes[route].touched == now.pointee.change {
            let spot = scan(route, for: visit, below: best.added, but: -1)
            if spot.added < best.added { take(spot, route, visit, &best) }
            return
        }
        if known.pointee.version != routes[route].version {
            known.pointee = scan(route, for: visit, below: Spot.impossible, but: -1)
            known.pointee.version = routes[route].version
        }
        if known.pointee.added < best.added { take(known.pointee, route, visit, &best) }
    }

    @inline(__always)
    private func take(_ spot: Spot, _ route: Int, _ visit: Int, _ best: inout Spot) {
        if now.pointee.random.below(Self.blink) == 0 {
            let second = scan(route, for: visit, below: best.added, but: spot.after)
            if second.added < best.added { best = second }
        } else {
            best = spot
        }
    }

    /// The cheapest place in a route, without a new call at the depot or with one.
    private func scan(_ route: Int, for visit: Int, below limit: Int32, but passedOver: Int32) -> Spot {
        if t.load[visit] > routes[route].room { return .none }
        let errand = t.errand(visit, by: route)
        if errand.fee == RoutingProblem.forbidden { return .none }
        let end = t.endNode(route)
        var at = t.startNode(route)
        var fixed = Int(errand.fee) &- routes[route].extra
        if routes[route].count == 0 { fixed &+= t.fixedPrice[route] &+ Int(nodes[at].costOut) }
        let cell = t.cell[visit]
        let (into, out) = (t.ways.to(cell), t.ways.from(cell))
        let (open, close) = (t.open[visit], t.close[visit])
        var best = Spot.none
        best.added = limit
        var walk = RouteWalk(tables, vehicle: route)
        while at != end {
            let here = nodes[at]
            if here.departure > close { break }
            let next = nodes[Int(here.next)]
            let (come, go) = (into[Int(here.cell)], out[Int(next.cell)])
            let arrival = max(here.departure &+ come.time, open)
            let added = fixed &+ Int(come.cost) &+ Int(go.cost) &- Int(here.costOut)
            if arrival <= close, arrival &+ errand.service &+ go.time <= next.latest, at != passedOver,
                added &+ routes[route].extra < best.added
            {
                var trial = walk
                if trial.visit(visit), let extra = finish(&trial, after: at, to: end),
                    added &+ extra < best.added
                {
                    best.added = Int32(clamping: added &+ extra)
                    best.after = Int32(truncatingIfNeeded: at)
                }
            }
            at = Int(here.next)
            if at != end, !walk.visit(at) { break }
        }
        if t.hasDepot { tryFetching(route, for: visit, fixed, but: passedOver, &best) }
        return best.after < 0 ? .none : best
    }

    /// A place for the visit together with a call at the depot before it, at the start of the day or just before the
    /// visit; where the route calls there later already, it calls sooner instead.
    private func tryFetching(
        _ route: Int, for visit: Int, _ fixed: Int, but passedOver: Int32, _ best: inout Spot
    ) {
        let wants = t.richVisits[visit]
        guard wants.tools != 0 || !wants.parts.isNone else { return }
        let (depot, end) = (t.depotNode(route), t.endNode(route))
        let depotCell = t.cell[depot]
        let old = nodes[depot]
        var fixed = fixed
        let last: Int
        if old.route >= 0 {
            let before = nodes[Int(old.previous)]
            fixed &+= Int(t.ways[before.cell, nodes[Int(old.next)].cell].cost)
            fixed &-= Int(before.costOut) &+ Int(old.costOut)
            last = Int(old.previous)
        } else {
            last = Int(nodes[end].previous)
        }
        let cell = t.cell[visit]
        let left = Int32(truncatingIfNeeded: depot)
        let start = t.startNode(route)
        var plain = RouteWalk(tables, vehicle: route)
        var fetched = plain
        var canFetchFirst = fetched.visit(depot)
        let atStart = Int(t.ways[nodes[start].cell, depotCell].cost)
        var at = start
        while nodes[at].departure <= t.close[visit] {
            let here = nodes[at]
            let nextCell = nodes[Int(here.next == left ? old.next : here.next)].cell
            let onward = Int(t.ways[cell, nextCell].cost)
            let whole = old.route >= 0 && at == last ? t.ways[here.cell, nextCell].cost : here.costOut
            if at != passedOver {
                let detour = Int(t.ways[here.cell, depotCell].cost) &+ Int(t.ways[depotCell, cell].cost)
                let added = fixed &+ detour &+ onward &- Int(whole)
                var trial = plain
                if trial.visit(depot), trial.visit(visit),
                    let extra = finish(&trial, after: at, to: end, leavingOut: left),
                    added &+ extra < best.added
                {
                    best.added = Int32(clamping: added &+ extra)
                    (best.after, best.fetchAfter) = (
                        Int32(truncatingIfNeeded: at), Int32(truncatingIfNeeded: at)
                    )
                }
                if at != start, canFetchFirst {
                    let first = nodes[start].next
                    let detour =
                        atStart &+ Int(t.ways[depotCell, nodes[Int(first)].cell].cost)
                        &- Int(nodes[start].costOut)
                    let added = fixed &+ detour &+ Int(t.ways[here.cell, cell].cost) &+ onward &- Int(whole)
                    var trial = fetched
                    if trial.visit(visit), let extra = finish(&trial, after: at, to: end, leavingOut: left),
                        added &+ extra < best.added
                    {
                        best.added = Int32(clamping: added &+ extra)
                        (best.after, best.fetchAfter) = (
                            Int32(truncatingIfNeeded: at), Int32(truncatingIfNeeded: start)
                        )
                    }
                }
            }
            if at == last { return }
            at = Int(here.next)
            guard plain.visit(at) else { return }
            canFetchFirst = canFetchFirst && fetched.visit(at)
        }
    }
}
