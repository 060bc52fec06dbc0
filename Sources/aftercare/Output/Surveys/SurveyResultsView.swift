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
    private let query: SurveyQuery

    init(
        _ query: SurveyQuery, by grouping: SurveyGrouping?, texts: [SaidText], at: Instant, _ v: Viewer
    ) throws {
        let table = try v.reading.surveyTable(query)
        results = SurveyResults(table)
        samples = try v.reading.surveys.samples(query)
        (self.query, self.grouping, self.at) = (query, grouping, at)
        let names = try v.reading.names()
        groups = try (grouping.map { table.groups(by: $0) } ?? []).map { group in
            GroupRow(group, title: try Self.title(group.key, grouping, names, v))
        }
        self.texts = texts.map {
            TextRow(survey: $0.survey.description, question: $0.question, text: $0.text)
        }
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

    /// What is said where there are no answers.
    func nobody(_ output: Output) -> String {
        output.words(query.isNarrowed ? "survey.noneFit" : "survey.nobody")
    }

    /// Of the samples that say how many were asked: how many answered. Nil where only some of those who were asked are meant,
    /// since nobody knows how many of these were.
    var invited: (count: Int, of: Int)? {
        guard !query.partsSamples else { return nil }
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
        (results.battery?.overall ?? []).filter { $0.moments.count > 0 }.map { source, moments in
            (
                output.words("survey.overall.\(source.name)"), output.mean(moments, signed: source.isGap),
                output.interval(moments, signed: source.isGap)
            )
        }
    }
}
