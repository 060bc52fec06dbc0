package import Model
import Records
import Workflow

/// One drawer of a customer's file.
package enum CustomerSection: String, Sendable, CaseIterable {
    case cases, units, visits, calls, promises, notes, satisfaction, people
}

/// A line of it.
package enum CustomerRow: Sendable, Hashable, Identifiable {
    /// An open case with the clock that runs out first.
    case serviceCase(ServiceCase, due: Instant?)
    case unit(Unit)
    case visit(Visit, technician: String)
    case call(FollowUpCall, clerk: String)
    case promise(Clock)
    case note(Note, by: String)
    /// How satisfied they said they were, and what that counts.
    case answer(FollowUpCall, points: Int)
    /// A questionnaire they answered.
    case sheet(SurveyLine)
    case contact(Contact)

    package var id: String {
        switch self {
        case .serviceCase(let c, _): c.id.description
        case .unit(let unit): unit.id.description
        case .visit(let visit, _): visit.id.description
        case .call(let call, _), .answer(let call, _): call.id.description
        case .promise(let clock): clock.id.description
        case .note(let note, _): "note \(note.id)"
        case .sheet(let line): line.survey.id.description
        case .contact(let contact): "contact \(contact.id)"
        }
    }
}

/// A drawer as far as it was read.
package struct CustomerPage: Sendable, Hashable {
    package var customer: Customer
    /// How much the drawers hold, where that is counted, of what the reader may see.
    package var counts: [CustomerSection: Int]
    /// What presses or came last is on top.
    package var rows: [CustomerRow]
    package var satisfaction: Satisfaction
}

/// What a customer said in follow-up calls, on the scale of the call workflow's own choices: its file names the best
/// first, which counts as many points as there are choices; the worst counts one.
package struct Satisfaction: Sendable, Hashable {
    package static let field = "satisfaction"

    /// The most an answer counts.
    package var best: Int
    /// Newest first.
    package var points: [Int]

    package var mean: Double? {
        points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count)
    }
    package var last: Int? { points.first }
}

extension Reading {
    /// What somebody may read of a drawer.
    /// - Parameter limit: most rows to read; all but the people of a customer can be many.
    package func page(_ section: CustomerSection, of id: CustomerID, limit: Int, by actor: Actor) throws
        -> CustomerPage
    {
        let customer = try current(id)
        let counts = try customers.counts(customer.id, within: cases(reachedBy: .read, of: actor))
        let sheets = try readable(surveys.of(customer.id, limit: 500), by: actor) { $0.caseID }
        // A call that asked a questionnaire says less than its sheet.
        let asked = Set(sheets.compactMap(\.call))
        let answers = try readable(answers(of: customer.id), by: actor) { $0.call.caseID }
        let plain = answers.filter { !asked.contains($0.call.id) }
        return CustomerPage(
            customer: customer,
            counts: [
                .cases: counts.cases, .units: counts.units, .visits: counts.visits, .calls: counts.calls,
                .satisfaction: sheets.count + plain.count, .people: customer.contacts.count,
            ],
            rows: try readable(rows(section, of: customer, limit: limit, plain), by: actor) {
                try caseID(of: $0, for: actor)
            },
            satisfaction: Satisfaction(best: scale.count, points: answers.map(\.points)))
    }

    /// The case that a row is, or belongs to; none of a call that the reader has in hand.
    private func caseID(of row: CustomerRow, for actor: Actor) throws -> CaseID? {
        switch row {
        case .serviceCase(let c, _): c.id
        case .visit(let visit, _): visit.caseID
        case .call(let call, _), .answer(let call, _): call.isInHand(of: actor) ? nil : call.caseID
        case .promise(let clock): try caseID(of: clock.subject)
        case .note(let note, _): try caseID(of: note.subject)
        case .sheet(let line): line.survey.caseID
        case .unit, .contact: nil
        }
    }

    private func rows(
        _ section: CustomerSection, of customer: Customer, limit: Int,
        _ answers: [(call: FollowUpCall, points: Int)]
    ) throws -> [CustomerRow] {
        switch section {
        case .cases: try cases(of: customer.id, limit: limit)
        case .units: try units.of(customer.id).prefix(limit).map { .unit($0) }
        case .visits:
            try visits.of(customer.id, limit: limit).map { .visit($0, technician: try name($0.technician)) }
        case .calls: try calls.of(customer.id, limit: limit).map { .call($0, clerk: try name($0.claimedBy)) }
        case .promises: try promises(to: customer.id, limit: limit)
        case .notes: try notes.of(customer.id, limit: limit).map { .note($0, by: try name($0.by)) }
        case .satisfaction: try told(by: customer.id, answers, limit: limit)
        case .people: customer.contacts.map { .contact($0) }
        }
    }

    /// Open cases first, what runs out first on top; then the newest that are closed.
    private func cases(of id: CustomerID, limit: Int) throws -> [CustomerRow] {
        var query = CaseQuery()
        (query.customer, query.openOnly, query.order, query.limit) = (id, false, .newest, limit)
        let all = try cases.list(query).filter { $0.mergedInto == nil }
        let open = try all.filter { $0.closedAt == nil }.map { ($0, try item($0).due) }
            .sorted { ($0.1?.milliseconds ?? .max, $0.0.id) < ($1.1?.milliseconds ?? .max, $1.0.id) }
        return open.map { .serviceCase($0.0, due: $0.1) }
            + all.filter { $0.closedAt != nil }.map { .serviceCase($0, due: nil) }
    }

    /// What still runs first, what runs out first on top.
    private func promises(to id: CustomerID, limit: Int) throws -> [CustomerRow] {
        let all = try clocks.of(id, limit: limit)
        let open = all.filter { $0.state.isOpen }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        return (open + all.filter { !$0.state.isOpen && $0.state != .cancelled }).map { .promise($0) }
    }

    private func name(_ id: StaffID?) throws -> String { try id.flatMap { try staff.find($0)?.name } ?? "" }

    // MARK: Satisfaction

    /// Sheets, and what calls without one were answered; the newest first.
    private func told(by id: CustomerID, _ answers: [(call: FollowUpCall, points: Int)], limit: Int) throws
        -> [CustomerRow]
    {
        let sheets = try surveyLines(of: id, limit: limit).map {
            ($0.survey.enteredAt, CustomerRow.sheet($0))
        }
        let calls = answers.map { ($0.call.stateSince, CustomerRow.answer($0.call, points: $0.points)) }
        return (sheets + calls).sorted { $0.0 > $1.0 }.prefix(limit).map(\.1)
    }

    private var scale: [String] {
        rules.workflows["call"]?.field(Satisfaction.field)?.choices.map(\.name) ?? []
    }

    private func answers(of id: CustomerID) throws -> [(call: FollowUpCall, points: Int)] {
        let scale = scale
        return try calls.of(id, answering: Satisfaction.field, limit: 500).compactMap { call in
            guard let place = scale.firstIndex(of: call.fields[Satisfaction.field]?.plain ?? "") else {
                return nil
            }
            return (call, scale.count - place)
        }
    }

    /// A clock and what happened to it.
    package func ledger(_ id: ClockID) throws -> [ClockEvent] { try clocks.ledger(id) }
}
