package import Model
import Records

/// Who makes visits, and whom of them a customer does not want any more.
package struct Refusals: Sendable {
    /// Those who make visits now, and whoever else was refused: first whom the customer refuses, then who came to them, the
    /// last before the others.
    package var technicians: [Staff]
    package var refused: Set<StaffID>
    private let called: [StaffID: String]

    /// The names of those whom the customer does not want.
    package var names: [String] { technicians.filter { refused.contains($0.id) }.map(name(of:)) }

    package func name(of person: Staff) -> String { called[person.id] ?? person.name }

    fileprivate init(_ technicians: [Staff], _ refused: Set<StaffID>, _ called: [StaffID: String]) {
        (self.technicians, self.refused, self.called) = (technicians, refused, called)
    }
}

extension Reading {
    /// What was said before a merge counts for who they are now.
    package func refusals(of id: CustomerID) throws -> Refusals {
        let id = try current(id).id
        let refused = try Set(dispatch.refused(by: id))
        let working = try technicians()
        let others = try refused.subtracting(working.map(\.id)).sorted().compactMap { try staff.find($0) }
        var places: [StaffID: Int] = [:]
        for (place, visit) in try visits.of(id, limit: 50).enumerated() {
            for who in [visit.technician, visit.helper].compactMap({ $0 }) where places[who] == nil {
                places[who] = place
            }
        }
        for who in refused { places[who] = -1 }
        let near = (working + others).filter { places[$0.id] != nil }
            .sorted { (places[$0.id] ?? 0, $0.id) < (places[$1.id] ?? 0, $1.id) }
        let far = working.filter { places[$0.id] == nil }
        return try Refusals(near + far, refused, names())
    }
}
