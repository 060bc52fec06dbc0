import Foundation
package import Model

/// How long the way takes: the great circle, lengthened for streets. All figures are defaults to change.
package struct TravelModel: Sendable, Hashable {
    /// Streets are this much longer than the crow flies.
    package var detour = 1.3
    /// Kilometres an hour, parking included.
    package var speed = 25.0
    /// Even next door takes this many minutes.
    package var least = 5
    /// Minutes when either end is not known on the map.
    package var unknown = 30

    package init() {}

    /// Whole minutes from one place to another.
    package func minutes(from a: Place?, to b: Place?) -> Int {
        guard let a, let b else { return unknown }
        return max(least, Int((kilometres(a, b) * detour / speed * 60).rounded(.up)))
    }

    /// Great-circle distance (haversine on a sphere of 6371 km).
    package func kilometres(_ a: Place, _ b: Place) -> Double {
        let radians = Double.pi / 180
        let dLat = (b.latitude - a.latitude) * radians
        let dLon = (b.longitude - a.longitude) * radians
        let h =
            sin(dLat / 2) * sin(dLat / 2)
            + cos(a.latitude * radians) * cos(b.latitude * radians) * sin(dLon / 2) * sin(dLon / 2)
        return 2 * 6371 * asin(min(1, h.squareRoot()))
    }
}
