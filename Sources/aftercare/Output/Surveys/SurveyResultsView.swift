import DeskScreens
import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Wording

/// What the answers to a questionnaire come to, as text, JSON, a table for spreadsheets, or for the page with plots.
struct SurveyResultsView: Showable {
    let report: SurveyReport
    let groups: [GroupRow]
    let texts: [TextRow]
    let terms: [TermRow]
    /// Of all, then of each group.
    let changes: [ChangeRow]
    let at: Instant

    /// Older ones are left out, which is said.
    static let mostTexts = 2000

    var results: SurveyResults { report.results }

    init(
        _ query: SurveyQuery, by grouping: SurveyGrouping?, compares: Bool = false, texts: [SaidText],
        at: Instant, _ v: Viewer
    ) throws {
        let report = try v.reading.surveyReport(query, by: grouping, compares: compares)
        self.report = report
        self.at = at
        groups = report.groups.map { GroupRow($0.figures, title: v.output.wording.say($0.title)) }
        self.texts = texts.map {
            TextRow(survey: $0.survey.description, question: $0.question, text: $0.text)
        }
        terms = TermCount.count(texts.map(\.text)).prefix(30).map { TermRow(term: $0.term, texts: $0.texts) }
        changes = ChangeRow.all(of: report, named: groups)
    }

    // MARK: JSON

    private enum CodingKeys: String, CodingKey {
        case questionnaire, version, sheets, withdrawn, grade, samples, invited, responseRate, questions,
            dimensions,
            battery
        case importancePerformance, groupedBy, groups, before, changes, texts, terms
    }
    private enum BatteryKeys: String, CodingKey {
        case counted, passedOver, unweightedGap, weightedGap, performance, weightedPerformance, dimensions
    }
    private struct BeforeView: Encodable {
        let from: String
        let until: String
        let sheets: Int
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
        try c.encode(report.withdrawn, forKey: .withdrawn)
        try c.encode(results.grade.rawValue, forKey: .grade)
        try c.encode(
            report.samples.map {
                SampleView(
                    source: $0.sample.source.rawValue, note: $0.sample.note, invited: $0.sample.invited,
                    sheets: $0.count)
            }, forKey: .samples)
        try c.encode(report.invited?.of, forKey: .invited)
        try c.encode(
            report.invited.map { ReportRowView.rounded(Double($0.count) / Double($0.of)) },
            forKey: .responseRate)
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
        try c.encode(report.grouping?.rawValue, forKey: .groupedBy)
        try c.encode(groups, forKey: .groups)
        try c.encode(
            report.before.map {
                BeforeView(
                    from: $0.days.lowerBound.description, until: $0.days.upperBound.description,
                    sheets: $0.sheets)
            }, forKey: .before)
        try c.encode(changes, forKey: .changes)
        try c.encode(texts, forKey: .texts)
        try c.encode(terms, forKey: .terms)
    }

    /// What is said where there are no answers.
    func nobody(_ output: Output) -> String {
        output.words(report.query.isNarrowed ? "survey.noneFit" : "survey.nobody")
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
        (results.battery?.overall ?? []).filter { $0.moments.count > 0 }.map { source, moments in
            (
                output.words("survey.overall.\(source.name)"), output.mean(moments, signed: source.isGap),
                output.interval(moments, signed: source.isGap)
            )
        }
    }
}
