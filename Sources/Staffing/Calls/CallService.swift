/// What so many agents give to those who call. Calls that are given up make two counts of the same line: of all calls, and
/// of those that were answered.
package struct CallService: Sendable, Hashable {
    package var agents: Int
    /// False where more comes in than they can take and nobody gives up: the line then grows without end.
    package var isStable: Bool
    /// The share of calls that do not get an agent at once.
    package var probabilityOfWait: Double
    /// Calls answered in time, as a share of all: one that was given up counts as not answered.
    package var serviceLevel: Double
    /// Calls answered in time, as a share of those answered; nil where none is.
    package var serviceLevelOfAnswered: Double?
    /// Seconds that a call waits, the mean of all, whether it was answered or given up; infinite where the line is not stable.
    package var wait: Double
    /// Seconds that an answered call waited; nil where none is answered.
    package var waitOfAnswered: Double?
    /// Agents' time taken up by calls, as a share.
    package var occupancy: Double
    /// Calls that wait, the mean over time; infinite where the line is not stable.
    package var waiting: Double
    /// The share of calls that are given up; nil where it is assumed that none is.
    package var abandoned: Double?
}
