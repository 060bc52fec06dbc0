package import Model
import Records
import ServiceTime
import Workflow

/// Where a call stands in the rule of attempts.
package struct CallStanding: Sendable {
    package var call: FollowUpCall
    package var customer: Customer
    /// When it was tried, in that order.
    package var attempts: [Instant]
    /// How often it may still be tried.
    package var left: Int
    /// Whether it may be made now, by the hours for its reason.
    package var isOpen: Bool
    /// When it may first be made, from now or from when it is due on.
    package var opens: Instant?
    /// When it would be tried again, were nobody reached now; nil when it would be given up.
    package var next: Instant?
}

extension Reading {
    /// When somebody was rung up, by the journal: the steps that count an attempt.
    func attempts(of id: CallID) throws -> [Instant] {
        let workflow = try rules.workflow(named: "call")
        let counting = Set(
            workflow.transitions.filter { $0.effects.contains(.countAttempt) }.map(\.name))
        return try journal.of(Subject(id)).filter { entry in
            entry.event == "call.did" && entry.facts["did"].map { counting.contains($0.plain) } ?? false
        }.map(\.at)
    }

    package func standing(of id: CallID, at now: Instant) throws -> CallStanding {
        let call = try call(id)
        let (calling, made) = (try rules.calling(), try attempts(of: id))
        let attempts = try rules.attempts(of: call)
        let from = max(now, call.dueFrom)
        // At a minute that was promised somebody is rung up whatever the hour.
        var named: Instant?
        if let minute = call.promisedAt, minute >= now - .minutes(calling.hold),
            !calling.mayCall(for: call.reason, wish: call.wish, at: minute)
        {
            named = calling.begins(promisedFor: minute, now: now)
        }
        let regular = calling.opening(for: call.reason, wish: call.wish, from: from)
        let opens = [regular, named].compactMap { $0 }.min()
        return CallStanding(
            call: call, customer: try current(call.customer), attempts: made,
            left: max(0, attempts.most - call.attempts),
            isOpen: try mayRing(call, at: now),
            opens: opens,
            next: calling.next(after: made + [max(now, opens ?? now)], attempts, wish: call.wish))
    }
}

extension Work {
    /// When a call is tried again whose attempt has just been recorded.
    func nextAttempt(of call: FollowUpCall) throws -> Instant {
        let (calling, made) = (try rules.calling(), try reading.attempts(of: call.id))
        let attempts = try rules.attempts(of: call)
        // One more than the rule has, where a workflow of one's own lets it be recorded: as after the last but one.
        return calling.next(after: made.suffix(attempts.most - 1), attempts, wish: call.wish) ?? now
    }
}
