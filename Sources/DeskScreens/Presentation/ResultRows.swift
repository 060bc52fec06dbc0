import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// A line of results.
enum ResultRow: Sendable, Identifiable {
    case question(QuestionResult)
    case dimension(DimensionLine)
    /// A group, with the figure that groups are compared by.
    case group(SurveyReport.Group, SurveyGroup.Figure?)
    case text(SaidText)
    case sheet(SurveyLine)

    var id: String {
        switch self {
        case .question(let result): result.question.name
        case .dimension(let line): line.id
        case .group(let group, _): "group \(group.figures.key)"
        case .text(let said): "\(said.survey) \(said.question)"
        case .sheet(let line): line.survey.id.description
        }
    }
}

/// A dimension, of the questionnaire's own or of its battery, or a figure over all of a battery.
struct DimensionLine: Sendable {
    var id: String
    var label: PhraseFact
    var figure: SurveyGroup.Figure
    /// What was awaited, where that was asked.
    var expectation: Moments?
    var alpha: Alpha?
    /// What the figure can lie between.
    var scale: ClosedRange<Double>
    var moments: Moments { figure.moments }
    /// Whether its sign says more than its size.
    var isGap: Bool { figure.source.isGap }

    /// All there are, in the questionnaire's order; those nobody answered are left out.
    static func all(_ results: SurveyResults) -> [DimensionLine] {
        let questionnaire = results.questionnaire
        func label(_ name: String) -> PhraseFact {
            questionnaire.label(ofDimension: name).map { .label($0) } ?? .text(name)
        }
        let own = results.dimensions.map { result in
            DimensionLine(
                id: "dimension \(result.name)", label: label(result.name),
                figure: SurveyGroup.Figure(source: .dimension(result.name), moments: result.moments),
                alpha: result.alpha, scale: Self.scale(of: result.questions, questionnaire))
        }
        guard let battery = results.battery else { return own.filter { $0.moments.count > 0 } }
        let asked = questionnaire.questions.last { $0.kind.scale != nil }
        let items = Self.scale(of: asked.map { [$0.name] } ?? [], questionnaire)
        let (isGap, reach) = (questionnaire.battery?.showsGaps ?? false, items.upperBound - items.lowerBound)
        let between = isGap ? -reach...reach : items
        let parts = battery.dimensions.map { dimension in
            DimensionLine(
                id: "battery \(dimension.name)", label: label(dimension.name),
                figure: SurveyGroup.Figure(
                    source: .dimension(dimension.name, isGap: isGap),
                    moments: isGap ? dimension.gap : dimension.perception),
                expectation: isGap ? dimension.expectation : nil, alpha: dimension.perceptionAlpha,
                scale: between)
        }
        let overall = battery.overall.map { source, moments in
            DimensionLine(
                id: "overall \(source.name)", label: source.label(in: questionnaire),
                figure: SurveyGroup.Figure(source: source, moments: moments),
                scale: source.isGap ? -reach...reach : items)
        }
        return (own + parts + overall).filter { $0.moments.count > 0 }
    }

    private static func scale(of questions: [String], _ questionnaire: Questionnaire) -> ClosedRange<Double> {
        let scale = questions.lazy.compactMap { questionnaire[$0]?.kind.scale }.first ?? 1...7
        return Double(scale.lowerBound)...Double(scale.upperBound)
    }
}

extension DeskContext {
    // MARK: Tables

    /// - Parameter compares: with what figures were in the days before.
    func columns(of tab: ResultsScreen.Tab, compares: Bool) -> [Column] {
        let changes =
            compares
            ? [
                column("figures.title.before", .fixed(11), .trailing, dropOrder: 2),
                column("figures.title.change", .fixed(11), .trailing, dropOrder: 1),
            ] : []
        switch tab {
        case .questions, .plot:
            return [
                column("survey.title.question", .flexible(least: 16, share: 1)),
                column("survey.title.answered", .fixed(11), .trailing),
                column("column.rate", .fixed(6), .trailing, dropOrder: 3),
                column("survey.title.figure", .fixed(11), .trailing),
            ] + changes + [
                column("survey.title.spread", .fixed(9), .trailing, dropOrder: 5),
                column("survey.title.interval", .fixed(15), dropOrder: 4),
            ]
        case .dimensions:
            return [
                column("survey.title.dimension", .flexible(least: 14, share: 1)),
                column("survey.title.count", .fixed(7), .trailing),
                column("survey.title.figure", .fixed(9), .trailing),
            ] + changes + [
                column("survey.title.spread", .fixed(9), .trailing, dropOrder: 4),
                column("survey.title.interval", .fixed(15)),
                column("survey.title.alpha", .fixed(14), dropOrder: 3),
            ]
        case .groups:
            return [
                column("survey.title.group", .flexible(least: 12, share: 1)),
                column("column.sheets", .fixed(7), .trailing),
                column("survey.title.figure", .fixed(11), .trailing),
            ] + changes + [
                column("survey.title.spread", .fixed(9), .trailing, dropOrder: 3),
                column("survey.title.interval", .fixed(15)),
            ]
        case .words:
            return [
                column("column.id", .fixed(6)),
                column("survey.title.text", .flexible(least: 20, share: 3)),
                column("survey.title.question", .flexible(least: 12, share: 1), dropOrder: 1),
            ]
        case .sheets: return sheetColumns(say("column.answer"))
        }
    }

    /// What a figure was in the days before, and how it went since.
    private func changeCells(_ change: FigureChange?) -> [TableCell] {
        guard let change else { return [TableCell(""), TableCell("")] }
        let (before, isGap) = (change.before, change.before.source.isGap)
        let role: TerminalKit.Role = change.isBetter ? .good : change.isWorse ? .missed : .text
        return [
            TableCell(figure(before.score, before.moments, signed: isGap), .muted),
            TableCell(self.change(change), role).ranked(change.estimate.value),
        ]
    }

    /// Nil of nothing.
    private func rank(_ score: QuestionResult.Score?, _ moments: Moments) -> Double? {
        switch score {
        case .nps(let value, _): value
        case .content(let share): share.value
        case nil: moments.count == 0 ? nil : moments.mean
        }
    }

    func resultCells(_ row: ResultRow, _ report: SurveyReport?) -> [TableCell] {
        func changes(_ figure: SurveyGroup.Figure?, in group: String? = nil) -> [TableCell] {
            guard let report, report.compares else { return [] }
            return changeCells(figure.flatMap { report.change(of: $0, in: group) })
        }
        switch row {
        case .question(let result):
            let rate = result.asked > 0 ? Double(result.answered) / Double(result.asked) : nil
            let counts =
                result.answered == result.asked ? "\(result.answered)" : "\(result.answered)/\(result.asked)"
            return [
                TableCell(wording.text(result.question.ask)),
                TableCell(counts, .muted).ranked(count: result.answered),
                TableCell(rate.map { wording.percent($0, decimals: 0) } ?? "", .muted).ranked(rate),
                TableCell(
                    figure(result.score, result.moments)
                        + (result.moments == nil && result.answered > 0 ? mark(result.grade) : ""),
                    .accent),
            ] + changes(result.figure) + [
                TableCell(spread(result.moments), .muted),
                TableCell(interval(result.score, result.moments), .muted),
            ]
        case .dimension(let line):
            return [
                TableCell(wording.say(line.label)),
                TableCell(wording.number(line.moments.count), .muted).ranked(count: line.moments.count),
                TableCell(
                    figure(nil, line.moments, signed: line.isGap),
                    line.isGap && line.moments.mean < 0 ? .warning : .accent
                ).ranked(line.moments.mean),
            ] + changes(line.figure) + [
                TableCell(spread(line.moments), .muted).ranked(line.moments.deviation),
                TableCell(interval(nil, line.moments, signed: line.isGap), .muted),
                TableCell(alpha(line.alpha), .muted).ranked(line.alpha?.value),
            ]
        case .group(let group, let figure):
            let isGap = figure?.source.isGap ?? false
            return [
                TableCell(wording.say(group.title)),
                TableCell(wording.number(group.figures.sheets) + mark(group.figures.grade), .muted)
                    .ranked(count: group.figures.sheets),
                TableCell(
                    figure.map { self.figure($0.score, $0.moments, signed: isGap) } ?? "", .accent
                ).ranked(figure.flatMap { rank($0.score, $0.moments) }),
            ] + changes(figure, in: group.figures.key) + [
                TableCell(spread(figure?.moments), .muted),
                TableCell(figure.map { interval($0.score, $0.moments, signed: isGap) } ?? "", .muted),
            ]
        case .text(let said):
            return [
                TableCell(said.survey.description, .accent).ranked(id: said.survey),
                TableCell(said.text.lineBreaksOut),
                TableCell(
                    report?.results.questionnaire[said.question].map { wording.text($0.ask) }
                        ?? said.question, .muted),
            ]
        case .sheet(let line): return sheetCells(line)
        }
    }
}
