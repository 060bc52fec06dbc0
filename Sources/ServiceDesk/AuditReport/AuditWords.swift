import Model
import Quality
import Statistics

/// Facts as the report says them.
extension PhraseFact {
    /// `72.5%`
    static func share(_ value: Double?, decimals: Int = 1) -> PhraseFact {
        guard let value else { return .text("–") }
        let scale = decimals == 0 ? 1.0 : 10
        let number = (value * 100 * scale).rounded() / scale
        return .phrase(Phrase("format.percent", ["number": .number(number)]))
    }

    /// `-1.9 to -0.4`
    static func between(_ low: PhraseFact, _ high: PhraseFact) -> PhraseFact {
        .phrase(Phrase("figures.between", ["low": low, "high": high]))
    }

    /// To hundredths.
    static func hundredths(_ value: Double) -> PhraseFact { .number((value * 100).rounded() / 100) }

    /// Between what the true mean lies; a dash where one answer tells none.
    static func bounds(_ moments: Moments) -> PhraseFact {
        moments.interval.map { .between(.hundredths($0.low), .hundredths($0.high)) } ?? .text("–")
    }

    static func bounds(signed estimate: Estimate, _ unit: GapAttribute.Unit) -> PhraseFact {
        guard let low = estimate.low, let high = estimate.high else { return .text("–") }
        return .between(unit.said(signed: low), unit.said(signed: high))
    }

    static func bounds(_ estimate: Estimate, _ unit: ServiceMeasure.Unit) -> PhraseFact {
        guard let low = estimate.low, let high = estimate.high else { return .text("–") }
        return .between(.phrase(unit.said(difference: low)), .phrase(unit.said(difference: high)))
    }
}

extension Moments {
    /// As an estimate; nil of nothing.
    var estimate: Estimate? {
        count == 0 ? nil : Estimate(value: mean, low: interval?.low, high: interval?.high, count: count)
    }

    /// Where the true mean lies beside a bound: `.short` below, `.beyond` above, further than chance explains.
    func verdict(beside bound: Double) -> GapSize.Verdict {
        guard let estimate else { return .untold }
        let apart = estimate.less(.exact(bound))
        return GapSize(estimate: apart, reference: bound).verdict
    }
}

extension FigureValue {
    /// A share as an estimate; nil where there is none.
    var estimate: Estimate? {
        value.map { Estimate(value: $0, low: low, high: high, count: count) }
    }

    /// Whether so many are kept as should be: `.short` when it is fewer than the aim, `.beyond` when at least so many, further
    /// than chance explains.
    func verdict(aim: Double) -> GapSize.Verdict {
        guard let estimate else { return .untold }
        return GapSize(estimate: estimate.less(.exact(aim)), reference: aim).verdict
    }

    var shareBounds: PhraseFact {
        guard let low, let high else { return .text("–") }
        return .between(.share(low), .share(high))
    }
}

extension GapCause {
    /// As `aftercare gap show` says it.
    func said(_ names: [GapCause: PhraseFact]) -> Phrase {
        Phrase(
            "gap.cause",
            [
                "field": .phrase(Phrase("gap.field.\(field.rawValue)")), "name": names[self] ?? .text(key),
                "count": .count(count), "rows": .share(shareOfRows, decimals: 0),
                "gap": .share(shareOfGap, decimals: 0),
            ])
    }
}
