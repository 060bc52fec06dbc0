import Model
import Quality
import ServiceDesk
import Statistics
import Wording

extension SurveyGroup.Figure.Source {
    var name: String {
        switch self {
        case .question(let name), .dimension(let name): name
        case .gap: "unweightedGap"
        case .weightedGap: "weightedGap"
        }
    }
}

/// One product, region, person or month by itself.
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
        let head = "\(title)  n \(output.wording.number(group.sheets))" + output.smallMark(group.grade)
        return [head]
            + output.table(
                group.figures.map { GroupFigureRow(figure: $0, label: label($0.source, results, output)) })
    }

    func label(_ source: SurveyGroup.Figure.Source, _ results: SurveyResults, _ output: Output) -> String {
        switch source {
        case .question(let name): name
        case .dimension(let name):
            (results.questionnaire.dimensions.first { $0.name == name }?.label
                ?? results.questionnaire.battery?.dimensions.first { $0.name == name }?.label)
                .map { output.wording.text($0) } ?? name
        case .gap: output.words("survey.overall.unweighted")
        case .weightedGap: output.words("survey.overall.weighted")
        }
    }
}

private struct GroupFigureRow: Listable {
    let figure: SurveyGroup.Figure
    let label: String

    func encode(to encoder: any Encoder) throws { try MomentsView(figure.moments).encode(to: encoder) }

    static let titles = [
        "survey.title.name", "survey.title.count", "survey.title.figure", "survey.title.interval",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let score: String =
            switch figure.score {
            case .nps(let value, let margin):
                "NPS \(output.wording.number(value, decimals: 0))"
                    + (margin.map { " ±\(output.wording.number($0, decimals: 0))" } ?? "")
            case .content(let share): output.wording.percent(share.value, decimals: 0)
            case nil: ""
            }
        return [
            TextCell("  " + label), TextCell(output.wording.number(figure.moments.count), .faint),
            TextCell(
                [output.mean(figure.moments), score].filter { !$0.isEmpty }.joined(separator: "  "), .strong),
            TextCell(output.interval(figure.moments), .faint),
        ]
    }
}

/// What somebody said.
struct TextRow: Listable {
    let survey: String
    let question: String
    let text: String

    init(_ said: SaidText) {
        (survey, question, text) = (said.survey.description, said.question, said.text)
    }

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
