package import Model

extension SurveyGroup.Figure.Source {
    /// As files have it.
    package var name: String {
        switch self {
        case .question(let name), .dimension(let name, _): name
        case .gap: "unweightedGap"
        case .weightedGap: "weightedGap"
        case .performance: "performance"
        case .weightedPerformance: "weightedPerformance"
        }
    }

    /// Whether its sign says more than its size.
    package var isGap: Bool {
        switch self {
        case .gap, .weightedGap, .dimension(_, isGap: true): true
        default: false
        }
    }

    /// Not of a question that is worded the other way.
    func moreIsBetter(in questionnaire: Questionnaire) -> Bool {
        if case .question(let name) = self { questionnaire[name]?.isReversed != true } else { true }
    }

    /// As people read it: the question as it is asked, the dimension's label.
    package func label(in questionnaire: Questionnaire) -> PhraseFact {
        switch self {
        case .question(let name): questionnaire[name].map { .label($0.ask) } ?? .text(name)
        case .dimension(let name, _):
            questionnaire.label(ofDimension: name).map { .label($0) } ?? .text(name)
        case .gap, .weightedGap, .performance, .weightedPerformance:
            .phrase(Phrase("survey.overall.\(name)"))
        }
    }
}

extension Questionnaire {
    /// Of its own dimensions, or of its battery's.
    package func label(ofDimension name: String) -> Label? {
        dimensions.first { $0.name == name }?.label
            ?? battery?.dimensions.first { $0.name == name }?.label
    }
}
