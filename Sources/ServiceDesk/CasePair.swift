package import Model
import Records

/// Two cases that are to be joined, and what comes of it: shown before it is done.
package struct CasePair: Sendable {
    package struct Side: Sendable {
        package var serviceCase: ServiceCase
        package var customer: String
        package var id: CaseID { serviceCase.id }
    }

    /// Would be folded into the other.
    package var folded: Side
    /// Stays.
    package var kept: Side
    /// Of the folded one: clocks that would end.
    package var clocks: Int
    /// Of the folded one: follow-up calls that stay due all the same.
    package var calls: Int
    /// Whether both are of one customer, merged files being one.
    package var isOneCustomer: Bool
    /// Why the one cannot be folded into the other.
    package var refusal: DeskFault?
    /// Whether they are linked as belonging together.
    package var isLinked: Bool
}

extension CasePair {
    /// How a link that says no more than that two cases belong together is kept.
    package static let related = "related"
}

extension Reading {
    /// What joining two cases comes to.
    /// - Throws: `DeskFault.unknown`, `.sameRecord`.
    package func pair(folding from: CaseID, into: CaseID) throws -> CasePair {
        guard from != into else { throw DeskFault.sameRecord(from.description) }
        let (folded, kept) = (try serviceCase(from), try serviceCase(into))
        func side(_ c: ServiceCase) throws -> CasePair.Side {
            CasePair.Side(serviceCase: c, customer: try customers.name(c.customer))
        }
        return CasePair(
            folded: try side(folded), kept: try side(kept),
            clocks: try clocks.of(Subject(from)).count { $0.state.isOpen },
            calls: try calls.of(from).count(where: \.category.isOpen),
            isOneCustomer: try areOneCustomers(folded, kept),
            refusal: try refusal(folding: folded, into: kept),
            isLinked: try areLinked(from, into, as: CasePair.related))
    }

    /// Why a case cannot be folded into another; nil when it can.
    func refusal(folding loser: ServiceCase, into winner: ServiceCase) throws -> DeskFault? {
        for c in [loser, winner] {
            if let other = c.mergedInto { return .alreadyMerged(c.id.description, into: other.description) }
        }
        // Two customers may be one person, but that is for whoever merges them to say.
        guard try areOneCustomers(loser, winner) else { return .otherCustomer(loser.id, winner.id) }
        // Otherwise what is still owed would be out of sight in a closed case.
        if winner.closedAt != nil, loser.closedAt == nil { return .closed(winner.id.description) }
        return try visits.of(loser.id).first(where: \.category.isOpen).map { .visitOpen(loser.id, $0.id) }
    }

    private func areOneCustomers(_ a: ServiceCase, _ b: ServiceCase) throws -> Bool {
        try current(a.customer).id == current(b.customer).id
    }

    func areLinked(_ a: CaseID, _ b: CaseID, as kind: String) throws -> Bool {
        try cases.links(of: a).contains { $0.other == b && $0.kind == kind }
    }

    /// Open cases of the same customer: those another may be joined with, as a rule.
    package func siblings(of id: CaseID) throws -> [CaseLine] {
        var query = CaseQuery()
        query.customer = try serviceCase(id).customer
        return try cases.page(query).lines.filter { $0.id != id }
    }
}
