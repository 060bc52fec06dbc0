package import Model
import Records
import ServiceTime
package import Workflow

/// What one person may grant of a decision at a moment, and by what.
package struct Power: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case role(String)
        case exception(LimitException)
    }

    package var holder: Staff
    package var decision: Empowerment.Decision
    /// Nil where they may grant nothing of it.
    package var limit: GrantLimit?
    /// What the limit comes from; nil where no role and no exception has one.
    package var source: Source?
    /// What they granted of it, at request or alone, in the local day and month. Hundredths.
    package var spentInDay: Int64
    package var spentInMonth: Int64

    /// The most that the day and the month leave; nil without such a bound.
    package var left: Int64? {
        let bounds = [limit?.perDay.map { $0 - spentInDay }, limit?.perMonth.map { $0 - spentInMonth }]
        return bounds.compactMap { $0 }.min().map { max(0, $0) }
    }

    /// The most they may grant in one case now; nil where nothing.
    package var most: Int64? { limit.map { min($0.perCase, left ?? .max) } }

    /// The most they may grant in one case without asking anybody: what two must grant nobody grants alone.
    package var perCaseAlone: Int64? { limit.map { min($0.perCase, decision.fourEyes ?? .max) } }

    /// Why they may not grant so much at request.
    /// - Parameters:
    ///   - amount: of the case, in hundredths.
    ///   - more: what of it counts anew for the day and the month.
    func refusal(of amount: Int64, more: Int64, _ empowerment: Empowerment) -> (any Fault)? {
        guard let limit else { return EmpowermentFault.nothingOfThis(decision.label, name: holder.name) }
        guard amount <= limit.perCase else {
            return DeskFault.overLimit(
                amount: empowerment.money(amount), limit: empowerment.money(limit.perCase))
        }
        for (period, bound, spent) in [
            (GrantPeriod.day, limit.perDay, spentInDay), (.month, limit.perMonth, spentInMonth),
        ] {
            guard let bound, spent + more > bound else { continue }
            return EmpowermentFault.overPeriod(
                amount: empowerment.money(more), left: empowerment.money(max(0, bound - spent)),
                period: period)
        }
        return nil
    }

    /// Why they may not grant so much without asking anybody.
    func refusalAlone(of amount: Int64, more: Int64, _ empowerment: Empowerment) -> (any Fault)? {
        if let refusal = refusal(of: amount, more: more, empowerment) { return refusal }
        guard let most = perCaseAlone, amount > most else { return nil }
        return DeskFault.overLimit(amount: empowerment.money(amount), limit: empowerment.money(most))
    }
}

extension Reading {
    /// - Throws: `EmpowermentFault.unknownDecision`.
    package func decision(_ name: String) throws -> Empowerment.Decision {
        guard let decision = rules.empowerment[name] else {
            throw EmpowermentFault.unknownDecision(name, known: rules.empowerment.decisions.map(\.name))
        }
        return decision
    }

    /// What somebody may grant of a decision now: by an exception made for them, or by their roles.
    package func power(of person: Staff, _ decision: Empowerment.Decision, at now: Instant) throws -> Power {
        let exceptions = try empowerments.exceptions(of: person.id, on: rules.localDay(now))
        return try power(of: person, decision, exceptions, at: now)
    }

    /// The same of several decisions.
    func powers(of person: Staff, _ decisions: [Empowerment.Decision], at now: Instant) throws -> [Power] {
        let exceptions = try empowerments.exceptions(of: person.id, on: rules.localDay(now))
        return try decisions.map { try power(of: person, $0, exceptions, at: now) }
    }

    /// - Parameter exceptions: of this person today, the newest first.
    private func power(
        of person: Staff, _ decision: Empowerment.Decision, _ exceptions: [LimitException], at now: Instant
    ) throws -> Power {
        let day = rules.localDay(now)
        var power = Power(holder: person, decision: decision, spentInDay: 0, spentInMonth: 0)
        if let exception = exceptions.first(where: { $0.decision == decision.name }) {
            (power.limit, power.source) = (exception.limit, .exception(exception))
        } else if let found = rules.empowerment.limit(of: person.roles, for: decision.name) {
            (power.limit, power.source) = (found.limit, .role(found.role))
        }
        guard power.limit?.perDay != nil || power.limit?.perMonth != nil else { return power }
        func monthBegin(_ day: Day) -> Day {
            let (year, month, _) = day.civil
            return Day(year, month, 1)
        }
        let first = monthBegin(day)
        let calendar = rules.deskCalendar
        func spent(_ first: Day, _ next: Day) throws -> Int64 {
            try empowerments.spent(
                by: person.id, on: decision.name,
                in: Window(
                    start: calendar.instant(first, minute: 0), end: calendar.instant(next, minute: 0)))
        }
        power.spentInDay = try spent(day, day + 1)
        power.spentInMonth = try spent(first, monthBegin(first + 31))
        return power
    }

    /// What may have been granted alone in one matter after this person's step, in hundredths, as `grantAlone` takes it: at least
    /// what was, by whomever, for that counts no more.
    func mostAlone(_ person: Staff, _ decision: String, in subject: Subject, at now: Instant) throws -> Int64
    {
        guard let decision = rules.empowerment[decision] else { return 0 }
        let before = try empowerments.alone(decision.name, in: subject)
        let power = try power(of: person, decision, at: now)
        guard let most = power.perCaseAlone else { return before }
        return max(before, min(most, before + (power.left ?? most)))
    }
}

extension Work {
    /// Grants what is within the actor's own limit and needs no second person, or was approved; only what is more than was
    /// granted in this matter before counts for the day and the month.
    /// - Parameter asked: where it would have been asked for; the subject itself when nil.
    /// - Throws: `DeskFault.overLimit`, `EmpowermentFault.overPeriod`, `EmpowermentFault.nothingOfThis`.
    func grantAlone(_ name: String, _ amount: Int64, in subject: Subject, asked: Subject? = nil) throws {
        guard let person = actor.staff, amount > 0 else { return }
        if let most = try approvals.of(asked ?? subject).most(of: name), amount <= most { return }
        let more = amount - (try empowerments.alone(name, in: subject))
        guard more > 0 else { return }
        let power = try reading.power(of: person, reading.decision(name), at: now)
        if let refusal = power.refusalAlone(of: amount, more: more, rules.empowerment) { throw refusal }
        try empowerments.insert(
            Grant(
                at: now, staff: person.id, by: person.id, decision: name, subject: subject, amount: more))
    }
}

extension GrantLimit {
    /// `¥50.00 a case, ¥500.00 a day`
    package func phrase(of decision: Empowerment.Decision, _ empowerment: Empowerment) -> Phrase {
        guard decision.isMoney else { return Phrase("empowerment.limit.yes") }
        var facts: [String: PhraseFact] = ["case": .money(empowerment.money(perCase))]
        facts["day"] = perDay.map { .money(empowerment.money($0)) }
        facts["month"] = perMonth.map { .money(empowerment.money($0)) }
        return switch (perDay, perMonth) {
        case (nil, nil): Phrase("empowerment.limit.case", facts)
        case (_?, nil): Phrase("empowerment.limit.caseDay", facts)
        case (nil, _?): Phrase("empowerment.limit.caseMonth", facts)
        default: Phrase("empowerment.limit.caseDayMonth", facts)
        }
    }
}
