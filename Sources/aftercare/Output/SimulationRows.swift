import Model
import ServiceDesk
import ServiceTime
import Simulation
import Wording

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

    init(
        _ found: RunsView?, promise: String, share: Double, most: Int, _ past: PastDesk, _ output: Output
    ) {
        (self.promise, self.share, self.most) = (promise, share, most)
        _found = OrNull(found)
        label = output.wording.text(past.promises.label(of: promise))
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
