package import Model

/// What the last weeks would have looked like under other promises: every clock that ran is judged again by the target
/// another book would have given it.
package enum PromiseReplay {
    /// One clock that ran, as the records have it.
    package struct Run: Sendable {
        package var clock: Clock
        package var ledger: [ClockEvent]
        package var facts: PromiseFacts

        package init(clock: Clock, ledger: [ClockEvent], facts: PromiseFacts) {
            (self.clock, self.ledger, self.facts) = (clock, ledger, facts)
        }
    }

    /// The counts of one promise, before and after.
    package struct Row: Sendable, Hashable {
        package var promise: String
        package var runs = 0
        package var keptBefore = 0
        package var keptAfter = 0
        /// Runs to which the other book promises nothing.
        package var unpromised = 0

        package init(promise: String) { self.promise = promise }

        /// The counts of both, for rows made page by page.
        package mutating func add(_ other: Row) {
            runs += other.runs
            keptBefore += other.keptBefore
            keptAfter += other.keptAfter
            unpromised += other.unpromised
        }
    }

    /// - Returns: a row for each promise that had runs, by its id. Clocks that would only have run under the other book
    ///   are not among them: nobody counted those.
    package static func rows(_ runs: [Run], under book: PromiseBook, calendars: Calendars, now: Instant)
        -> [Row]
    {
        var rows: [String: Row] = [:]
        for run in runs where run.clock.state != .cancelled {
            guard let own = calendars[run.clock.calendar] else { continue }
            var row = rows[run.clock.promise] ?? Row(promise: run.clock.promise)
            row.runs += 1
            row.keptBefore += run.wasKept(at: now) ? 1 : 0
            let day = own.localDay(of: run.clock.startedAt)
            if let promise = book.promise(for: run.clock.metric, run.facts, on: day),
                let published = promise.published, let calendar = calendars[promise.calendar]
            {
                let terms = ClockTerms(
                    published: published, internalTarget: promise.internalTarget ?? published,
                    calendar: calendar)
                row.keptAfter += run.isKept(on: terms, at: now) ? 1 : 0
            } else {
                row.unpromised += 1
            }
            rows[run.clock.promise] = row
        }
        return rows.values.sorted { $0.promise < $1.promise }
    }
}

extension PromiseReplay.Run {
    /// As it went; an open clock is kept while it is not overdue.
    fileprivate func wasKept(at now: Instant) -> Bool {
        switch clock.state {
        case .met: true
        case .missed, .cancelled: false
        case .paused: clock.breachedAt == nil
        case .running: clock.breachedAt == nil && now <= clock.due
        }
    }

    /// As it would have gone: the same starts, pauses and stop on other terms.
    fileprivate func isKept(on terms: ClockTerms, at now: Instant) -> Bool {
        let ledger = ClockLedger(events: ledger, terms: terms, start: clock.startedAt)
        return ledger.standing(at: clock.stoppedAt ?? now) <= ledger.dues.due
    }
}
