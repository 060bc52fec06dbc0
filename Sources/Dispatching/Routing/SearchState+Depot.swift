extension SearchState {
    /// Takes the depot out of a route, and with it the visits whose tools or parts are missing then. Without `anyway`
    /// only where nobody needs it.
    func dropDepot(_ route: Int, anyway: Bool) {
        let depot = tables.depotNode(route)
        guard nodes[depot].route >= 0 else { return }
        var short: [Int] = []
        let vehicle = tables.richVehicles[route]
        var parts = vehicle.parts
        var node = Int(nodes[tables.startNode(route)].next)
        while node != tables.endNode(route) {
            if node < tables.visits {
                let wants = tables.richVisits[node]
                if wants.tools & ~vehicle.tools != 0 || !parts.take(wants.parts) { short.append(node) }
            }
            node = Int(nodes[node].next)
        }
        guard anyway || short.isEmpty else { return }
        unlinkDepot(route)
        for visit in short { remove(visit) }
        rebuild(route)
    }

    func unlinkDepot(_ route: Int) {
        let depot = tables.depotNode(route)
        let (previous, next) = (nodes[depot].previous, nodes[depot].next)
        nodes[Int(previous)].next = next
        nodes[Int(next)].previous = previous
        nodes[depot].route = -1
    }

    /// The cheapest place for a visit together with a way to the depot before it, at the start of the day or just before
    /// the visit; where the route goes there later already, it goes sooner instead.
    func tryWithDepot(_ visit: Int, _ search: inout SpotSearch) {
        let wants = tables.richVisits[visit]
        guard wants.tools != 0 || !wants.parts.isNone else { return }
        for route in 0..<tables.vehicles {
            if routes[route].count == 0, firstFree[Int(tables.kind[route])] != route { continue }
            if tables.errand(visit, by: route).fee == RoutingProblem.forbidden { continue }
            let start = tables.startNode(route)
            let depot = nodes[tables.depotNode(route)]
            let last = depot.route < 0 ? tables.endNode(route) : Int(depot.previous)
            var at = start
            while at != last {
                if nodes[at].departure > tables.close[visit] { break }
                search.tryAfter(at, fetchingAfter: at)
                if at != start { search.tryAfter(at, fetchingAfter: start) }
                at = Int(nodes[at].next)
            }
        }
    }
}
