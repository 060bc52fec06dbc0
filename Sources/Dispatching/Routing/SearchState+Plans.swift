extension SearchState {
    /// Sets a plan; what of it cannot be driven waits.
    func set(_ plan: RoutingPlan) {
        clear()
        begin()
        for (k, route) in plan.routes.prefix(t.vehicles).enumerated() {
            for item in route { append(item, to: k) }
        }
        let unserved = (0..<t.visits).filter { nodes[$0].route < 0 }
        now.pointee.waiting = unserved.count
        for (i, v) in unserved.enumerated() { waiting[i] = Int32(v) }
        for k in 0..<t.vehicles where t.hasDepot { dropDepot(k, anyway: false) }
    }

    private func append(_ item: Int, to route: Int) {
        let last = Int(nodes[t.endNode(route)].previous)
        if item == RoutingPlan.depot {
            guard t.hasDepot, nodes[t.depotNode(route)].route < 0 else { return }
            link(t.depotNode(route), after: last)
            rebuild(route)
            return
        }
        guard (0..<t.visits).contains(item), nodes[item].route < 0,
            t.errand(item, by: route).fee != RoutingProblem.forbidden,
            t.load[item] <= routes[route].room
        else { return }
        touch(route)
        link(item, after: last)
        rebuild(route)
        if canBeDriven(route) {
            now.pointee.cost -= t.unservedPrice[item]
        } else {
            unlink(item)
            rebuild(route)
        }
    }

    /// Whether each stop is reached in time, and the rest of what a rich route asks for.
    private func canBeDriven(_ route: Int) -> Bool {
        var node = t.startNode(route)
        while node != t.endNode(route) {
            let next = Int(nodes[node].next)
            let way = t.ways[nodes[node].cell, nodes[next].cell].time
            if nodes[node].departure &+ way > nodes[next].latest { return false }
            node = next
        }
        return routes[route].extra < Self.undrivable
    }
}

extension SearchState {
    /// What a way costs on average, its time included where that is paid for; at least 1.
    var averageLeg: Double {
        var (sum, count) = (0.0, 0)
        for k in 0..<t.vehicles where routes[k].count > 0 {
            let price = Double(t.richVehicles[k].durationPrice) / Double(t.priceUnit)
            var node = t.startNode(k)
            while node != t.endNode(k) {
                let next = Int(nodes[node].next)
                let way = t.ways[nodes[node].cell, nodes[next].cell]
                sum += Double(way.cost) + price * Double(way.time)
                count += 1
                node = next
            }
        }
        return max(1, sum / Double(max(1, count)))
    }
}

extension SearchTables {
    /// What a plan costs; nil when it cannot be driven.
    func cost(of plan: RoutingPlan) -> CostParts? {
        var tables = self
        return withUnsafePointer(to: &tables) { Self.cost(of: plan, $0) }
    }

    private static func cost(of plan: RoutingPlan, _ tables: UnsafePointer<SearchTables>) -> CostParts? {
        let t = tables.pointee
        var sum = CostParts()
        var isServed = [Bool](repeating: false, count: t.visits)
        for (k, route) in plan.routes.enumerated() where !route.isEmpty {
            var walk = RouteWalk(tables, vehicle: k)
            var at = t.startNode(k)
            func go(_ node: Int) {
                sum.travel += Int(t.ways[t.cell[at], t.cell[node]].cost)
                at = node
            }
            for item in route {
                let node = item == RoutingPlan.depot ? t.depotNode(k) : item
                go(node)
                guard walk.visit(node) else { return nil }
                if item >= 0 {
                    isServed[item] = true
                    sum.fees += Int(t.errand(item, by: k).fee)
                }
            }
            go(t.endNode(k))
            guard let rest = walk.finish() else { return nil }
            sum += rest
            sum.vehicles += t.fixedPrice[k]
        }
        for v in 0..<t.visits where !isServed[v] { sum.unserved += t.unservedPrice[v] }
        return sum
    }
}
