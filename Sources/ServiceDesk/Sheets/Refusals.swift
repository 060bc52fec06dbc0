package import Model
import Records

/// Who makes visits, and whom of them a customer does not want any more.
package struct Refusals: Sendable {
    /// Those who make visits now, and whoever else was refused.
    package var technicians: [Staff]
    package var refused: Set<StaffID>

    /// The names of those whom the customer does not want.
    package var names: [String] { technicians.filter { refused.contains($0.id) }.map(\.name) }
}

extension Reading {
    /// What was said before a merge counts for who they are now.
    package func refusals(of id: CustomerID) throws -> Refusals {
        let refused = try Set(dispatch.refused(by: current(id).id))
        let working = try technicians()
        let others = try refused.subtracting(working.map(\.id)).sorted().compactMap { try staff.find($0) }
        return Refusals(technicians: working + others, refused: refused)
    }
}
