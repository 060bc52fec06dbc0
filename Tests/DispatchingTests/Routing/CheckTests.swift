import Testing

@testable import Dispatching

@Suite("The checker of routes")
struct CheckTests {
    private let problem = RoutingProblem(
        visits: [
            .init(place: 1, windows: [.init(10, 20)], service: 5, load: 3),
            .init(place: 2, windows: [.init(0, 100)], service: 5, load: 3, skills: 2),
        ],
        vehicles: [
            .init(start: 0, end: 0, shift: 0...60, capacity: 5, skills: 2),
            .init(start: 0, end: 0, shift: 0...60, capacity: 9),
        ],
        travel: TravelTable(places: 3, time: [0, 10, 10, 10, 0, 10, 10, 10, 0]))

    private func broken(_ routes: [[Int]]) -> [SolutionCheck.Broken] {
        SolutionCheck(RoutingPlan(routes: routes), of: problem).broken
    }

    @Test("a plan that keeps everything has no fault, and costs its ways and what is left out")
    func sound() {
        let check = SolutionCheck(RoutingPlan(routes: [[0], []]), of: problem)
        #expect(check.isFeasible)
        #expect(check.cost.travel == 20)
        #expect(check.cost.unserved == 10_000_000)
        #expect(check.served == 1 && check.routes == 1)
    }

    @Test("each way to break a plan is named")
    func faults() {
        #expect(broken([[0, 0], []]).contains(.twice(visit: 0)))
        #expect(broken([[7], []]) == [.unknown(visit: 7)])
        #expect(broken([[], [1]]) == [.notAllowed(visit: 1, vehicle: 1)])
        #expect(broken([[0, 1], []]) == [.capacity(vehicle: 0, load: 6)])
        #expect(broken([[], [1, 0]]).contains(.late(visit: 0, vehicle: 1, arrival: 25)))
        #expect(broken([[], [], [0]]) == [.shape(vehicle: 2)])
        #expect(broken([[RoutingPlan.depot], []]) == [.shape(vehicle: 0)])
    }

    @Test("a shift that ends too soon is named, and overtime mends it")
    func shift() {
        var short = problem
        short.vehicles[0].shift = 0...20
        let plan = RoutingPlan(routes: [[0], []])
        #expect(SolutionCheck(plan, of: short).broken == [.shift(vehicle: 0, end: 25)])
        short.vehicles[0].overtime = 10
        short.vehicles[0].overtimePrice = 4
        let check = SolutionCheck(plan, of: short)
        #expect(check.isFeasible)
        #expect(check.cost.overtime == 20)
    }
}
