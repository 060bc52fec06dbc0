package import Model
package import Quality
package import Records

/// Which answers are looked at together, as it is chosen step by step.
package struct SurveyScope: Sendable, Hashable {
    package var questionnaire: String
    /// On which days they were answered; nil is ever.
    package var days: ClosedRange<Day>?
    /// One product, region, person or span of time each, by the keys of `SurveyGroup`.
    package var within: [SurveyGrouping: String] = [:]

    package init(_ questionnaire: String, _ days: ClosedRange<Day>? = nil) {
        (self.questionnaire, self.days) = (questionnaire, days)
    }

    package var query: SurveyQuery {
        var query = SurveyQuery(questionnaire)
        (query.from, query.until) = (days?.lowerBound, days?.upperBound)
        for (grouping, key) in within {
            switch grouping {
            case .product: query.product = key
            case .region: query.region = key
            case .technician: query.technician = Int64(key).map { StaffID($0) }
            case .agent: query.agent = Int64(key).map { StaffID($0) }
            case .dealer: query.dealer = Int64(key).map { CustomerID($0) }
            case .month, .quarter, .year:
                // A month looked into within a quarter lies in it.
                guard let days = grouping.days(of: key) else { continue }
                query.from = max(query.from ?? days.lowerBound, days.lowerBound)
                query.until = min(query.until ?? days.upperBound, days.upperBound)
            }
        }
        return query
    }

    /// What its query asks for besides the questionnaire, by the names that the command line has for it.
    package var named: [(name: String, value: String)] {
        let query = query
        let all: [(name: String, value: String?)] = [
            ("from", query.from?.description), ("until", query.until?.description),
            ("product", query.product), ("region", query.region),
            ("technician", query.technician?.description), ("agent", query.agent?.description),
            ("dealer", query.dealer?.description),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }

    /// Whether a group can be looked into: one of nobody in particular cannot.
    package static func canLookInto(_ key: String, _ grouping: SurveyGrouping) -> Bool {
        !key.isEmpty || grouping == .product || grouping == .region
    }
}
