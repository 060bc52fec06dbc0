extension SearchState {
    /// Lets a vehicle that is not used begin with one of the waiting visits, where it can be. That visit alone seldom pays for
    /// the way out and home, so that cheapest places alone never begin a route; with what is placed beside it, it may.
    ///
    /// Only where routes cost their ways and fees alone.
    func open() {
        guard now.pointee.waiting > 0 else { return }
        let i = Int(now.pointee.random.below(Int32(truncatingIfNeeded: now.pointee.waiting)))
        let visit = Int(waiting[i])
        let route = Int(firstFree[Int(now.pointee.random.below(Int32(truncatingIfNeeded: t.kinds)))])
        guard route < t.vehicles, let added = costAlone(visit, route) else { return }
        now.pointee.waiting &-= 1
        waiting[i] = waiting[now.pointee.waiting]
        let start = Int32(truncatingIfNeeded: t.startNode(route))
        place(visit, at: Spot(version: 0, added: Int32(clamping: added), after: start, fetchAfter: -1))
    }

    /// What a visit costs as the only one of a vehicle; nil when it cannot be.
    private func costAlone(_ visit: Int, _ route: Int) -> Int? {
        let (start, end) = (nodes[t.startNode(route)], nodes[t.endNode(route)])
        let errand = t.errand(visit, by: route)
        let (come, go) = (t.ways[start.cell, t.cell[visit]], t.ways[t.cell[visit], end.cell])
        let arrival = max(start.departure &+ come.time, t.open[visit])
        guard errand.fee != RoutingProblem.forbidden, t.load[visit] <= routes[route].room,
            arrival <= t.close[visit],
            arrival &+ errand.service &+ go.time <= end.latest
        else { return nil }
        return Int(come.cost) &+ Int(go.cost) &+ Int(errand.fee) &+ t.fixedPrice[route]
    }
}
