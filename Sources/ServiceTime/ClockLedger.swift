package import Model

/// What a clock's ledger comes to: pure arithmetic over its events.
///
/// A pause stops the clock's time. What was left when it paused is left when it resumes: dates of elapsed units,
/// calendar days, months and years move on by the length of the pause; those of working units, working days among them,
/// by the working time that passed in it. So a pause over a weekend moves a date of working days not at all.
package struct ClockLedger: Sendable {
    package let events: [ClockEvent]
    package let terms: ClockTerms
    /// What the targets count from: the start or the latest restart.
    package let start: Instant
    /// Since that start, the earliest first.
    package let pauses: [Pause]

    package struct Pause: Hashable, Sendable {
        package var from: Instant
        /// Nil while it lasts.
        package var to: Instant?
        package var reason: String

        package init(from: Instant, to: Instant? = nil, reason: String = "") {
            (self.from, self.to, self.reason) = (from, to, reason)
        }
    }

    /// - Parameters:
    ///   - events: in the order they happened.
    ///   - start: what the targets count from, which need not be when the clock was started (an arrival counts from the
    ///     end of the promised window); a restart in the ledger replaces it.
    package init(events: [ClockEvent], terms: ClockTerms, start: Instant) {
        var start = start
        var pauses: [Pause] = []
        for event in events {
            switch event.kind {
            case .restart:
                start = event.at
                pauses = []
            case .pause:
                if pauses.last?.isOver ?? true { pauses.append(Pause(from: event.at, reason: event.reason)) }
            case .resume:
                if let last = pauses.last, !last.isOver { pauses[pauses.count - 1].to = event.at }
            case .start, .stop, .cancel, .breach, .internalBreach, .recompute: break
            }
        }
        (self.events, self.terms, self.start, self.pauses) = (events, terms, start, pauses)
    }

    /// When it falls due, every finished pause counted in; while paused, as if it resumed at once.
    package var dues: ClockTerms.Dues { terms.dues(from: start, pauses: pauses) }

    /// When a share of its published time is gone, every finished pause counted in; may be over 100 per cent.
    package func moment(percent: Int) -> Instant {
        terms.moment(percent: percent, from: start, pauses: pauses)
    }

    /// When so many minutes of its time are gone, every finished pause counted in.
    package func moment(minutes: Int) -> Instant {
        terms.moment(minutes: minutes, from: start, pauses: pauses)
    }

    /// How many minutes it has, counted as its target counts.
    package var minutes: Int { terms.minutes(from: start) }

    /// Where its time stands at a moment: the beginning of the pause it is in, else that moment.
    package func standing(at now: Instant) -> Instant {
        guard let last = pauses.last, !last.isOver else { return now }
        return min(last.from, now)
    }

    /// How long it stood still, pauses outside working hours included.
    package func paused(until now: Instant) -> Span {
        pauses.reduce(.zero) { $0 + max(.zero, (($1.to ?? now) - $1.from)) }
    }
}

extension ClockLedger.Pause {
    package var isOver: Bool { to != nil }
}
