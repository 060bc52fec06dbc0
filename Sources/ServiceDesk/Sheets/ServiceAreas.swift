package import Model
import Records

/// Where a customer can live, as far as it decides who drives there and how far.
package struct ServiceArea: Sendable, Hashable {
    package var province: String
    package var city: String
    package var district: String
    /// Empty where nobody has said yet which zone the district belongs to.
    package var zone: String
    /// The middle of what is known there; near enough for the way to a house of which no more is known.
    package var place: Place?

    /// `上海市 浦东新区`; of a zone without a district, the zone.
    package var name: String {
        let parts = [city.isEmpty ? province : city, district].filter { !$0.isEmpty }
        return parts.isEmpty ? zone : parts.joined(separator: " ")
    }

    /// An address there.
    package func address(_ street: String) -> Address {
        Address(
            province: province, city: city, district: district, street: street, zone: zone, place: place)
    }
}

extension Reading {
    /// The districts of the latest addresses with their zones, by name, then the zones that technicians cover and no
    /// district belongs to yet.
    package func areas() throws -> [ServiceArea] {
        var byName: [String: ServiceArea] = [:]
        for a in try customers.districts() {
            let area = ServiceArea(
                province: a.province, city: a.city, district: a.district, zone: a.zone, place: a.place)
            // The usual zone comes first; one without any is better than nothing.
            let known = byName[area.name]
            if known == nil || known?.zone.isEmpty == true && !area.zone.isEmpty { byName[area.name] = area }
        }
        let named = byName.values.sorted { $0.name < $1.name }
        let covered = Set(named.map(\.zone))
        let rest = try zones().filter { !covered.contains($0) }.map { zone in
            ServiceArea(province: "", city: "", district: "", zone: zone, place: try middle(of: zone))
        }
        return named + rest
    }
}
