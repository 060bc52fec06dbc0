/// Changes that can be taken back.
extension SearchState {
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
        var node = t.startNode(route)
        let end = t.endNode(route)
        loggedNodes[log] = (Int32(truncatingIfNeeded: end), nodes[end])
        log &+= 1
        while node != end {
            loggedNodes[log] = (Int32(truncatingIfNeeded: node), nodes[node])
            log &+= 1
            node = Int(nodes[node].next)
        }
        now.pointee.log = log
    }

    /// Everything as it was when this change began.
    func takeBack() {
        if t.hasDepot {
            for i in 0..<now.pointee.loggedRoutes { nodes[t.depotNode(loggedRoute(i))].route = -1 }
        }
        for i in 0..<now.pointee.log { nodes[Int(loggedNodes[i].0)] = loggedNodes[i].1 }
        let count = now.pointee.oldWaiting
        for i in 0..<count {
            waiting[i] = oldWaiting[i]
            let visit = Int(oldWaiting[i])
            nodes[visit].route = -1
            (nodes[visit].departure, nodes[visit].latest) = (Self.never, -Self.never)
        }
        for i in 0..<now.pointee.loggedRoutes {
            var (number, was) = loggedRoutes[i]
            let route = Int(number)
            setUsed(route, was.usedAt >= 0)
            was.usedAt = routes[route].usedAt
            routes[route] = was
            noteEnds(route)
        }
        now.pointee.waiting = count
        now.pointee.cost = now.pointee.oldCost
    }

    /// One of the routes this change touched.
    @inline(__always)
    func loggedRoute(_ i: Int) -> Int { Int(loggedRoutes[i].0) }

    /// Keeps `used` and `firstFree` true when a vehicle gets its first visit or loses its last.
    @inline(__always)
    func setUsed(_ route: Int, _ isUsed: Bool) {
        let at = Int(routes[route].usedAt)
        if (at >= 0) == isUsed { return }
        let kind = Int(t.kind[route])
        if isUsed {
            used[now.pointee.used] = Int32(truncatingIfNeeded: route)
            routes[route].usedAt = Int32(truncatingIfNeeded: now.pointee.used)
            now.pointee.used &+= 1
            now.pointee.usedBelow = max(now.pointee.usedBelow, route &+ 1)
            while firstFree[kind] < t.vehicles, routes[Int(firstFree[kind])].usedAt >= 0 {
                firstFree[kind] = t.nextOfKind[Int(firstFree[kind])]
            }
        } else {
            now.pointee.used &-= 1
            let last = used[now.pointee.used]
            used[at] = last
            routes[Int(last)].usedAt = Int32(truncatingIfNeeded: at)
            routes[route].usedAt = -1
            firstFree[kind] = min(firstFree[kind], Int32(truncatingIfNeeded: route))
        }
    }

    /// Keeps `ends` true when a route has changed.
    @inline(__always)
    func noteEnds(_ route: Int) {
        if routes[route].count > 0 {
            ends.set(route, start: nodes[t.startNode(route)], end: nodes[t.endNode(route)])
        } else {
            ends.leaveOut(route)
        }
    }

    /// Gives the route a version none has had; those with no visit share one.
    @inline(__always)
    func renew(_ route: Int) {
        if routes[route].count == 0 {
            routes[route].version = Self.emptyVersion
            return
        }
        now.pointee.version &+= 1
        routes[route].version = now.pointee.version
    }

    static var emptyVersion: UInt64 { 1 }
}
