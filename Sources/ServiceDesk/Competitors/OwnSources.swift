package import Model
package import Quality

extension OwnSource {
    /// Where a figure of our own comes from, in words.
    package func said(_ rules: Rules) -> Phrase {
        switch self {
        case .clock(let metric, _):
            Phrase("competitor.from.clock", ["metric": .phrase(Phrase("metric.\(metric)"))])
        case .kept(let metrics, _):
            Phrase(
                "competitor.from.kept", ["metrics": .list(metrics.map { .phrase(Phrase("metric.\($0)")) })])
        case .figure(let name):
            ServiceFigure(rawValue: name)?.definition(rules) ?? Phrase("gap.from.nothing")
        case .files: Phrase("competitor.from.files")
        case .asked(let questionnaire, let questions, _):
            Phrase(
                "competitor.from.asked",
                ["questions": .phrase(GapAttribute.Asked(questionnaire, questions).asking(rules))])
        }
    }

    /// Of which kinds of case it is told; empty for any.
    package var kinds: [String] {
        switch self {
        case .clock(_, let kinds), .kept(_, let kinds): kinds
        case .figure, .asked, .files: []
        }
    }
}
