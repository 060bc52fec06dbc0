/// Promises proposed beside those in force, in the form of a rule file: worked on, forecast, and approved by a named
/// person for a day, from which on clocks are started by them.
package struct PromiseDraft: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Being worked on.
        case open
        case approved
        case withdrawn
    }

    package var id: Int64 = 0
    /// One more with every change.
    package var version = 1
    package var name: String
    /// On what it rests: segments, competitors' moves, resources.
    package var basis: String
    /// The promises, as in a file of `Resources/promises`.
    package var text: String
    package var state = State.open
    package var by: StaffID?
    package var at: Instant
    /// What simulated days say of its text.
    package var forecast: DraftForecast?
    package var approvedBy: StaffID?
    package var approvedAt: Instant?
    /// From this day on it is in force.
    package var since: Day?
    /// What whoever approved it had to say.
    package var remark = ""

    package init(name: String, basis: String, text: String, by: StaffID?, at: Instant) {
        (self.name, self.basis, self.text, self.by, self.at) = (name, basis, text, by, at)
    }
}

/// What simulated days said of a draft.
package struct DraftForecast: Hashable, Sendable, Codable {
    /// A promise, and how often it is kept.
    package struct Line: Hashable, Sendable, Codable {
        package var promise: String
        package var target: String
        /// Under the promises in force, and under the draft's; nil where it is not owed.
        package var asIs: Share?
        package var changed: Share?

        package init(promise: String, target: String, asIs: Share?, changed: Share?) {
            (self.promise, self.target, self.asIs, self.changed) = (promise, target, asIs, changed)
        }
    }

    /// 0 to 1, with the interval that holds the mean in 95 of 100 cases.
    package struct Share: Hashable, Sendable, Codable {
        package var mean: Double
        package var low: Double
        package var high: Double

        package init(mean: Double, low: Double, high: Double) {
            (self.mean, self.low, self.high) = (mean, low, high)
        }
    }

    package var at: Instant
    /// How many days, how often.
    package var days: Int
    package var runs: Int
    package var technicians: Int
    package var lines: [Line]

    package init(at: Instant, days: Int, runs: Int, technicians: Int, lines: [Line]) {
        (self.at, self.days, self.runs) = (at, days, runs)
        (self.technicians, self.lines) = (technicians, lines)
    }
}
