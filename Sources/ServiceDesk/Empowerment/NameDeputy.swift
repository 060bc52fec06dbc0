package import Model
import Records
import Workflow

extension Work {
    /// Names somebody who decides in one's place for some days, with one's own limits; it ends by itself. Those who stand in for
    /// others hand nothing on, so that a customer's money never goes a way that nobody chose.
    /// - Throws: `EmpowermentFault`.
    @discardableResult
    package func nameDeputy(_ login: String, for days: DaySpan, reason: String) throws -> Deputy {
        guard let person = actor.staff else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
        }
        guard rules.roles.allows(person.roles, .decideApproval) else {
            if try !reading.mandates(of: actor, at: now).isEmpty {
                throw EmpowermentFault.deputyOfDeputy(name: person.name)
            }
            throw DeskFault.notAllowed(login: actor.login, right: Right.decideApproval.rawValue)
        }
        let other = try activeStaff(login)
        guard other.id != person.id else { throw EmpowermentFault.ownDeputy }
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        try check(days)
        for known in try empowerments.deputies(from: rules.localDay(now)) where known.days.overlaps(days) {
            if known.staff == person.id { throw EmpowermentFault.hasDeputy(name: person.name) }
            if known.deputy == person.id { throw EmpowermentFault.deputyOfDeputy(name: person.name) }
            if known.staff == other.id { throw EmpowermentFault.deputyOfDeputy(name: other.name) }
        }
        var deputy = Deputy(
            staff: person.id, deputy: other.id, days: days, reason: reason.trimmed, at: now)
        deputy.id = try empowerments.insert(deputy)
        let facts: [String: FieldValue] = [
            "staff": .text(person.id.description), "deputy": .text(other.id.description),
            "firstDay": .text(days.first.description), "lastDay": .text(days.last.description),
            "reason": .text(reason.trimmed),
        ]
        try record(Subject(person.id), "deputy.named", facts)
        try record(Subject(other.id), "deputy.named", facts)
        try tell(other.id, .word, Subject(person.id), Label(written: "\(person.name): \(reason.trimmed)"))
        return deputy
    }

    /// Ends it before its last day: by whoever was away, or whoever may make exceptions from limits.
    package func endDeputy(_ id: DeputyID) throws -> Deputy {
        guard var deputy = try empowerments.deputy(id), deputy.endedAt == nil,
            deputy.days.last >= rules.localDay(now)
        else { throw EmpowermentFault.notInForce(id.description) }
        if deputy.staff != actor.staffID { try require(.exceptLimits) }
        try empowerments.endDeputy(id, at: now)
        deputy.endedAt = now
        let facts: [String: FieldValue] = [
            "staff": .text(deputy.staff.description), "deputy": .text(deputy.deputy.description),
        ]
        try record(Subject(deputy.staff), "deputy.ended", facts)
        try record(Subject(deputy.deputy), "deputy.ended", facts)
        return deputy
    }
}
