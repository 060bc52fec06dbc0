import DeskScreens
import Model
import ServiceDesk
import TerminalKit
import Wording

/// How the service went, beside the days before.
struct ServiceReportView: Showable {
    let from: String
    let until: String
    let beforeFrom: String
    let beforeUntil: String
    @OrNull var by: String?
    let figures: [FigureLineView]
    /// Those left out because whoever asks may not see them.
    let withheld: [String]
    private let lack: Phrase?
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey {
        case from, until, beforeFrom, beforeUntil, by, figures, withheld
    }

    init(
        _ report: ServiceReport, trends: [ServiceFigure: [FigureValue]], ascii: Bool, _ v: Viewer
    ) throws {
        let before = report.days.before
        days = report.days
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (beforeFrom, beforeUntil) = (before.lowerBound.description, before.upperBound.description)
        _by = OrNull(report.field?.rawValue)
        (withheld, lack) = (report.withheld.map(\.rawValue), report.lack)
        let names = try v.reading.names()
        figures = try report.lines.map { line in
            var key: String?
            var title = v.output.wording.say(line.figure.label)
            if let group = line.group, let field = report.field {
                let isPerson = (field == .agent || field == .technician) && !group.isEmpty
                key = isPerson ? try v.login(Int64(group).map { StaffID($0) }) : group
                title = v.output.name(try v.reading.groupName(group, of: field, names))
            }
            let trend = line.group == nil ? trends[line.figure] : nil
            return FigureLineView(line, group: key, title: title, trend: trend, ascii: ascii)
        }
    }

    func head(_ output: Output) -> String {
        output.words("figures.period", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
    }

    func lines(_ output: Output) -> [String] {
        let small = figures.contains { $0.isMarked } ? ["", output.words("figures.small")] : []
        let missing = lackText(output).map { ["", $0] } ?? []
        return [head(output), ""] + output.table(figures) + small + missing
            + ["", output.words("figures.ask")]
    }

    /// Which figures are not shown, and the right that is missing; nil where all are.
    func lackText(_ output: Output) -> String? { lack.map { output.wording.say($0) } }

    /// The same beside a table for spreadsheets, which has no place for it.
    func tellLack(_ output: Output) {
        guard let text = lackText(output) else { return }
        StandardStream.error.write(PlainLine.of(text, colours: false) + "\n")
    }

    var csv: [[String]] {
        [
            [
                "figure", "group", "unit", "value", "low", "high", "p90", "count", "before", "beforeCount",
                "change", "label",
            ]
        ] + figures.map(\.csv)
    }
}

/// A figure of all, or of one group.
struct FigureLineView: Listable {
    let figure: String
    @OrNull var group: String?
    let label: String
    /// `count`, `share` or `score` (0 to 1), or `minutes`: the median, and below what nine in ten are.
    let unit: String
    @OrNull var value: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var p90: Double?
    let count: Int
    /// Counted of so few that it says little.
    let small: Bool
    @OrNull var before: Double?
    let beforeCount: Int
    @OrNull var change: Double?
    /// In the last periods, this one last.
    @OrNull var trend: [Double?]?
    private let line: ServiceReport.Line
    private let ascii: Bool

    private enum CodingKeys: String, CodingKey {
        case figure, group, label, unit, value, low, high, p90, count, small, before, beforeCount, change,
            trend
    }

    init(_ line: ServiceReport.Line, group: String?, title: String, trend: [FigureValue]?, ascii: Bool) {
        (self.line, self.ascii, label) = (line, ascii, title)
        figure = line.figure.rawValue
        unit = line.figure.unit.measure
        let round = { (value: Double?) in value.map(ReportRowView.rounded) }
        _group = OrNull(group)
        _value = OrNull(round(line.now.value))
        _low = OrNull(round(line.now.low))
        _high = OrNull(round(line.now.high))
        _p90 = OrNull(round(line.now.ninth))
        (count, beforeCount) = (line.now.count, line.before.count)
        small = line.now.isSmall && line.figure.unit != .count
        _before = OrNull(round(line.before.value))
        _change = OrNull(round(line.change))
        _trend = OrNull(trend?.map { round($0.value) })
    }

    var isMarked: Bool { small && value != nil }
    /// Whether values are from 0 to 1.
    var isPart: Bool { line.figure.unit.isPart }

    static let titles = [
        "figures.title.figure", "figures.title.value", "figures.title.spread", "figures.title.count",
        "figures.title.before", "figures.title.change", "figures.title.trend",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let figure = line.figure
        let say = { (value: Double?) in output.wording.say(figure.unit.said(value)) }
        let isAll = line.group == nil
        return [
            TextCell(isAll ? label : "  " + label, isAll ? .strong : .plain),
            TextCell(say(line.now.value) + (isMarked ? " ?" : ""), isAll ? .strong : .plain),
            TextCell(output.wording.say(line.now.spread(figure.unit)), .faint),
            TextCell(output.wording.number(count), .faint), TextCell(say(line.before.value), .faint),
            TextCell(output.wording.say(figure.unit.said(change: line.change))), TextCell(trendText),
        ]
    }

    private var trendText: String {
        guard let trend else { return "" }
        let top: Double? = line.figure.unit.isPart ? 1 : nil
        return ReportPlots(ascii: ascii, columns: trend.count)
            .drawn(rows: 1) { Sparkline(trend, top: top).draw(in: $0, on: &$1) }[0]
    }

    var csv: [String] {
        let say = { (value: Double?) in value.map { String($0) } ?? "" }
        return [
            figure, group ?? "", unit, say(value), say(low), say(high), say(p90), String(count), say(before),
            String(beforeCount), say(change), label,
        ]
    }
}

/// How each figure is counted.
struct FigureDefinitions: Showable {
    let figures: [Definition]

    struct Definition: Encodable {
        let figure: String
        let label: String
        let unit: String
        let definition: String
        /// By what it can be told apart.
        let by: [String]
    }

    init(_ all: [ServiceFigure], _ rules: Rules, _ output: Output) {
        figures = all.map {
            Definition(
                figure: $0.rawValue, label: output.wording.say($0.label),
                unit: $0.unit.measure,
                definition: output.wording.say($0.definition(rules)), by: $0.fields(rules).map(\.rawValue))
        }
    }

    func encode(to encoder: any Encoder) throws { try figures.encode(to: encoder) }

    func lines(_ output: Output) -> [String] {
        figures.flatMap { one in
            [
                "\(one.figure)  \(one.label)", "    " + one.definition,
                "    --by \(one.by.joined(separator: ", "))", "",
            ]
        } + [output.words("figures.notKept")]
    }
}
