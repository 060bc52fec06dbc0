/// Tears strings of consecutive visits out of routes near one another ("slack induction by string removals", Christiaens
/// and Vanden Berghe, Transportation Science 54(2), 2020), and says in which order to mend.
struct Ruin {
    /// Visits torn out on average.
    static let average = 10.0
    static let longestString = 10.0

    /// Tears around a visit. What was torn is at the end of `waiting`.
    /// - Returns: in which order to mend. Where one that is not served shall find room, it comes first, and only routes
    ///   that may have it are torn.
    static func tear(_ state: SearchState) -> MendingOrder {
        let tables = state.t
        let now = state.now
        let served = tables.visits &- now.pointee.waiting
        guard served > 0 else { return .chance }
        let used = max(1, now.pointee.used)
        let longest = max(1, min(longestString, Double(served) / Double(used)))
        let most = 4 * average / (1 + longest) - 1
        var left = Int(now.pointee.random.unit() * most + 1)
        let seed = seed(state)
        let isServed = state.nodes[seed].route >= 0
        if isServed {
            string(state, around: seed, longest)
            left &-= 1
        }
        for near in tables.near.around[seed] {
            if left <= 0 { break }
            let route = state.nodes[Int(near)].route
            if route < 0 || state.routes[Int(route)].touched == now.pointee.change { continue }
            if !isServed, tables.errand(seed, by: Int(route)).fee == RoutingProblem.forbidden { continue }
            string(state, around: Int(near), longest)
            left &-= 1
        }
        for i in 0..<now.pointee.loggedRoutes {
            let route = state.loggedRoute(i)
            if tables.hasDepot { state.dropDepot(route, anyway: now.pointee.random.below(4) == 0) }
            state.rebuild(route)
        }
        return isServed ? .drawn(&now.pointee.random) : .unservedFirst
    }

    /// Any visit; where some are not served, every other time one of these.
    private static func seed(_ state: SearchState) -> Int {
        let now = state.now
        if now.pointee.waiting > 0, now.pointee.random.below(2) == 0 {
            let i = now.pointee.random.below(Int32(truncatingIfNeeded: now.pointee.waiting))
            return Int(state.waiting[Int(i)])
        }
        return Int(now.pointee.random.below(Int32(truncatingIfNeeded: state.t.visits)))
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
            if previous >= state.t.visits { break }
            first = previous
            before &+= 1
        }
        var after = span &- 1 &- before
        var last = visit
        while after > 0 {
            let next = Int(state.nodes[last].next)
            if next >= state.t.visits { break }
            last = next
            after &-= 1
        }
        while after > 0 {
            let previous = Int(state.nodes[first].previous)
            if previous >= state.t.visits { break }
            first = previous
            after &-= 1
        }
        let keptFrom =
            kept == 0
            ? span : 1 &+ Int(now.pointee.random.below(Int32(truncatingIfNeeded: max(1, length &- 1))))
        var node = first
        var i = 0
        while i < span, node < state.t.visits {
            let next = Int(state.nodes[node].next)
            if i < keptFrom || i >= keptFrom &+ kept { state.remove(node) }
            node = next
            i &+= 1
        }
    }
}
