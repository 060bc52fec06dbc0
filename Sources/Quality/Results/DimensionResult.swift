package import Statistics

/// What several questions come to that measure one thing. High is good: what is worded the other way is turned round.
package struct DimensionResult: Sendable {
    package let name: String
    package let questions: [String]
    /// Of the mean that each sheet gave.
    package let moments: Moments
    /// Over the sheets without a gap.
    package let alpha: Alpha

    /// A sheet counts that answers so much of it; the bound is custom.
    package static let needed = 0.8

    init(_ name: String, _ questions: [Question], _ table: SurveyTable, _ rows: [Int]) {
        self.name = name
        self.questions = questions.map(\.name)
        let columns = questions.map { table.column($0.name) }
        var moments = Moments()
        var whole: [[Double]] = []
        for row in rows {
            let values = zip(questions, columns).compactMap { question, column in
                column[row].isNaN ? nil : question.turned(column[row])
            }
            if !values.isEmpty, Double(values.count) >= Self.needed * Double(questions.count) {
                moments.add(values.reduce(0, +) / Double(values.count))
            }
            if values.count == questions.count { whole.append(values) }
        }
        self.moments = moments
        alpha = Alpha(whole)
    }
}
