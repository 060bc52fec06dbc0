import Testing

@testable import Dispatching

@Suite("Ends of routes, eight at once")
struct RouteEndsTests {
    @Test("Eight compared at once are as each compared alone, and nothing fits where nobody drives")
    func bits() {
        var random = RoutingRandom(seed: 7)
        let vehicles = 21
        let ends = RouteEnds(vehicles: vehicles)
        defer { ends.deallocate() }
        let starts = (0..<vehicles).map { _ in Self.node(&random) }
        let lasts = (0..<vehicles).map { _ in Self.node(&random) }
        func drives(_ vehicle: Int) -> Bool { vehicle < vehicles && vehicle % 5 != 0 }
        for k in 0..<vehicles {
            ends.set(k, start: starts[k], end: lasts[k])
            if !drives(k) { ends.leaveOut(k) }
        }
        for _ in 0..<50 {
            let (time, cost) = (random.below(20), random.below(20))
            var first: [Int] = []
            var last: [Int] = []
            for line in stride(from: 0, to: vehicles, by: RouteEnds.width) {
                first += Self.vehicles(ends.starts(from: line, leave: time, above: cost), from: line)
                last += Self.vehicles(ends.ends(from: line, home: time, above: cost), from: line)
            }
            #expect(
                first
                    == (0..<vehicles).filter {
                        drives($0) && starts[$0].latest >= time && starts[$0].costOut > cost
                    })
            #expect(
                last
                    == (0..<vehicles).filter {
                        drives($0) && lasts[$0].departure <= time && lasts[$0].costIn > cost
                    })
        }
    }

    private static func vehicles(_ bits: Int32, from line: Int) -> [Int] {
        (0..<RouteEnds.width).filter { bits & 1 << $0 != 0 }.map { line + $0 }
    }

    private static func node(_ random: inout RoutingRandom) -> SearchState.Node {
        SearchState.Node(
            previous: -1, next: -1, route: -1, cell: 0, departure: random.below(20), latest: random.below(20),
            costIn: random.below(20), costOut: random.below(20))
    }
}
