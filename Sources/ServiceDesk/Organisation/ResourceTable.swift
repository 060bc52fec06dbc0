package import Model
import Records

/// What the service works with, and how much of it is missing by the plan of the house.
package struct ResourceTable: Sendable {
    package struct Row: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable { case people, vehicles, parts, lines }

        package var kind: Kind
        /// The post, the part, or the kind itself.
        package var name: String
        package var label: Label?
        package var have: Int
        package var wanted: Int?
        package var missing: Int
        /// Of a post.
        package var roles: [String] = []
    }

    package var rows: [Row]

    package func missing(_ kind: Row.Kind) -> Int {
        rows.filter { $0.kind == kind }.reduce(0) { $0 + $1.missing }
    }
}

extension Reading {
    /// People by post, as the organisation wants them, vehicles and telephone lines as it names them, and parts: what is free
    /// beside what is to be ordered.
    package func resourceTable(on day: Day) throws -> ResourceTable {
        let organisation = try rules.organisation()
        let people = try organisationChart(on: day).seats.map { seat in
            ResourceTable.Row(
                kind: .people, name: seat.post.name, label: seat.post.label, have: seat.holders.count,
                wanted: seat.post.wanted, missing: seat.vacant, roles: seat.post.roles)
        }
        let parts = try partStandings().map { standing in
            ResourceTable.Row(
                kind: .parts, name: standing.part.code, label: standing.part.label, have: standing.free,
                wanted: standing.part.reorder?.to, missing: standing.toOrder)
        }
        func counted(_ kind: ResourceTable.Row.Kind, _ have: Int?) -> [ResourceTable.Row] {
            have.map {
                [.init(kind: kind, name: kind.rawValue, label: nil, have: $0, wanted: nil, missing: 0)]
            }
                ?? []
        }
        return ResourceTable(
            rows: people + counted(.vehicles, organisation.vehicles) + parts
                + counted(.lines, organisation.lines))
    }
}
