/// Finding where a visit goes.
extension SearchState {
    /// The cheapest place for a visit that adds less than this; nil when there is none.
    ///
    /// Now and then the best place is passed over, so that the same tear does not always mend the same way.
    func bestSpot(_ visit: Int, below limit: Int) -> Spot? {
        if t.isRich { return bestRichSpot(visit, below: limit) }
        var search = SpotSearch(self, visit, below: limit)
        search.tryNear()
        if search.spot == nil, limit >= t.unservedPrice[visit] { search.tryEverywhere() }
        return search.spot
    }

    /// One place in so many is passed over.
    static var blink: Int32 { 100 }
}

/// Tries places for one visit where routes cost their ways and fees alone, and keeps the best.
private struct SpotSearch {
    private unowned(unsafe) let state: SearchState
    private let visit: Int
    private let nodes: UnsafeMutablePointer<SearchState.Node>
    private let routes: UnsafeMutablePointer<SearchState.Route>
    private let into: UnsafeMutablePointer<Leg>
    private let out: UnsafeMutablePointer<Leg>
    private let open: Int32
    private let close: Int32
    private let load: Int32
    private var best: Int32 {
        didSet { reach = Self.reach(best) }
    }
    /// How much a way may cost at most for what is at its other end to be tried.
    private var reach: Int32
    private var after: Int32 = -1
    private var passedOver: Int32 = -1

    @inline(__always)
    init(_ state: SearchState, _ visit: Int, below limit: Int) {
        (self.state, self.visit, nodes, routes) = (state, visit, state.nodes, state.routes)
        let t = state.t
        let cell = t.cell[visit]
        (into, out) = (t.ways.to(cell), t.ways.from(cell))
        (open, close, load) = (t.open[visit], t.close[visit], t.load[visit])
        best = Int32(clamping: limit)
        reach = Self.reach(best)
    }

    @inline(__always)
    private static func reach(_ best: Int32) -> Int32 {
        best > .max / 2 ? .max : best &+ best &>> 1
    }

    var spot: SearchState.Spot? {
        after < 0 ? nil : SearchState.Spot(version: 0, added: best, after: after, fetchAfter: -1)
    }

    /// Beside what is near, until that is much further off than the best place adds. A place is tried from the nearer
    /// of its two ends: from the other, twice the way less the leg between the ends adds too much. Legs to and from a
    /// depot that all share are long, and what lies on the way adds little however far off the depot is: all are tried.
    @inline(__always)
    mutating func tryNear() {
        let near = state.t.near
        for near in near.before[visit] {
            if near.price >= reach { break }
            let here = nodes[Int(near.number)]
            if here.departure &+ near.time > close || near.price &* 2 &- here.costOut >= best { continue }
            let come = Leg(time: near.time, cost: near.price)
            tryBetween(near.number, here, nodes[Int(here.next)], come: come, go: nil)
        }
        for near in near.after[visit] {
            if near.price >= reach { break }
            let next = nodes[Int(near.number)]
            if open &+ near.time > next.latest || near.price &* 2 &- next.costIn >= best { continue }
            let go = Leg(time: near.time, cost: near.price)
            tryBetween(next.previous, nodes[Int(next.previous)], next, come: nil, go: go)
        }
        for near in near.kinds[visit] {
            if state.t.kinds > 1, near.price >= reach { break }
            tryEnds(Int(near.number))
        }
    }

    /// First and last on each vehicle of a kind, and on one that is not used.
    @inline(__always)
    private mutating func tryEnds(_ kind: Int) {
        let t = state.t
        let free = Int(state.firstFree[kind])
        if free < t.vehicles { tryBehind(t.startNode(free)) }
        let first = Int(t.firstOfKind[kind])
        let start = nodes[t.startNode(first)]
        let (come, go) = (into[Int(start.cell)], out[Int(nodes[t.endNode(first)].cell)])
        let leave = max(start.departure, open &- come.time) &+ t.errand(visit, by: first).service
        let ends = Ends(come: come, go: go, leave: leave, home: close &+ go.time)
        if t.kinds == 1 {
            tryAllEnds(ends)
        } else {
            var route = first
            while route < t.vehicles {
                if routes[route].count > 0 {
                    tryFirst(on: route, ends)
                    tryLast(on: route, ends)
                }
                route = Int(t.nextOfKind[route])
            }
        }
    }

    /// First and last on every vehicle, where all are of one kind. Where the visit is further off the depot than the one that
    /// is first or last now, the way over it costs more by twice as much at least (but for ways that are crooked).
    @inline(__always)
    private mutating func tryAllEnds(_ ends: Ends) {
        let columns = state.ends
        for line in stride(from: 0, to: state.now.pointee.usedBelow, by: RouteEnds.width) {
            var starts = columns.starts(from: line, leave: ends.leave, above: ends.come.cost &- best &>> 1)
            while starts != 0 {
                tryFirst(on: line &+ starts.trailingZeroBitCount, ends)
                starts &= starts &- 1
            }
            var lasts = columns.ends(from: line, home: ends.home, above: ends.go.cost &- best &>> 1)
            while lasts != 0 {
                tryLast(on: line &+ lasts.trailingZeroBitCount, ends)
                lasts &= lasts &- 1
            }
        }
    }

    /// What a visit is as the first or the last of any vehicle of a kind. That the way straight on takes no longer than the
    /// one over the visit tells at once which vehicles have no time for it.
    private struct Ends {
        let come: Leg
        let go: Leg
        /// The vehicle must have been able to start so late without the visit, to have it first.
        let leave: Int32
        /// It must have been home by then without the visit, to have it last.
        let home: Int32
    }

    @inline(__always)
    private mutating func tryFirst(on route: Int, _ ends: Ends) {
        let start = nodes[state.t.startNode(route)]
        guard start.latest >= ends.leave else { return }
        let next = nodes[Int(start.next)]
        let go = out[Int(next.cell)]
        if ends.come.cost &+ go.cost &- start.costOut < best {
            let node = Int32(truncatingIfNeeded: state.t.startNode(route))
            tryBetween(node, start, next, come: ends.come, go: go)
        }
    }

    @inline(__always)
    private mutating func tryLast(on route: Int, _ ends: Ends) {
        let end = nodes[state.t.endNode(route)]
        guard end.departure <= ends.home else { return }
        let previous = nodes[Int(end.previous)]
        let come = into[Int(previous.cell)]
        if come.cost &+ ends.go.cost &- end.costIn < best {
            tryBetween(end.previous, previous, end, come: come, go: ends.go)
        }
    }

    mutating func tryEverywhere() {
        for kind in 0..<state.t.kinds where state.firstFree[kind] < state.t.vehicles {
            tryBehind(state.t.startNode(Int(state.firstFree[kind])))
        }
        for i in 0..<state.now.pointee.used {
            let route = Int(state.used[i])
            var node = state.t.startNode(route)
            while node != state.t.endNode(route), nodes[node].departure <= close {
                tryBehind(node)
                node = Int(nodes[node].next)
            }
        }
    }

    @inline(__always)
    private mutating func tryBehind(_ node: Int) {
        let here = nodes[node]
        tryBetween(Int32(truncatingIfNeeded: node), here, nodes[Int(here.next)], come: nil, go: nil)
    }

    @inline(__always)
    private mutating func tryBetween(
        _ node: Int32, _ here: SearchState.Node, _ next: SearchState.Node, come: Leg?, go: Leg?
    ) {
        let come = come ?? into[Int(here.cell)]
        let go = go ?? out[Int(next.cell)]
        var added = come.cost &+ go.cost &- here.costOut
        if added >= best { return }
        let arrival = max(here.departure &+ come.time, open)
        if arrival > close { return }
        let route = Int(here.route)
        let errand = state.t.errand(visit, by: route)
        if arrival &+ errand.service &+ go.time > next.latest { return }
        if errand.fee == RoutingProblem.forbidden { return }
        if load > routes[route].room { return }
        added &+= errand.fee
        if routes[route].count == 0 {
            added = Int32(clamping: Int(added) &+ state.t.fixedPrice[route] &+ Int(here.costOut))
        }
        if added >= best || node == passedOver { return }
        if state.now.pointee.random.below(SearchState.blink) == 0 {
            passedOver = node
            return
        }
        (best, after) = (added, node)
    }
}
