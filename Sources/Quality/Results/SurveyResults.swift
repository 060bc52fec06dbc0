package import Model
package import Statistics

/// What the answers to a questionnaire come to.
package struct SurveyResults: Sendable {
    package let questionnaire: Questionnaire
    package let sheets: Int
    package let questions: [QuestionResult]
    package let dimensions: [DimensionResult]
    package let battery: BatteryResult?
    package let importancePerformance: ImportancePerformance?

    /// - Parameter rows: of the table; nil for all.
    package init(_ table: SurveyTable, rows: [Int]? = nil) {
        let rows = rows ?? Array(table.sheets.indices)
        questionnaire = table.questionnaire
        sheets = rows.count
        let isBattery = Self.batteryNames(table.questionnaire)
        questions = table.questionnaire.questions.filter { !isBattery.contains($0.name) }
            .map { QuestionResult($0, table, rows) }
        dimensions = table.questionnaire.dimensions.map { dimension in
            DimensionResult(
                dimension.name, table.questionnaire.questions.filter { $0.dimension == dimension.name },
                table, rows)
        }
        battery = table.questionnaire.battery.map { BatteryResult($0, table, rows) }
        importancePerformance = battery.flatMap(ImportancePerformance.init)
    }

    package var grade: SampleGrade { SampleGrade(sheets) }

    private static func batteryNames(_ questionnaire: Questionnaire) -> Set<String> {
        guard let battery = questionnaire.battery else { return [] }
        let items = battery.dimensions.flatMap(\.items)
        return Set(
            items.flatMap { item in battery.columns.map { Battery.question(item, $0) } } + battery.weights)
    }
}

/// What results are told apart by.
package enum SurveyGrouping: String, Sendable, CaseIterable {
    case product, region, technician, agent, dealer, month, quarter, year

    /// How many months a group of it is; nil of what is no span of time.
    package var months: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        case .product, .region, .technician, .agent, .dealer: nil
        }
    }

    /// The span a day lies in, `2026-11`, `2026-Q4`, `2026`; empty where it is none of time.
    package func span(of day: Day) -> String {
        switch self {
        case .month: String(day.description.prefix(7))
        case .quarter: "\(day.year)-Q\((day.civil.month + 2) / 3)"
        case .year: String(day.description.prefix(4))
        case .product, .region, .technician, .agent, .dealer: ""
        }
    }

    /// The days of such a span; nil for what is none.
    package func days(of span: String) -> ClosedRange<Day>? {
        guard let months, let year = Int(span.prefix(4)) else { return nil }
        let rest = span.dropFirst(4)
        let begun: Int? =
            switch self {
            case .year: rest.isEmpty ? 1 : nil
            case .quarter: rest.hasPrefix("-Q") ? Int(rest.dropFirst(2)).map { $0 * 3 - 2 } : nil
            default: rest.hasPrefix("-") ? Int(rest.dropFirst()) : nil
            }
        guard let month = begun, (1...12).contains(month) else { return nil }
        let first = Day(year, month, 1)
        return first...(first.adding(months: months) - 1)
    }
}

/// The figures by which groups are compared: the scores, and the means of scales.
package struct SurveyGroup: Sendable {
    /// A product, a region, a person's number, or a span of time (`SurveyGrouping.span`); empty where it is not known.
    package let key: String
    package let sheets: Int
    package let figures: [Figure]

    package struct Figure: Sendable, Hashable {
        package enum Source: Sendable, Hashable {
            case question(String)
            /// Of a battery its gap, where it has one.
            case dimension(String, isGap: Bool = false)
            case gap
            case weightedGap
            /// What is perceived by itself (SERVPERF).
            case performance
            case weightedPerformance
        }
        package var source: Source
        package var moments: Moments
        package var score: QuestionResult.Score?

        package init(source: Source, moments: Moments, score: QuestionResult.Score? = nil) {
            (self.source, self.moments, self.score) = (source, moments, score)
        }
    }

    package var grade: SampleGrade { SampleGrade(sheets) }
}

extension SurveyTable {
    /// Each group by itself, the largest first; spans of time in their order. All have the same figures: those that somebody
    /// anywhere gave an answer to.
    package func groups(by grouping: SurveyGrouping) -> [SurveyGroup] {
        var rows: [String: [Int]] = [:]
        for (row, sheet) in sheets.enumerated() { rows[sheet.key(grouping), default: []].append(row) }
        let figures = rows.mapValues { SurveyResults(self, rows: $0).figures }
        let told = Set(figures.values.joined().filter { $0.moments.count > 0 }.map(\.source))
        let groups = rows.map { key, rows in
            SurveyGroup(
                key: key, sheets: rows.count,
                figures: (figures[key] ?? []).filter { told.contains($0.source) })
        }
        return groups.sorted {
            grouping.months != nil ? $0.key < $1.key : ($1.sheets, $0.key) < ($0.sheets, $1.key)
        }
    }
}

extension SurveyResults {
    /// The scores, and the means of scales, by which groups and times are compared.
    package var figures: [SurveyGroup.Figure] {
        let asked = questions.compactMap(\.figure)
        let own = dimensions.map { SurveyGroup.Figure(source: .dimension($0.name), moments: $0.moments) }
        guard let battery else { return asked + own }
        let isGap = questionnaire.battery?.showsGaps ?? false
        let parts = battery.dimensions.map {
            SurveyGroup.Figure(
                source: .dimension($0.name, isGap: isGap), moments: isGap ? $0.gap : $0.perception)
        }
        let overall = battery.overall.map { SurveyGroup.Figure(source: $0.source, moments: $0.moments) }
        return asked + own + parts + overall
    }
}

extension SurveyTable.Sheet {
    fileprivate func key(_ grouping: SurveyGrouping) -> String {
        switch grouping {
        case .product: product
        case .region: region
        case .technician: technician.map { String($0) } ?? ""
        case .agent: agent.map { String($0) } ?? ""
        case .dealer: dealer.map { String($0) } ?? ""
        case .month, .quarter, .year: grouping.span(of: day)
        }
    }
}
