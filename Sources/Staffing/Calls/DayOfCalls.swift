/// A day's calls by the times they come in, and how many agents each takes. Each is reckoned as if it had always been so: what
/// waits at its end is not carried into the next.
package struct DayOfCalls: Sendable, Hashable {
    /// A stretch of the day.
    package struct Stretch: Sendable, Hashable {
        /// Minutes since midnight.
        package var start: Int
        package var load: CallLoad

        package init(start: Int, load: CallLoad) { (self.start, self.load) = (start, load) }
    }

    /// A stretch with its agents.
    package struct Staffed: Sendable, Hashable {
        package var stretch: Stretch
        package var service: CallService
        /// On the roster, those who are away counted in.
        package var scheduled: Int
    }

    package private(set) var staffed: [Staffed]

    package init(_ stretches: [Stretch], goal: CallGoal, patience: Double? = nil, shrinkage: Double = 0) {
        staffed = stretches.map { stretch in
            let line = CallLine(stretch.load, patience: patience)
            let service = line.fewest(for: goal)
            return Staffed(
                stretch: stretch, service: service,
                scheduled: Heads.scheduled(service.agents, shrinkage: shrinkage))
        }
    }

    package var calls: Double { staffed.reduce(0) { $0 + $1.stretch.load.calls } }
    /// Hours of agents at work.
    package var hours: Double { hours(\.service.agents) }
    /// Hours of agents on the roster.
    package var scheduledHours: Double { hours(\.scheduled) }
    /// Most agents at one time.
    package var most: Int { staffed.map(\.service.agents).max() ?? 0 }

    /// Calls answered in time, as a share of the day's; nil without calls.
    package var serviceLevel: Double? {
        calls > 0
            ? staffed.reduce(0) { $0 + $1.stretch.load.calls * $1.service.serviceLevel } / calls : nil
    }

    private func hours(_ heads: KeyPath<Staffed, Int>) -> Double {
        staffed.reduce(0) { $0 + Double($1[keyPath: heads]) * $1.stretch.load.interval } / 3600
    }
}
