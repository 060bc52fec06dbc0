package import Model
import Records

extension Reading {
    /// The service zones there are: those technicians cover, and those of the latest addresses.
    package func zones() throws -> [String] {
        let covered = try technicians().flatMap(\.zones)
        return Set(covered + (try customers.zones())).sorted()
    }

    /// A place to reckon travel with for a house in a zone of which no more is known: the middle of the addresses there,
    /// else of the homes of those who drive there. Nil where nothing is known of the zone.
    package func middle(of zone: String) throws -> Place? {
        guard !zone.isEmpty else { return nil }
        if let place = try customers.middle(of: zone) { return place }
        let homes = try technicians().filter { $0.zones.contains(zone) }.compactMap(\.home)
        guard !homes.isEmpty else { return nil }
        let count = Double(homes.count)
        return Place(
            latitude: homes.reduce(0) { $0 + $1.latitude } / count,
            longitude: homes.reduce(0) { $0 + $1.longitude } / count)
    }

    /// Everybody who makes visits.
    func technicians() throws -> [Staff] {
        try staff.all().filter { $0.active && $0.roles.contains(rules.settings.technicianRole) }
    }
}
