import Foundation

/// One search on one thread: tears and mends (`Ruin`), exchanges the ends of routes (`Tails`), and accepts what is worse
/// with a probability that sinks as the temperature falls (simulated annealing, `Cooling`). The best plan found is kept.
final class RoutingSearch {
    let tables: SearchTables
    let state: SearchState
    private(set) var bestCost = Int.max
    private(set) var iterations = 0
    /// Behind each node, the next in the best plan; only those on its routes count.
    private let bestNext: UnsafeMutablePointer<Int32>
    /// Which version of each route that is.
    private let bestVersion: UnsafeMutablePointer<UInt64>

    private var cooling: Cooling
    /// Which of its coolings is under way.
    private var wave = 0
    private var leg = 1.0
    /// Whether vehicles are alike, so that they can take over each other's routes; not asked of rich routes.
    private var hasTwins: Bool { !tables.isRich && tables.kinds < tables.vehicles }

    /// Iterations run at once; kept between rounds.
    var chunk = 20

    init(_ tables: SearchTables, seed: UInt64) {
        self.tables = tables
        state = SearchState(tables, seed: seed)
        cooling = Cooling(tables, changes: 0)
        bestNext = .allocate(capacity: tables.nodes)
        bestVersion = .filled(Array(repeating: 0, count: tables.vehicles))
    }

    /// Makes a first plan, of another where one is given.
    func begin(from start: RoutingPlan?) {
        if tables.vehicles > 0 {
            if let start { state.set(start) }
            state.begin()
            _ = state.mend(below: .max, by: .chance)
        }
        keepBest()
        leg = state.averageLeg
    }

    /// Stands where another search had its best.
    func goOn(from other: RoutingSearch) {
        state.set(other.best)
        if state.now.pointee.cost < bestCost { keepBest() }
    }

    deinit {
        bestNext.deallocate()
        bestVersion.deallocate()
    }

    /// Whether there is nobody to visit, or nobody to do it: more time finds nothing.
    var isIdle: Bool { tables.visits == 0 || tables.vehicles == 0 }

    /// Runs so many iterations, while the share of the budget used goes from one to the other.
    func run(_ count: Int, progress: (from: Double, to: Double)) {
        guard !isIdle else { return }
        foresee(at: progress.from)
        if cooling.wave(at: progress.from) != wave {
            wave = cooling.wave(at: progress.from)
            state.set(best)
        }
        let first = leg * cooling.warmth(at: progress.from)
        // A chunk that reaches into the next wave stays at the warmth it began with.
        let last = min(first, leg * cooling.warmth(at: progress.to))
        let factor = Foundation.pow(last / first, 1 / Double(max(1, count)))
        var temperature = first
        let now = state.now
        for _ in 0..<count {
            let step = -temperature * Foundation.log(max(1e-300, now.pointee.random.unit()))
            temperature *= factor
            let allowed = now.pointee.cost &+ Int(step.rounded(.up))
            state.begin()
            if !change(below: allowed) || now.pointee.cost >= allowed {
                state.takeBack()
            } else if now.pointee.cost < bestCost {
                keepBest()
            }
        }
        iterations &+= count
    }

    /// Plans the cooling by the pace so far, while little of the budget is used.
    private func foresee(at part: Double) {
        guard part > 0, part < 0.05, iterations > 0 else { return }
        cooling = Cooling(tables, changes: Double(iterations) / part / Double(tables.visits))
    }

    /// Changes the plan.
    /// - Returns: false when it would cost `most` or more; it may be changed by halves then.
    private func change(below most: Int) -> Bool {
        if !hasTwins { return state.mend(below: most, by: Ruin.tear(state)) }
        if state.now.pointee.random.below(4) == 0 { return Tails.exchange(state, below: most) }
        let order = Ruin.tear(state)
        if order != .unservedFirst, state.now.pointee.random.below(4) == 0 { state.open() }
        return state.mend(below: most, by: order)
    }

    /// Copies the routes that have changed since.
    private func keepBest() {
        bestCost = state.now.pointee.cost
        for k in 0..<tables.vehicles where bestVersion[k] != state.routes[k].version {
            bestVersion[k] = state.routes[k].version
            var node = tables.startNode(k)
            while node != tables.endNode(k) {
                bestNext[node] = state.nodes[node].next
                node = Int(state.nodes[node].next)
            }
        }
    }

    /// The best plan so far.
    var best: RoutingPlan {
        RoutingPlan(
            routes: (0..<tables.vehicles).map { k in
                var route: [Int] = []
                var node = Int(bestNext[tables.startNode(k)])
                while node != tables.endNode(k) {
                    route.append(tables.isDepot(node) ? RoutingPlan.depot : node)
                    node = Int(bestNext[node])
                }
                return route
            })
    }
}
