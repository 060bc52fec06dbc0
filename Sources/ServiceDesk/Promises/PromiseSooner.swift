package import Model
import Records
import ServiceTime
import Workflow

/// What became of a promise beyond the standard.
package enum SoonerPromise: Hashable, Sendable {
    /// The clock as it counts now.
    case made(Clock)
    /// It is more than whoever acts may promise: those who may will decide. Until then the standard holds.
    case asked(Approval)
}

/// What somebody can do about a promise beyond the standard.
package enum SoonerPower: Hashable, Sendable {
    case alone
    /// It becomes a request.
    case asking
    /// The organisation promises nothing beyond its standards.
    case nothing
}

/// For what a request for a promise beyond the standard asks.
package struct AskedPromise: Hashable, Sendable {
    package static let decision = "promise"
    /// The journal's fact that its time had passed when it was granted.
    package static let late = "grantedLate"

    /// What the clock measures, such as `respond`.
    package var metric: String
    package var by: Instant
    /// What the standard had when it was asked.
    package var standard: Instant

    /// Whether its time had passed when it was granted: then nothing was promised by it, and the standard holds.
    package func hadPassed(when approval: Approval) -> Bool {
        approval.state == .granted && approval.decidedAt.map { by <= $0 } ?? false
    }
}

extension Reading {
    package func soonerPower(of actor: Actor, at now: Instant) throws -> SoonerPower {
        guard let decision = rules.empowerment[AskedPromise.decision] else { return .nothing }
        guard let person = actor.staff else { return .alone }
        return try power(of: person, decision, at: now).limit == nil ? .asking : .alone
    }

    /// What a request asked for that was granted after its time; nil for every other.
    package func promiseGrantedLate(by approval: Approval) throws -> AskedPromise? {
        guard approval.state == .granted else { return nil }
        return try askedPromise(of: approval).flatMap { $0.hadPassed(when: approval) ? $0 : nil }
    }

    /// Nil for a request for something else, and for one that names no time.
    func askedPromise(of approval: Approval) throws -> AskedPromise? {
        guard approval.decision == AskedPromise.decision else { return nil }
        let facts = try journal.of(Subject(approval.id)).first { $0.event == "approval.asked" }?.facts
        guard case .text(let metric)? = facts?["metric"], case .instant(let by)? = facts?["due"],
            case .instant(let standard)? = facts?["due.before"]
        else { return nil }
        return AskedPromise(metric: metric, by: by, standard: standard)
    }
}

// A customer is promised something for an earlier time than the standard says, as cases are logged and in calls. That is a decision
// of `empowerment.yaml`: who may promise it alone does so; of anybody else it becomes a request, and holds once that is granted.
extension Work {
    /// Promises that what a clock of a case measures is done by a moment.
    /// - Parameters:
    ///   - metric: of a clock that runs or stands still, such as `respond`.
    ///   - by: earlier than the standard has it.
    /// - Throws: `SoonerPromiseFault`; `DeskFault.closed`, `.missing`; `EmpowermentFault.unknownDecision` where the organisation
    ///   promises nothing beyond its standards.
    package func promiseSooner(_ metric: String, of id: CaseID, by: Instant, reason: String) throws
        -> SoonerPromise
    {
        try require(.doCase, of: id)
        let c = try reading.serviceCase(id)
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        let clock = try openClock(metric, of: id)
        guard by > now else { throw SoonerPromiseFault.past(by) }
        guard by < clock.due else { throw SoonerPromiseFault.notSooner(due: clock.due) }
        let decision = try reading.decision(AskedPromise.decision)
        if try mayPromise(clock, by: by) {
            return .made(try hold(clock, to: by, reason: reason.trimmed))
        }
        if let open = try approvals.of(Subject(id)).first(where: {
            $0.state.isOpen && $0.decision == decision.name
        }) {
            throw SoonerPromiseFault.askedAlready(open.id)
        }
        return .asked(
            try askApproval(
                Subject(id), decision: decision.name, reason: reason,
                with: ["metric": .text(metric), "due": .instant(by), "due.before": .instant(clock.due)]))
    }

    /// By their own limit, or by a request that was granted and named this very clock, for as early a time.
    private func mayPromise(_ clock: Clock, by: Instant) throws -> Bool {
        if try reading.soonerPower(of: actor, at: now) == .alone { return true }
        return try approvals.of(clock.subject).contains { approval in
            guard approval.state == .granted, approval.askedAt >= clock.startedAt,
                let asked = try reading.askedPromise(of: approval)
            else { return false }
            return asked.metric == clock.metric && asked.by <= by
        }
    }

    /// What was asked is granted: the clock holds to it, unless it has stopped meanwhile or the time has passed. One of the same
    /// metric that began anew since then is owed its own time.
    func carryPromise(of approval: Approval) throws {
        guard approval.subject.kind == .case, let asked = try reading.askedPromise(of: approval),
            asked.by > now,
            let c = try afterMerges(CaseID(approval.subject.number)), c.closedAt == nil,
            let clock = try clocks.of(Subject(c.id)).first(where: {
                $0.metric == asked.metric && $0.state.isOpen
            }),
            clock.startedAt <= approval.askedAt || Subject(c.id) != approval.subject, asked.by < clock.due
        else { return }
        _ = try hold(clock, to: asked.by, reason: approval.reason)
    }

    private func openClock(_ metric: String, of id: CaseID) throws -> Clock {
        let open = try clocks.of(Subject(id)).filter(\.state.isOpen)
        guard let clock = open.first(where: { $0.metric == metric }) else {
            throw SoonerPromiseFault.notCounted(metric, known: open.map(\.metric))
        }
        return clock
    }

    /// From now on the clock counts to the minute that was promised; while it stands still that moves on as any promise does.
    private func hold(_ before: Clock, to by: Instant, reason: String) throws -> Clock {
        var clock = before
        let ledger = try clocks.ledger(clock.id)
        let counted = try rules.ledger(of: clock, ledger)
        let stood = counted.pauses.reduce(Span.zero) { $0 + max(.zero, ($1.to ?? $1.from) - $1.from) }
        let length = (by - counted.start) - stood
        // The minute that was named is kept to its end.
        let minutes = max(1, Int((length.milliseconds + 59_999) / 60_000))
        clock.target = Target(minutes, .minutes).description
        try setDues(of: &clock, by: ledger)
        try clocks.update(clock)
        try clocks.append([
            ClockEvent(
                clock: clock.id, at: now, kind: .recompute, reason: ClockEvent.promisedSooner,
                by: actor.staffID)
        ])
        let id = CaseID(clock.subject.number)
        try record(
            clock.subject, "case.promisedSooner",
            [
                "metric": .text(clock.metric), "due": .instant(by), "due.before": .instant(before.due),
                "because": .text(reason),
            ])
        try refreshUrgency(of: id)
        return clock
    }
}

extension ClockEvent {
    /// Why a clock was counted again to what somebody promised beyond the standard.
    static let promisedSooner = "promisedSooner"
}
