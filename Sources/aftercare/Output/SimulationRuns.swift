import Dispatching
import Model
import ServiceDesk
import ServiceTime
import Simulation
import Wording

/// A figure with the interval that holds its true mean in 95 of 100 cases.
struct ForecastView: Encodable {
    let mean: Double
    let low: Double
    let high: Double

    init(mean: Double, low: Double, high: Double) { (self.mean, self.low, self.high) = (mean, low, high) }

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
        _ prices: Prices, _ output: Output
    ) {
        technicians = desk.technicians.count
        currency = prices.currency
        promises = past.terms.enumerated().map { term, promise in
            PromiseRunView(
                promise: promise.promise, target: promise.target.description,
                kept: tallies.kept(term).map(ForecastView.init),
                casesPerRun: Double(tallies.reduce(0) { $0 + $1.terms[term].count }) / Double(tallies.count),
                label: output.wording.text(past.promises.label(of: promise.promise)))
        }
        figures = Dictionary(
            uniqueKeysWithValues: RunFigure.allCases.compactMap { figure in
                tallies.forecast { figure.value($0, days: days.length, prices) }
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
        let known = Set(asIs.promises.map(\.promise))
        let promises =
            asIs.promises.map { promise in
                row(
                    promise, changed?.promises.first { $0.promise == promise.promise }, changed != nil, output
                )
            }
            + (changed?.promises ?? []).filter { !known.contains($0.promise) }.map {
                row(nil, $0, true, output)
            }
        let figures = RunFigure.allCases.map { figure in
            FigureRow(
                name: output.words("simulate.figure.\(figure.rawValue)"),
                asIs: output.interval(asIs.figures[figure.rawValue], isShare: figure.isShare),
                changed: changed.map {
                    output.interval($0.figures[figure.rawValue], isShare: figure.isShare)
                } ?? "")
        }
        return [heads] + promises + figures
    }

    /// A promise that is owed in one of them only has a dash in the other.
    private static func row(
        _ asIs: RunsView.PromiseRunView?, _ other: RunsView.PromiseRunView?, _ isChanged: Bool,
        _ output: Output
    ) -> FigureRow {
        var target = ""
        if let asIs, let other, asIs.target != other.target { target = " → \(other.target)" }
        return FigureRow(
            name: (asIs?.label ?? other?.label ?? "") + target,
            asIs: output.interval(asIs?.kept, isShare: true),
            changed: isChanged ? output.interval(other?.kept, isShare: true) : "")
    }

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(name), TextCell(asIs, .strong), TextCell(changed, .strong)]
    }
}

extension Output {
    func figure(_ value: Double?, isShare: Bool) -> String {
        guard let value else { return "–" }
        return isShare ? wording.percent(value) : wording.number(value, decimals: 1)
    }

    func interval(_ forecast: ForecastView?, isShare: Bool) -> String {
        guard let forecast else { return "–" }
        let bounds =
            figure(max(0, forecast.low), isShare: isShare) + "–"
            + figure(isShare ? min(1, forecast.high) : forecast.high, isShare: isShare)
        return "\(figure(forecast.mean, isShare: isShare)) (\(bounds))"
    }
}
