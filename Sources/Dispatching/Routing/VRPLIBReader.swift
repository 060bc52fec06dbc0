/// Reads VRPLIB's files of problems with windows: `KEY : value` lines, then sections. Distances are Euclidean
/// (`EUC_2D`), cut to one decimal as in the DIMACS challenge, or given in full (`EXPLICIT`, `FULL_MATRIX`).
enum VRPLIBReader {
    static func read(_ lines: RoutingLines) throws(RoutingFault) -> RoutingInstance {
        var file = VRPLIBFile(lines)
        return try file.read()
    }
}

private struct VRPLIBFile {
    private var lines: RoutingLines
    private var header: [String: (value: String, line: RoutingLines.Line)] = [:]
    private var sections: [String: [RoutingLines.Line]] = [:]

    init(_ lines: RoutingLines) { self.lines = lines }

    mutating func read() throws(RoutingFault) -> RoutingInstance {
        try split()
        let count = try number("DIMENSION")
        let capacity = try number("CAPACITY")
        let vehicles = header["VEHICLES"] == nil ? count - 1 : try number("VEHICLES")
        guard count >= 1 else { throw fault("DIMENSION", .count(expected: 1, found: count)) }
        var file = DepotFile(
            name: header["NAME"]?.value ?? lines.file, vehicles: max(1, vehicles), capacity: capacity)
        let loads = try rows("DEMAND_SECTION", count, 2)
        let windows = try rows("TIME_WINDOW_SECTION", count, 3)
        let service = try services(count)
        let isExplicit = header["EDGE_WEIGHT_TYPE"]?.value == "EXPLICIT"
        let points = isExplicit ? [] : try rows("NODE_COORD_SECTION", count, 3)
        for i in 0..<count {
            let node = DepotFile.Node(
                x: isExplicit ? 0 : try points[i].coordinate(1),
                y: isExplicit ? 0 : try points[i].coordinate(2),
                load: try loads[i].integer(1), open: try windows[i].integer(1),
                close: try windows[i].integer(2),
                service: service[i])
            guard node.open >= 0, node.open <= node.close, node.close <= RoutingLines.longest else {
                throw windows[i].fault(.window)
            }
            guard node.load >= 0 else { throw loads[i].fault(.window) }
            file.nodes.append(node)
        }
        let problem = file.problem(try isExplicit ? matrix(count) : file.straightWays)
        return RoutingInstance(name: file.name, format: .vrplib, problem: problem, firstVisit: 1, scale: 10)
    }

    private mutating func split() throws(RoutingFault) {
        var section: String?
        while let line = lines.next() {
            let first = line.words[0].uppercased()
            if first == "EOF" { break }
            if first.hasSuffix("_SECTION") {
                section = first
                sections[first] = []
            } else if let section, Double(line.words[0]) != nil {
                sections[section]?.append(line)
            } else {
                section = nil
                let text = line.words.joined(separator: " ")
                guard let colon = text.firstIndex(of: ":") else { throw line.fault(.unsupported(text)) }
                let key = text[..<colon].filter { $0 != " " }.uppercased()
                let value = text[text.index(after: colon)...].drop(while: { $0 == " " })
                header[key] = (String(value), line)
            }
        }
        if let type = header["EDGE_WEIGHT_TYPE"], !["EUC_2D", "EXPLICIT"].contains(type.value) {
            throw type.line.fault(.unsupported(type.value))
        }
        // One depot, node 1; the section ends with -1.
        if let other = sections["DEPOT_SECTION"]?.first(where: { !["1", "-1"].contains($0.words[0]) }) {
            throw other.fault(.unsupported("DEPOT_SECTION " + other.words.joined(separator: " ")))
        }
        if let format = header["EDGE_WEIGHT_FORMAT"], format.value != "FULL_MATRIX" {
            throw format.line.fault(.unsupported(format.value))
        }
    }

    private func fault(_ key: String, _ problem: RoutingFault.Problem) -> RoutingFault {
        header[key]?.line.fault(problem) ?? .file(lines.file, .missing(key))
    }

    private func number(_ key: String) throws(RoutingFault) -> Int {
        guard let found = header[key] else { throw .file(lines.file, .missing(key)) }
        guard let value = Int(found.value), (0..<100_000_000).contains(value) else {
            throw found.line.fault(.notANumber(found.value))
        }
        return value
    }

    private func rows(_ section: String, _ count: Int, _ words: Int) throws(RoutingFault) -> [RoutingLines
        .Line]
    {
        guard let rows = sections[section] else { throw .file(lines.file, .missing(section)) }
        guard rows.count == count else {
            throw .file(lines.file, .count(expected: count, found: rows.count))
        }
        for (i, row) in rows.enumerated() {
            guard row.words.count == words else { throw row.fault(.numbers(expected: words)) }
            guard try row.integer(0) == i + 1 else { throw row.fault(.numbering(expected: i + 1)) }
        }
        return rows
    }

    private func services(_ count: Int) throws(RoutingFault) -> [Int] {
        if sections["SERVICE_TIME_SECTION"] != nil {
            var values: [Int] = []
            for row in try rows("SERVICE_TIME_SECTION", count, 2) {
                let value = try row.integer(1)
                guard (0...RoutingLines.longest).contains(value) else { throw row.fault(.window) }
                values.append(value)
            }
            return values
        }
        let everywhere =
            header["SERVICE_TIME"] == nil ? 0 : try min(number("SERVICE_TIME"), RoutingLines.longest)
        return (0..<count).map { $0 == 0 ? 0 : everywhere }
    }

    private func matrix(_ count: Int) throws(RoutingFault) -> TravelTable {
        guard let rows = sections["EDGE_WEIGHT_SECTION"] else {
            throw .file(lines.file, .missing("EDGE_WEIGHT_SECTION"))
        }
        var values: [Int32] = []
        for row in rows {
            for i in row.words.indices {
                let value = try row.double(i)
                guard value >= 0, value < 1e8 else { throw row.fault(.tooLarge(String(row.words[i]))) }
                // As long is never: files write a great number where no road leads.
                values.append(Int32(10 * min(value, Double(RoutingLines.longest))))
            }
        }
        guard values.count == count * count else {
            throw .file(lines.file, .count(expected: count * count, found: values.count))
        }
        return TravelTable(places: count, time: values)
    }
}
