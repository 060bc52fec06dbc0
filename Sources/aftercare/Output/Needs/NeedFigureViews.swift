import Quality
import ServiceDesk
import Statistics

/// What Kano's pair of questions came to.
struct KanoView: Encodable {
    /// `must-be`, `one-dimensional`, `attractive`, `indifferent`, `reverse` or `questionable`.
    let category: String
    /// Null where the category is beyond what chance explains.
    @OrNull var runnerUp: String?
    let clear: Bool
    let strength: Double
    let total: Double
    @OrNull var better: EstimateView?
    @OrNull var worse: EstimateView?
    let counts: [String: Int]
    let count: Int

    init?(_ tally: KanoTally) {
        guard let category = tally.category else { return nil }
        self.category = category.rawValue
        _runnerUp = OrNull(tally.runnerUp?.rawValue)
        clear = tally.isClear
        (strength, total) = (ReportRowView.rounded(tally.strength), ReportRowView.rounded(tally.total))
        (_better, _worse) = (
            OrNull(tally.better.map(EstimateView.init)), OrNull(tally.worse.map(EstimateView.init))
        )
        counts = Dictionary(
            KanoCategory.allCases.map { ($0.rawValue, tally[$0]) }, uniquingKeysWith: { first, _ in first })
        count = tally.count
    }
}

/// The standards wanted, in the need's unit.
struct WantedView: Encodable {
    let median: EstimateView
    /// A quarter of the wishes lies below the one, a quarter above the other.
    let lowerQuarter: Double
    let upperQuarter: Double
    /// The easiest standard that fulfils 80 of 100.
    let forMost: Double

    init?(_ wanted: WantedStandard) {
        guard let median = wanted.median, let lower = wanted.quantile(0.25),
            let upper = wanted.quantile(0.75)
        else { return nil }
        self.median = EstimateView(median)
        (lowerQuarter, upperQuarter) = (ReportRowView.rounded(lower), ReportRowView.rounded(upper))
        forMost = ReportRowView.rounded(wanted.standard(for: WantedStandard.most))
    }
}
