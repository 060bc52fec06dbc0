package import Model
package import Quality
package import Records

/// What the answers to a questionnaire come to, and whose they are.
package struct SurveyReport: Sendable {
    package var results: SurveyResults
    package var samples: [(sample: SurveySample, count: Int)]
    /// How many would count had nobody withdrawn them.
    package var withdrawn: Int
    package var grouping: SurveyGrouping?
    package var groups: [Group]
    /// On which days they were answered.
    package var days: (first: Day, last: Day)?
    package let query: SurveyQuery
    /// Nil unless it was asked for, and where the days it is about have no end.
    package var before: Before?

    package struct Group: Sendable {
        package var figures: SurveyGroup
        /// What it is called.
        package var title: PhraseFact
    }

    /// What was answered on as many days just before.
    package struct Before: Sendable {
        package var days: ClosedRange<Day>
        package var sheets: Int
        package var figures: [SurveyGroup.Figure]
        /// By their keys; none where groups are spans of time.
        package var groups: [String: [SurveyGroup.Figure]]
    }

    /// Whether anybody answered in the days before.
    package var compares: Bool { before.map { $0.sheets > 0 } ?? false }

    /// How a figure went since the days before, of all or of a group; nil where these tell nothing of it.
    /// - Parameter group: the group's key.
    package func change(of figure: SurveyGroup.Figure, in group: String? = nil) -> FigureChange? {
        let known = group.map { before?.groups[$0] ?? [] } ?? before?.figures
        return FigureChange(
            figure, since: known?.first { $0.source == figure.source }, results.questionnaire)
    }

    /// Of the samples that say how many were asked: how many answered. Nil where only some of those who were asked are meant,
    /// since nobody knows how many of these were.
    package var invited: (count: Int, of: Int)? {
        guard !query.partsSamples else { return nil }
        let known = samples.filter { $0.sample.invited != nil }
        guard !known.isEmpty else { return nil }
        return (known.reduce(0) { $0 + $1.count }, known.reduce(0) { $0 + ($1.sample.invited ?? 0) })
    }
}

extension Reading {
    /// - Parameters:
    ///   - compares: reads as many days before as well, where the query says from when until when.
    ///   - progress: is told now and then how far it came (0 to 1), and may throw to end it.
    package func surveyReport(
        _ query: SurveyQuery, by grouping: SurveyGrouping?, compares: Bool = false,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> SurveyReport {
        let days = compares ? query.days : nil
        let share = days == nil ? 0.8 : 0.4
        let table = try surveyTable(query) { try progress($0 * share) }
        let results = SurveyResults(table)
        let before = try days.map { days in
            try self.before(days, query, by: grouping) { try progress(share + $0 * share) }
        }
        try progress(0.9)
        let names = try self.names()
        let groups = try (grouping.map { table.groups(by: $0) } ?? []).map { group in
            SurveyReport.Group(figures: group, title: try title(group.key, grouping, names))
        }
        let answered = table.sheets.map(\.day)
        return SurveyReport(
            results: results, samples: try surveys.samples(query), withdrawn: try surveys.withdrawn(query),
            grouping: grouping, groups: groups,
            days: answered.min().flatMap { first in answered.max().map { (first, $0) } }, query: query,
            before: before)
    }

    private func before(
        _ days: ClosedRange<Day>, _ query: SurveyQuery, by grouping: SurveyGrouping?,
        progress: (Double) throws -> Void
    ) throws -> SurveyReport.Before {
        var earlier = query
        (earlier.from, earlier.until) = (days.before.lowerBound, days.before.upperBound)
        let table = try surveyTable(earlier, progress: progress)
        let field = grouping.flatMap { $0.months == nil ? $0 : nil }
        let groups = field.map { table.groups(by: $0) } ?? []
        return SurveyReport.Before(
            days: days.before, sheets: table.sheets.count, figures: SurveyResults(table).figures,
            groups: Dictionary(groups.map { ($0.key, $0.figures) }, uniquingKeysWith: { first, _ in first }))
    }

    private func title(_ key: String, _ grouping: SurveyGrouping?, _ names: [StaffID: String]) throws
        -> PhraseFact
    {
        guard !key.isEmpty else { return .phrase(Phrase("survey.unknownGroup")) }
        switch grouping {
        case .product: return rules.product(key).map { .label($0.label) } ?? .text(key)
        case .technician, .agent:
            return .text(Int64(key).flatMap { names[StaffID($0)] } ?? key)
        case .dealer:
            return .text(try Int64(key).flatMap { try customers.find(CustomerID($0))?.name } ?? key)
        case .region, .month, .quarter, .year, nil: return .text(key)
        }
    }
}

extension Reading {
    /// The questionnaire that is answered most; nil where there is none.
    package func mostAnswered() throws -> String? {
        let counts = try rules.questionnaires().newest.map { questionnaire in
            (questionnaire.name, try surveys.counts(of: questionnaire.name).reduce(0) { $0 + $1.count })
        }
        return counts.filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }
}
