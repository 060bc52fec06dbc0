import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// A figure of the answers beside what it was in the days before.
struct ChangeRow: Encodable {
    /// Nil for all.
    let group: GroupRow?
    let figure: SurveyGroup.Figure
    let change: FigureChange

    /// Those that both times tell something of.
    static func all(of report: SurveyReport, named groups: [GroupRow]) -> [ChangeRow] {
        let whole = report.results.figures.compactMap { figure in
            report.change(of: figure).map { ChangeRow(group: nil, figure: figure, change: $0) }
        }
        return whole
            + groups.flatMap { row in
                row.group.figures.compactMap { figure in
                    report.change(of: figure, in: row.group.key).map {
                        ChangeRow(group: row, figure: figure, change: $0)
                    }
                }
            }
    }

    private init(group: GroupRow?, figure: SurveyGroup.Figure, change: FigureChange) {
        (self.group, self.figure, self.change) = (group, figure, change)
    }

    /// `better`, `worse`, or `alike` where chance may explain it.
    var verdict: String { change.isBetter ? "better" : change.isWorse ? "worse" : "alike" }

    private enum CodingKeys: String, CodingKey {
        case group, name, value, count, before, beforeCount, change, low, high, verdict
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(group?.group.key, forKey: .group)
        try c.encode(figure.source.name, forKey: .name)
        try c.encode(figure.estimate.map { ReportRowView.rounded($0.value) }, forKey: .value)
        try c.encode(figure.moments.count, forKey: .count)
        try c.encode(change.before.estimate.map { ReportRowView.rounded($0.value) }, forKey: .before)
        try c.encode(change.before.moments.count, forKey: .beforeCount)
        try c.encode(ReportRowView.rounded(change.estimate.value), forKey: .change)
        try c.encode(change.estimate.low.map { ReportRowView.rounded($0) }, forKey: .low)
        try c.encode(change.estimate.high.map { ReportRowView.rounded($0) }, forKey: .high)
        try c.encode(verdict, forKey: .verdict)
    }

    func told(_ results: SurveyResults, _ output: Output) -> Told {
        Told(row: self, label: figure.source.label(results, output))
    }

    /// With what the figure is called.
    struct Told: Tabular {
        let row: ChangeRow
        let label: String

        static let titles = [
            "survey.title.name", "survey.title.figure", "figures.title.before", "figures.title.change",
            "survey.title.interval", "survey.title.verdict",
        ]

        func cells(_ output: Output) -> [TextCell] {
            let (now, change, isGap) = (row.figure, row.change, row.figure.source.isGap)
            return [
                TextCell(label, .strong),
                TextCell(output.figure(now.score, now.moments, signed: isGap)),
                TextCell(output.figure(change.before.score, change.before.moments, signed: isGap), .faint),
                TextCell(output.change(change), change.isWorse ? .alarm : .strong),
                TextCell(output.interval(change), .faint),
                TextCell(output.words("survey.verdict.\(row.verdict)"), change.isWorse ? .alarm : .plain),
            ]
        }
    }
}

extension SurveyResultsView {
    /// Beside which days figures stand; nil where they stand alone.
    func beside(_ output: Output) -> String? {
        report.before.map {
            output.words(
                "survey.beside",
                [
                    "from": .day($0.days.lowerBound), "until": .day($0.days.upperBound),
                    "count": .count($0.sheets),
                ])
        }
    }

    /// The changes of all, then those of each group under its title.
    var changesByGroup: [(title: String?, rows: [ChangeRow])] {
        let whole: (title: String?, rows: [ChangeRow]) = (nil, changes.filter { $0.group == nil })
        return groups.reduce(into: [whole]) { parts, group in
            let own = changes.filter { $0.group?.group.key == group.group.key }
            if !own.isEmpty { parts.append((group.title, own)) }
        }
    }
}
