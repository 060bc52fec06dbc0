extension SearchState {
    /// Sets a plan; what of it cannot be driven waits.
    func set(_ plan: RoutingPlan) {
        clear()
        begin()
        now.pointee.blink = .max
        for (k, route) in plan.routes.prefix(tables.vehicles).enumerated() {
            for item in route { append(item, to: k) }
        }
        now.pointee.blink = 100
        let unserved = (0..<tables.visits).filter { nodes[$0].route < 0 }
        now.pointee.waiting = unserved.count
        for (i, v) in unserved.enumerated() { waiting[i] = Int32(v) }
        for k in 0..<tables.vehicles where tables.hasDepot { dropDepot(k, anyway: false) }
    }

    private func append(_ item: Int, to route: Int) {
        let last = Int(nodes[tables.endNode(route)].previous)
        if item == RoutingPlan.depot {
            guard tables.hasDepot else { return }
            let depot = tables.depotNode(route)
            guard nodes[depot].route < 0 else { return }
            link(depot, after: last)
            rebuild(route)
            return
        }
        guard (0..<tables.visits).contains(item), nodes[item].route < 0 else { return }
        var search = SpotSearch(self, item, within: .max)
        search.tryAfter(last)
        if let spot = search.spot { place(item, at: spot) }
    }
}

extension SearchState {
    /// What a way costs on average, its time included where that is paid for; at least 1.
    var averageLeg: Double {
        var (sum, count) = (0.0, 0)
        for k in 0..<tables.vehicles where routes[k].count > 0 {
            let price = Double(tables.problem.vehicles[k].durationPrice) / Double(tables.priceUnit)
            var node = tables.startNode(k)
            while node != tables.endNode(k) {
                let next = Int(nodes[node].next)
                let way = Int(nodes[node].cell) * tables.cells + Int(nodes[next].cell)
                sum += Double(tables.costOut[way]) + price * Double(tables.timeOut[way])
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
        var sum = CostParts()
        var isServed = [Bool](repeating: false, count: visits)
        for (k, route) in plan.routes.enumerated() where !route.isEmpty {
            var walk = RouteWalk(self, vehicle: k)
            var at = startNode(k)
            func go(_ node: Int) {
                sum.travel += Int(costOut[Int(cell[at]) * cells + Int(cell[node])])
                at = node
            }
            for item in route {
                let node = item == RoutingPlan.depot ? depotNode(k) : item
                go(node)
                guard walk.visit(node) else { return nil }
                if item >= 0 {
                    isServed[item] = true
                    sum.fees += Int(errand(item, by: k).fee)
                }
            }
            go(endNode(k))
            guard let rest = walk.finish() else { return nil }
            sum += rest
            sum.vehicles += fixedPrice[k]
        }
        for v in 0..<visits where !isServed[v] { sum.unserved += unservedPrice[v] }
        return sum
    }
}
