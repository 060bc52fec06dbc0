import Foundation
package import Model

/// How long the way takes: from a table of known ways, else by the great circle, lengthened for streets, at the speed of
/// the zone and the hour. All figures are defaults to change.
///
/// Speeds are a property of the hour, and a way that lasts longer than the hour goes on at the next one's speed. So who
/// leaves later never arrives earlier (Ichoua, Gendreau and Potvin, EJOR 144, 2003), and an arrival can be reckoned back
/// to the latest departure exactly.
package struct Travel: Sendable, Hashable {
    /// Streets are this much longer than the crow flies.
    package var detour = 1.3
    /// Even next door takes this many minutes.
    package var least = 5
    /// Minutes when either end is not known on the map.
    package var unknown = 30
    /// Kilometres an hour, parking included.
    package private(set) var speeds: SpeedTable
    /// Ways that are known, from a file or from `service`.
    package var table: KnownWays?
    /// Who is asked for the ways that no file names.
    package var service: MapService?

    package init(speed: Double = 25) { speeds = SpeedTable(SpeedProfile(always: speed)) }
    package init(speeds: SpeedTable) { self.speeds = speeds }

    /// Travel at speeds such that ways last so many times as long: to each zone, and at each hour of the day.
    func slowed(by zones: [String: Double], hours: [Double]) -> Travel {
        var slowed = self
        slowed.speeds = speeds.slowed(by: zones, hours: hours)
        return slowed
    }

    /// Great-circle distance in km.
    package static func kilometres(_ a: Place, _ b: Place) -> Double { Spot(a).kilometres(to: Spot(b)) }

    /// A degree of a great circle.
    package static let kilometresPerDegree = earthRadius * Double.pi / 180
    /// Km.
    fileprivate static let earthRadius = 6371.0

    /// Whole minutes from one place to another, leaving at an instant; nil where no road leads.
    /// - Parameter offset: local time less UTC, for the speed of the hour.
    package func minutes(
        from a: Place?, to b: Place?, leaving: Instant = Instant(milliseconds: 0), offset: Span = .zero,
        zones: (String, String) = ("", "")
    ) -> Int? {
        let way = Way(Spot(a, zone: zones.0, self), Spot(b, zone: zones.1, self), self)
        guard way.isRoad else { return nil }
        let start = leaving.milliseconds
        return Int((way.arrival(leaving: start, offset: offset.milliseconds, self) - start) / 60_000)
    }
}

/// A place as the search sees it: a point on the unit sphere, its speeds, its row in the table.
struct Spot: Sendable, Hashable {
    var x = 0.0
    var y = 0.0
    var z = 0.0
    /// Its zone's speeds.
    var profile: Int32 = 0
    /// Its row in the table of ways; -1 when it has none.
    var row: Int32 = -1
    var isKnown = false

    init(_ place: Place?, zone: String, _ travel: Travel) {
        self.init(place)
        guard let place else { return }
        profile = travel.speeds.profile(of: zone)
        row = travel.table?.row(of: place) ?? -1
    }

    /// Where it is alone.
    fileprivate init(_ place: Place?) {
        guard let place else { return }
        let (latitude, longitude) = (place.latitude * .pi / 180, place.longitude * .pi / 180)
        (x, y, z) = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
        isKnown = true
    }

    func kilometres(to o: Spot) -> Double {
        let (dx, dy, dz) = (x - o.x, y - o.y, z - o.z)
        return 2 * Travel.earthRadius * asin(min(1, (dx * dx + dy * dy + dz * dz).squareRoot() / 2))
    }
}

/// The way between two spots, looked up once.
struct Way: Sendable {
    /// Along streets.
    var kilometres = 0.0
    /// Milliseconds when they do not depend on the hour; -1 when they do.
    private var fixed: Int64 = -1
    private var profile: Int32 = 0
    var isRoad = true

    init(_ a: Spot, _ b: Spot, _ travel: Travel) {
        guard a.isKnown, b.isKnown else {
            fixed = Int64(travel.unknown) * 60_000
            return
        }
        kilometres = a.kilometres(to: b) * travel.detour
        if a.row >= 0, b.row >= 0, let found = travel.table?.entry(a.row, b.row) {
            switch found {
            case .way(let minutes, let length):
                fixed = Int64(minutes) * 60_000
                kilometres = length ?? kilometres
            case .noRoad: (isRoad, fixed) = (false, 0)
            }
            return
        }
        profile = travel.speeds.slower(a.profile, b.profile)
        if let speed = travel.speeds.constant(profile) {
            fixed = max(Int64(travel.least), Int64((kilometres / speed * 60).rounded(.up))) * 60_000
        }
    }

    /// Who leaves then arrives when. UTC milliseconds.
    func arrival(leaving start: Int64, offset: Int64, _ travel: Travel) -> Int64 {
        if fixed >= 0 { return start + fixed }
        let time = travel.speeds.duration(kilometres, profile, from: start + offset)
        return start + max(Int64(travel.least) * 60_000, (time + 59_999) / 60_000 * 60_000)
    }

    /// Milliseconds at the slowest hour: as long as it ever takes.
    func slowest(_ travel: Travel) -> Int64 {
        if fixed >= 0 { return fixed }
        let time = Int64((kilometres / travel.speeds.slowest(profile) * 3_600_000).rounded(.up))
        return max(Int64(travel.least) * 60_000, (time + 59_999) / 60_000 * 60_000)
    }

    /// The latest departure that arrives by then, to the minute.
    func departure(arrivingBy end: Int64, offset: Int64, _ travel: Travel) -> Int64 {
        if fixed >= 0 { return end - fixed }
        let time = travel.speeds.duration(kilometres, profile, until: end + offset)
        var start = end - max(Int64(travel.least) * 60_000, (time + 59_999) / 60_000 * 60_000)
        // Rounded minutes of the two directions may differ by one.
        while arrival(leaving: start + 60_000, offset: offset, travel) <= end { start += 60_000 }
        while arrival(leaving: start, offset: offset, travel) > end { start -= 60_000 }
        return start
    }
}
