package import Model
import Records
import Workflow

/// A visit that another must follow: it ended without settling the matter, and none is booked since.
package struct OwedVisit: Sendable, Hashable {
    /// The visit to follow.
    package var parent: Visit
    /// What it waits for.
    package var ready: Instant?

    /// What the visit before says of why: whose fault there was no access, what kept it from being done, which parts.
    package static let causes = ["noAccessCause", "revisitCause", "partsNeeded"]

    /// The next one of the same case: by the same technician where that helps, once parts are there.
    package var wish: VisitWish {
        var wish = VisitWish(caseID: parent.caseID)
        wish.parent = parent.id
        return wish
    }
}

extension Reading {
    /// The visit that a case's next one follows; nil where none is owed.
    package func owed(by id: CaseID) throws -> OwedVisit? {
        let all = try visits.of(id)
        guard let last = all.last(where: { $0.category != .cancelled }), last.category == .done,
            let signal = try rules.workflow(of: .visit(last)).state(last.state)?.signal,
            [.visitNoAccess, .visitPartsNeeded, .visitRevisit].contains(signal),
            try serviceCase(id).closedAt == nil
        else { return nil }
        return OwedVisit(parent: last, ready: last.partsDue)
    }
}

extension Visit {
    /// When the parts come that it waited for.
    var partsDue: Instant? {
        if case .instant(let due)? = fields["partsDue"] { due } else { nil }
    }

    /// Whether the next visit is better not made by the same technician.
    var asksForAnother: Bool { fields["revisitCause"] == .text("skill") }
}
