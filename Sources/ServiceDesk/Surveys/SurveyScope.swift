package import Model
package import Quality
package import Records

/// Which answers are looked at together, as it is chosen step by step.
package struct SurveyScope: Sendable, Hashable {
    package var questionnaire: String
    /// Answered on this day or later; nil is since ever.
    package var from: Day?
    /// One product, region, person or month each, by the keys of `SurveyGroup`.
    package var within: [SurveyGrouping: String] = [:]

    package init(_ questionnaire: String, from: Day? = nil) {
        (self.questionnaire, self.from) = (questionnaire, from)
    }

    package var query: SurveyQuery {
        var query = SurveyQuery(questionnaire)
        query.from = from
        for (grouping, key) in within {
            switch grouping {
            case .product: query.product = key
            case .region: query.region = key
            case .technician: query.technician = Int64(key).map { StaffID($0) }
            case .agent: query.agent = Int64(key).map { StaffID($0) }
            case .dealer: query.dealer = Int64(key).map { CustomerID($0) }
            case .month:
                guard let first = Day(key + "-01") else { continue }
                query.from = max(from ?? first, first)
                query.until = Self.next(first) + -1
            }
        }
        return query
    }

    /// The first of the month after.
    private static func next(_ first: Day) -> Day {
        let late = first + 31
        return Day(String(late.description.prefix(7)) + "-01") ?? late
    }

    /// Whether a group can be looked into: one of nobody in particular cannot.
    package static func canLookInto(_ key: String, _ grouping: SurveyGrouping) -> Bool {
        !key.isEmpty || grouping == .product || grouping == .region
    }
}
