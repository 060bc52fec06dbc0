import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// What stands beside a line of results.
extension Pane {
    init(_ row: ResultRow, _ report: SurveyReport, _ context: DeskContext) {
        switch row {
        case .question(let result): addQuestion(result, report, context)
        case .dimension(let line): addDimension(line, report, context)
        case .group(let group, let figure): addGroup(group, figure, report, context)
        case .text(let said):
            let ask = report.results.questionnaire[said.question].map { context.wording.text($0.ask) }
            add(.text(ask ?? said.question, .muted))
            add(.text(said.text, .text))
        case .sheet: break
        }
    }

    private mutating func addQuestion(
        _ result: QuestionResult, _ report: SurveyReport, _ context: DeskContext
    ) {
        let wording = context.wording
        add(.text(wording.text(result.question.ask), .title))
        pair(
            context.say("survey.title.answered"),
            context.say(
                "results.answeredOf", ["count": .count(result.answered), "asked": .count(result.asked)]))
        pair(
            context.say("survey.title.figure"), context.figure(result.score, result.moments), .accent)
        pair(context.say("survey.title.spread"), context.spread(result.moments))
        pair(context.say("survey.title.interval"), context.interval(result.score, result.moments))
        addInterval(result, context)
        addChange(result.figure.flatMap { report.change(of: $0) }, context)
        if !result.quantiles.isEmpty {
            let numbers = result.quantiles.map { wording.number($0, decimals: 1) }
            pair(context.say("results.quartiles"), numbers.joined(separator: "  "))
        }
        addGrade(result.grade, context)
        guard result.answered > 0, !result.distribution.isEmpty else { return }
        add(.heading(context.say("survey.title.answers")))
        let labels = Dictionary(
            result.question.kind.choices.map { ($0.name, wording.text($0.label)) },
            uniquingKeysWith: { first, _ in first })
        for bar in result.distribution {
            let share = Double(bar.count) / Double(result.answered)
            add(
                .share(
                    labels[bar.name] ?? bar.name, share,
                    "\(bar.count)  \(wording.percent(share, decimals: 0))"))
        }
    }

    /// The mean on its scale; of the content, their share.
    private mutating func addInterval(_ result: QuestionResult, _ context: DeskContext) {
        if case .content(let share) = result.score, share.count > 0 {
            add(
                .interval(
                    context.say("results.content"),
                    IntervalBar(share.value, bounds: share.low...share.high, scale: 0...1),
                    context.wording.percent(share.value, decimals: 0)))
        }
        guard let moments = result.moments, moments.count > 0, let scale = result.question.kind.scale else {
            return
        }
        add(
            .interval(
                context.say("results.mean"),
                IntervalBar(
                    moments.mean, bounds: moments.interval.map { $0.low...$0.high },
                    scale: Double(scale.lowerBound)...Double(scale.upperBound)), context.fixed(moments.mean)))
    }

    private mutating func addGrade(_ grade: SampleGrade, _ context: DeskContext) {
        guard grade != .sound else { return }
        add(.text(context.say("results.grade.\(grade.rawValue)"), .warning))
    }

    /// What the figure was in the days before, and whether it went further since than chance explains.
    private mutating func addChange(_ change: FigureChange?, _ context: DeskContext) {
        guard let change else { return }
        let (before, isGap) = (change.before, change.before.source.isGap)
        pair(
            context.say("figures.title.before"),
            context.figure(before.score, before.moments, signed: isGap) + "  "
                + context.interval(before.score, before.moments, signed: isGap))
        let key = change.isBetter ? "gap.better" : change.isWorse ? "gap.worse" : "gap.alike"
        add(
            .text(
                context.say(key, ["change": .text(context.change(change))]),
                change.isBetter ? .good : change.isWorse ? .missed : .muted))
    }

    /// How many texts hold which terms, the most frequent on top.
    mutating func addTerms(_ terms: [TermCount], of texts: Int, _ context: DeskContext) {
        guard !terms.isEmpty, texts > 0 else { return }
        add(.blank)
        add(.heading(context.say("results.terms")))
        for term in terms.prefix(20) {
            add(
                .share(
                    term.term, Double(term.texts) / Double(texts), context.wording.number(term.texts)))
        }
    }

    /// The line among all others, so that they can be compared.
    private mutating func addDimension(
        _ line: DimensionLine, _ report: SurveyReport, _ context: DeskContext
    ) {
        add(.text(context.wording.say(line.label), .title))
        if let alpha = line.alpha, alpha.value != nil {
            pair(context.say("survey.title.alpha"), context.alpha(alpha))
        }
        addGrade(SampleGrade(line.moments.count), context)
        addChange(report.change(of: line.figure), context)
        add(.heading(context.say("results.allDimensions")))
        for other in DimensionLine.all(report.results) {
            let bounds = other.moments.interval.map { $0.low...$0.high }
            add(
                .interval(
                    context.wording.say(other.label),
                    IntervalBar(
                        other.moments.mean, bounds: bounds, scale: other.scale,
                        role: other.id == line.id ? .accent : .text),
                    context.fixed(other.moments.mean, signed: other.isGap)))
        }
        let terms = report.results.battery.map { battery in
            context.say("survey.counted", ["count": .count(battery.counted)])
        }
        if let terms { add(.text(terms, .muted)) }
    }

    /// All figures of the group, and the figure that groups are compared by in all groups.
    private mutating func addGroup(
        _ group: SurveyReport.Group, _ figure: SurveyGroup.Figure?, _ report: SurveyReport,
        _ context: DeskContext
    ) {
        let questionnaire = report.results.questionnaire
        add(.text(context.wording.say(group.title), .title))
        addGrade(group.figures.grade, context)
        for other in group.figures.figures where other.moments.count > 0 {
            pair(
                context.wording.say(other.source.label(in: questionnaire)),
                context.figure(other.score, other.moments, signed: other.source.isGap)
                    + "  " + context.interval(other.score, other.moments, signed: other.source.isGap),
                other.source == figure?.source ? .accent : .text)
        }
        guard let figure else { return }
        addChange(report.change(of: figure, in: group.figures.key), context)
        add(.heading(context.wording.say(figure.source.label(in: questionnaire))))
        let all = report.groups.compactMap { group in
            group.figures.figures.first { $0.source == figure.source && $0.moments.count > 0 }
                .map { (group, $0) }
        }
        let values = all.flatMap { pair -> [Double] in
            let interval = pair.1.moments.interval
            return [interval?.low ?? pair.1.moments.mean, interval?.high ?? pair.1.moments.mean]
        }
        guard let low = values.min(), let high = values.max() else { return }
        for (other, value) in all {
            add(
                .interval(
                    context.wording.say(other.title),
                    IntervalBar(
                        value.moments.mean, bounds: value.moments.interval.map { $0.low...$0.high },
                        scale: low...max(high, low + 1e-9),
                        role: other.figures.key == group.figures.key ? .accent : .text),
                    context.fixed(value.moments.mean, signed: value.source.isGap)))
        }
    }
}
