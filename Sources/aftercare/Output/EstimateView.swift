import Statistics

/// A figure told from a sample, with the interval that holds the true one in 95 of 100 cases; of too few both ends are null.
struct EstimateView: Encodable {
    let value: Double
    @OrNull var low: Double?
    @OrNull var high: Double?
    /// Null for what was set.
    @OrNull var count: Int?

    init(_ estimate: Estimate) {
        value = ReportRowView.rounded(estimate.value)
        _low = OrNull(estimate.low.map(ReportRowView.rounded))
        _high = OrNull(estimate.high.map(ReportRowView.rounded))
        _count = OrNull(estimate.count)
    }
}
