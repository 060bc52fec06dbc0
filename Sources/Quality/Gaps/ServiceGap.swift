package import Statistics

/// What a gap lies between.
package enum GapSide: String, Sendable, Hashable, CaseIterable {
    /// What customers expect.
    case expected
    /// What those who run the service believe that customers expect.
    case believed
    /// What the house holds itself to.
    case standard
    /// What was done.
    case delivered
    /// What customers believe was done.
    case perceived
    /// What customers were promised.
    case promised
}

/// The five gaps of a service and the whole one, as Hill reckons them (Handbook of Customer Satisfaction Measurement, Gower
/// 1996) after Parasuraman, Zeithaml and Berry (Journal of Marketing 49, 1985). Four of them are links of a chain that sums up
/// to the whole; promotion lies beside it.
package enum ServiceGap: String, Sendable, Hashable, CaseIterable {
    case promotion, understanding, procedural, behavioural, perception, total

    /// It is the second less the first.
    package var sides: (from: GapSide, to: GapSide) {
        switch self {
        case .understanding: (.expected, .believed)
        case .procedural: (.believed, .standard)
        case .behavioural: (.standard, .delivered)
        case .perception: (.delivered, .perceived)
        case .promotion: (.promised, .delivered)
        case .total: (.expected, .perceived)
        }
    }

    /// Those that sum up to the whole, in order.
    package static let chain: [ServiceGap] = [.understanding, .procedural, .behavioural, .perception]

    /// All, in the order they are shown in: the whole, what it is the sum of, and what lies beside.
    package static let shown: [ServiceGap] = [.total] + chain + [.promotion]
}

/// How large a gap is: below zero where customers get less than what it is measured by.
package struct GapSize: Sendable, Hashable {
    package var estimate: Estimate
    /// What it is measured by, in the attribute's unit.
    package var reference: Double

    package init(estimate: Estimate, reference: Double) {
        (self.estimate, self.reference) = (estimate, reference)
    }

    package enum Verdict: String, Sendable, CaseIterable {
        /// Short of it, or beyond it, further than chance explains.
        case short, beyond
        /// Chance alone may explain it.
        case unproven
        /// Of so few that it says nothing.
        case untold
    }

    /// Of what it is measured by, as a share: the unit common to hours and points. Nil where that is nothing.
    package var relative: Double? { reference == 0 ? nil : estimate.value / abs(reference) }

    package var verdict: Verdict {
        guard grade != .tooFew, let low = estimate.low, let high = estimate.high else { return .untold }
        return high < 0 ? .short : low > 0 ? .beyond : .unproven
    }

    /// By the side that fewer told.
    package var grade: SampleGrade { estimate.count.map(SampleGrade.init) ?? .sound }
}

/// All gaps of one attribute in one time, told from its sides. What one of the sides lacks is no gap of zero: it is not there.
///
///     let figures = GapFigures([.expected: …, .perceived: …], moreIsBetter: false)
///     figures[.total]?.estimate.value      // -24: a day later than expected
package struct GapFigures: Sendable, Hashable {
    package let sides: [GapSide: Estimate]
    /// Points, rather than hours.
    package let moreIsBetter: Bool
    /// How the sides of a gap go together where they are of the same jobs.
    package let correlations: [ServiceGap: Double]
    /// How many were kept within what is published, where `delivered` tells how many were within the house's own
    /// target: promotion is told from it. Nil for what is told in hours.
    package let kept: Estimate?

    package init(
        _ sides: [GapSide: Estimate], moreIsBetter: Bool, correlations: [ServiceGap: Double] = [:],
        kept: Estimate? = nil
    ) {
        (self.sides, self.moreIsBetter, self.correlations) = (sides, moreIsBetter, correlations)
        self.kept = kept
    }

    package subscript(_ gap: ServiceGap) -> GapSize? {
        let ends = ends(gap)
        return size(ends.from, ends.to, correlations[gap])
    }

    /// Both figures a gap lies between.
    package func ends(_ gap: ServiceGap) -> (from: Estimate?, to: Estimate?) {
        let to = sides[gap.sides.to]
        return (sides[gap.sides.from], gap == .promotion ? kept ?? to : to)
    }

    /// The standard against the expectation itself, whatever those who run the service believe it to be: the procedural gap
    /// where nobody asked them.
    package var unbelieved: GapSize? { size(sides[.expected], sides[.standard], nil) }

    private func size(_ from: Estimate?, _ to: Estimate?, _ correlation: Double?) -> GapSize? {
        guard let from, let to else { return nil }
        let more = to.less(from, together: correlation ?? 0)
        return GapSize(estimate: moreIsBetter ? more : more.scaled(by: -1), reference: from.value)
    }

    /// How far those who run the service misread what is expected, whichever way: to believe too much wastes money.
    package var misreading: Double? {
        guard let size = self[.understanding] else { return nil }
        return size.relative.map(abs)
    }
}

/// How a gap went since the time before.
package struct GapChange: Sendable, Hashable {
    /// Above zero: it narrowed, or lies further beyond.
    package var estimate: Estimate
    private let isTold: Bool

    /// Nil where one of both is not there.
    package init?(_ now: GapSize?, since before: GapSize?) {
        guard let now, let before else { return nil }
        estimate = now.estimate.less(before.estimate)
        isTold = now.grade != .tooFew && before.grade != .tooFew
    }

    /// Further than chance explains; never of too few.
    package var isBetter: Bool { isTold && estimate.low.map { $0 > 0 } ?? false }
    package var isWorse: Bool { isTold && estimate.high.map { $0 < 0 } ?? false }
}
