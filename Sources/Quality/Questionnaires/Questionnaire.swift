package import Model
package import Workflow

/// Questions and the order in which they are asked, as `questionnaires/*.yaml` gives them. Answers keep the version they
/// were given to.
package struct Questionnaire: Sendable, Hashable {
    /// What one answer sheet is about.
    package enum About: String, Sendable, CaseIterable {
        case customer, unit, `case`, visit
        /// What people of the house think: whoever puts it down answers for themselves.
        case staff
    }

    /// What stands in braces in what is said to the customer.
    package enum Spoken: String, Sendable, CaseIterable {
        case customer, agent, `case`, product
    }

    package struct Section: Sendable, Hashable {
        package var name: String
        package var label: Label
        /// Said before its first question.
        package var lead: Label?
        package var when: Condition?
        /// Its questions are asked in an order by chance.
        package var isRandom = false
        /// Only so many of them are asked, picked by chance.
        package var most: Int?
        package var questions: [Question]
    }

    package struct Dimension: Sendable, Hashable {
        package var name: String
        package var label: Label
    }

    /// Which follow-up calls ask it, and how they are closed.
    package struct Calls: Sendable, Hashable {
        package var reasons: [String]
        /// Case kinds; empty for any.
        package var kinds: [String]
        /// The first that holds names the transition of the call's workflow; the last holds always.
        package var closings: [Closing]
        /// The transition of a call that broke off before the end; nil where that is not kept.
        package var brokenOff: String?

        package struct Closing: Sendable, Hashable {
            package var when: Condition?
            package var transition: String
        }
    }

    package var name: String
    package var version: Int
    package var label: Label
    package var about: About
    package var opening: Label?
    package var closing: Label?
    package var dimensions: [Dimension]
    /// Those of the battery come last.
    package var sections: [Section]
    package var battery: Battery?
    package var consequences: [Consequence] = []
    package var calls: Calls?

    package var questions: [Question] { sections.flatMap(\.questions) }

    /// Whether answers to one are answers to the other: what they set off, or what is said at both ends, may differ.
    package func asksAs(_ other: Questionnaire) -> Bool {
        (about, dimensions, sections, battery) == (
            other.about, other.dimensions, other.sections, other.battery
        )
    }

    package subscript(name: String) -> Question? {
        for section in sections {
            if let question = section.questions.first(where: { $0.name == name }) { return question }
        }
        return nil
    }
}

/// Statements in columns, by dimension: SERVQUAL's 22 of what an excellent service does and what this one does
/// (Parasuraman, Zeithaml and Berry, Journal of Retailing 64, 1988), SERVPERF's (Cronin and Taylor, 1992), or one column that
/// asks for the difference.
package struct Battery: Sendable, Hashable {
    package enum Column: String, Sendable, CaseIterable {
        /// What an excellent service would do.
        case expectation
        /// What this one does.
        case perception
        /// How this one compares with what was awaited.
        case difference
    }

    package struct Dimension: Sendable, Hashable {
        package var name: String
        package var label: Label
        package var items: [String]
        /// Outside the overall score and the weights, such as the recovery after a failure.
        package var isApart: Bool
    }

    package var columns: [Column]
    package var dimensions: [Dimension]
    /// Whether 100 points are split over the dimensions.
    package var hasWeights: Bool

    /// The name of the question that asks an item in a column.
    package static func question(_ item: String, _ column: Column) -> String { "\(item).\(column.rawValue)" }
    /// The name of the question for the points of a dimension.
    package static func weight(_ dimension: String) -> String { "weight.\(dimension)" }

    /// Whether its columns give the gap between what was awaited and what was met.
    package var showsGaps: Bool {
        columns.contains(.difference) || columns.contains(.expectation) && columns.contains(.perception)
    }

    package var weighted: [Dimension] { dimensions.filter { !$0.isApart } }
    /// Which points belong together.
    package var weights: [String] { hasWeights ? weighted.map { Self.weight($0.name) } : [] }
    package static let points = 100.0
}
