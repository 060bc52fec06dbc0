package import Model
import Records

/// When the desk and a customer last had to do with each other: a visit, a call, a note of what they were told.
package struct LastContact: Sendable, Hashable {
    package enum What: Sendable, Hashable {
        case visit(Visit, technician: String)
        case call(FollowUpCall)
        case note(Note, by: String)
    }

    package var at: Instant
    package var what: What
}

extension Reading {
    /// The last contacts over a customer's newest cases and calls that somebody may read, the last first.
    package func lastContacts(of file: CustomerFile, by actor: Actor, limit: Int = 4) throws -> [LastContact]
    {
        let newest =
            (file.openCases.map { CaseID($0.subject.number) } + file.pastCases.map(\.id)).sorted(by: >)
            .prefix(5)
        var found: [LastContact] = []
        for id in newest {
            for visit in try visits.of(id) {
                let name = try visit.technician.flatMap { try staff.find($0)?.name } ?? ""
                found.append(
                    LastContact(
                        at: visit.arrivedAt ?? visit.planned.start, what: .visit(visit, technician: name)))
            }
            for note in try notes.of(Subject(id)) {
                let name = try note.by.flatMap { try staff.find($0)?.name } ?? ""
                found.append(LastContact(at: note.at, what: .note(note, by: name)))
            }
        }
        let calls = try readable(calls.of(file.customer.id), by: actor) { $0.caseID }
        for call in calls.prefix(limit) where !call.category.isOpen {
            found.append(LastContact(at: call.stateSince, what: .call(call)))
        }
        return Array(found.sorted { $0.at > $1.at }.prefix(limit))
    }
}
