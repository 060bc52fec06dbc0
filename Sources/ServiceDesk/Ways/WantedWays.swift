package import Dispatching
package import Model
import Records

/// What a map service is to be asked for the coming days.
package struct WantedWays: Sendable {
    package var service: MapService
    package var questions: [WayQuestion]
    /// Every place that is gone to or from on those days.
    package var cells: Set<KnownWays.Cell>
}

extension Reading {
    /// How far ahead ways are known, in days: as far as slots are looked for.
    static let daysOfWays = 21

    /// The ways between the places of each coming day that nobody told yet, or that were told too long ago.
    /// - Returns: nil where no service is named.
    package func wantedWays(at now: Instant) throws -> WantedWays? {
        guard let service = try rules.dispatching().travel.service else { return nil }
        let known = try ways.known(since: now - .days(service.keep))
            .reduce(into: Set<[Int64]>()) { $0.insert([$1.0, $1.1]) }
        let table = try rules.dispatching().travel.table
        let ends = try fieldStaff().flatMap { person in
            let ends = try rules.dayEnds(of: person)
            return [ends.start, ends.end].compactMap { $0 }
        }
        let today = rules.localDay(now)
        let groups = try (0..<Self.daysOfWays).map { day in
            try dispatch.stops(in: rules.span(of: today + day, days: 1)).compactMap(\.place) + ends
        }
        return WantedWays(
            service: service,
            questions: WayQuestion.among(groups, service) { from, to in
                known.contains([from.rawValue, to.rawValue]) || table?.knows(from, to) ?? false
            },
            cells: Set(groups.joined().map(KnownWays.Cell.init)))
    }

    /// How it stands with the map service; nil where none is named.
    package func mapService() throws -> MapServiceState? {
        guard let service = try rules.dispatching().travel.service else { return nil }
        let asked = try ways.asked()
        return MapServiceState(
            service: service, ways: try ways.count(), askedAt: asked?.at,
            problem: try asked.flatMap { try WayFault(stored: $0.problem) })
    }
}

/// How it stands with the map service.
package struct MapServiceState: Sendable {
    package var service: MapService
    /// So many ways are known from it.
    package var ways: Int
    /// Nil before it was ever asked.
    package var askedAt: Instant?
    /// What went wrong last; nil when all was answered.
    package var problem: WayFault?
}
