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

    /// - Returns: a row for each promise that had runs, by its id.
    package static func rows(_ runs: [Run], under book: PromiseBook, calendars: Calendars, now: Instant)
        -> [Row]
    {
        var rows: [String: Row] = [:]
        for run in runs where run.clock.state != .cancelled {
            guard let own = calendars[run.clock.calendar] else { continue }
            let day = own.localDay(of: run.clock.startedAt)
            var row = rows[run.clock.promise] ?? Row(promise: run.clock.promise)
            row.runs += 1
            let end = run.clock.stoppedAt ?? now
            row.keptBefore +=
                run.clock.state == .met || (run.clock.state.isOpen && run.clock.due >= now) ? 1 : 0
            if let promise = book.promise(for: run.clock.metric, run.facts, on: day),
                let target = promise.published,
                let calendar = calendars[promise.calendar]
            {
                let due = ClockLedger(events: run.ledger, target: target, calendar: calendar).due.instant
                row.keptAfter += end <= due ? 1 : 0
            } else {
                row.unpromised += 1
            }
            rows[run.clock.promise] = row
        }
        return rows.values.sorted { $0.promise < $1.promise }
    }
}
