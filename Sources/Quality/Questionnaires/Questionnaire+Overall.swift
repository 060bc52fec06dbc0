import Workflow

extension Questionnaire {
    /// The question that sums a sheet up: the one named `overall`, or else the first that asks how satisfied one is.
    package var overall: Question? {
        self["overall"] ?? questions.first { $0.kind == .csat }
    }

    /// Up to which answer to `overall` a customer is dissatisfied: by the consequence that tells a case so, or else what is
    /// below the middle of its scale; nil where none says how satisfied one is.
    package var dissatisfied: (question: String, most: Int)? {
        guard let overall, !overall.isReversed, let scale = overall.kind.scale else { return nil }
        let told = consequences.filter(\.reopens).compactMap { Self.most($0.when, of: overall.name) }.max()
        return (overall.name, told.map { Int($0) } ?? (scale.lowerBound + scale.upperBound - 1) / 2)
    }

    private static func most(_ condition: Condition, of field: String) -> Int64? {
        switch condition {
        case .any(let parts): parts.compactMap { most($0, of: field) }.max()
        case .test(let own, .compares(.atMost, .number(let most))) where own == field: most
        default: nil
        }
    }
}
