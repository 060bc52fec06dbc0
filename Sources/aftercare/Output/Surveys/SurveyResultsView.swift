import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Wording

/// What the answers to a questionnaire come to, as text, JSON, a table for spreadsheets, or for the page with plots.
struct SurveyResultsView: Showable {
    let results: SurveyResults
    let samples: [(sample: SurveySample, count: Int)]
    let grouping: SurveyGrouping?
    let groups: [GroupRow]
    let texts: [TextRow]
    let terms: [TermRow]
    let days: (first: Day, last: Day)?
    let at: Instant

    init(
        _ table: SurveyTable, by grouping: SurveyGrouping?, texts: [SaidText],
        samples: [(sample: SurveySample, count: Int)], at: Instant, _ v: Viewer
    ) throws {
        results = SurveyResults(table)
        (self.samples, self.grouping, self.at) = (samples, grouping, at)
        let names = try v.reading.names()
        groups = try (grouping.map { table.groups(by: $0) } ?? []).map { group in
            GroupRow(group, title: try Self.title(group.key, grouping, names, v))
        }
        self.texts = texts.map(TextRow.init)
        terms = TermCount.count(texts.map(\.text)).prefix(30).map { TermRow(term: $0.term, texts: $0.texts) }
        let all = table.sheets.map(\.day)
        days = all.min().flatMap { first in all.max().map { (first, $0) } }
    }

    private static func title(
        _ key: String, _ grouping: SurveyGrouping?, _ names: [StaffID: String], _ v: Viewer
    )
        throws -> String
    {
        guard !key.isEmpty else { return v.output.words("survey.unknownGroup") }
        switch grouping {
        case .product: return v.reading.rules.product(key).map { v.output.wording.text($0.label) } ?? key
        case .technician, .agent: return Int64(key).flatMap { names[StaffID($0)] } ?? key
        case .dealer:
            return try Int64(key).flatMap { try v.reading.customers.find(CustomerID($0))?.name } ?? key
        case .region, .month, nil: return key
        }
    }

    // MARK: JSON

    private enum CodingKeys: String, CodingKey {
        case questionnaire, version, sheets, grade, samples, invited, responseRate, questions, dimensions,
            battery
        case importancePerformance, groupedBy, groups, texts, terms
    }
    private enum BatteryKeys: String, CodingKey {
        case counted, passedOver, unweightedGap, weightedGap, performance, weightedPerformance, dimensions
    }
    private struct SampleView: Encodable {
        let source: String
        let note: String
        @OrNull var invited: Int?
        let sheets: Int
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(results.questionnaire.name, forKey: .questionnaire)
        try c.encode(results.questionnaire.version, forKey: .version)
        try c.encode(results.sheets, forKey: .sheets)
        try c.encode(results.grade.rawValue, forKey: .grade)
        try c.encode(
            samples.map {
                SampleView(
                    source: $0.sample.source.rawValue, note: $0.sample.note, invited: $0.sample.invited,
                    sheets: $0.count)
            }, forKey: .samples)
        try c.encode(invited?.of, forKey: .invited)
        try c.encode(
            invited.map { ReportRowView.rounded(Double($0.count) / Double($0.of)) }, forKey: .responseRate)
        try c.encode(results.questions.map(SurveyQuestionRow.init), forKey: .questions)
        try c.encode(dimensionRows, forKey: .dimensions)
        if let battery = results.battery {
            var b = c.nestedContainer(keyedBy: BatteryKeys.self, forKey: .battery)
            try b.encode(battery.counted, forKey: .counted)
            try b.encode(battery.passedOver, forKey: .passedOver)
            try b.encode(MomentsView(battery.unweighted), forKey: .unweightedGap)
            try b.encode(MomentsView(battery.weighted), forKey: .weightedGap)
            try b.encode(MomentsView(battery.performance), forKey: .performance)
            try b.encode(MomentsView(battery.weightedPerformance), forKey: .weightedPerformance)
            try b.encode(batteryRows, forKey: .dimensions)
        } else {
            try c.encodeNil(forKey: .battery)
        }
        try c.encode(importanceRows, forKey: .importancePerformance)
        try c.encode(grouping?.rawValue, forKey: .groupedBy)
        try c.encode(groups, forKey: .groups)
        try c.encode(texts, forKey: .texts)
        try c.encode(terms, forKey: .terms)
    }

    /// Of the samples that say how many were asked: how many answered.
    var invited: (count: Int, of: Int)? {
        let known = samples.filter { $0.sample.invited != nil }
        guard !known.isEmpty else { return nil }
        return (known.reduce(0) { $0 + $1.count }, known.reduce(0) { $0 + ($1.sample.invited ?? 0) })
    }

    // MARK: Rows

    var dimensionRows: [SurveyDimensionRow] { dimensionRows(nil) }

    func dimensionRows(_ output: Output?) -> [SurveyDimensionRow] {
        let labels = Dictionary(
            results.questionnaire.dimensions.map { ($0.name, $0.label) },
            uniquingKeysWith: { first, _ in first })
        return results.dimensions.filter { !$0.questions.isEmpty }.map { result in
            SurveyDimensionRow(
                result: result,
                label: output.flatMap { out in labels[result.name].map { out.wording.text($0) } }
                    ?? result.name)
        }
    }

    var batteryRows: [BatteryRow] { batteryRows(nil) }

    func batteryRows(_ output: Output?) -> [BatteryRow] {
        (results.battery?.dimensions ?? []).map { BatteryRow(result: $0, label: label($0.name, output)) }
    }

    private var importanceRows: [ImportanceRow] { importanceRows(nil) }

    func importanceRows(_ output: Output?) -> [ImportanceRow] {
        (results.importancePerformance?.points ?? []).map {
            ImportanceRow(placed: $0, label: label($0.point.name, output))
        }
    }

    private func label(_ dimension: String, _ output: Output?) -> String {
        let found = results.questionnaire.battery?.dimensions.first { $0.name == dimension }?.label
        return output.flatMap { out in found.map { out.wording.text($0) } } ?? dimension
    }

    func itemRows(_ output: Output) -> [BatteryItemRow] {
        (results.battery?.dimensions ?? []).flatMap(\.items).map { item in
            let asked = Battery.Column.allCases.reversed().compactMap {
                results.questionnaire[Battery.question(item.name, $0)]?.ask
            }
            return BatteryItemRow(item: item, ask: asked.first.map { output.wording.text($0) } ?? "")
        }
    }

    /// The figures over all of a battery that there is anything of.
    func overall(_ output: Output) -> [(name: String, value: String, interval: String)] {
        guard let battery = results.battery else { return [] }
        return [
            ("unweighted", battery.unweighted, true), ("weighted", battery.weighted, true),
            ("performance", battery.performance, false),
            ("weightedPerformance", battery.weightedPerformance, false),
        ].filter { $0.1.count > 0 }.map { name, moments, signed in
            (
                output.words("survey.overall.\(name)"), output.mean(moments, signed: signed),
                output.interval(moments, signed: signed)
            )
        }
    }

    // MARK: Text

    func title(_ output: Output) -> String {
        output.words(
            "survey.head",
            [
                "label": .label(results.questionnaire.label),
                "version": .count(results.questionnaire.version),
                "count": .count(results.sheets),
            ])
    }

    func head(_ output: Output) -> [String] {
        var lines: [String] = []
        if let days {
            lines.append(output.words("survey.period", ["from": .day(days.first), "until": .day(days.last)]))
        }
        if let invited {
            let rate = output.wording.percent(Double(invited.count) / Double(invited.of), decimals: 1)
            lines.append(
                output.words(
                    "survey.rate",
                    ["rate": .text(rate), "count": .count(invited.count), "invited": .count(invited.of)]))
        }
        return lines
            + samples.map {
                output.words(
                    "survey.sample",
                    [
                        "source": .text(output.wording.name($0.sample.source.rawValue, of: "surveySource")),
                        "count": .count($0.count), "note": .text($0.sample.note),
                    ]
                ).trimmed
            }
    }

    func lines(_ output: Output) -> [String] {
        guard results.sheets > 0 else { return [output.words("survey.nobody")] }
        var lines = [title(output)] + head(output)
        func part(_ key: String, _ rows: [String]) {
            if !rows.isEmpty { lines += ["", output.words(key)] + rows }
        }
        part("survey.questions", output.table(results.questions.map(SurveyQuestionRow.init)))
        part("survey.dimensions", output.table(dimensionRows(output)))
        part("survey.battery", output.table(batteryRows(output)))
        if results.battery != nil {
            lines += overall(output).map {
                output.pair($0.name, $0.value + ($0.interval.isEmpty ? "" : "  \($0.interval)"))
            }
            lines += counted(output)
            part("survey.items", output.table(itemRows(output)))
        }
        part("survey.importance", output.table(importanceRows(output)))
        if let grouping, !groups.isEmpty {
            let name = output.words("survey.grouping.\(grouping.rawValue)")
            lines += ["", output.words("survey.groups", ["grouping": .text(name)])]
            lines += groups.flatMap { $0.lines(results, output) }
        }
        part("survey.texts", output.table(texts))
        part("survey.terms", output.table(terms))
        return lines + ["", output.legend(), output.words("survey.explain")]
    }

    func counted(_ output: Output) -> [String] {
        guard let battery = results.battery else { return [] }
        return [output.words("survey.counted", ["count": .count(battery.counted)])]
            + (battery.passedOver > 0
                ? [output.words("survey.passedOver", ["count": .count(battery.passedOver)])] : [])
    }

    // MARK: Spreadsheets

    /// A line for each figure of all, then of each group.
    var csv: [[String]] {
        func row(
            _ group: String, _ kind: String, _ name: String, _ moments: Moments?,
            _ more: [String] = ["", "", ""]
        )
            -> [String]
        {
            let interval = moments?.interval
            return [
                group, kind, name, String(moments?.count ?? 0),
                Self.said(moments.flatMap { $0.count > 0 ? $0.mean : nil }),
                Self.said(moments.flatMap { $0.count > 1 ? $0.deviation : nil }), Self.said(interval?.low),
                Self.said(interval?.high),
            ] + more
        }
        var rows = [
            ["group", "kind", "name", "n", "mean", "deviation", "low", "high", "asked", "score", "margin"]
        ]
        for result in results.questions {
            let (score, margin) = Self.score(result.score)
            var line = row(
                "", "question", result.question.name, result.moments, [String(result.asked), score, margin])
            line[3] = String(result.answered)
            rows.append(line)
            rows += result.distribution.map { bar in
                let share = Share(bar.count, of: result.answered)
                return [
                    "", "answer", "\(result.question.name):\(bar.name)", String(bar.count),
                    Self.said(share.value), "",
                    Self.said(share.low), Self.said(share.high), "", "", "",
                ]
            }
        }
        rows += results.dimensions.map {
            row("", "dimension", $0.name, $0.moments, ["", Self.said($0.alpha.value), ""])
        }
        for dimension in results.battery?.dimensions ?? [] {
            rows.append(row("", "expectation", dimension.name, dimension.expectation))
            rows.append(row("", "perception", dimension.name, dimension.perception))
            rows.append(row("", "gap", dimension.name, dimension.gap))
            rows += dimension.items.map { row("", "itemGap", $0.name, $0.gap) }
        }
        if let battery = results.battery {
            rows.append(row("", "overall", "unweightedGap", battery.unweighted))
            rows.append(row("", "overall", "weightedGap", battery.weighted))
            rows.append(row("", "overall", "performance", battery.performance))
        }
        for group in groups {
            rows += group.group.figures.map { figure in
                let (score, margin) = Self.score(figure.score)
                return row(group.title, "figure", figure.source.name, figure.moments, ["", score, margin])
            }
        }
        return rows
    }

    private static func said(_ value: Double?) -> String {
        value.map { String(ReportRowView.rounded($0)) } ?? ""
    }

    private static func score(_ score: QuestionResult.Score?) -> (String, String) {
        switch score {
        case .nps(let value, let margin): (said(value), said(margin))
        case .content(let share): (said(share.value), "")
        case nil: ("", "")
        }
    }
}

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
