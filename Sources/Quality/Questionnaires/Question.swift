package import Model
package import Workflow

/// One question of a questionnaire.
package struct Question: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case single([Choice])
        case multiple([Choice])
        /// From 1 to 5, 7 or 10.
        case scale(to: Int)
        /// Would recommend, 0 to 10 (net promoter score).
        case nps
        /// How easy it was, 1 to 7 (customer effort score); 7 is very easy.
        case ces
        /// How satisfied, 1 to 5 (customer satisfaction).
        case csat
        /// - Parameter digits: behind the decimal point, at most 2.
        case number(from: Double, to: Double, digits: Int)
        case date
        case text
    }

    package struct Choice: Sendable, Hashable {
        package var name: String
        package var label: Label
    }

    /// Unique in its questionnaire.
    package var name: String
    package var ask: Label
    package var kind: Kind
    /// What the ends of a scale mean.
    package var low: Label?
    package var high: Label?
    /// Of a number.
    package var unit: Label?
    package var isRequired = false
    /// A high number is bad; what counts to a dimension is turned round.
    package var isReversed = false
    /// Choices are offered in an order by chance.
    package var isRandom = false
    package var when: Condition?
    /// What it counts to.
    package var dimension: String?
}

extension Question.Kind {
    /// The numbers a scale runs over; nil for what is no scale.
    package var scale: ClosedRange<Int>? {
        switch self {
        case .scale(let top): 1...top
        case .nps: 0...10
        case .ces: 1...7
        case .csat: 1...5
        case .single, .multiple, .number, .date, .text: nil
        }
    }

    package var choices: [Question.Choice] {
        switch self {
        case .single(let choices), .multiple(let choices): choices
        default: []
        }
    }

    /// Its word in a file.
    package var word: String {
        switch self {
        case .single: "single"
        case .multiple: "multiple"
        case .scale: "scale"
        case .nps: "nps"
        case .ces: "ces"
        case .csat: "csat"
        case .number: "number"
        case .date: "date"
        case .text: "text"
        }
    }

    static let words = ["single", "multiple", "scale", "nps", "ces", "csat", "number", "date", "text"]

    /// As conditions see it: a number with decimals counts in hundredths, as sums do.
    var factType: FactType {
        switch self {
        case .single: .choice
        case .multiple: .words
        case .scale, .nps, .ces, .csat: .number
        case .number(_, _, let digits): digits == 0 ? .number : .money
        case .date, .text: .text
        }
    }
}

extension Question {
    /// What a number means for its dimension: the higher, the better.
    package func turned(_ value: Double) -> Double {
        guard isReversed, let scale = kind.scale else { return value }
        return Double(scale.lowerBound + scale.upperBound) - value
    }
}
