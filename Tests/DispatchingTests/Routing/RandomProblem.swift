import DeskTesting

@testable import Dispatching

/// Problems made by chance, each with the wishes named and nothing else: the same seed, the same problem.
struct RandomProblem {
    /// What may be asked for.
    struct Wishes: OptionSet, Sendable {
        let rawValue: Int
        static let capacity = Wishes(rawValue: 1)
        static let skills = Wishes(rawValue: 2)
        static let homes = Wishes(rawValue: 4)
        static let pauses = Wishes(rawValue: 8)
        static let lateness = Wishes(rawValue: 16)
        static let overtime = Wishes(rawValue: 32)
        static let windows = Wishes(rawValue: 64)
        static let fees = Wishes(rawValue: 128)
        static let fairness = Wishes(rawValue: 256)
        static let duration = Wishes(rawValue: 512)
        static let pace = Wishes(rawValue: 1024)
        static let depot = Wishes(rawValue: 2048)
        static let oneWay = Wishes(rawValue: 4096)
        static let fixedPrice = Wishes(rawValue: 8192)
        static let gaps = Wishes(rawValue: 16384)
        static let services = Wishes(rawValue: 32768)
        static let each: [Wishes] = (0...15).map { Wishes(rawValue: 1 << $0) }
        static let all = Wishes(rawValue: (1 << 16) - 1)
    }

    private var random: RoutingRandom
    private let wishes: Wishes

    static func make(seed: UInt64, visits: Int, vehicles: Int, _ wishes: Wishes) -> RoutingProblem {
        var maker = RandomProblem(random: RoutingRandom(seed: seed), wishes: wishes)
        return maker.problem(visits, vehicles)
    }

    private mutating func upTo(_ most: Int) -> Int { Int(random.below(Int32(most + 1))) }

    private mutating func problem(_ visits: Int, _ vehicles: Int) -> RoutingProblem {
        let homes = wishes.contains(.homes) ? vehicles : 1
        let places = visits + homes + 1
        let points = (0..<places).map { _ in (x: Double(upTo(100)), y: Double(upTo(100))) }
        var travel = TravelTable(points: points) { dx, dy in Int((dx * dx + dy * dy).squareRoot()) }
        if wishes.contains(.oneWay) {
            travel = TravelTable(
                places: places, time: travel.time.map { $0 + Int32(upTo(9)) },
                cost: travel.time.map { $0 * 3 })
        }
        let visitList = (0..<visits).map { visit(place: homes + 1 + $0) }
        let vehicleList = (0..<vehicles).map { vehicle(home: homes == 1 ? 0 : $0) }
        let fees = (0..<visits * vehicles).map { _ in
            upTo(9) == 0 ? RoutingProblem.forbidden : Int32(upTo(3) == 0 ? 40 : 0)
        }
        return RoutingProblem(
            visits: visitList, vehicles: vehicleList, travel: travel, priceUnit: 3,
            fees: wishes.contains(.fees) ? fees : nil,
            services: wishes.contains(.services)
                ? (0..<visits * vehicles).map { _ in Int32(5 + upTo(25)) } : nil,
            depot: wishes.contains(.depot) ? .init(place: homes, service: 5) : nil)
    }

    private mutating func visit(place: Int) -> RoutingProblem.Visit {
        let open = upTo(400)
        var windows = [RoutingProblem.TimeWindow(open, open + 60 + upTo(120))]
        if wishes.contains(.windows) {
            windows.append(.init(windows[0].close + 30, windows[0].close + 90, fee: 25))
        }
        return RoutingProblem.Visit(
            place: place, windows: windows, service: 5 + upTo(25),
            load: wishes.contains(.capacity) ? upTo(9) : 0,
            skills: wishes.contains(.skills) ? 1 << UInt64(upTo(3)) : 0, unservedPrice: 5_000,
            due: wishes.contains(.lateness) ? open + upTo(80) : nil, latePrice: 7,
            tools: wishes.contains(.depot) && upTo(2) == 0 ? 1 << UInt64(upTo(2)) : 0,
            parts: wishes.contains(.depot) ? [upTo(1), upTo(1)] : [])
    }

    private mutating func vehicle(home: Int) -> RoutingProblem.Vehicle {
        let start = upTo(60)
        return RoutingProblem.Vehicle(
            start: home, end: home, shift: start...(480 + upTo(60)),
            overtime: wishes.contains(.overtime) ? 90 : 0, overtimePrice: 11,
            capacity: wishes.contains(.capacity) ? 25 : .max,
            skills: wishes.contains(.skills) ? UInt64(upTo(14)) + 1 : 0,
            pace: wishes.contains(.pace) ? 800 + upTo(500) : 1000,
            pause: wishes.contains(.pauses) ? .init(open: 200, close: 260, length: 30) : nil,
            fixedPrice: wishes.contains(.fixedPrice) ? 100 : 0,
            fairWork: wishes.contains(.fairness) ? 150 : nil, unfairPrice: 4,
            durationPrice: wishes.contains(.duration) ? 2 : 0,
            tools: wishes.contains(.depot) ? UInt64(upTo(7)) : 0,
            parts: wishes.contains(.depot) ? [upTo(4), upTo(4)] : [],
            gaps: wishes.contains(.gaps) ? [150..<180 + upTo(20), 300..<320] : [],
            lastStart: wishes.contains(.gaps) ? 460 : nil)
    }
}
