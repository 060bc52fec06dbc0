package import Model
import Records
import Workflow

/// Who may be calling, as far as the digits typed so far tell.
package struct CallerSheet: Sendable {
    package var matches: [Customer]
    /// The file of the only match, or of the one chosen.
    package var file: CustomerFile?
}

/// What is known of a customer while they are on the line, as far as whoever looks may read it.
package struct CustomerFile: Sendable {
    package var customer: Customer
    package var units: [Unit]
    package var openCases: [WorkItem]
    package var pastCases: [ServiceCase]
    /// Cases that whoever looks may not read: how many there are, and nothing of what is in them.
    package var unreadable: Int
}

extension Reading {
    package func caller(digits text: String, chosen: CustomerID? = nil, by actor: Actor) throws -> CallerSheet
    {
        let matches = try customers(phone: text, limit: 9)
        let id = chosen ?? (matches.count == 1 ? matches[0].id : nil)
        return CallerSheet(matches: matches, file: try id.map { try file(of: $0, by: actor) })
    }

    package func file(of id: CustomerID, by actor: Actor) throws -> CustomerFile {
        let customer = try current(id)
        let reach = try cases(reachedBy: .read, of: actor)
        var query = CaseQuery()
        query.customer = customer.id
        query.openOnly = false
        query.order = .newest
        query.limit = 20
        query.tests = reach.map { [CaseTest(.within($0))] } ?? []
        let all = try cases.list(query)
        return CustomerFile(
            customer: customer, units: try units.of(customer.id),
            openCases: try all.filter { $0.closedAt == nil && $0.mergedInto == nil }.map { try item($0) },
            pastCases: all.filter { $0.closedAt != nil },
            unreadable: try reach.map { reach in
                try customers.counts(customer.id).cases - customers.counts(customer.id, within: reach).cases
            } ?? 0)
    }
}
