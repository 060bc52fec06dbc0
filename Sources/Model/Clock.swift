/// Where a clock stands. A breach is a flag beside it (`Clock.breachedAt`), never a state of the case.
package enum ClockState: String, Sendable, Codable, CaseIterable {
    case running, paused
    /// Stopped in time, or late.
    case met, missed
    /// No longer owed (the case was cancelled, or another promise took over).
    case cancelled

    package var isOpen: Bool { self == .running || self == .paused }
}

/// One promise running for one case or visit. There is one row a promise; nothing is folded into one due date.
package struct Clock: Hashable, Sendable {
    package var id: ClockID
    package var subject: Subject
    /// The promise's id in `Resources/promises`.
    package var promise: String
    /// What it measures: `acknowledge`, `resolve`, `arrive` …
    package var metric: String
    package var state: ClockState
    package var startedAt: Instant
    /// The published and the internal target and the calendar they count on, as they stood when the clock started:
    /// a promise changed later changes no running clock.
    package var target: String
    package var internalTarget: String
    package var calendar: String
    /// By when customers were promised it; moves on when a pause ends.
    package var due: Instant
    /// By when we want it ourselves, the stricter one.
    package var internalDue: Instant
    /// Due dates that rest on a year whose holidays are not yet official.
    package var provisional: Bool
    package var stoppedAt: Instant?
    package var breachedAt: Instant?
    package var internalBreachedAt: Instant?
    /// The last share of its time, in per cent, at which an escalation ladder was climbed; 0 before the first.
    package var rung: Int
    /// The same of the minutes that ladders name, counted from its start; 0 before the first.
    package var rungMinutes = 0
    /// When the next such share or minute is reached, if it runs on as it does; nil where no ladder has one.
    package var rungDue: Instant?

    package init(
        id: ClockID, subject: Subject, promise: String, metric: String, state: ClockState = .running,
        startedAt: Instant, target: String = "", internalTarget: String = "", calendar: String = "",
        due: Instant, internalDue: Instant, provisional: Bool = false,
        stoppedAt: Instant? = nil, breachedAt: Instant? = nil, internalBreachedAt: Instant? = nil,
        rung: Int = 0, rungDue: Instant? = nil
    ) {
        self.id = id
        self.subject = subject
        self.promise = promise
        self.metric = metric
        self.state = state
        self.startedAt = startedAt
        self.target = target
        self.internalTarget = internalTarget
        self.calendar = calendar
        self.due = due
        self.internalDue = internalDue
        self.provisional = provisional
        self.stoppedAt = stoppedAt
        self.breachedAt = breachedAt
        self.internalBreachedAt = internalBreachedAt
        (self.rung, self.rungDue) = (rung, rungDue)
    }
}

/// What happened to a clock.
package enum ClockEventKind: String, Sendable, Codable, CaseIterable {
    case start, pause, resume, stop, restart, cancel, breach
    case internalBreach = "internal breach"
    /// Due dates computed again, after a calendar was imported.
    case recompute
}

/// One line of a clock's ledger.
package struct ClockEvent: Hashable, Sendable {
    package var clock: ClockID
    package var at: Instant
    package var kind: ClockEventKind
    /// Why: the state or transition that caused it.
    package var reason: String
    /// Who; nil for the engine itself.
    package var by: StaffID?

    package init(clock: ClockID, at: Instant, kind: ClockEventKind, reason: String, by: StaffID? = nil) {
        self.clock = clock
        self.at = at
        self.kind = kind
        self.reason = reason
        self.by = by
    }
}
