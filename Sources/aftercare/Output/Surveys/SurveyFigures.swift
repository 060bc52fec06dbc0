import DeskScreens
import Model
import Quality
import Statistics
import Wording

/// A mean as JSON has it: what it was counted of, how far apart the values lie, where the true one lies in 95 of 100 cases.
struct MomentsView: Encodable {
    let count: Int
    @OrNull var mean: Double?
    @OrNull var deviation: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    let grade: String

    init(_ moments: Moments) {
        count = moments.count
        mean = moments.count > 0 ? ReportRowView.rounded(moments.mean) : nil
        deviation = moments.count > 1 ? ReportRowView.rounded(moments.deviation) : nil
        low = moments.interval.map { ReportRowView.rounded($0.low) }
        high = moments.interval.map { ReportRowView.rounded($0.high) }
        grade = SampleGrade(moments.count).rawValue
    }
}

extension Output: FigureWriter {
    var figureSigns: FigureSigns { .text }

    /// What the marks mean.
    func legend() -> String {
        words(
            "survey.small",
            [
                "indicative": .text(mark(.indicative).trimmed), "tooFew": .text(mark(.tooFew).trimmed),
            ])
    }
}

/// One question's result.
struct SurveyQuestionRow: Listable {
    let result: QuestionResult

    init(_ result: QuestionResult) { self.result = result }

    private enum CodingKeys: String, CodingKey {
        case name, type, asked, answered, rate, grade, mean, distribution, quartiles, nps, margin, content
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(result.question.name, forKey: .name)
        try c.encode(result.question.kind.word, forKey: .type)
        try c.encode(result.asked, forKey: .asked)
        try c.encode(result.answered, forKey: .answered)
        try c.encode(rate, forKey: .rate)
        try c.encode(result.grade.rawValue, forKey: .grade)
        try c.encode(result.moments.map(MomentsView.init), forKey: .mean)
        try c.encode(
            result.distribution.map { BarView(bar: $0, count: result.answered) }, forKey: .distribution)
        try c.encode(result.quantiles, forKey: .quartiles)
        switch result.score {
        case .nps(let value, let margin):
            try c.encode(ReportRowView.rounded(value), forKey: .nps)
            try c.encode(margin.map(ReportRowView.rounded), forKey: .margin)
        case .content(let share): try c.encode(ShareView(share), forKey: .content)
        case nil: break
        }
    }

    struct BarView: Encodable {
        let name: String
        let count: Int
        let share: ShareView

        init(bar: QuestionResult.Bar, count all: Int) {
            (name, count) = (bar.name, bar.count)
            share = ShareView(Share(bar.count, of: all))
        }
    }

    struct ShareView: Encodable {
        let value: Double
        let low: Double
        let high: Double

        init(_ share: Share) {
            (value, low) = (ReportRowView.rounded(share.value), ReportRowView.rounded(share.low))
            high = ReportRowView.rounded(share.high)
        }
    }

    var rate: Double? {
        result.asked > 0 ? ReportRowView.rounded(Double(result.answered) / Double(result.asked)) : nil
    }

    /// Empty for what has none: choices, days and words.
    func figure(_ output: Output) -> String {
        if result.answered > 0, result.moments == nil { return "" }
        return output.figure(result.score, result.moments)
    }

    func interval(_ output: Output) -> String { output.interval(result.score, result.moments) }

    /// The most frequent first for choices; a scale from its lower end.
    func answers(_ output: Output) -> String {
        guard result.answered > 0 else { return "" }
        if !result.quantiles.isEmpty {
            return result.quantiles.map { output.wording.number($0, decimals: 1) }.joined(separator: " · ")
        }
        if result.question.kind.scale != nil {
            return result.distribution.map { "\($0.name):\($0.count)" }.joined(separator: " ")
        }
        let labels = Dictionary(
            result.question.kind.choices.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
        return result.distribution.filter { $0.count > 0 }.sorted { $0.count > $1.count }.map { bar in
            let share = output.wording.percent(Double(bar.count) / Double(result.answered), decimals: 0)
            return (labels[bar.name].map(output.wording.text) ?? bar.name) + " " + share
        }.joined(separator: " · ")
    }

    static let titles = [
        "survey.title.name", "survey.title.asked", "survey.title.answered", "survey.title.figure",
        "survey.title.spread", "survey.title.interval", "survey.title.answers",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(result.question.name, .strong), TextCell(output.wording.number(result.asked), .faint),
            TextCell(output.wording.number(result.answered), .faint), TextCell(figure(output), .strong),
            TextCell(result.moments == nil ? "" : output.spread(result.moments), .faint),
            TextCell(interval(output), .faint), TextCell(answers(output)),
        ]
    }
}

/// What several questions come to that measure one thing.
struct SurveyDimensionRow: Listable {
    let result: DimensionResult
    let label: String

    private enum CodingKeys: String, CodingKey { case name, questions, mean, alpha, alphaCount, alphaWithout }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(result.name, forKey: .name)
        try c.encode(result.questions, forKey: .questions)
        try c.encode(MomentsView(result.moments), forKey: .mean)
        try c.encode(result.alpha.value.map(ReportRowView.rounded), forKey: .alpha)
        try c.encode(result.alpha.count, forKey: .alphaCount)
        try c.encode(result.alpha.without.map { $0.map(ReportRowView.rounded) }, forKey: .alphaWithout)
    }

    static let titles = [
        "survey.title.dimension", "survey.title.count", "survey.title.figure", "survey.title.spread",
        "survey.title.interval", "survey.title.alpha",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(label, .strong), TextCell(output.wording.number(result.moments.count), .faint),
            TextCell(output.mean(result.moments), .strong), TextCell(output.spread(result.moments), .faint),
            TextCell(output.interval(result.moments), .faint),
            TextCell(output.alpha(result.alpha)),
        ]
    }
}

/// A dimension of a battery.
struct BatteryRow: Listable {
    let result: BatteryResult.Dimension
    let label: String

    private enum CodingKeys: String, CodingKey {
        case name, apart, expectation, perception, gap, points, expectationAlpha, perceptionAlpha, items
    }

    private struct ItemView: Encodable {
        let name: String
        let expectation: MomentsView
        let perception: MomentsView
        let gap: MomentsView
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(result.name, forKey: .name)
        try c.encode(result.isApart, forKey: .apart)
        try c.encode(MomentsView(result.expectation), forKey: .expectation)
        try c.encode(MomentsView(result.perception), forKey: .perception)
        try c.encode(MomentsView(result.gap), forKey: .gap)
        try c.encode(MomentsView(result.points), forKey: .points)
        try c.encode(result.expectationAlpha.value.map(ReportRowView.rounded), forKey: .expectationAlpha)
        try c.encode(result.perceptionAlpha.value.map(ReportRowView.rounded), forKey: .perceptionAlpha)
        try c.encode(
            result.items.map {
                ItemView(
                    name: $0.name, expectation: MomentsView($0.expectation),
                    perception: MomentsView($0.perception),
                    gap: MomentsView($0.gap))
            }, forKey: .items)
    }

    static let titles = [
        "survey.title.dimension", "survey.title.count", "survey.title.expectation", "survey.title.perception",
        "survey.title.gap", "survey.title.spread", "survey.title.interval", "survey.title.points",
        "survey.title.alpha",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let alpha = result.perception.count > 0 ? result.perceptionAlpha : result.expectationAlpha
        return [
            TextCell(label, .strong), TextCell(output.wording.number(result.count), .faint),
            TextCell(output.mean(result.expectation)), TextCell(output.mean(result.perception)),
            TextCell(output.mean(result.gap, signed: true), result.gap.mean < 0 ? .alarm : .strong),
            TextCell(output.spread(result.gap), .faint),
            TextCell(output.interval(result.gap, signed: true), .faint),
            TextCell(
                result.points.count > 0 ? output.fixed(result.points.mean, decimals: 1) : "–", .faint
            ),
            TextCell(output.alpha(alpha)),
        ]
    }
}

/// A statement of a battery.
struct BatteryItemRow: Tabular {
    let item: BatteryResult.Item
    let ask: String

    static let titles = [
        "survey.title.name", "survey.title.expectation", "survey.title.perception", "survey.title.gap",
        "survey.title.question",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(item.name, .strong), TextCell(output.mean(item.expectation)),
            TextCell(output.mean(item.perception)),
            TextCell(output.mean(item.gap, signed: true), item.gap.mean < 0 ? .alarm : .plain),
            TextCell(ask, .faint),
        ]
    }
}

/// Where a dimension stands between what matters and what is done well.
struct ImportanceRow: Listable {
    let placed: ImportancePerformance.Placed
    let label: String

    private enum CodingKeys: String, CodingKey { case name, importance, performance, quadrant, undecided }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(placed.point.name, forKey: .name)
        try c.encode(ReportRowView.rounded(placed.point.importance), forKey: .importance)
        try c.encode(ReportRowView.rounded(placed.point.performance), forKey: .performance)
        try c.encode(placed.quadrant.rawValue, forKey: .quadrant)
        try c.encode(placed.isUndecided, forKey: .undecided)
    }

    func quadrant(_ output: Output) -> String {
        let name = output.words("survey.quadrant.\(placed.quadrant.rawValue)")
        return placed.isUndecided ? output.words("survey.undecided", ["quadrant": .text(name)]) : name
    }

    static let titles = [
        "survey.title.dimension", "survey.title.importance", "survey.title.performance", "survey.title.place",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(label, .strong), TextCell(output.fixed(placed.point.importance)),
            TextCell(output.fixed(placed.point.performance)),
            TextCell(quadrant(output), placed.quadrant == .concentrate ? .alarm : .plain),
        ]
    }
}
