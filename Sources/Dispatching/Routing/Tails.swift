/// Exchanges the ends of two routes ("2-opt*": Potvin and Rousseau, Journal of the Operational Research Society 46(12),
/// 1995), which tearing strings out cannot where the ends are longer than a string.
enum Tails {
    /// Joins a visit drawn by chance to the visit of another route that gains most, and what each left to the other.
    /// Only vehicles of one kind exchange, in plain routes.
    /// - Returns: false, and nothing has changed, when no exchange lets the plan cost less than `most`.
    static func exchange(_ state: SearchState, below most: Int) -> Bool {
        let t = state.t
        let visit = Int(state.now.pointee.random.below(Int32(truncatingIfNeeded: t.visits)))
        let here = state.nodes[visit]
        guard here.route >= 0 else { return false }
        let next = state.nodes[Int(here.next)]
        let room = most &- state.now.pointee.cost
        // The first leg gained is shorter than the one given up for it, or the exchange is found from the other end.
        let longest = Int(here.costOut) &+ room
        var best = room
        var chosen: Int32 = -1
        for near in t.near.after[visit] {
            if Int(near.price) >= longest { break }
            let other = state.nodes[Int(near.number)]
            if here.departure &+ near.time > other.latest || other.route == here.route { continue }
            let before = state.nodes[Int(other.previous)]
            let way = t.ways[before.cell, next.cell]
            if before.departure &+ way.time > next.latest { continue }
            let added = Int(near.price) &+ Int(way.cost) &- Int(here.costOut) &- Int(other.costIn)
            if added >= best || t.kind[Int(other.route)] != t.kind[Int(here.route)] { continue }
            let more = load(state, from: Int(near.number)) &- load(state, from: Int(here.next))
            if more > state.routes[Int(here.route)].room || -more > state.routes[Int(other.route)].room {
                continue
            }
            (best, chosen) = (added, near.number)
        }
        guard chosen >= 0 else { return false }
        exchange(state, behind: visit, from: Int(chosen))
        return true
    }

    /// What is carried from here on.
    private static func load(_ state: SearchState, from first: Int) -> Int32 {
        var (node, load) = (first, Int32(0))
        while node < state.t.visits {
            load &+= state.t.load[node]
            node = Int(state.nodes[node].next)
        }
        return load
    }

    /// The route of `last` goes on from `first`, and the other route with what was behind `last`.
    private static func exchange(_ state: SearchState, behind last: Int, from first: Int) {
        let (t, nodes) = (state.t, state.nodes)
        let (route, other) = (Int(nodes[last].route), Int(nodes[first].route))
        state.touch(route)
        state.touch(other)
        let (next, before) = (Int(nodes[last].next), Int(nodes[first].previous))
        let (end, otherEnd) = (t.endNode(route), t.endNode(other))
        let (tail, otherTail) = (Int(nodes[end].previous), Int(nodes[otherEnd].previous))
        connect(nodes, last, first)
        connect(nodes, otherTail, end)
        connect(nodes, before, next == end ? otherEnd : next)
        if next != end { connect(nodes, tail, otherEnd) }
        for k in [route, other] {
            var node = Int(nodes[t.startNode(k)].next)
            while node != t.endNode(k) {
                nodes[node].route = Int32(truncatingIfNeeded: k)
                node = Int(nodes[node].next)
            }
            state.rebuild(k)
        }
    }

    private static func connect(_ nodes: UnsafeMutablePointer<SearchState.Node>, _ a: Int, _ b: Int) {
        nodes[a].next = Int32(truncatingIfNeeded: b)
        nodes[b].previous = Int32(truncatingIfNeeded: a)
    }
}
