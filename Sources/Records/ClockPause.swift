package import Model

/// When a clock stood still, and by which step it came to.
package struct ClockPause: Sendable, Hashable {
    package var from: Instant
    /// Nil for one that lasts still, or lasted until the clock was stopped.
    package var to: Instant?
    package var reason: String

    /// What befell a clock, as a query has it: the clock, when, `pause` or `resume`, and the step.
    struct Event {
        var clock: ClockID
        var at: Instant
        var isEnd: Bool
        var reason: String

        init(_ r: any SQLRow) {
            (clock, at, isEnd, reason) = (r.id(0), r.instant(1), r.text(2) == "resume", r.text(3))
        }
    }

    /// The pauses of each clock, the earliest first; clocks that never stood still are left out.
    /// - Parameter events: those of each clock in the order in which they befell it.
    static func paired(_ events: [Event]) -> [ClockID: [ClockPause]] {
        var pauses: [ClockID: [ClockPause]] = [:]
        for event in events {
            var mine = pauses[event.clock] ?? []
            let stands = mine.last.map { $0.to == nil } ?? false
            if event.isEnd {
                if stands { mine[mine.count - 1].to = event.at }
            } else if !stands {
                mine.append(ClockPause(from: event.at, reason: event.reason))
            }
            pauses[event.clock] = mine
        }
        return pauses
    }
}
