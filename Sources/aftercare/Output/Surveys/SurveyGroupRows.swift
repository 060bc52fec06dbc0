import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import Wording

extension SurveyGroup.Figure.Source {
    /// A question goes by its name, which the command line knows it by.
    func label(_ results: SurveyResults, _ output: Output) -> String {
        if case .question(let name) = self { return name }
        return output.wording.say(label(in: results.questionnaire))
    }
}

/// One product, region, person or span of time by itself.
struct GroupRow: Encodable {
    let group: SurveyGroup
    let title: String

    init(_ group: SurveyGroup, title: String) { (self.group, self.title) = (group, title) }

    private enum CodingKeys: String, CodingKey { case key, title, sheets, grade, figures }
    private struct FigureView: Encodable {
        let name: String
        let mean: MomentsView
        @OrNull var score: Double?
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(group.key, forKey: .key)
        try c.encode(title, forKey: .title)
        try c.encode(group.sheets, forKey: .sheets)
        try c.encode(group.grade.rawValue, forKey: .grade)
        try c.encode(
            group.figures.map { figure in
                let score: Double? =
                    switch figure.score {
                    case .nps(let value, _): ReportRowView.rounded(value)
                    case .content(let share): ReportRowView.rounded(share.value)
                    case nil: nil
                    }
                return FigureView(name: figure.source.name, mean: MomentsView(figure.moments), score: score)
            }, forKey: .figures)
    }

    func lines(_ results: SurveyResults, _ output: Output) -> [String] {
        let head = "\(title)  n \(output.wording.number(group.sheets))" + output.mark(group.grade)
        return [head]
            + output.table(
                group.figures.map { figure in
                    GroupFigureRow(figure: figure, label: "  " + figure.source.label(results, output))
                })
    }
}

/// A figure of a group: its score where there is one, as of the question over all.
struct GroupFigureRow: Tabular {
    let figure: SurveyGroup.Figure
    let label: String

    static let titles = [
        "survey.title.name", "survey.title.count", "survey.title.figure", "survey.title.spread",
        "survey.title.interval",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(label), TextCell(output.wording.number(figure.moments.count), .faint),
            TextCell(output.figure(figure.score, figure.moments, signed: figure.source.isGap), .strong),
            TextCell(output.spread(figure.moments), .faint),
            TextCell(output.interval(figure.score, figure.moments, signed: figure.source.isGap), .faint),
        ]
    }
}

/// What somebody said.
struct TextRow: Listable {
    let survey: String
    let question: String
    let text: String

    static let titles = ["fact.survey", "survey.title.question", "survey.title.text"]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(survey, .strong), TextCell(question, .faint), TextCell(text)]
    }
}

struct TermRow: Listable {
    let term: String
    let texts: Int

    static let titles = ["survey.title.term", "survey.title.texts"]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(term, .strong), TextCell(output.wording.number(texts))]
    }
}
