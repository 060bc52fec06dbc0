import Testing

@testable import Dispatching

@Suite("Changes to a plan")
struct ChangeTests {
    /// Visits on a plane, all day long, for one kind of vehicle.
    private func problem(_ points: [(x: Double, y: Double)], vehicles: Int, capacity: Int = 100)
        -> RoutingProblem
    {
        let travel = TravelTable(points: [(x: 0, y: 0)] + points) { dx, dy in
            Int((dx * dx + dy * dy).squareRoot())
        }
        return RoutingProblem(
            visits: (1...points.count).map {
                .init(place: $0, windows: [.init(0, 10_000)], service: 1, load: 1)
            },
            vehicles: Array(
                repeating: .init(start: 0, end: 0, shift: 0...10_000, capacity: capacity), count: vehicles),
            travel: travel)
    }

    private func state(_ problem: RoutingProblem, _ routes: [[Int]]) -> SearchState {
        let state = SearchState(SearchTables(problem), seed: 3)
        state.set(RoutingPlan(routes: routes))
        return state
    }

    private func plan(_ state: SearchState) -> RoutingPlan {
        RoutingPlan(
            routes: (0..<state.t.vehicles).map { k in
                var route: [Int] = []
                var node = Int(state.nodes[state.t.startNode(k)].next)
                while node != state.t.endNode(k) {
                    route.append(node)
                    node = Int(state.nodes[node].next)
                }
                return route
            })
    }

    @Test("two routes that cross exchange their ends")
    func crossing() {
        // Out along two lines; the far halves are exchanged.
        let points =
            (1...12).map { (x: 100.0 * Double($0), y: 0.0) }
            + (1...12).map { (x: 0.0, y: 100.0 * Double($0)) }
        let problem = problem(points, vehicles: 2)
        let crossed = [Array(0..<6) + Array(18..<24), Array(12..<18) + Array(6..<12)]
        let state = state(problem, crossed)
        defer { state.t.deallocate() }
        for _ in 0..<200 {
            state.begin()
            _ = Tails.exchange(state, below: state.now.pointee.cost)
        }
        // Which of those on a line come on the way out, and which on the way home, is all one.
        #expect(Set(plan(state).routes.map(Set.init)) == [Set(0..<12), Set(12..<24)])
        #expect(state.now.pointee.cost == 4 * 1200)
    }

    @Test("an exchange of ends keeps what must hold, costs what it says, and can be taken back")
    func sound() {
        for seed in UInt64(1)...12 {
            var problem = RandomProblem.make(seed: seed, visits: 40, vehicles: 8, [.capacity])
            problem.vehicles = Array(repeating: problem.vehicles[0], count: 8)
            let plan = RoutingSolver.solve(problem, RoutingOptions(budget: .iterations(20), seed: seed)).plan
            let state = state(problem, plan.routes)
            defer { state.t.deallocate() }
            var exchanges = 0
            for round in 0..<400 {
                let before = (plan: self.plan(state), cost: state.now.pointee.cost)
                state.begin()
                guard Tails.exchange(state, below: before.cost + 200) else { continue }
                exchanges += 1
                let check = SolutionCheck(self.plan(state), of: problem)
                #expect(check.isFeasible, "seed \(seed): \(check.broken)")
                #expect(check.cost.sum == state.now.pointee.cost, "seed \(seed)")
                guard round.isMultiple(of: 2) else { continue }
                state.takeBack()
                #expect(self.plan(state) == before.plan && state.now.pointee.cost == before.cost)
            }
            #expect(exchanges > 0, "seed \(seed)")
        }
    }

    @Test(
        "a further vehicle begins where one is free, the visit fits and it may go there; else nothing changes"
    )
    func opened() {
        let problem = problem([(x: 30, y: 40), (x: 60, y: 80)], vehicles: 2)
        let state = state(problem, [[0], []])
        defer { state.t.deallocate() }
        state.begin()
        state.open()
        #expect(plan(state).routes == [[0], [1]])
        #expect(state.now.pointee.cost == 300 && state.now.pointee.waiting == 0)
        state.takeBack()
        #expect(plan(state).routes == [[0], []] && state.now.pointee.waiting == 1)

        var late = problem
        late.visits[1].windows = [.init(0, 50)]
        let closed = self.state(late, [[0], []])
        defer { closed.t.deallocate() }
        closed.begin()
        closed.open()
        #expect(plan(closed).routes == [[0], []] && closed.now.pointee.waiting == 1)
    }
}
