/// Reads the desk format: whole seconds, points in minutes of driving; between different places the way takes
/// 120 seconds for each unit of distance (in single precision, cut) and 120 more.
enum DeskReader {
    static func read(_ lines: RoutingLines) throws(RoutingFault) -> RoutingInstance {
        var lines = lines
        let header = try lines.next("DESK")
        guard header.words.count == 3 else { throw header.fault(.numbers(expected: 3)) }
        let (nodes, technicians) = (try header.integer(1), try header.integer(2))
        guard nodes >= technicians, technicians > 0 else { throw header.fault(.numbers(expected: 3)) }
        var points: [(x: Float, y: Float)] = []
        var visits: [RoutingProblem.Visit] = []
        for i in 0..<nodes {
            let line = try lines.next("\(nodes)")
            guard line.words.count == 6 else { throw line.fault(.numbers(expected: 6)) }
            points.append((Float(try line.coordinate(0)), Float(try line.coordinate(1))))
            let (open, close) = (try line.integer(2), try line.integer(3))
            guard open <= close else { throw line.fault(.window) }
            let (service, skill) = (try line.integer(4), try line.integer(5))
            guard skill >= 0, (0..<100_000_000).contains(service) else { throw line.fault(.window) }
            if i >= technicians {
                visits.append(
                    .init(place: i, windows: [.init(open, close)], service: service, skills: UInt64(skill)))
            }
        }
        var vehicles: [RoutingProblem.Vehicle] = []
        for _ in 0..<technicians {
            let line = try lines.next("\(technicians)")
            let values = try line.integers(4)
            guard (0..<nodes).contains(values[0]), values[1] >= 0 else {
                throw line.fault(.noVisit("\(values[0])"))
            }
            guard values[2] <= values[3] else { throw line.fault(.window) }
            vehicles.append(
                .init(
                    start: values[0], end: values[0], shift: values[2]...values[3], skills: UInt64(values[1]))
            )
        }
        if let extra = lines.next() {
            throw extra.fault(.count(expected: nodes + technicians, found: nodes + technicians + 1))
        }
        return RoutingInstance(
            name: lines.file, format: .desk,
            problem: RoutingProblem(
                visits: visits, vehicles: vehicles, travel: travel(points), priceUnit: 60),
            firstVisit: technicians, scale: 1)
    }

    private static func travel(_ points: [(x: Float, y: Float)]) -> TravelTable {
        var time = [Int32](repeating: 0, count: points.count * points.count)
        for (a, p) in points.enumerated() {
            for (b, q) in points.enumerated() where a != b {
                let (dx, dy) = (p.x - q.x, p.y - q.y)
                time[a * points.count + b] = Int32((dx * dx + dy * dy).squareRoot() * 120) + 120
            }
        }
        return TravelTable(places: points.count, time: time)
    }
}
