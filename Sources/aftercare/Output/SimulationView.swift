import Dispatching
import Model
import ServiceDesk
import ServiceTime
import Simulation
import Wording

/// What simulated days came to.
struct SimulationView: Showable {
    let from: String
    let until: String
    let runs: Int
    let seed: UInt64
    let learnt: PastView
    let asIs: RunsView
    @OrNull var changed: RunsView?
    @OrNull var breaks: [BreakView]?
    @OrNull var cheapest: CheapestView?
    @OrNull var validation: [ValidationView]?
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey {
        case from, until, runs, seed, learnt, asIs, changed, breaks, cheapest, validation
    }

    /// The past it was learnt from.
    struct PastView: Encodable {
        let from: String
        let until: String
        let cases: Int
        let visits: Int
    }

    init(_ past: PastDesk, on days: ClosedRange<Day>, runs: Int, seed: UInt64, asIs: RunsView) {
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (self.runs, self.seed, self.asIs, self.days) = (runs, seed, asIs, days)
        learnt = PastView(
            from: past.days.lowerBound.description, until: past.days.upperBound.description,
            cases: past.patterns.count, visits: past.visits)
        (_changed, _breaks, _cheapest, _validation) = (OrNull(nil), OrNull(nil), OrNull(nil), OrNull(nil))
    }

    /// Where a promise is missed most.
    mutating func tellBreaks(_ tallies: [Tally], term: Int, _ past: PastDesk, _ viewer: Viewer) {
        let label = viewer.output.wording.text(
            viewer.reading.rules.promises.label(of: past.terms[term].promise))
        breaks = tallies.breaks(term).prefix(5).map { group, kept in
            let product = past.groups[group].product
            return BreakView(
                promise: past.terms[term].promise, product: product, zone: past.groups[group].zone,
                kept: kept.share ?? 0, casesPerRun: Double(kept.count) / Double(tallies.count), label: label,
                productLabel: viewer.reading.rules.product(product).map {
                    viewer.output.wording.text($0.label)
                } ?? product)
        }
    }

    /// What went, beside what the runs say one such time comes to.
    mutating func compare(
        _ went: PastDesk.Went, _ tallies: [Tally], of desk: SimulatedDesk, _ past: PastDesk, _ viewer: Viewer
    ) {
        let length = days.upperBound.number - days.lowerBound.number + 1
        let promises = past.terms.indices.map { term in
            ValidationView(
                figure: past.terms[term].promise,
                label: viewer.output.wording.text(
                    viewer.reading.rules.promises.label(of: past.terms[term].promise)),
                went: went.terms[term].share, tallies.kept(term), isShare: true)
        }
        func row(_ figure: RunFigure, _ went: Double?) -> ValidationView {
            ValidationView(
                figure: figure.rawValue, label: viewer.output.words("simulate.figure.\(figure.rawValue)"),
                went: went, tallies.forecast { figure.value($0, days: length, Prices()) },
                isShare: figure == .utilisation)
        }
        validation =
            promises + [
                row(.lead, went.lead), row(.visits, went.visits), row(.utilisation, went.utilisation),
            ]
    }

    func lines(_ output: Output) -> [String] {
        let length = days.upperBound.number - days.lowerBound.number + 1
        let told = output.words(
            "simulate.told",
            [
                "days": .count(length), "from": .day(days.lowerBound), "until": .day(days.upperBound),
                "runs": .count(runs), "cases": .count(learnt.cases), "visits": .count(learnt.visits),
            ])
        var lines = [told, ""]
        if let validation {
            lines += output.table(validation) + ["", output.words("simulate.validated")]
        } else {
            lines += output.table(FigureRow.rows(asIs, changed, output))
        }
        if let breaks, !breaks.isEmpty {
            lines +=
                ["", output.words("simulate.breaks", ["promise": .text(breaks[0].label)])]
                + output.table(breaks)
        }
        if let cheapest { lines += [""] + cheapest.lines(output) }
        return lines + ["", output.words("simulate.how"), output.words("simulate.not")]
    }
}

/// A figure with the interval that holds its true mean in 95 of 100 cases.
struct ForecastView: Encodable {
    let mean: Double
    let low: Double
    let high: Double

    init(_ forecast: Forecast) { (mean, low, high) = (forecast.mean, forecast.low, forecast.high) }
}

/// What some runs came to.
struct RunsView: Encodable {
    let technicians: Int
    let promises: [PromiseRunView]
    /// By the names of `RunFigure`.
    let figures: [String: ForecastView]
    let currency: String

    struct PromiseRunView: Encodable {
        let promise: String
        let target: String
        @OrNull var kept: ForecastView?
        let casesPerRun: Double
        let label: String

        private enum CodingKeys: String, CodingKey { case promise, target, kept, casesPerRun }
    }

    init(
        _ tallies: [Tally], of desk: SimulatedDesk, _ past: PastDesk, on days: ClosedRange<Day>,
        _ prices: Prices,
        _ viewer: Viewer
    ) {
        technicians = desk.technicians.count
        currency = prices.currency
        promises = past.terms.enumerated().map { term, promise in
            PromiseRunView(
                promise: promise.promise, target: promise.target.description,
                kept: tallies.kept(term).map(ForecastView.init),
                casesPerRun: Double(tallies.reduce(0) { $0 + $1.terms[term].count }) / Double(tallies.count),
                label: viewer.output.wording.text(
                    viewer.reading.rules.promises.label(of: promise.promise)))
        }
        let length = days.upperBound.number - days.lowerBound.number + 1
        figures = Dictionary(
            uniqueKeysWithValues: RunFigure.allCases.compactMap { figure in
                tallies.forecast { figure.value($0, days: length, prices) }
                    .map { (figure.rawValue, ForecastView($0)) }
            })
    }
}

/// A line of the table: as it is, and changed.
struct FigureRow: Listable {
    let name: String
    let asIs: String
    let changed: String

    static let titles = ["simulate.title.figure", "simulate.title.asIs", "simulate.title.changed"]

    static func rows(_ asIs: RunsView, _ changed: RunsView?, _ output: Output) -> [FigureRow] {
        let heads = FigureRow(
            name: output.words("simulate.figure.technicians"), asIs: output.wording.number(asIs.technicians),
            changed: changed.map { output.wording.number($0.technicians) } ?? "")
        let promises = asIs.promises.map { promise in
            let other = changed?.promises.first { $0.promise == promise.promise }
            let target = other.map { $0.target == promise.target ? "" : " → \($0.target)" } ?? ""
            return FigureRow(
                name: promise.label + target, asIs: output.interval(promise.kept, isShare: true),
                changed: other.map { output.interval($0.kept, isShare: true) } ?? "")
        }
        let figures = RunFigure.allCases.map { figure in
            let isShare = figure == .utilisation
            return FigureRow(
                name: output.words("simulate.figure.\(figure.rawValue)"),
                asIs: output.interval(asIs.figures[figure.rawValue], isShare: isShare),
                changed: changed.map { output.interval($0.figures[figure.rawValue], isShare: isShare) } ?? "")
        }
        return [heads] + promises + figures
    }

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(name), TextCell(asIs, .strong), TextCell(changed, .strong)]
    }
}

/// Products and zones in which a promise is missed.
struct BreakView: Listable {
    let promise: String
    let product: String
    let zone: String
    let kept: Double
    let casesPerRun: Double
    let label: String
    let productLabel: String

    private enum CodingKeys: String, CodingKey { case promise, product, zone, kept, casesPerRun }

    static let titles = [
        "simulate.title.product", "simulate.title.zone", "simulate.title.kept", "simulate.title.cases",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(productLabel), TextCell(zone), TextCell(output.wording.percent(kept), .alarm),
            TextCell(output.wording.number(casesPerRun, decimals: 1)),
        ]
    }
}

/// The fewest who keep a promise.
struct CheapestView: Encodable {
    let promise: String
    let share: Double
    /// No more were tried.
    let most: Int
    /// Null where not even so many keep it.
    @OrNull var found: RunsView?
    private let label: String

    private enum CodingKeys: String, CodingKey { case promise, share, most, found }

    init(_ found: RunsView?, promise: String, share: Double, most: Int, _ viewer: Viewer) {
        (self.promise, self.share, self.most) = (promise, share, most)
        _found = OrNull(found)
        label = viewer.output.wording.text(viewer.reading.rules.promises.label(of: promise))
    }

    func lines(_ output: Output) -> [String] {
        var facts: [String: PhraseFact] = [
            "promise": .text(label), "share": .text(output.wording.percent(share)), "count": .count(most),
        ]
        guard let found else { return [output.words("simulate.noneEnough", facts)] }
        facts["count"] = .count(found.technicians)
        facts["kept"] = .text(
            output.interval(found.promises.first { $0.promise == promise }?.kept, isShare: true))
        facts["cost"] = .text(output.interval(found.figures[RunFigure.cost.rawValue], isShare: false))
        facts["currency"] = .text(found.currency)
        return [output.words("simulate.fewest", facts)]
    }
}

/// One figure of the past beside the runs of the same time.
struct ValidationView: Listable {
    let figure: String
    @OrNull var went: Double?
    @OrNull var mean: Double?
    /// Between these one such time lies in 95 of 100 cases.
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var within: Bool?
    private let label: String
    private let isShare: Bool

    private enum CodingKeys: String, CodingKey { case figure, went, mean, low, high, within }

    init(figure: String, label: String, went: Double?, _ forecast: Forecast?, isShare: Bool) {
        (self.figure, self.label, self.isShare) = (figure, label, isShare)
        (_went, _mean) = (OrNull(went), OrNull(forecast?.mean))
        (_low, _high) = (OrNull(forecast?.lowOfOne), OrNull(forecast?.highOfOne))
        var isWithin: Bool?
        if let went, let forecast { isWithin = went >= forecast.lowOfOne && went <= forecast.highOfOne }
        _within = OrNull(isWithin)
    }

    static let titles = [
        "simulate.title.figure", "simulate.title.went", "simulate.title.simulated", "simulate.title.between",
        "simulate.title.within",
    ]

    func cells(_ output: Output) -> [TextCell] {
        // The interval of a share may reach beyond what a share can be.
        func said(_ value: Double?) -> String {
            output.figure(value.map { isShare ? min(1, max(0, $0)) : $0 }, isShare: isShare)
        }
        return [
            TextCell(label), TextCell(said(went), .strong), TextCell(said(mean)),
            TextCell(low == nil ? "" : said(low) + "–" + said(high), .faint),
            TextCell(within.map { output.yes($0) } ?? "–", within == false ? .alarm : .good),
        ]
    }
}

extension Output {
    fileprivate func figure(_ value: Double?, isShare: Bool) -> String {
        guard let value else { return "–" }
        return isShare ? wording.percent(value) : wording.number(value, decimals: 1)
    }

    fileprivate func interval(_ forecast: ForecastView?, isShare: Bool) -> String {
        guard let forecast else { return "–" }
        let bounds =
            figure(max(0, forecast.low), isShare: isShare) + "–"
            + figure(isShare ? min(1, forecast.high) : forecast.high, isShare: isShare)
        return "\(figure(forecast.mean, isShare: isShare)) (\(bounds))"
    }
}
