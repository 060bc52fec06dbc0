/// Kilometres an hour for each hour of the local day.
package struct SpeedProfile: Sendable, Hashable {
    /// 24 speeds above zero.
    package var hours: [Double]

    package init(always speed: Double) { hours = Array(repeating: speed, count: 24) }
    package init(hours: [Double]) {
        precondition(hours.count == 24 && hours.allSatisfy { $0 > 0 }, "24 speeds above zero")
        self.hours = hours
    }

    func slower(_ other: SpeedProfile) -> SpeedProfile {
        SpeedProfile(hours: zip(hours, other.hours).map(min))
    }
}

/// The speeds of all zones. Between two zones the slower counts, hour by hour: who crosses into the city waits in its
/// jams.
package struct SpeedTable: Sendable, Hashable {
    private var zones: [String: Int32] = [:]
    /// Every profile, then for each pair the slower of the two.
    private var profiles: [SpeedProfile]
    private var constants: [Double?] = []
    private let count: Int

    /// - Parameter zones: the speeds of zones that have their own.
    package init(_ usual: SpeedProfile, zones own: [String: SpeedProfile] = [:]) {
        var base = [usual]
        for (zone, profile) in own.sorted(by: { $0.key < $1.key }) {
            zones[zone] = Int32(base.count)
            base.append(profile)
        }
        count = base.count
        profiles = base.flatMap { a in base.map { a.slower($0) } }
        constants = profiles.map { profile in
            profile.hours.allSatisfy { $0 == profile.hours[0] } ? profile.hours[0] : nil
        }
    }

    /// The same speeds with ways lasting so many times as long: to each zone, and at each hour of the day.
    /// - Parameter zones: for those not named what the empty name says.
    func slowed(by zones: [String: Double], hours: [Double]) -> SpeedTable {
        func slowed(_ index: Int32, _ zone: String) -> SpeedProfile {
            let factor = zones[zone] ?? zones[""] ?? 1
            return SpeedProfile(
                hours: zip(profiles[Int(slower(index, index))].hours, hours).map { $0 / (factor * $1) })
        }
        let named = Set(self.zones.keys).union(zones.keys).subtracting([""])
        return SpeedTable(
            slowed(0, ""),
            zones: Dictionary(uniqueKeysWithValues: named.map { ($0, slowed(profile(of: $0), $0)) }))
    }

    func profile(of zone: String) -> Int32 { zones[zone] ?? 0 }
    func slower(_ a: Int32, _ b: Int32) -> Int32 { a * Int32(count) + b }
    /// The speed, when it is the same at all hours.
    func constant(_ profile: Int32) -> Double? { constants[Int(profile)] }

    /// The least speed of all hours.
    func slowest(_ profile: Int32) -> Double { profiles[Int(profile)].hours.min() ?? 1 }

    private static let hour: Int64 = 3_600_000

    /// Milliseconds for a way that begins at a local time.
    func duration(_ kilometres: Double, _ profile: Int32, from start: Int64) -> Int64 {
        let hours = profiles[Int(profile)].hours
        var (left, at) = (kilometres, start)
        while true {
            let index = Self.floor(at, Self.hour)
            let speed = hours[Int(Self.modulo(index, 24))]
            let end = (index + 1) * Self.hour
            let reach = speed * Double(end - at) / Double(Self.hour)
            if left <= reach { return at + Int64((left / speed * Double(Self.hour)).rounded(.up)) - start }
            (left, at) = (left - reach, end)
        }
    }

    /// Milliseconds for a way that ends at a local time.
    func duration(_ kilometres: Double, _ profile: Int32, until end: Int64) -> Int64 {
        let hours = profiles[Int(profile)].hours
        var (left, at) = (kilometres, end)
        while true {
            let index = Self.floor(at - 1, Self.hour)
            let speed = hours[Int(Self.modulo(index, 24))]
            let start = index * Self.hour
            let reach = speed * Double(at - start) / Double(Self.hour)
            if left <= reach { return end - at + Int64((left / speed * Double(Self.hour)).rounded(.up)) }
            (left, at) = (left - reach, start)
        }
    }

    private static func floor(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((b - 1 - a) / b) }
    private static func modulo(_ a: Int64, _ b: Int64) -> Int64 { a - floor(a, b) * b }
}
