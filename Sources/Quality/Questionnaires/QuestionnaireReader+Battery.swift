import Model
import Resources
import Workflow

extension QuestionnaireReader {
    /// A section for each column, and one for the points.
    mutating func battery(_ node: RuleNode) throws -> (Battery, [Questionnaire.Section]) {
        try node.allowOnly("to", "low", "high", "columns", "weights", "dimensions")
        let (top, low, high) = (try Self.top(node), try node["low"]?.asLabel(), try node["high"]?.asLabel())
        var battery = Battery(columns: [], dimensions: [], hasWeights: node["weights"] != nil)
        var sections: [Questionnaire.Section] = []
        let parts = try node.need("dimensions").items.map(part)
        for part in parts { battery.dimensions.append(part.dimension) }
        for (key, lead) in try node.need("columns").entries {
            guard let column = key.string.flatMap(Battery.Column.init) else {
                throw key.fault(
                    "quality.notColumn",
                    [
                        "column": .text(key.string ?? ""),
                        "known": .list(Battery.Column.allCases.map { .text($0.rawValue) }),
                    ])
            }
            battery.columns.append(column)
            let lead = try lead.asLabel()
            // Each dimension is a section of its own, since it may have a condition; the lead stands before the first.
            for (place, part) in parts.enumerated() {
                let questions = try part.items.map { item in
                    var question = Question(
                        name: Battery.question(item.name, column), ask: try item.node.label(column.rawValue),
                        kind: .scale(to: top))
                    (question.low, question.high) = (low, high)
                    question.isReversed = item.isReversed
                    try mustBeNew(question.name, item.node)
                    return question
                }
                known += questions
                sections.append(
                    Questionnaire.Section(
                        name: "\(column.rawValue).\(part.dimension.name)", label: part.dimension.label,
                        lead: place == 0 ? lead : nil, when: part.when, questions: questions))
            }
        }
        guard !battery.columns.isEmpty else { throw try node.need("columns").fault("quality.noColumns") }
        if let weights = node["weights"] {
            let questions = zip(battery.dimensions, parts).filter { !$0.0.isApart }.map { dimension, part in
                Question(
                    name: Battery.weight(dimension.name), ask: part.gist,
                    kind: .number(from: 0, to: Battery.points, digits: 0))
            }
            sections.append(
                Questionnaire.Section(
                    name: "weights", label: try weights.asLabel(), lead: try weights.asLabel(),
                    questions: questions))
        }
        return (battery, sections)
    }

    private struct Part {
        var dimension: Battery.Dimension
        var gist: Label
        var when: Condition?
        var items: [(name: String, isReversed: Bool, node: RuleNode)]
    }

    private func part(_ node: RuleNode) throws -> Part {
        try node.allowOnly("name", "label", "gist", "apart", "when", "items")
        let items = try node.need("items").items.map { item in
            try item.allowOnly("name", "reversed", "expectation", "perception", "difference")
            return (name: try item.text("name"), isReversed: try item.flag("reversed"), node: item)
        }
        let label = try node.label("label")
        return Part(
            dimension: Battery.Dimension(
                name: try node.text("name"), label: label, items: items.map(\.name),
                isApart: try node.flag("apart")),
            gist: try node["gist"]?.asLabel() ?? label, when: try condition(node["when"]), items: items)
    }
}
