package import Statistics

/// How far a figure can be trusted by its count; the bounds are custom. Small samples are marked, never hidden.
package enum SampleGrade: String, Sendable, CaseIterable {
    /// Fewer than 5: single answers, no figure.
    case tooFew
    /// Fewer than 30.
    case indicative
    case sound

    package init(_ count: Int) { self = count < 5 ? .tooFew : count < 30 ? .indicative : .sound }

    /// Stands behind a figure: `?` of few, `??` of too few.
    package var mark: String {
        switch self {
        case .sound: ""
        case .indicative: "?"
        case .tooFew: "??"
        }
    }

    /// The same, set apart from the figure.
    package var markApart: String { self == .sound ? "" : " " + mark }
}

/// A share, and between which bounds it lies in 95 of 100 cases.
package struct Share: Sendable, Hashable {
    package var hits: Int
    package var count: Int
    package var value: Double
    package var low: Double
    package var high: Double

    package init(_ hits: Int, of count: Int) {
        (self.hits, self.count) = (hits, count)
        value = count == 0 ? 0 : Double(hits) / Double(count)
        (low, high) = Shares.wilson(hits, of: count)
    }
}

/// What was answered to one question.
package struct QuestionResult: Sendable {
    package let question: Question
    /// Who were asked it: not those whom a branch led past it.
    package let asked: Int
    package let answered: Int
    /// Of choices in their order, of scales in theirs; empty for numbers, days and texts.
    package let distribution: [Bar]
    /// Of scales and numbers.
    package let moments: Moments?
    /// Of numbers: least, quarter, middle, three quarters, most.
    package let quantiles: [Double]
    package let score: Score?

    package struct Bar: Sendable, Hashable {
        /// A choice's name, or a number of the scale.
        package var name: String
        package var count: Int
    }

    package enum Score: Sendable, Hashable {
        /// Promoters less detractors, from -100 to 100, and how far off it may be.
        case nps(Double, margin: Double?)
        /// Who gave 4 or 5 (CSAT), or 5 to 7 (CES).
        case content(Share)
    }

    package var grade: SampleGrade { SampleGrade(answered) }

    /// By which groups and times are compared; nil of what is no scale.
    package var figure: SurveyGroup.Figure? {
        guard let moments, question.kind.scale != nil else { return nil }
        return SurveyGroup.Figure(source: .question(question.name), moments: moments, score: score)
    }

    init(_ question: Question, _ table: SurveyTable, _ rows: [Int]) {
        self.question = question
        let column = table.column(question.name)
        let values = rows.compactMap { column[$0].isNaN ? nil : column[$0] }
        asked = table.asked(question, of: rows)
        answered = values.count
        let numbers: [Double]? =
            switch question.kind {
            case .scale, .nps, .ces, .csat, .number: values
            case .single, .multiple, .date, .text: nil
            }
        moments = numbers.map { Moments($0) }
        distribution = Self.distribution(question, values)
        quantiles = if case .number = question.kind { Self.quartiles(values) } else { [] }
        score =
            switch question.kind {
            case .nps: Self.nps(values)
            case .csat: .content(Share(values.count { $0 >= 4 }, of: values.count))
            case .ces: .content(Share(values.count { $0 >= 5 }, of: values.count))
            default: nil
            }
    }

    private static func distribution(_ question: Question, _ values: [Double]) -> [Bar] {
        if let scale = question.kind.scale {
            var counts = Array(repeating: 0, count: scale.count)
            for value in values { counts[Int(value) - scale.lowerBound] += 1 }
            return zip(scale, counts).map { Bar(name: String($0), count: $1) }
        }
        let choices = question.kind.choices
        var counts = Array(repeating: 0, count: choices.count)
        for value in values {
            switch question.kind {
            case .single: if choices.indices.contains(Int(value)) { counts[Int(value)] += 1 }
            case .multiple: for place in SurveyTable.chosen(value, question) { counts[place] += 1 }
            default: break
            }
        }
        return zip(choices, counts).map { Bar(name: $0.name, count: $1) }
    }

    /// Promoters give 9 or 10, detractors 0 to 6; the margin is that of the mean of 1, 0 and -1 in a large sample.
    private static func nps(_ values: [Double]) -> Score? {
        guard !values.isEmpty else { return nil }
        let n = Double(values.count)
        let (up, down) = (Double(values.count { $0 >= 9 }) / n, Double(values.count { $0 <= 6 }) / n)
        let variance = up + down - (up - down) * (up - down)
        return .nps(
            (up - down) * 100,
            margin: values.count < 2 ? nil : 1.959963984540054 * (variance / n).squareRoot() * 100)
    }

    /// By straight lines between the values in order (Hyndman and Fan's seventh way, which R and NumPy take).
    static func quartiles(_ values: [Double]) -> [Double] {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return [] }
        return [0, 0.25, 0.5, 0.75, 1].map { share in
            let place = share * Double(last)
            let below = Int(place)
            return sorted[below] + (place - Double(below)) * (sorted[min(below + 1, last)] - sorted[below])
        }
    }
}
