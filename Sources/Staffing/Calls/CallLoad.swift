/// What comes in: so many calls in a time, as if at random, each of which keeps an agent busy so long.
package struct CallLoad: Sendable, Hashable {
    /// From 0 up; need not be whole.
    package var calls: Double
    /// Seconds in which they come, such as 1800.
    package var interval: Double
    /// Seconds an agent is busy with one, talking, holding and writing up; the mean.
    package var handling: Double

    package init(calls: Double, interval: Double = 1800, handling: Double) {
        (self.calls, self.interval, self.handling) = (calls, interval, handling)
    }

    /// Calls a second.
    var rate: Double { calls / interval }
    /// Agents who are busy on average, if nobody gives up.
    package var erlangs: Double { rate * handling }

    /// Beyond these a load is a slip of the keyboard, and would be reckoned for hours: agents busy, seconds a call.
    package static let mostErlangs = 100_000.0
    package static let mostHandling = 86_400.0
    package var isPlausible: Bool { erlangs <= Self.mostErlangs && handling <= Self.mostHandling }
}

/// What is asked of a line.
package struct CallGoal: Sendable, Hashable {
    /// The share of all calls that must be answered in time; from 0, below 1.
    package var share: Double
    /// Seconds that are in time.
    package var within: Double
    /// No more of an agent's time may be taken up by calls; 1 is no limit.
    package var occupancy: Double

    package init(share: Double, within: Double, occupancy: Double = 1) {
        (self.share, self.within, self.occupancy) = (share, within, occupancy)
    }

    package func isMet(by service: CallService) -> Bool {
        isInTime(service) && service.occupancy <= occupancy + Self.rounding
    }

    /// Whether enough is answered in time, whatever it takes of agents.
    package func isInTime(_ service: CallService) -> Bool { service.serviceLevel >= share - Self.rounding }

    private static let rounding = 1e-12
}
