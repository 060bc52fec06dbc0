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
        /// What calls or visits of the last weeks take.
        package var needed: Int?
        /// Of the more of both.
        package var missing: Int
        /// Of a post.
        package var roles: [String] = []
    }

    package var rows: [Row]
    package var need: StaffingNeed

    /// Posts that are short, of the plan or of what calls and visits take: whom to recruit.
    package var toRecruit: [Row] { rows.filter { $0.kind == .people && $0.missing > 0 } }

    package func missing(_ kind: Row.Kind) -> Int {
        rows.filter { $0.kind == kind }.reduce(0) { $0 + $1.missing }
    }
}

extension Reading {
    /// People by post, as the organisation wants them, vehicles and telephone lines as it names them, and parts: what is free
    /// beside what is to be ordered.
    /// - Parameter handling: seconds that a call takes; the records do not tell.
    package func resourceTable(on day: Day, handling: Double = StaffingNeed.usualCall) throws -> ResourceTable
    {
        let need = try staffingNeed(on: day, handling: handling)
        let organisation = try rules.organisation()
        let people = try organisationChart(on: day).seats.map { seat in
            let (have, needed) = (seat.holders.count, seat.post.takes.flatMap { need.people(for: $0) })
            return ResourceTable.Row(
                kind: .people, name: seat.post.name, label: seat.post.label, have: have,
                wanted: seat.post.wanted, needed: needed,
                missing: max(seat.vacant, needed.map { $0 - have } ?? 0), roles: seat.post.roles)
        }
        let parts = try partStandings().map { standing in
            ResourceTable.Row(
                kind: .parts, name: standing.part.code, label: standing.part.label, have: standing.free,
                wanted: standing.part.reorder?.to, missing: standing.toOrder)
        }
        func counted(_ kind: ResourceTable.Row.Kind, _ have: Int?, needed: Int?) -> [ResourceTable.Row] {
            have.map { have in
                [
                    .init(
                        kind: kind, name: kind.rawValue, label: nil, have: have, wanted: nil, needed: needed,
                        missing: max(0, needed.map { $0 - have } ?? 0))
                ]
            } ?? []
        }
        return ResourceTable(
            rows: people + counted(.vehicles, organisation.vehicles, needed: need.technicians) + parts
                + counted(.lines, organisation.lines, needed: need.agents), need: need)
    }
}
