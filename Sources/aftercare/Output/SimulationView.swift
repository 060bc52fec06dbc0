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
        /// How many of the visits tell how long the way took, and how long somebody was there.
        let visitsWithTravel: Int
        let visitsWithMinutes: Int
    }

    init(_ past: PastDesk, on days: ClosedRange<Day>, runs: Int, seed: UInt64, asIs: RunsView) {
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (self.runs, self.seed, self.asIs, self.days) = (runs, seed, asIs, days)
        learnt = PastView(
            from: past.days.lowerBound.description, until: past.days.upperBound.description,
            cases: past.patterns.count, visits: past.visits, visitsWithTravel: past.visitsWithTravel,
            visitsWithMinutes: past.visitsWithMinutes)
        (_changed, _breaks, _cheapest, _validation) = (OrNull(nil), OrNull(nil), OrNull(nil), OrNull(nil))
    }

    /// Where a promise is missed most.
    mutating func tellBreaks(_ tallies: [Tally], term: Int, _ past: PastDesk, _ place: Workplace) {
        let wording = place.output.wording
        let label = wording.text(past.promises.label(of: past.terms[term].promise))
        breaks = tallies.breaks(term).prefix(5).map { group, kept in
            let product = past.groups[group].product
            return BreakView(
                promise: past.terms[term].promise, product: product, zone: past.groups[group].zone,
                kept: kept.share ?? 0, casesPerRun: Double(kept.count) / Double(tallies.count), label: label,
                productLabel: place.rules.product(product).map { wording.text($0.label) } ?? product)
        }
    }

    /// What went, beside what the runs say one such time comes to.
    mutating func compare(
        _ went: PastDesk.Went, _ tallies: [Tally], _ past: PastDesk, _ output: Output
    ) {
        let promises = past.terms.indices.map { term in
            ValidationView(
                figure: past.terms[term].promise,
                label: output.wording.text(past.promises.label(of: past.terms[term].promise)),
                went: went.terms[term].share, tallies.kept(term), isShare: true)
        }
        func row(_ figure: RunFigure, _ went: Double?) -> ValidationView {
            ValidationView(
                figure: figure.rawValue, label: output.words("simulate.figure.\(figure.rawValue)"),
                went: went, tallies.forecast { figure.value($0, days: days.length, Prices()) },
                isShare: figure.isShare)
        }
        validation =
            promises + [
                row(.lead, went.lead), row(.visits, went.visits), row(.utilisation, went.utilisation),
                row(.calledOff, went.calledOff),
            ]
    }

    func lines(_ output: Output) -> [String] {
        let told = output.words(
            "simulate.told",
            [
                "days": .count(days.length), "from": .day(days.lowerBound), "until": .day(days.upperBound),
                "runs": .count(runs), "cases": .count(learnt.cases), "visits": .count(learnt.visits),
            ])
        var lines = [told]
        if learnt.visitsWithTravel == 0 { lines.append(output.words("simulate.noTravel")) }
        if learnt.visitsWithMinutes == 0 { lines.append(output.words("simulate.noMinutes")) }
        lines.append("")
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
