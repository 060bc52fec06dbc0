import Model

/// `Resources/dispatching.yaml`: prices, ways, how days are run, and what visits need.
package struct DispatchBook: Sendable {
    package var prices = Prices()
    /// In per cent, by severity.
    package var priorities: [String: Int] = [:]
    package var travel = Travel()
    package var day = DayRules()
    package var demands: [Demand] = []
    /// What was learnt and is in force; nil while nothing is (`with`).
    package internal(set) var learnt: Learnt?
    var durations: [LearntFigure.About: LearntFigure] = [:]
    var lengths: [String: LearntFigure] = [:]
    var paces: [StaffID: LearntFigure] = [:]

    package init() {}

    /// What the visits for a matter need.
    package func needs(product: String, fault: String, kind: String) -> Needs {
        demands.reduce(into: Needs()) { needs, demand in
            if demand.matches(product: product, fault: fault, kind: kind) { needs.take(demand.needs) }
        }
    }
}

/// What a visit needs, as far as the rules say it; nil is not said.
package struct Needs: Sendable, Hashable {
    package var minutes: Int?
    package var skill: String?
    package var level: Int?
    package var certificate: String?
    package var crew: Int?
    package var parts: [String: Int] = [:]

    package init() {}

    mutating func take(_ other: Needs) {
        minutes = other.minutes ?? minutes
        skill = other.skill ?? skill
        level = other.level ?? level
        certificate = other.certificate ?? certificate
        crew = other.crew ?? crew
        parts.merge(other.parts) { _, new in new }
    }
}

/// One line of `demands`: whatever it does not name matches anything.
package struct Demand: Sendable, Hashable {
    package var product: String?
    package var fault: String?
    package var kind: String?
    package var needs: Needs

    func matches(product: String, fault: String, kind: String) -> Bool {
        (self.product ?? product) == product && (self.fault ?? fault) == fault && (self.kind ?? kind) == kind
    }
}
