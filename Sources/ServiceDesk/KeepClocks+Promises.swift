import Model
import Records
import ServiceTime

extension Work {
    /// Holds the open clocks of a case to the promises that fit it best as it stands now: a complaint that became urgent
    /// is owed what urgent ones are. They count from where they began, less their pauses; a promise already missed
    /// stays missed, and one made beyond the standard stays where the new standard is later.
    func promiseAnew(_ id: CaseID) throws {
        guard let c = try cases.find(id), c.closedAt == nil else { return }
        let asked = try reading.promiseFacts(of: .serviceCase(c), customer: nil)
        let today = rules.localDay(now)
        for var clock in try clocks.of(Subject(id)) where clock.state.isOpen && clock.breachedAt == nil {
            guard let promise = rules.promises.promise(for: clock.metric, asked, on: today),
                promise.id != clock.promise, let published = promise.published
            else { continue }
            let ledger = try clocks.ledger(clock.id)
            let before = clock
            clock.promise = promise.id
            clock.target = published.description
            clock.internalTarget = (promise.internalTarget ?? published).description
            clock.calendar = promise.calendar
            try rules.keepMinutes(of: &clock, since: before, ledger)
            try setDues(of: &clock, by: ledger)
            let isPromised = ledger.contains { $0.reason == ClockEvent.promisedSooner }
            if isPromised, clock.due > before.due { continue }
            try clocks.update(clock)
            try clocks.append([
                ClockEvent(clock: clock.id, at: now, kind: .recompute, reason: "promise", by: actor.staffID)
            ])
        }
        try refreshUrgency(of: id)
    }
}
