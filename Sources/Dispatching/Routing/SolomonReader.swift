/// Reads Solomon's text, which Gehring and Homberger use as well: name, `VEHICLE` with number and capacity, `CUSTOMER`
/// with a row for the depot (0) and each customer. Distances are cut to one decimal.
enum SolomonReader {
    static func read(_ lines: RoutingLines) throws(RoutingFault) -> RoutingInstance {
        var lines = lines
        let name = try lines.next("name").words.joined(separator: " ")
        while let line = lines.peek, line.words[0].uppercased() != "NUMBER" { _ = lines.next() }
        _ = try lines.next("NUMBER CAPACITY")
        let fleet = try lines.next("NUMBER CAPACITY").integers(2)
        var file = DepotFile(name: name, vehicles: fleet[0], capacity: fleet[1])
        while let line = lines.peek, line.words[0].uppercased() != "CUST" { _ = lines.next() }
        _ = try lines.next("CUST NO.")
        while let line = lines.next() {
            guard line.words.count == 7 else { throw line.fault(.numbers(expected: 7)) }
            guard try line.integer(0) == file.nodes.count else {
                throw line.fault(.numbering(expected: file.nodes.count))
            }
            let node = DepotFile.Node(
                x: try line.coordinate(1), y: try line.coordinate(2), load: try line.integer(3),
                open: try line.integer(4), close: try line.integer(5), service: try line.integer(6))
            guard 0 <= node.open, node.open <= node.close, node.close <= RoutingLines.longest,
                (0...RoutingLines.longest).contains(node.service),
                node.load >= 0
            else { throw line.fault(.window) }
            file.nodes.append(node)
        }
        guard !file.nodes.isEmpty else { throw .file(lines.file, .missing("CUSTOMER")) }
        return RoutingInstance(
            name: name, format: .solomon, problem: file.problem(file.straightWays), firstVisit: 1, scale: 10)
    }
}
