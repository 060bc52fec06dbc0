package import Model
package import Statistics

/// Something customers judge a service by, in which its gaps are measured, and where each side of it is told
/// (`Resources/gaps.yaml`).
package struct GapAttribute: Sendable, Hashable, Identifiable {
    package enum Unit: String, Sendable, CaseIterable {
        /// On the clock on the wall, pauses taken out.
        case hours
        /// While the promise's calendar is open, pauses taken out.
        case workingHours = "working hours"
        /// Of a scale from 1 to 7.
        case points
        /// 0 to 1.
        case share

        package var isTime: Bool { self == .hours || self == .workingHours }
        package var moreIsBetter: Bool { !isTime }
        /// Times lie far to one side, so that a few would make a mean; the others are told by their mean.
        package var measure: Measure { isTime ? .median : self == .share ? .share : .mean }
    }

    package enum Measure: Sendable, Hashable {
        case mean, median
        /// Of those that are one, the others being nought.
        case share
    }

    /// Answers of people to questions of a questionnaire; of several the mean of what one person answered.
    package struct Asked: Sendable, Hashable {
        package var questionnaire: String
        package var questions: [String]
        /// Of a choice: the word that counts as one, all others as nought.
        package var word: String?
        /// By what numbers are divided: 10 for so many of ten.
        package var of: Double

        package init(_ questionnaire: String, _ questions: [String], word: String? = nil, of: Double = 1) {
            (self.questionnaire, self.questions, self.word, self.of) = (questionnaire, questions, word, of)
        }
    }

    /// What the house holds itself to, or promises.
    package enum Target: Sendable, Hashable {
        /// What the clocks were given when they were started.
        case clocks
        /// A figure that was set.
        case set(Double)
        /// How many of these promises are in force, on the scale: 1 for none of them, 7 for all.
        case coverage([String])
    }

    /// Items of a score card that show what was delivered.
    package struct Reviewed: Sendable, Hashable {
        package var card: String
        package var items: [String]

        package init(card: String, items: [String]) { (self.card, self.items) = (card, items) }
    }

    package var name: String
    package var label: Label
    /// The service line, a word of promises; nil for the service as a whole.
    package var line: String?
    /// Of SERVQUAL, whose part it is: `responsiveness`.
    package var dimension = ""
    package var unit: Unit
    /// Kinds of cases; empty for any.
    package var kinds: [String] = []
    /// What the clocks measure that show what was delivered; empty where the desk has no record of it. Of points and shares it
    /// is how many of them were kept.
    package var clocks: [String] = []
    /// Of points: the items of score cards that show what was delivered, in place of clocks.
    package var reviews: [Reviewed] = []
    package var expected: Asked?
    package var believed: Asked?
    package var perceived: [Asked] = []
    package var standard: Target?
    package var promised: Target?
    /// The share of its clocks that should be kept within the house's own target.
    package var aim: Double?

    package var id: String { name }

    package init(name: String, label: Label, unit: Unit) {
        (self.name, self.label, self.unit) = (name, label, unit)
    }

    /// - Parameter asked: what they answer; nil of what clocks show. So many of ten is a number, and told by its mean.
    package func estimate(_ values: [Double], of asked: Asked? = nil) -> Estimate? {
        switch unit.measure {
        case .share where asked.map { $0.word == nil } ?? false: Estimate(meanOf: values)
        case .mean: Estimate(meanOf: values)
        case .median: Estimate(medianOf: values)
        case .share: Estimate(share: values.count { $0 > 0 }, of: values.count)
        }
    }

    package func correlation(_ pairs: [(Double, Double)]) -> Double {
        unit.measure == .median ? Correlation.ofMedians(pairs) : Correlation.of(pairs)
    }
}
