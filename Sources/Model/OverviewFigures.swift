/// What waits in a queue, by how long it waits and by when it is due.
package struct QueueFigures: Sendable, Hashable {
    package var queue: String
    package var waiting = CappedCount.zero
    /// In nobody's hands.
    package var free = CappedCount.zero
    /// A promise has run out.
    package var overdue = CappedCount.zero
    /// What its rule counts as at risk and is not late.
    package var atRisk = CappedCount.zero
    /// Whose earliest promise runs out within each of the spans asked for, one after the other.
    package var due: [CappedCount] = []
    /// How many wait so long: before the first of the edges asked for, between them, beyond the last.
    package var ages: [CappedCount] = []
    /// When its oldest case was opened.
    package var oldest: Instant?

    package init(queue: String) { self.queue = queue }
}

/// So many of a queue, or of a team, in one of the hours asked for.
package struct HourCount: Sendable, Hashable {
    package var name: String
    package var hour: Int
    package var count: Int

    package init(name: String, hour: Int, count: Int) {
        (self.name, self.hour, self.count) = (name, hour, count)
    }
}

/// Which way cases went.
package enum CaseMove: String, Sendable, Hashable, CaseIterable {
    /// Logged.
    case came
    /// Closed, and closed still.
    case went
}

/// A case that went that way, and when.
package struct MovedCase: Sendable, Hashable {
    package var line: CaseLine
    package var at: Instant

    package init(line: CaseLine, at: Instant) { (self.line, self.at) = (line, at) }
}

/// The visits of a day.
package struct VisitFigures: Sendable, Hashable {
    /// By the state of the visits' workflow.
    package struct StateCount: Sendable, Hashable {
        package var version: Int
        package var state: String
        package var count: Int

        package init(version: Int, state: String, count: Int) {
            (self.version, self.state, self.count) = (version, state, count)
        }
    }

    package var states: [StateCount] = []
    /// Somebody has arrived and is not done.
    package var onSite = 0
    /// What was promised is over, and nobody has arrived.
    package var late = 0
    /// Nobody is to go there yet.
    package var unplaced = 0
    package var all: Int { states.reduce(0) { $0 + $1.count } }

    package init() {}
}

/// Calls still to be made.
package struct CallFigures: Sendable, Hashable {
    package var overdue = CappedCount.zero
    /// May be made now, and is not overdue.
    package var now = CappedCount.zero
    /// Begins later today.
    package var later = CappedCount.zero
    package var inHand = CappedCount.zero

    package init() {}
}

/// What someone has in hand.
package struct HandFigures: Sendable, Hashable {
    package var cases = CappedCount.zero
    /// Of the cases: a promise has run out, or does soon.
    package var late = CappedCount.zero
    package var atRisk = CappedCount.zero
    /// When the oldest of them was opened.
    package var oldest: Instant?
    /// By how long ago they were opened, the youngest first.
    package var ages: [CappedCount] = []
    package var calls = 0
    package init() {}
}

/// What a list is of that is none of cases.
package enum WorkKind: String, Sendable, Hashable, CaseIterable {
    case visits, calls, approvals
}

/// Which of the calls to make.
package enum CallPart: String, Sendable, Hashable, CaseIterable {
    /// As `CallFigures` counts them.
    case overdue, now, later, inHand
}

/// Which of a day's visits.
package enum VisitStanding: Sendable, Hashable {
    /// As `VisitFigures` counts them.
    case all, onSite, late, unplaced
    case state(String, version: Int)

    /// Whether a visit that is not cancelled is one of them.
    package func holds(_ v: Visit, at now: Instant) -> Bool {
        let isOpen = v.category.isOpen
        return switch self {
        case .all: true
        case .onSite: isOpen && v.arrivedAt != nil && v.finishedAt == nil
        case .late: isOpen && v.arrivedAt == nil && v.promised.end < now
        case .unplaced: isOpen && v.technician == nil
        case .state(let name, let version): v.state == name && v.workflowVersion == version
        }
    }
}
