/// A problem read from a file of the literature or of a desk, with how its file numbers things.
///
/// Known are Solomon's and Gehring and Homberger's text, VRPLIB (VRPTW), Pillac's technician instances, and the desk
/// format (`DESK nodes technicians`, a line `x y ready due service skill` for each node, homes first, then
/// `node skill start end` for each technician).
package struct RoutingInstance: Sendable {
    package enum Format: String, Sendable, Hashable { case solomon, vrplib, technicians, desk }

    package var name: String
    package var format: Format
    package var problem: RoutingProblem
    /// What the file calls the first visit; the others follow.
    package var firstVisit: Int
    /// Units of cost to one of the file.
    package var scale: Int

    /// Reads a file of any known format.
    package init(file: String, text: String) throws(RoutingFault) {
        let lines = try RoutingLines(file: file, text: text)
        let first = lines.lines[0].words
        if first[0] == "DESK" {
            self = try DeskReader.read(lines)
        } else if text.contains("CREW COUNT") {
            self = try TechnicianReader.read(lines)
        } else if text.contains("CUST NO") {
            self = try SolomonReader.read(lines)
        } else if text.contains("NODE_COORD_SECTION") || text.contains("EDGE_WEIGHT_TYPE") {
            self = try VRPLIBReader.read(lines)
        } else {
            throw .line(file: file, line: lines.lines[0].number, .unknownFormat)
        }
    }

    init(
        name: String, format: Format, problem: RoutingProblem, firstVisit: Int, scale: Int
    ) {
        (self.name, self.format, self.problem) = (name, format, problem)
        (self.firstVisit, self.scale) = (firstVisit, scale)
    }

    /// Costs as the file's own unit has them.
    package func shown(_ cost: Int) -> Double { Double(cost) / Double(scale) }
}

/// A file with coordinates, windows and loads, and one kind of vehicle at one depot: node 0.
struct DepotFile {
    var name: String
    var vehicles: Int
    var capacity: Int
    /// In tenths, as the DIMACS challenge cuts distances.
    var nodes: [Node] = []

    struct Node {
        var x: Double
        var y: Double
        var load: Int
        var open: Int
        var close: Int
        var service: Int
    }

    /// Straight lines, in tenths.
    var straightWays: TravelTable {
        TravelTable(points: nodes.map { ($0.x, $0.y) }) { dx, dy in
            Int((10 * (dx * dx + dy * dy).squareRoot()).rounded(.down))
        }
    }

    func problem(_ travel: TravelTable) -> RoutingProblem {
        let depot = nodes[0]
        let vehicle = RoutingProblem.Vehicle(
            start: 0, end: 0, shift: 10 * depot.open...10 * depot.close, capacity: capacity)
        return RoutingProblem(
            visits: nodes.dropFirst().enumerated().map { i, node in
                RoutingProblem.Visit(
                    place: i + 1, windows: [.init(10 * node.open, 10 * node.close)],
                    service: 10 * node.service,
                    load: node.load)
            },
            // More vehicles than visits are never used.
            vehicles: Array(repeating: vehicle, count: min(max(0, vehicles), max(1, nodes.count - 1))),
            travel: travel)
    }
}
