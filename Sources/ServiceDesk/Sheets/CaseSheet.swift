package import Model
import Records
package import Workflow

/// Everything about one case, as its screen shows it.
package struct CaseSheet: Sendable {
    package var serviceCase: ServiceCase
    package var customer: Customer
    package var unit: Unit?
    package var address: Address?
    package var clocks: [Clock]
    package var visits: [Visit]
    package var calls: [FollowUpCall]
    package var notes: [Note]
    package var approvals: [Approval]
    package var history: [JournalEntry]
    package var links: [Link]
    /// Questionnaires answered about it, the newest first.
    package var surveys: [SurveyLine]
    package var offers: [Offer]
    /// What may be done with its open visit.
    package var visitOffers: [Offer]
    /// Names of everyone who works here, by id and by sign-in name.
    package var names: [StaffID: String]
    package var people: [String: String]
    package var rights: [String]

    package struct Link: Sendable, Hashable {
        package var other: CaseID
        package var kind: String
    }

    package var openVisit: Visit? { visits.last { $0.category.isOpen } }
}

extension Reading {
    package func sheet(_ id: CaseID, by actor: Actor, at now: Instant) throws -> CaseSheet {
        let c = try serviceCase(id, to: actor)
        let customer = try customer(c.customer)
        let visits = try visits.of(id)
        let open = visits.last { $0.category.isOpen }
        let staff = try staff.all()
        return CaseSheet(
            serviceCase: c, customer: customer, unit: try c.unit.map { try unit($0) },
            address: customer.addresses.first { $0.id == c.addressID } ?? customer.addresses.first,
            clocks: try clocks.of(Subject(id)), visits: visits, calls: try calls.of(id),
            notes: try notes.of(Subject(id)),
            approvals: try approvals.of(Subject(id)), history: try journal.of(Subject(id)),
            links: try cases.links(of: id).map { CaseSheet.Link(other: $0.other, kind: $0.kind) },
            surveys: try surveyLines(of: id),
            offers: try offers(id, by: actor, at: now),
            visitOffers: try open.map { try offers($0.id, by: actor, at: now) } ?? [],
            names: Dictionary(uniqueKeysWithValues: staff.map { ($0.id, $0.name) }),
            people: Dictionary(uniqueKeysWithValues: staff.map { ($0.login, $0.name) }),
            rights: Right.allCases.filter { rules.roles.allows(actor.roles, $0) }.map(\.rawValue))
    }

    /// Who works here, by id; of two of one name, the sign-in name with it.
    package func names() throws -> [StaffID: String] {
        let all = try staff.all()
        let bearers: [String: Int] = all.reduce(into: [:]) { $0[$1.name, default: 0] += 1 }
        let names = all.map { person in
            let isAlone = person.name.isEmpty || bearers[person.name] == 1
            return (person.id, isAlone ? person.name : "\(person.name) \(person.login)")
        }
        return Dictionary(names, uniquingKeysWith: { a, _ in a })
    }

    /// The ledgers of a case's clocks, for explaining its deadlines.
    package func ledgers(_ id: CaseID) throws -> [(clock: Clock, events: [ClockEvent])] {
        try clocks.of(Subject(id)).map { ($0, try clocks.ledger($0.id)) }
    }

    /// Who may sign in.
    package func people() throws -> [Staff] { try staff.all().filter(\.active) }

    package func drafts(of id: StaffID, form: String) throws -> [Draft] {
        try drafts.of(id).filter { $0.form == form }
    }
}
