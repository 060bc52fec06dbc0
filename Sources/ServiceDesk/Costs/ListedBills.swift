package import Model
import Records
import Workflow

/// What a visit costs, as lists have it: what is expected before it, what is to be billed after it, or a bill as it was written.
package struct ListedBill: Sendable, Hashable, Identifiable {
    package enum Standing: String, Sendable, Codable, CaseIterable {
        /// The visit is to come.
        case estimate
        /// The visit is over, and no bill for it in force.
        case open
        case issued
        /// It is less since, by some of it or all.
        case credited
        case void
    }

    package struct ID: Sendable, Hashable {
        package var visit: VisitID
        package var issue: Int64
    }

    package var visit: Visit
    package var costs: VisitCosts
    /// Which of the visit's bills it is, from 1, or will be once it is written: a draft that becomes a bill is the same row.
    package var issue: Int64

    package var id: ID { ID(visit: visit.id, issue: issue) }

    package var standing: Standing {
        if costs.number == nil { return costs.isBill ? .open : .estimate }
        if costs.voidedBy != nil { return .void }
        return costs.credits == nil ? .issued : .credited
    }
}

extension Reading {
    /// What the visits for a case cost, the latest visit first, its bill in force before those that are void.
    /// - Throws: `DeskFault.outOfReach`.
    package func listedBills(of id: CaseID, by actor: Actor, at now: Instant) throws -> [ListedBill] {
        try requireReach(.read, of: id, actor)
        return try listedBills(visits.of(id).reversed(), at: now)
    }

    /// The same of a customer's latest visits; of cases that the actor may not read, none.
    /// - Parameter limit: so many visits at most.
    package func listedBills(of id: CustomerID, by actor: Actor, limit: Int, at now: Instant) throws
        -> [ListedBill]
    {
        let latest = try visits.of(current(id).id, limit: limit)
        return try listedBills(readable(latest, by: actor) { $0.caseID }, at: now)
    }

    private func listedBills(_ visits: [Visit], at now: Instant) throws -> [ListedBill] {
        try visits.flatMap { visit -> [ListedBill] in
            let written = try bills(of: visit)
            let draft = written.last.map { $0.voidedBy != nil } ?? true ? try unwritten(visit, at: now) : nil
            return (written + [draft].compactMap { $0 }).enumerated().reversed().map { place, costs in
                ListedBill(visit: visit, costs: costs, issue: Int64(place) + 1)
            }
        }
    }

    /// What there is to be told or billed of a visit; nil where that is nothing.
    private func unwritten(_ visit: Visit, at now: Instant) throws -> VisitCosts? {
        if visit.category.isOpen { return try estimate(visit.id, at: now) }
        guard visit.category == .done else { return nil }
        let draft = try bill(visit.id, at: now)
        return draft.lines.isEmpty && draft.unpriced.isEmpty ? nil : draft
    }
}
