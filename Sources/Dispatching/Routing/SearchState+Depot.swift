extension SearchState {
    /// Takes the depot out of a route, and with it the visits whose tools or parts are missing then. Without `anyway`
    /// only where nobody needs it. The route is to be `rebuild` afterwards.
    func dropDepot(_ route: Int, anyway: Bool) {
        let depot = t.depotNode(route)
        guard nodes[depot].route >= 0 else { return }
        var short: [Int] = []
        let vehicle = t.richVehicles[route]
        var parts = vehicle.parts
        var node = Int(nodes[t.startNode(route)].next)
        while node != t.endNode(route) {
            if node < t.visits {
                let wants = t.richVisits[node]
                if wants.tools & ~vehicle.tools != 0 || !parts.take(wants.parts) { short.append(node) }
            }
            node = Int(nodes[node].next)
        }
        guard anyway || short.isEmpty else { return }
        unlink(depot)
        for visit in short { remove(visit) }
    }
}
