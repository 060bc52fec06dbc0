package import Model
import Records
import Workflow

extension Work {
    /// Gives one person another limit of a decision for some days, in place of that of their roles; the newest holds.
    /// - Parameter limit: nil for nothing at all.
    @discardableResult
    package func exceptLimit(
        of login: String, _ name: String, _ limit: GrantLimit?, for days: DaySpan, reason: String
    ) throws -> LimitException {
        try require(.exceptLimits)
        let person = try activeStaff(login)
        let decision = try reading.decision(name)
        if !decision.isMoney, let limit, limit != GrantLimit(perCase: 0) {
            throw EmpowermentFault.sumNotWanted(decision.label)
        }
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        try check(days)
        try requireAnother(person.id)
        var exception = LimitException(
            staff: person.id, decision: name, limit: limit, days: days, reason: reason.trimmed,
            by: actor.staffID, at: now)
        exception.id = try empowerments.insert(exception)
        try record(Subject(person.id), "limit.excepted", facts(exception))
        return exception
    }

    /// Ends it before its last day; nobody ends one made about themselves.
    package func endException(_ id: LimitExceptionID) throws -> LimitException {
        try require(.exceptLimits)
        guard var exception = try empowerments.exception(id), exception.endedAt == nil,
            exception.days.last >= rules.localDay(now)
        else { throw EmpowermentFault.notInForce(id.description) }
        try requireAnother(exception.staff)
        try empowerments.endException(id, at: now)
        exception.endedAt = now
        try record(Subject(exception.staff), "limit.restored", ["decision": .text(exception.decision)])
        return exception
    }

    /// One's own limits are in another's hands.
    private func requireAnother(_ person: StaffID) throws {
        guard person == actor.staffID else { return }
        throw DeskFault.notAllowed(
            login: actor.login, right: "\(Right.exceptLimits.rawValue) (\(actor.login))")
    }

    private func facts(_ e: LimitException) -> [String: FieldValue] {
        func sum(_ minor: Int64?) -> FieldValue? {
            minor.map { .text(rules.empowerment.money($0).description) }
        }
        let sums = [
            "amount": sum(e.limit?.perCase), "perDay": sum(e.limit?.perDay),
            "perMonth": sum(e.limit?.perMonth),
        ]
        return sums.compactMapValues { $0 }.merging([
            "decision": .text(e.decision), "firstDay": .text(e.days.first.description),
            "lastDay": .text(e.days.last.description), "reason": .text(e.reason),
            "mayGrant": .flag(e.limit != nil),
        ]) { own, _ in own }
    }

    func activeStaff(_ login: String) throws -> Staff {
        guard let person = try staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
        guard person.active else { throw DeskFault.inactiveStaff(login) }
        return person
    }

    /// Days that are not over, in their order.
    func check(_ days: DaySpan) throws {
        guard days.first <= days.last else {
            throw EmpowermentFault.daysBackwards(from: days.first, until: days.last)
        }
        guard days.last >= rules.localDay(now) else { throw EmpowermentFault.daysOver }
    }
}
