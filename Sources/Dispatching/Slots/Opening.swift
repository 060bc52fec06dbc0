import Model

/// A place on a route into which a visit fits: it can start at any time from `first` to `last`, within a stretch of work.
struct Opening {
    var technician: Int
    var route: Int
    /// The node before.
    var before: Int
    var first: Int64
    var last: Int64
    var duration: Int64
    /// What the way grows by.
    var minutes: Int64
    var kilometres: Double
}

/// The board's arrays while they are searched.
struct BoardView {
    let nodes: UnsafeBufferPointer<Node>
    let stretches: UnsafeBufferPointer<WorkStretch>
    let routes: UnsafeBufferPointer<Route>
}

extension Board {
    func view<T>(_ body: (BoardView) -> T) -> T {
        nodes.withUnsafeBufferPointer { nodes in
            stretches.withUnsafeBufferPointer { stretches in
                routes.withUnsafeBufferPointer { routes in
                    body(BoardView(nodes: nodes, stretches: stretches, routes: routes))
                }
            }
        }
    }

    /// Every place of a technician's routes where something of that length can be fitted in between two times. Each is
    /// found with two ways and two comparisons.
    @inline(__always)
    func openings(
        of technician: Int, at spot: Spot, duration: Int64, from: Int64, until: Int64, in view: BoardView,
        _ each: (Opening) -> Void
    ) {
        for index in routesOf[technician] {
            let route = view.routes[index]
            let start = view.nodes[route.nodes.lowerBound].planned
            guard route.limit > from, start < until else { continue }
            for k in route.nodes.lowerBound..<(route.nodes.upperBound - 1) {
                let before = view.nodes[k]
                if before.leave >= until { break }
                // Past breaks, to whatever is next in another place.
                var next = k + 1
                while view.nodes[next].kind == .rest { next += 1 }
                let after = view.nodes[next]
                if after.latestStart <= from { continue }
                let there = Way(before.spot, spot, travel)
                let back = Way(spot, after.spot, travel)
                let arrival = arrive(there, before, route.offset)
                var end = depart(back, to: after, route.offset)
                let way = end
                var rest = next - 1
                var isPossible = true
                while rest > k {
                    end = min(end - view.nodes[rest].duration, view.nodes[rest].latest)
                    isPossible = isPossible && end >= view.nodes[rest].earliest
                    rest -= 1
                }
                let last = min(end - duration, until - 1)
                guard isPossible, max(arrival, from) <= last,
                    let first = WorkStretch.fit(
                        max(arrival, from), duration, view.stretches, route.stretches),
                    first <= last
                else { continue }
                let minutes =
                    minutes(there, leaving: before.leave, route.offset)
                    + (after.latestStart - way + commute(back, after, way, route.offset)) / 60_000
                each(
                    Opening(
                        technician: technician, route: index, before: k, first: first, last: last,
                        duration: duration, minutes: max(0, minutes - view.nodes[next - 1].wayMinutes),
                        kilometres: max(
                            0, there.kilometres + back.kilometres - view.nodes[next - 1].wayKilometres)))
            }
        }
    }

    private func minutes(_ way: Way, leaving: Int64, _ offset: Int64) -> Int64 {
        way.isRoad ? (way.arrival(leaving: leaving, offset: offset, travel) - leaving) / 60_000 : 0
    }

    /// The way home, where it is no working time: it takes its time all the same.
    private func commute(_ way: Way, _ next: Node, _ leaving: Int64, _ offset: Int64) -> Int64 {
        guard next.kind == .end, !day.commuteCounts, way.isRoad else { return 0 }
        return way.arrival(leaving: leaving, offset: offset, travel) - leaving
    }
}
