package import Statistics

extension SurveyGroup.Figure {
    /// The score where there is one, else the mean, with its interval; nil where nobody answered. An NPS is from -100 to 100, a
    /// share of the content from 0 to 1.
    package var estimate: Estimate? {
        guard moments.count > 0 else { return nil }
        switch score {
        case .nps(let value, let margin):
            return Estimate(
                value: value, low: margin.map { value - $0 }, high: margin.map { value + $0 },
                count: moments.count)
        case .content(let share): return Estimate(share: share.hits, of: share.count)
        case nil:
            return Estimate(
                value: moments.mean, low: moments.interval?.low, high: moments.interval?.high,
                count: moments.count)
        }
    }
}

/// How a figure of other people's answers went since the days before: in points of an NPS, in shares (0 to 1), in steps of a
/// scale.
package struct FigureChange: Sendable, Hashable {
    package var before: SurveyGroup.Figure
    /// How much more it is now.
    package var estimate: Estimate
    private let moreIsBetter: Bool
    private let isTold: Bool

    /// Nil where nobody answered in one of both.
    package init?(
        _ now: SurveyGroup.Figure, since before: SurveyGroup.Figure?, _ questionnaire: Questionnaire
    ) {
        guard let before, let new = now.estimate, let old = before.estimate else { return nil }
        (self.before, estimate) = (before, new.less(old))
        moreIsBetter = now.source.moreIsBetter(in: questionnaire)
        isTold = [now, before].allSatisfy { SampleGrade($0.moments.count) != .tooFew }
    }

    /// Further than chance explains; never of too few.
    package var isBetter: Bool { moreIsBetter ? isMore : isLess }
    package var isWorse: Bool { moreIsBetter ? isLess : isMore }

    private var isMore: Bool { isTold && estimate.low.map { $0 > 0 } ?? false }
    private var isLess: Bool { isTold && estimate.high.map { $0 < 0 } ?? false }
}
