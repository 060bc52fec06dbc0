import Testing

@testable import Dispatching

@Suite("Routes")
struct SolverTests {
    private func solve(
        _ problem: RoutingProblem, seed: UInt64 = 1, iterations: Int = 1500, threads: Int = 1,
        start: RoutingPlan? = nil
    ) -> RoutingResult {
        RoutingSolver.solve(
            problem,
            RoutingOptions(budget: .iterations(iterations), seed: seed, threads: threads, start: start))
    }

    /// The checker finds nothing wrong, and the same cost. It may find a moment for the pause that costs less.
    private func expectSound(_ result: RoutingResult, _ problem: RoutingProblem, seed: UInt64) {
        let check = SolutionCheck(result.plan, of: problem)
        #expect(check.isFeasible, "seed \(seed): \(check.broken)")
        if problem.vehicles.contains(where: { $0.pause != nil }) {
            #expect(check.cost.sum <= result.cost.sum, "seed \(seed)")
            let parts: [KeyPath<CostParts, Int>] = [\.travel, \.vehicles, \.fees, \.unserved]
            for part in parts {
                #expect(check.cost[keyPath: part] == result.cost[keyPath: part], "seed \(seed)")
            }
        } else {
            #expect(check.cost == result.cost, "seed \(seed)")
        }
    }

    @Test(
        "each constraint alone: the plan can be driven and costs what the search says",
        arguments: RandomProblem.Wishes.each)
    func alone(_ wish: RandomProblem.Wishes) {
        for seed in UInt64(1)...4 {
            let problem = RandomProblem.make(seed: seed, visits: 25, vehicles: 6, wish)
            expectSound(solve(problem, seed: seed, iterations: 400), problem, seed: seed)
        }
    }

    @Test("any constraints together: the plan can be driven and costs what the search says")
    func together() {
        for seed in UInt64(1)...24 {
            let wishes =
                seed % 3 == 0 ? .all : RandomProblem.Wishes(rawValue: Int(seed &* 2_654_435_761 % 65536))
            let problem = RandomProblem.make(
                seed: seed, visits: 10 + Int(seed), vehicles: 1 + Int(seed % 7), wishes)
            expectSound(solve(problem, seed: seed, iterations: 300), problem, seed: seed)
        }
    }

    @Test("the same seed, threads and iterations give the same plan")
    func sameSeed() {
        let problem = RandomProblem.make(seed: 9, visits: 60, vehicles: 9, [.capacity, .skills, .homes])
        for threads in [1, 3] {
            let plans = (0..<3).map { _ in solve(problem, seed: 5, threads: threads).plan }
            #expect(plans[0] == plans[1] && plans[1] == plans[2])
        }
        #expect(solve(problem, seed: 5).iterations == 1500)
    }

    @Test("where a way straight on takes longer than one over a third place, nobody is left late by tearing")
    func crookedWays() {
        // Depot, x, y, a: from x to y it takes 500, over a 2, and y closes at 200.
        let time: [Int32] = [0, 1, 1, 1, 1, 0, 500, 1, 1, 1, 0, 500, 1, 500, 1, 0]
        let cost: [Int32] = [0, 100, 100, 1, 100, 0, 1, 10, 100, 50, 0, 10, 1, 10, 10, 0]
        let windows = [[(0, 900)], [(0, 200)], [(0, 900)]]
        let problem = RoutingProblem(
            visits: windows.enumerated().map { index, windows in
                .init(place: index + 1, windows: windows.map { .init($0.0, $0.1) }, service: 0)
            },
            vehicles: Array(repeating: .init(start: 0, end: 0, shift: 0...1000), count: 2),
            travel: TravelTable(places: 4, time: time, cost: cost))
        for seed in UInt64(1)...5 {
            expectSound(solve(problem, seed: seed, iterations: 400), problem, seed: seed)
            // A plan that can be driven whole, though not by halves, is taken as it is.
            let start = RoutingPlan(routes: [[0, 2, 1], []])
            #expect(solve(problem, seed: seed, iterations: 0, start: start).plan == start)
        }
    }

    @Test("nothing to visit, nobody to go, one visit, none that can be reached")
    func extremes() {
        let full = RandomProblem.make(seed: 3, visits: 1, vehicles: 1, [])
        #expect(solve(full).plan.routes == [[0]])
        var empty = full
        empty.visits = []
        #expect(solve(empty).plan.routes == [[]])
        #expect(solve(empty).cost.sum == 0)
        var deserted = full
        deserted.vehicles = []
        #expect(solve(deserted).cost.sum == 5_000)
        var impossible = full
        impossible.visits[0].skills = 1 << 40
        #expect(solve(impossible).plan.routes == [[]])
        #expect(solve(impossible).cost.unserved == 5_000)
        #expect(solve(impossible).plan.unserved(of: impossible) == [0])
    }

    @Test("where there is nothing to search, no time is waited for")
    func idle() {
        let full = RandomProblem.make(seed: 3, visits: 1, vehicles: 1, [])
        var (empty, deserted) = (full, full)
        empty.visits = []
        deserted.vehicles = []
        for problem in [empty, deserted] {
            var part = 0.0
            // A clock that stands: whoever waits for it waits for ever.
            let result = RoutingSolver.solve(problem, RoutingOptions(budget: .seconds(5, clock: { 0 }))) {
                part = $0.part
            }
            #expect(part == 1 && result.iterations == 0)
        }
    }

    @Test("visits locked to who and when stay so")
    func locked() {
        let free = RandomProblem.make(seed: 11, visits: 30, vehicles: 5, [.homes])
        let plan = solve(free).plan
        var problem = free
        var fees = [Int32](repeating: RoutingProblem.forbidden, count: 30 * 5)
        for (k, route) in plan.routes.enumerated() { for v in route { fees[v * 5 + k] = 0 } }
        problem.fees = fees
        let again = solve(problem, seed: 77, start: plan)
        #expect(again.plan.routes.map(Set.init) == plan.routes.map(Set.init))
    }

    @Test("a plan given is kept when no time is left to improve it, and never made worse")
    func start() {
        let problem = RandomProblem.make(seed: 21, visits: 50, vehicles: 8, [.homes, .skills])
        let first = solve(problem, seed: 2, iterations: 3000)
        let kept = solve(problem, seed: 3, iterations: 0, start: first.plan)
        #expect(kept.plan == first.plan)
        let more = solve(problem, seed: 4, iterations: 500, start: first.plan)
        #expect(more.cost.sum <= first.cost.sum)
    }

    @Test("what of a given plan cannot be driven is planned anew")
    func brokenStart() {
        let problem = RandomProblem.make(seed: 31, visits: 20, vehicles: 4, [.skills, .capacity])
        let nonsense = RoutingPlan(routes: [Array(0..<20) + [3, 99, -1], [5], [], [], [7, 8]])
        expectSound(solve(problem, iterations: 100, start: nonsense), problem, seed: 31)
    }

    @Test(
        "tools and parts a vehicle lacks are fetched at the depot on the way, once and before they are needed"
    )
    func depot() {
        var problem = RandomProblem.make(seed: 51, visits: 6, vehicles: 1, [.homes])
        for v in problem.visits.indices { problem.visits[v].windows = [.init(0, 5_000)] }
        problem.vehicles[0].shift = 0...5_000
        problem.visits[2].tools = 1
        problem.visits[4].parts = [2]
        problem.vehicles[0].parts = [1]
        #expect(solve(problem).plan.unserved(of: problem) == [2, 4])
        problem.depot = .init(place: 1)
        let result = solve(problem)
        expectSound(result, problem, seed: 51)
        #expect(result.plan.unserved(of: problem).isEmpty)
        #expect(result.plan.routes[0].filter { $0 == RoutingPlan.depot }.count == 1)
        problem.visits[2].tools = 0
        problem.visits[4].parts = [1]
        let without = solve(problem)
        expectSound(without, problem, seed: 51)
        #expect(!without.plan.routes[0].contains(RoutingPlan.depot))
    }

    @Test("a cancelled search answers with what it has; progress never falls back")
    func cancelled() {
        let problem = RandomProblem.make(seed: 41, visits: 40, vehicles: 6, [])
        let options = RoutingOptions(budget: .iterations(1_000_000_000), isCancelled: { true })
        let result = RoutingSolver.solve(problem, options)
        #expect(result.iterations == 0)
        expectSound(result, problem, seed: 41)
        var parts: [RoutingProgress] = []
        _ = RoutingSolver.solve(problem, RoutingOptions(budget: .iterations(600))) { parts.append($0) }
        #expect(parts.map(\.part) == parts.map(\.part).sorted())
        #expect(parts.map(\.cost) == parts.map(\.cost).sorted(by: >))
        #expect(parts.last?.part == 1)
    }

    @Test("two towns are served by a round trip to each")
    func quality() throws {
        // Two towns of ten visits each, all windows open: the best is a round trip to each.
        let points = [(x: 0.0, y: 0.0)] + (0..<20).map { (x: $0 < 10 ? -100.0 : 100.0, y: Double($0 % 10)) }
        let travel = TravelTable(points: points) { dx, dy in Int((dx * dx + dy * dy).squareRoot()) }
        let problem = RoutingProblem(
            visits: (1...20).map { .init(place: $0, windows: [.init(0, 10_000)], service: 1, load: 1) },
            vehicles: Array(
                repeating: .init(start: 0, end: 0, shift: 0...10_000, capacity: 10), count: 4), travel: travel
        )
        #expect(solve(problem).cost.sum == 2 * (100 + 9 + 100))
    }
}
