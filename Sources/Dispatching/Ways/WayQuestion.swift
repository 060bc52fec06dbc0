import Foundation
package import Model

/// One question to a map service: every way from some places to others.
package struct WayQuestion: Sendable, Hashable {
    package var from: [Place]
    package var to: [Place]

    /// The question as an address.
    package func url(of service: MapService) -> String {
        let places = (from + to).map { place in
            [place.longitude, place.latitude].map {
                String(format: "%.6f", locale: Locale(identifier: "en_US_POSIX"), $0)
            }.joined(separator: ",")
        }
        func numbers(_ range: Range<Int>) -> String { range.map(String.init).joined(separator: ";") }
        return service.url + "/" + places.joined(separator: ";") + "?sources=" + numbers(0..<from.count)
            + "&destinations=" + numbers(from.count..<places.count) + "&annotations=duration,distance"
    }
}

extension WayQuestion {
    /// The questions whose answers tell the ways between the places of each group, between each and its nearest; few
    /// questions, because neighbours ask together.
    /// - Parameters:
    ///   - groups: places that one technician may have to go between, such as those of a day.
    ///   - isKnown: whether a way need not be asked for.
    package static func among(
        _ groups: [[Place]], _ service: MapService, isKnown: (KnownWays.Cell, KnownWays.Cell) -> Bool
    ) -> [WayQuestion] {
        var places: [KnownWays.Cell: Place] = [:]
        var wanted: [KnownWays.Cell: Set<KnownWays.Cell>] = [:]
        for group in groups {
            var cells: [KnownWays.Cell: Place] = [:]
            for place in group { cells[KnownWays.Cell(place)] = place }
            places.merge(cells) { old, _ in old }
            for (cell, others) in nearest(cells, service.near) {
                for other in others {
                    if !isKnown(cell, other) { wanted[cell, default: []].insert(other) }
                    if !isKnown(other, cell) { wanted[other, default: []].insert(cell) }
                }
            }
        }
        // Whoever is near asks together, because they want much the same.
        let half = max(1, service.most / 2)
        return wanted.keys.sorted { $0.curve < $1.curve }.pieces(of: half).flatMap { from in
            let to = from.reduce(into: Set()) { $0.formUnion(wanted[$1] ?? []) }
            return to.sorted { $0.curve < $1.curve }.pieces(of: max(1, service.most - from.count)).map { to in
                WayQuestion(from: from.compactMap { places[$0] }, to: to.compactMap { places[$0] })
            }
        }
    }

    private static func nearest(_ cells: [KnownWays.Cell: Place], _ count: Int)
        -> [(KnownWays.Cell, [KnownWays.Cell])]
    {
        let spots = cells.keys.sorted().map { ($0, Spot(cells[$0], zone: "", Travel())) }
        return spots.map { cell, spot in
            let others = spots.filter { $0.0 != cell }.map { (away: spot.kilometres(to: $0.1), cell: $0.0) }
            return (cell, others.sorted { ($0.away, $0.cell) < ($1.away, $1.cell) }.prefix(count).map(\.cell))
        }
    }
}

extension KnownWays.Cell {
    /// Where it comes on a curve that goes through the plane and stays near (Morton's): the bits of both numbers in turn.
    fileprivate var curve: UInt64 {
        let number = UInt64(bitPattern: rawValue)
        return spread(number & 0xFFFF_FFFF) | spread(number >> 32) << 1
    }

    private func spread(_ number: UInt64) -> UInt64 {
        (0..<32).reduce(0) { $0 | (number >> UInt64($1) & 1) << UInt64(2 * $1) }
    }
}

extension Array {
    fileprivate func pieces(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
