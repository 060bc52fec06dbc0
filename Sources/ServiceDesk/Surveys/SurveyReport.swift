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

    package struct Group: Sendable {
        package var figures: SurveyGroup
        /// What it is called.
        package var title: PhraseFact
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
    /// - Parameter progress: is told now and then how far it came (0 to 1), and may throw to end it.
    package func surveyReport(
        _ query: SurveyQuery, by grouping: SurveyGrouping?, progress: (Double) throws -> Void = { _ in }
    ) throws -> SurveyReport {
        let table = try surveyTable(query) { try progress($0 * 0.8) }
        let results = SurveyResults(table)
        try progress(0.9)
        let names = try self.names()
        let groups = try (grouping.map { table.groups(by: $0) } ?? []).map { group in
            SurveyReport.Group(figures: group, title: try title(group.key, grouping, names))
        }
        let days = table.sheets.map(\.day)
        return SurveyReport(
            results: results, samples: try surveys.samples(query), withdrawn: try surveys.withdrawn(query),
            grouping: grouping, groups: groups,
            days: days.min().flatMap { first in days.max().map { (first, $0) } }, query: query)
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
