import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

extension Pane {
    /// What simulated days say of a draft, beside what they say of the promises in force.
    init(_ result: DraftResult, _ context: DeskContext) {
        let drafted = try? context.rules.promises(of: result.draft)
        func label(_ promise: String) -> String {
            context.wording.text(drafted?[promise]?.label ?? context.rules.promises.label(of: promise))
        }
        let forecast = result.forecast
        add(
            .text(
                context.say(
                    "simulate.told",
                    [
                        "days": .count(result.days.length), "from": .day(result.days.lowerBound),
                        "until": .day(result.days.upperBound), "runs": .count(forecast.runs),
                        "cases": .count(result.cases), "visits": .count(result.visits),
                    ]), .muted))
        add(.heading(context.say("strategy.title.kept")))
        for line in forecast.lines {
            add(.spans([Span(label(line.promise), .title)]))
            tell(line.asIs, "simulate.title.asIs", isWorse: false, context)
            // What the draft does not touch, and what stays as it was, is told once.
            guard drafted?[line.promise] != nil || line.changed != line.asIs else { continue }
            tell(line.changed, "simulate.title.changed", isWorse: line.isWorse, context)
        }
        add(.heading(context.say("strategy.trial.figures")))
        pair(context.say("simulate.figure.technicians"), context.wording.number(forecast.technicians))
        for figure in RunFigure.allCases {
            pair(
                context.say("simulate.figure.\(figure.rawValue)"),
                context.say(
                    "strategy.becomes",
                    [
                        "before": .text(context.said(result.asIs[figure], of: figure, result)),
                        "after": .text(context.said(result.changed[figure], of: figure, result)),
                    ]))
        }
        if let breaks = result.breaks, !breaks.places.isEmpty {
            add(.heading(context.say("simulate.breaks", ["promise": .text(label(breaks.promise))])))
            for place in breaks.places { tell(place, context) }
        }
        add(.blank)
        add(.text(context.say("simulate.how"), .muted))
        add(.text(context.say("simulate.not"), .muted))
    }

    private mutating func tell(
        _ share: DraftForecast.Share?, _ title: String, isWorse: Bool, _ context: DeskContext
    ) {
        guard let share else { return pair(context.say(title), "-") }
        let bounds = max(0, share.low)...max(0, min(1, share.high))
        add(
            .interval(
                context.say(title),
                IntervalBar(share.mean, bounds: bounds, scale: 0...1, role: isWorse ? .missed : .accent),
                context.kept(share.mean, share.low, share.high)))
    }

    private mutating func tell(_ place: DraftResult.Place, _ context: DeskContext) {
        let names = [context.productName(place.product), place.zone].filter { !$0.isEmpty }
        pair(
            context.wording.list(names),
            context.say(
                "strategy.trial.place",
                [
                    "kept": .text(context.wording.percent(place.kept)),
                    "cases": .text(context.wording.number(place.cases, decimals: 1)),
                ]))
    }
}

extension DeskContext {
    /// `92.3 % (90 % to 95 %)`, `12.1 (10.4 to 13.8)`; a dash where no run tells it.
    fileprivate func said(_ forecast: DraftResult.Figure?, of figure: RunFigure, _ result: DraftResult)
        -> String
    {
        guard let forecast else { return "-" }
        if figure == .utilisation { return kept(forecast.mean, forecast.low, forecast.high) }
        func number(_ value: Double) -> PhraseFact { .text(wording.number(value, decimals: 1)) }
        let facts: [String: PhraseFact] = [
            "mean": number(forecast.mean), "low": number(forecast.low), "high": number(forecast.high),
            "currency": .text(result.currency),
        ]
        return say(figure == .cost ? "strategy.trial.money" : "strategy.trial.figure", facts)
    }
}

extension DraftForecast.Line {
    /// Whether the draft's promise is kept clearly less often than that in force.
    var isWorse: Bool { changed.map { new in asIs.map { $0.low > new.high } ?? false } ?? false }
}
