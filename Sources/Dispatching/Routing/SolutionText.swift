/// Plans as the routing world writes them: `Route #3: 12 7 9` for vehicle 3, then `Cost 827.3`.
package enum SolutionText {
    /// The depot within a route, where one is called at.
    private static let depotName = "0"

    package static func write(_ plan: RoutingPlan, of instance: RoutingInstance, cost: Int) -> String {
        // One kind of vehicle at one depot: the numbers of the vehicles mean nothing, and gaps would.
        let isAnonymous = instance.format == .solomon || instance.format == .vrplib
        // Elsewhere each has its line, idle or not: some who read them count lines, and take no heed of the numbers.
        let routes = isAnonymous ? plan.routes.filter { !$0.isEmpty } : plan.routes
        let lines = routes.enumerated().map { i, route in
            let names = route.map {
                $0 == RoutingPlan.depot ? Self.depotName : String($0 + instance.firstVisit)
            }
            return (["Route #\(i + 1):"] + names).joined(separator: " ")
        }
        return (lines + ["Cost " + written(cost, scale: instance.scale)]).joined(separator: "\n") + "\n"
    }

    /// Whole units, and as many decimals as the scale has.
    package static func written(_ cost: Int, scale: Int) -> String {
        if scale == 1 { return String(cost) }
        let digits = String(scale).count - 1
        let rest = String(abs(cost) % scale)
        return (cost < 0 ? "-" : "") + "\(abs(cost) / scale)."
            + String(repeating: "0", count: digits - rest.count) + rest
    }

    /// - Throws: `RoutingFault` for a line that is no route, or that names no visit of the instance.
    package static func read(file: String, text: String, of instance: RoutingInstance) throws(RoutingFault)
        -> RoutingPlan
    {
        var routes = [[Int]](repeating: [], count: instance.problem.vehicles.count)
        var hasRoutes = false
        for line in try RoutingLines(file: file, text: text).lines {
            guard line.words[0].lowercased() == "route" else { continue }
            guard line.words.count >= 2, line.words[1].first == "#" else {
                throw line.fault(.notANumber("Route"))
            }
            let name = line.words[1].dropFirst().prefix { $0 != ":" }
            guard let number = Int(name), number >= 1 else {
                throw line.fault(.notANumber(String(line.words[1])))
            }
            guard number <= routes.count else {
                throw line.fault(.count(expected: routes.count, found: number))
            }
            hasRoutes = true
            for word in line.words.dropFirst(2) where word != ":" {
                if word == Self.depotName, instance.problem.depot != nil {
                    routes[number - 1].append(RoutingPlan.depot)
                    continue
                }
                guard let node = Int(word), node >= instance.firstVisit,
                    node - instance.firstVisit < instance.problem.visits.count
                else {
                    throw line.fault(.noVisit(String(word)))
                }
                routes[number - 1].append(node - instance.firstVisit)
            }
        }
        guard hasRoutes else { throw .file(file, .noRoutes) }
        return RoutingPlan(routes: routes)
    }
}
