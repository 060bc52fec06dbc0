package import Model
import Statistics

/// What a figure comes to in a stretch of time.
package struct FigureValue: Sendable, Hashable {
    /// Of how many rows.
    package var count = 0
    /// A count, a share or mean score from 0 to 1, or the median in minutes; nil where there is nothing to tell it from.
    package var value: Double?
    /// Of a share: holds the true one in 95 of 100 cases (Wilson); of a mean score Student's, which one alone has not.
    package var low: Double?
    package var high: Double?
    /// Of durations: nine in ten are not longer.
    package var ninth: Double?

    /// Of so few a share or a median says little; it is shown and marked.
    package var isSmall: Bool { count < 30 }

    /// - Parameter amounts: what each row adds.
    init(_ unit: ServiceFigure.Unit, _ amounts: [Double]) {
        switch unit {
        case .count: self = FigureValue(count: amounts.count)
        case .share: self = FigureValue(hits: amounts.count { $0 > 0 }, of: amounts.count)
        case .score:
            // Sorted, so that a mean does not hang on the order in which it was read.
            let mean = Estimate(meanOfShares: amounts.sorted())
            (count, value) = (amounts.count, mean?.value)
            (low, high) = (mean?.low, mean?.high)
        case .duration:
            let sorted = amounts.sorted()
            count = sorted.count
            (value, ninth) = (Quantiles.of(0.5, sorted), Quantiles.of(0.9, sorted))
        }
    }

    init(count: Int) { (self.count, value) = (count, Double(count)) }

    init(hits: Int, of count: Int) {
        self.count = count
        guard count > 0 else { return }
        value = Double(hits) / Double(count)
        (low, high) = Shares.wilson(hits, of: count)
    }
}

/// What a figure comes to in stretches of time that follow one another: for all, and by group; all are one group, "", where
/// they are not told apart.
struct FigureValues {
    var all: [FigureValue]
    var groups: [String: [FigureValue]]

    init<Sum>(_ all: [Sum], _ groups: [String: [Sum]], value: (Sum) -> FigureValue) {
        self.all = all.map(value)
        self.groups = groups.mapValues { $0.map(value) }
    }
}

/// A row behind a figure, and what it adds: 1 or 0 to a share, 1 to a count, 0 to 1 to a score, minutes to a duration.
package struct ReportRow: Sendable, Hashable {
    package var subject: Subject
    package var caseID: CaseID?
    /// By which the case or call was scored; of quality alone.
    package var review: ReviewID?
    /// Whom it is about, where it may be about no case; else empty.
    package var customer = ""
    /// By which it is in the time reported.
    package var moment: Instant
    package var amount: Double
    package var group: String
    /// What it is a clock of; empty for what is none.
    package var promise = ""
}
