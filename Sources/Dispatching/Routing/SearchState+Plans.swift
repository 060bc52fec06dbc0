extension SearchState {
    /// Sets a plan; what of it cannot be driven waits.
    func set(_ plan: RoutingPlan) {
        clear()
        for (k, route) in plan.routes.prefix(t.vehicles).enumerated() where !append(route, to: k) {
            for item in route { append([item], to: k) }
        }
        let unserved = (0..<t.visits).filter { nodes[$0].route < 0 }
        now.pointee.waiting = unserved.count
        for (i, v) in unserved.enumerated() { waiting[i] = Int32(v) }
        for k in 0..<t.vehicles where t.hasDepot {
            dropDepot(k, anyway: false)
            rebuild(k)
            if routes[k].extra >= Self.undrivable { empty(k) }
        }
    }

    /// - Returns: false, and the route is as it was, when not all of these can be driven at its end.
    @discardableResult
    private func append(_ items: [Int], to route: Int) -> Bool {
        var linked: [Int] = []
        var load: Int32 = 0
        for item in items {
            guard let node = node(of: item, in: route) else { break }
            link(node, after: Int(nodes[t.endNode(route)].previous))
            linked.append(node)
            if item >= 0 { load &+= t.load[item] }
        }
        let fits = linked.count == items.count && load <= routes[route].room
        if fits { rebuild(route) }
        guard fits, routes[route].extra < Self.undrivable else {
            for node in linked { unlink(node) }
            rebuild(route)
            return false
        }
        for item in items where item >= 0 { now.pointee.cost -= t.unservedPrice[item] }
        return true
    }

    /// What an item of a plan is here; nil when it may not go there, or stands somewhere already.
    private func node(of item: Int, in route: Int) -> Int? {
        if item == RoutingPlan.depot {
            return t.hasDepot && nodes[t.depotNode(route)].route < 0 ? t.depotNode(route) : nil
        }
        return (0..<t.visits).contains(item) && nodes[item].route < 0
            && t.errand(item, by: route).fee != RoutingProblem.forbidden ? item : nil
    }

    private func empty(_ route: Int) {
        while nodes[t.startNode(route)].next < t.visits { remove(Int(nodes[t.startNode(route)].next)) }
        rebuild(route)
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
