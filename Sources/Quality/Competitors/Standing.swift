package import Statistics

/// What is known of one company in one measure.
package struct Entrant: Sendable, Hashable {
    /// Nil is ourselves.
    package var company: Int64?
    /// Nil where nothing is promised: it has no rank, and is no 0.
    package var figure: Estimate?

    package init(_ company: Int64?, _ figure: Estimate?) { (self.company, self.figure) = (company, figure) }
}

/// Who does better in one measure: a rank for each, and how far each is before or behind the best of the others. What is
/// unknown of a company is not among the entrants, and counts for nothing.
///
///     let standing = Standing([Entrant(nil, ours), Entrant(1, theirs)], better: .less)
///     standing.place(of: nil)?.rank           // 2
///     standing.place(of: nil)?.lead           // -12: half a day behind the best
package struct Standing: Sendable, Hashable {
    package struct Place: Sendable, Hashable {
        package var company: Int64?
        package var figure: Estimate?
        /// From 1; alike figures have the same, and the next one is so many further on. Nil where nothing is promised or
        /// neither direction is better.
        package var rank: Int?
        /// How much better than the best of the others, in the measure's unit: below zero it lags behind.
        package var lead: Estimate?

        package enum Verdict: String, Sendable, CaseIterable {
            case ahead, behind, even
            /// Chance alone may explain it.
            case unproven
            /// Of so few, or without a spread, that nothing can be said.
            case untold
        }

        package var verdict: Verdict? { lead.map(Standing.verdict) }
        package var grade: SampleGrade { figure?.count.map(SampleGrade.init) ?? .sound }
    }

    /// Ourselves and the companies, in the order given.
    package let places: [Place]
    package let better: ServiceMeasure.Better

    package init(_ entrants: [Entrant], better: ServiceMeasure.Better) {
        self.better = better
        guard better != .none else {
            places = entrants.map { Place(company: $0.company, figure: $0.figure) }
            return
        }
        let sign: Double = better == .more ? 1 : -1
        places = entrants.enumerated().map { index, one in
            guard let figure = one.figure else { return Place(company: one.company) }
            let others = entrants.enumerated().filter { $0.offset != index }.compactMap(\.element.figure)
            let ahead = others.count {
                Self.differ($0.value, figure.value) && sign * $0.value > sign * figure.value
            }
            let best = others.max { sign * $0.value < sign * $1.value }
            return Place(
                company: one.company, figure: figure, rank: ahead + 1,
                lead: best.map { Self.lead(figure, over: $0, better) })
        }
    }

    package func place(of company: Int64?) -> Place? { places.first { $0.company == company } }

    package var ranked: [Place] { places.filter { $0.rank != nil } }
    /// All that share the first rank, while there is more than one to compare.
    package var best: [Place] { ranked.count > 1 ? ranked.filter { $0.rank == 1 } : [] }

    /// The one that is worse than each of at least two others, further than chance explains.
    package var clearlyWorst: Place? {
        guard ranked.count > 2, let last = ranked.max(by: { ($0.rank ?? 0) < ($1.rank ?? 0) }),
            let figure = last.figure
        else { return nil }
        let others = ranked.filter { $0 != last }.compactMap(\.figure)
        let isWorse = others.allSatisfy { Self.verdict(Self.lead(figure, over: $0, better)) == .behind }
        return isWorse ? last : nil
    }

    /// Those who are better than we are, further than chance explains, the best first.
    package var betterThanUs: [Place] {
        guard let us = place(of: nil)?.figure, better != .none else { return [] }
        return ranked.filter { place in
            guard place.company != nil, let figure = place.figure else { return false }
            return Self.verdict(Self.lead(figure, over: us, better)) == .ahead
        }
        .sorted { ($0.rank ?? 0, $0.company ?? 0) < ($1.rank ?? 0, $1.company ?? 0) }
    }

    // MARK: Two figures

    /// Above zero the first is better.
    package static func lead(_ one: Estimate, over other: Estimate, _ better: ServiceMeasure.Better)
        -> Estimate
    {
        let more = one.less(other)
        return better == .less ? more.scaled(by: -1) : more
    }

    package static func verdict(_ lead: Estimate) -> Place.Verdict {
        if let count = lead.count, SampleGrade(count) == .tooFew { return .untold }
        guard let low = lead.low, let high = lead.high else { return .untold }
        if low > tiny { return .ahead }
        if high < -tiny { return .behind }
        // Both are set: there is no chance in it.
        return lead.count == nil ? .even : .unproven
    }

    private static let tiny = 1e-9
    private static func differ(_ a: Double, _ b: Double) -> Bool { abs(a - b) > tiny }
}

extension Estimate {
    /// What a company was seen to deliver: with an interval where its sample allows one.
    package init(seen value: Double, _ unit: ServiceMeasure.Unit, of count: Int?, deviation: Double?) {
        self.init(value: value, low: nil, high: nil, count: count ?? 1)
        guard let count else { return }
        if unit == .share {
            let (low, high) = Shares.wilson(Int((value * Double(count)).rounded()), of: count)
            (self.low, self.high) = (min(low, value), max(high, value))
        } else if let deviation, let mean = Estimate(mean: value, deviation: deviation, of: count) {
            self = mean
        }
    }
}
