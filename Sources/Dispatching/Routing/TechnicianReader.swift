/// Reads Pillac, Guéret and Medaglia's instances of technicians with skills, tools and spare parts: the depot (0), the
/// technicians with homes, then the requests. Who lacks a tool or parts may fetch them at the depot, once a route. The
/// cost is working time in thousandths: from leaving home as late as one can to coming home, waiting included.
enum TechnicianReader {
    static let scale = 1000

    static func read(_ lines: RoutingLines) throws(RoutingFault) -> RoutingInstance {
        var lines = lines
        let name = try lines.next("name").words.joined(separator: " ")
        while let line = lines.peek, line.words[0] != "CREW" { _ = lines.next() }
        _ = try lines.next("CREW COUNT")
        let sizes = try lines.next("CREW COUNT")
        let counts = try sizes.integers(4)
        guard counts[0] > 0, (0...64).contains(counts[1]), (0...64).contains(counts[2]) else {
            throw sizes.fault(.notANumber(String(counts[0])))
        }
        guard counts[3] <= PackedParts.kinds else {
            throw sizes.fault(.tooManyParts(most: PackedParts.kinds))
        }
        while let line = lines.peek, line.words[0] != "ID" { _ = lines.next() }
        _ = try lines.next("ID")
        var rows: [Row] = []
        while let line = lines.next() { rows.append(try Row(line, number: rows.count)) }
        guard rows.count > counts[0] else {
            throw .file(lines.file, .count(expected: counts[0] + 1, found: rows.count))
        }
        return RoutingInstance(
            name: name, format: .technicians, problem: problem(rows, technicians: counts[0]),
            firstVisit: counts[0] + 1, scale: scale)
    }

    private static func problem(_ rows: [Row], technicians: Int) -> RoutingProblem {
        let travel = TravelTable(points: rows.map { ($0.x, $0.y) }) { dx, dy in
            Int((Double(scale) * (dx * dx + dy * dy).squareRoot()).rounded())
        }
        return RoutingProblem(
            visits: rows.enumerated().dropFirst(technicians + 1).map { i, row in
                RoutingProblem.Visit(
                    place: i, windows: [.init(row.open, row.close)], service: row.service, skills: row.skills,
                    unservedPrice: 1_000_000_000, tools: row.tools, parts: row.parts)
            },
            vehicles: rows.enumerated().dropFirst().prefix(technicians).map { i, row in
                RoutingProblem.Vehicle(
                    start: i, end: i, shift: row.open...row.close, skills: row.skills,
                    durationPrice: 1, tools: row.tools, parts: row.parts)
            },
            travel: TravelTable(
                places: rows.count, time: travel.time, cost: travel.time.map { _ in 0 }),
            depot: .init(place: 0))
    }

    /// `ID X Y TWS TWE Serv [skills] [tools] [parts]`
    private struct Row {
        var x: Double
        var y: Double
        var open: Int
        var close: Int
        var service: Int
        var skills: UInt64
        var tools: UInt64
        var parts: [Int]

        init(_ line: RoutingLines.Line, number: Int) throws(RoutingFault) {
            guard line.words.count == 9 else { throw line.fault(.numbers(expected: 9)) }
            guard try line.integer(0) == number else { throw line.fault(.numbering(expected: number)) }
            (x, y) = (try line.coordinate(1), try line.coordinate(2))
            self.open = scale * (try line.integer(3))
            close = scale * (try line.integer(4))
            service = scale * (try line.integer(5))
            guard open <= close, open >= 0, close < 500_000_000, (0..<500_000_000).contains(service) else {
                throw line.fault(.window)
            }
            skills = Self.mask(try Self.list(line, 6))
            tools = Self.mask(try Self.list(line, 7))
            parts = try Self.list(line, 8)
            guard parts.count <= PackedParts.kinds else {
                throw line.fault(.tooManyParts(most: PackedParts.kinds))
            }
        }

        private static func mask(_ bits: [Int]) -> UInt64 { bits.reduce(0) { $0 | 1 << UInt64($1) } }

        private static func list(_ line: RoutingLines.Line, _ i: Int) throws(RoutingFault) -> [Int] {
            let text = line.words[i]
            guard text.first == "[", text.last == "]" else { throw line.fault(.notANumber(String(text))) }
            var values: [Int] = []
            for word in text.dropFirst().dropLast().split(separator: ",") {
                guard let value = Int(word), (0..<64).contains(value) else {
                    throw line.fault(.notANumber(String(word)))
                }
                values.append(value)
            }
            return values
        }
    }
}
