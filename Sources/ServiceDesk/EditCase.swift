package import Model
import Records
import Workflow

extension Work {
    /// Gives a case to someone, moves it, or corrects what was logged, over the version it was read at.
    /// - Parameter merging: joins it with what others changed since, where that is other fields.
    /// - Throws: `EditConflict` when someone else changed it since.
    package func edit(_ changed: ServiceCase, merging: Bool = false) throws -> ServiceCase {
        try require(.editCase, of: changed.id)
        let before = try reading.serviceCase(changed.id)
        let settled = try settle(changed, over: before, merging: merging)
        // State, kind and times belong to the transition function; an edit cannot touch them.
        var c = before
        c.take(Set(ServiceCase.editable.map(\.name)), from: settled)
        let facts = c.changes(since: before)
        guard !facts.isEmpty else { return before }
        try check(c, before)
        c = try cases.update(c)
        // What is looked for by words is as it was when only whose it is changed.
        if !Set(facts.keys).isDisjoint(with: ["summary", "fault", "product"]) { try index(c) }
        try record(Subject(c.id), "case.edited", facts, version: c.version)
        if facts["severity"] != nil || facts["product"] != nil { try promiseAnew(c.id) }
        if c.addressID != before.addressID { try sendVisits(of: c) }
        return c
    }

    /// Visits that nobody has arrived for go to where the case is now.
    private func sendVisits(of c: ServiceCase) throws {
        let place = try c.addressID.flatMap { try customers.addressText($0) }?.place
        for var visit in try visits.of(c.id) where visit.category.isOpen && visit.arrivedAt == nil {
            (visit.addressID, visit.place) = (c.addressID, place)
            _ = try visits.update(visit)
            try record(
                Subject(visit.id), "visit.readdressed", ["address": .text(c.addressID.map(String.init) ?? "")]
            )
        }
    }

    private func check(_ c: ServiceCase, _ before: ServiceCase) throws {
        guard !c.summary.trimmed.isEmpty else { throw DeskFault.missing(field: "summary") }
        if c.queue != before.queue { _ = try rules.queue(named: c.queue) }
        if let unit = c.unit, c.unit != before.unit { _ = try unitOf(c.customer, unit) }
        if let owner = c.owner, try staff.find(owner) == nil { throw DeskFault.unknown(owner.description) }
    }
}
