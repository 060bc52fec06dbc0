package import Model

/// What a clock's ledger comes to: pure arithmetic over its events.
///
/// A pause stops the clock's time. What was left when it paused is left when it resumes: elapsed units move on by the
/// length of the pause, working units by the working time that passed in it.
package struct ClockLedger: Sendable {
    package let events: [ClockEvent]
    package let target: Target
    package let calendar: ServiceCalendar
    /// The first start, or the latest restart.
    package let start: Instant
    package let pauses: [Pause]

    package struct Pause: Hashable, Sendable {
        package var from: Instant
        /// Nil while it lasts.
        package var to: Instant?
        package var reason: String
    }

    /// - Parameter anchor: what the target counts from when not from the start (a promised window's end).
    package init(events: [ClockEvent], target: Target, calendar: ServiceCalendar, anchor: Instant? = nil) {
        (self.events, self.target, self.calendar) = (events, target, calendar)
        var start = anchor ?? events.first?.at ?? Instant(milliseconds: 0)
        var pauses: [Pause] = []
        for event in events {
            switch event.kind {
            case .restart:
                start = event.at
                pauses = []
            case .pause: pauses.append(Pause(from: event.at, reason: event.reason))
            case .resume:
                if let last = pauses.indices.last, pauses[last].to == nil { pauses[last].to = event.at }
            case .start, .stop, .cancel, .breach, .internalBreach, .recompute: break
            }
        }
        self.start = start
        self.pauses = pauses
    }

    /// When it falls due, every finished pause counted in; while paused, as if it resumed at once.
    package var due: Due {
        var due = calendar.due(from: start, target)
        for pause in pauses {
            guard let to = pause.to else { continue }
            due.instant = moved(due.instant, by: pause, to)
        }
        if target.unit.rests, !due.provisional {
            due.provisional = calendar.isProvisional(
                from: calendar.localDay(of: start), to: calendar.localDay(of: due.instant))
        }
        return due
    }

    private func moved(_ due: Instant, by pause: Pause, _ to: Instant) -> Instant {
        guard pause.from < to else { return due }
        switch target.unit {
        case .minutes, .hours, .calendarDays, .months, .years: return due + (to - pause.from)
        case .workingMinutes, .workingHours, .workingDays:
            return calendar.adding(working: calendar.working(from: pause.from, to: to), to: due)
        }
    }

    /// How long it stood still.
    package func paused(until now: Instant) -> Span {
        pauses.reduce(.zero) { $0 + (($1.to ?? now) - $1.from) }
    }
}
