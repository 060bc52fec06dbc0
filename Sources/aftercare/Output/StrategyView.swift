import Model
import ServiceDesk
import ServiceTime
import Wording

/// The steps of the strategy with what was answered.
struct StrategyView: Showable {
    let steps: [StepView]

    /// Kept promises are counted over so many days.
    private static let days = 90

    struct StepView: Encodable {
        let step: String
        let label: String
        let asks: String
        let inputs: [String]
        /// The newest first.
        let answers: [AnswerView]
        /// Of the step that has them beside it.
        @OrNull var promises: [SegmentPromiseView]?
        fileprivate let number: Int

        private enum CodingKeys: String, CodingKey { case step, label, asks, inputs, answers, promises }
    }

    struct AnswerView: Encodable {
        let text: String
        @OrNull var by: String?
        let at: String
        fileprivate let said: String

        private enum CodingKeys: String, CodingKey { case text, by, at }
    }

    init(_ v: Viewer, only name: String?, withOlder: Bool, at now: Instant) throws {
        let (output, rules) = (v.output, v.reading.rules)
        let only = try name.map { try rules.strategyStep($0).name }
        let texts = try v.reading.strategyTexts()
        steps = try rules.strategy().all.enumerated().filter { only == nil || $1.name == only }.map {
            index, step in
            let told = (texts[step.name] ?? []).reversed()
            let promises =
                step.showsPromises
                ? try v.reading.promisesBySegment(on: rules.localDay(now), days: Self.days, at: now)
                    .map { SegmentPromiseView($0, output) } : nil
            return StepView(
                step: step.name, label: output.wording.text(step.label), asks: output.wording.text(step.asks),
                inputs: step.inputs.map { output.wording.text($0) },
                answers: try (withOlder ? Array(told) : Array(told.prefix(1))).map { try Self.answer($0, v) },
                promises: promises, number: index + 1)
        }
    }

    private static func answer(_ text: StrategyText, _ v: Viewer) throws -> AnswerView {
        let by = try v.login(text.by)
        let said = v.output.words(
            "strategy.said",
            ["by": .text(by ?? v.output.words("promise.theDesk")), "at": .instant(text.at)])
        return AnswerView(text: text.text, by: by, at: v.output.iso(text.at), said: said)
    }

    func lines(_ output: Output) -> [String] {
        Array(steps.map { step($0, output) }.joined(separator: [""]))
    }

    private func step(_ step: StepView, _ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "number": .text(String(step.number)), "label": .text(step.label), "name": .text(step.step),
        ]
        var lines = [
            output.words("strategy.step", facts), "   " + step.asks, "   " + output.words("strategy.inputs"),
        ]
        lines += step.inputs.map { "   - " + $0 } + [""]
        if step.answers.isEmpty { lines.append("   " + output.words("strategy.open")) }
        for answer in step.answers {
            lines += answer.text.split(separator: "\n", omittingEmptySubsequences: false).map { "   " + $0 }
            lines.append("   " + answer.said)
        }
        if let promises = step.promises {
            lines += ["", output.words("strategy.kept", ["days": .count(Self.days)])]
            lines += output.table(promises)
        }
        return lines
    }
}

/// A promise in force and how often it was kept.
struct SegmentPromiseView: Listable {
    /// Kinds of customers and dealers, and regions; empty for everybody.
    let segment: [String]
    let promise: String
    @OrNull var published: String?
    @OrNull var `internal`: String?
    let count: Int
    @OrNull var kept: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    private let who: String
    private let label: String

    private enum CodingKeys: String, CodingKey {
        case segment, promise, published, `internal`, count, kept, low, high
    }

    init(_ s: SegmentPromise, _ output: Output) {
        (segment, promise, count) = (s.segment, s.promise.id, s.kept?.count ?? 0)
        _published = OrNull(s.promise.published?.description)
        _internal = OrNull(s.promise.internalTarget?.description)
        _kept = OrNull(s.kept?.value.map { ReportRowView.rounded($0) })
        _low = OrNull(s.kept?.low.map { ReportRowView.rounded($0) })
        _high = OrNull(s.kept?.high.map { ReportRowView.rounded($0) })
        let scope = s.promise.scope
        let names =
            scope.customer.map { output.wording.name($0, of: "customerKind") }
            + scope.dealer.map { output.wording.name($0, of: "dealerType") } + scope.region
        who =
            names.isEmpty
            ? output.words("strategy.everybody") : output.wording.say(.list(names.map { .text($0) }))
        label = output.wording.text(s.promise.label)
    }

    static let titles = [
        "strategy.title.segment", "cli.title.label", "cli.title.target", "cli.title.internalTarget",
        "strategy.title.kept",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let share = kept.map { value in
            ForecastView(mean: value, low: low ?? value, high: high ?? value)
        }
        return [
            TextCell(who), TextCell(label, .strong), TextCell(output.target(published)),
            TextCell(output.target(`internal`), .faint),
            TextCell(share.map { "\(output.interval($0, isShare: true)), n = \(count)" } ?? ""),
        ]
    }
}
