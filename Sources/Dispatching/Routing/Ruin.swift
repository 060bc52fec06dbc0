/// Tears strings of consecutive visits out of routes near one another ("slack induction by string removals", Christiaens
/// and Vanden Berghe, Transportation Science 54(2), 2020), and says in which order to mend.
struct Ruin {
    /// Visits torn out on average.
    static let average = 10.0
    static let longestString = 10.0

    /// Tears around a random visit. What was torn is at the end of `waiting`.
    static func tear(_ state: SearchState) {
        let tables = state.tables
        let now = state.now
        let served = tables.visits &- now.pointee.waiting
        guard served > 0 else { return }
        let used = max(1, now.pointee.used)
        let longest = max(1, min(longestString, Double(served) / Double(used)))
        let most = 4 * average / (1 + longest) - 1
        var left = Int(now.pointee.random.unit() * most + 1)
        let seed = Int(now.pointee.random.below(Int32(tables.visits)))
        if state.nodes[seed].route >= 0 {
            string(state, around: seed, longest)
            left &-= 1
        }
        for near in tables.around[seed] {
            if left <= 0 { break }
            let route = state.nodes[Int(near.visit)].route
            if route < 0 || state.routes[Int(route)].touched == now.pointee.change { continue }
            string(state, around: Int(near.visit), longest)
            left &-= 1
        }
        for i in 0..<now.pointee.loggedRoutes {
            let route = state.loggedRoute(i)
            if tables.hasDepot {
                let isIdle = state.routes[route].count == 0
                state.dropDepot(route, anyway: isIdle || now.pointee.random.below(4) == 0)
            }
            state.rebuild(route)
        }
    }

    /// Removes a string that holds this visit; every other time with a piece in its middle kept.
    private static func string(_ state: SearchState, around visit: Int, _ longest: Double) {
        let now = state.now
        let route = Int(state.nodes[visit].route)
        state.touch(route)
        let count = Int(state.routes[route].count)
        let length = Int(now.pointee.random.unit() * min(Double(count), longest)) &+ 1
        var kept = 0
        if length > 1, length < count, now.pointee.random.unit() < 0.5 {
            kept = 1
            while length &+ kept < count, now.pointee.random.unit() < 0.01 { kept &+= 1 }
        }
        let span = length &+ kept
        // How many of the string lie before the visit, as far as the route allows on both sides.
        var before = 0
        var first = visit
        let wish = Int(now.pointee.random.below(Int32(truncatingIfNeeded: span)))
        while before < wish {
            let previous = Int(state.nodes[first].previous)
            if previous >= state.tables.visits { break }
            first = previous
            before &+= 1
        }
        var after = span &- 1 &- before
        var last = visit
        while after > 0 {
            let next = Int(state.nodes[last].next)
            if next >= state.tables.visits { break }
            last = next
            after &-= 1
        }
        while after > 0 {
            let previous = Int(state.nodes[first].previous)
            if previous >= state.tables.visits { break }
            first = previous
            after &-= 1
        }
        let keptFrom =
            kept == 0
            ? span : 1 &+ Int(now.pointee.random.below(Int32(truncatingIfNeeded: max(1, length &- 1))))
        var node = first
        var i = 0
        while i < span, node < state.tables.visits {
            let next = Int(state.nodes[node].next)
            if i < keptFrom || i >= keptFrom &+ kept { state.remove(node) }
            node = next
            i &+= 1
        }
    }
}

extension SearchState {
    /// Puts the waiting visits where they fit cheapest, in an order drawn by chance; what fits nowhere waits on.
    func mend() {
        let count = now.pointee.waiting
        guard count > 0 else { return }
        sortWaiting(by: Order.drawn(&now.pointee.random))
        var left = 0
        for i in 0..<count {
            let visit = waiting[i]
            if let spot = bestSpot(Int(visit)) {
                place(Int(visit), at: spot)
            } else {
                waiting[left] = visit
                left &+= 1
            }
        }
        now.pointee.waiting = left
    }

    /// In which order torn visits are placed again.
    enum Order {
        case chance, load, far, near, narrowest, opening, closing

        static func drawn(_ random: inout RoutingRandom) -> Order {
            switch random.below(17) {
            case 0..<4: .chance
            case 4..<8: .load
            case 8..<10: .far
            case 10: .near
            case 11..<13: .narrowest
            case 13..<15: .opening
            default: .closing
            }
        }
    }

    private func sortWaiting(by order: Order) {
        let count = now.pointee.waiting
        let t = tables
        @inline(__always) func key(_ v: Int) -> Int64 {
            switch order {
            case .chance: Int64(now.pointee.random.next() &>> 32)
            case .load: -Int64(t.errand(v, by: 0).service) &- Int64(t.load[v]) &* 1000
            case .far: -Int64(distanceHome(v))
            case .near: Int64(distanceHome(v))
            case .narrowest: Int64(t.close[v] &- t.open[v])
            case .opening: Int64(t.open[v])
            case .closing: -Int64(t.close[v])
            }
        }
        for i in 0..<count { keys[i] = key(Int(waiting[i])) }
        if count > 64 {
            let sorted = (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }.map { waiting[$0] }
            for i in 0..<count { waiting[i] = sorted[i] }
            return
        }
        for i in 1..<max(1, count) {
            let (k, v) = (keys[i], waiting[i])
            var j = i
            while j > 0, keys[j &- 1] > k {
                keys[j] = keys[j &- 1]
                waiting[j] = waiting[j &- 1]
                j &-= 1
            }
            keys[j] = k
            waiting[j] = v
        }
    }

    @inline(__always)
    private func distanceHome(_ v: Int) -> Int32 {
        tables.timeOut[Int(tables.cell[tables.startNode(0)]) &* tables.cells &+ v]
    }
}
