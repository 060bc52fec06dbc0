import Foundation

/// One search on one thread: tears and mends (`Ruin`), and accepts what is worse with a probability that sinks as the
/// temperature falls (simulated annealing). The best plan found is kept.
final class RoutingSearch {
    let tables: SearchTables
    let state: SearchState
    private(set) var bestCost = Int.max
    private(set) var iterations = 0
    private let bestNodes: UnsafeMutablePointer<SearchState.Node>
    private let bestRoutes: UnsafeMutablePointer<SearchState.Route>
    private let bestWaiting: UnsafeMutablePointer<Int32>
    private var bestWaitingCount = 0

    /// The temperature at the start and the end, as shares of the average leg of the first plan. Where waiting is paid
    /// for, or a depot may be called at, a single step up is higher, and it takes more heat to leave a valley.
    private var hot: Double { tables.hasDepot ? 10 : 1 }
    private var cold: Double { tables.hasDepot ? 0.03 : 0.01 }
    private var leg = 1.0

    /// Iterations run at once; kept between rounds.
    var chunk = 20

    init(_ tables: SearchTables, seed: UInt64, start: RoutingPlan? = nil) {
        self.tables = tables
        state = SearchState(tables, seed: seed)
        bestNodes = .allocate(capacity: tables.nodes)
        bestRoutes = .allocate(capacity: max(1, tables.vehicles))
        bestWaiting = .allocate(capacity: tables.visits + 1)
        if tables.vehicles > 0 {
            if let start { state.set(start) }
            state.begin()
            state.mend()
        }
        settle()
    }

    /// Stands where another search had its best.
    func goOn(from other: RoutingSearch) {
        state.set(other.best)
        if state.now.pointee.cost < bestCost { keepBest() }
    }

    deinit {
        bestNodes.deallocate()
        bestRoutes.deallocate()
        bestWaiting.deallocate()
    }

    /// After a whole plan was set: it is where the search stands.
    private func settle() {
        keepBest()
        leg = state.averageLeg
    }

    /// Runs so many iterations, while the share of the budget used goes from one to the other.
    func run(_ count: Int, progress: (from: Double, to: Double)) {
        guard tables.visits > 0, tables.vehicles > 0 else { return }
        let ratio = cold / hot
        let first = leg * hot * Foundation.pow(ratio, progress.from)
        let last = leg * hot * Foundation.pow(ratio, progress.to)
        let factor = Foundation.pow(last / first, 1 / Double(max(1, count)))
        var temperature = first
        let now = state.now
        for _ in 0..<count {
            let before = now.pointee.cost
            state.begin()
            Ruin.tear(state)
            state.mend()
            let after = now.pointee.cost
            let allowed =
                Double(before) - temperature * Foundation.log(max(1e-300, now.pointee.random.unit()))
            if Double(after) >= allowed {
                state.takeBack()
            } else if after < bestCost {
                keepBest()
            }
            temperature *= factor
        }
        iterations &+= count
    }

    private func keepBest() {
        bestCost = state.now.pointee.cost
        bestNodes.update(from: state.nodes, count: tables.nodes)
        bestRoutes.update(from: state.routes, count: tables.vehicles)
        bestWaitingCount = state.now.pointee.waiting
        bestWaiting.update(from: state.waiting, count: bestWaitingCount)
    }

    /// The best plan so far.
    var best: RoutingPlan {
        RoutingPlan(
            routes: (0..<tables.vehicles).map { k in
                var route: [Int] = []
                var node = Int(bestNodes[tables.startNode(k)].next)
                while node != tables.endNode(k) {
                    route.append(tables.isDepot(node) ? RoutingPlan.depot : node)
                    node = Int(bestNodes[node].next)
                }
                return bestRoutes[k].count > 0 ? route : []
            })
    }
}
