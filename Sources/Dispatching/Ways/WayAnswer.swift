package import Foundation
package import Model

/// One way as a map service tells it.
package struct ToldWay: Sendable, Hashable {
    package var from: Place
    package var to: Place
    /// Nil where no road leads.
    package var minutes: Int?
    package var metres: Int?
}

extension WayQuestion {
    /// Reads an answer: OSRM's JSON, durations in seconds and distances in metres, null where no road leads.
    /// - Throws: `WayFault` where the service refuses, or what it says does not fit the question.
    package func answer(_ json: Data) throws -> [ToldWay] {
        let table: Table
        do { table = try JSONDecoder().decode(Table.self, from: json) } catch {
            throw WayFault.unreadable(text: String(decoding: json.prefix(200), as: UTF8.self))
        }
        guard table.code == "Ok" else {
            throw WayFault.refused(code: table.code, message: table.message ?? "")
        }
        guard let durations = table.durations, fits(durations), table.distances.map(fits) ?? true else {
            throw WayFault.otherSize(rows: from.count, columns: to.count)
        }
        return try from.indices.flatMap { row in
            try to.indices.map { column in
                ToldWay(
                    from: from[row], to: to[column],
                    minutes: try durations[row][column].map { try Self.whole($0 / 60, most: 10_000) },
                    metres: try table.distances?[row][column].map { try Self.whole($0, most: 20_000_000) })
            }
        }
    }

    private func fits(_ table: [[Double?]]) -> Bool {
        table.count == from.count && table.allSatisfy { $0.count == to.count }
    }

    private static func whole(_ value: Double, most: Double) throws -> Int {
        guard (0...most).contains(value) else { throw WayFault.unreadable(text: "\(value)") }
        return Int(value.rounded(.up))
    }

    private struct Table: Decodable {
        var code: String
        var message: String?
        var durations: [[Double?]]?
        var distances: [[Double?]]?
    }
}
