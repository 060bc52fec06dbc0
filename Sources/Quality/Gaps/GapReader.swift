import Model
import Resources

/// Reads one attribute of `gaps.yaml`.
struct GapReader {
    let node: RuleNode
    let words: GapWords

    func attribute() throws -> GapAttribute {
        try node.allowOnly(
            "name", "label", "line", "dimension", "unit", "kinds", "clocks", "reviews", "expected",
            "believed",
            "perceived", "standard", "promised", "aim")
        let unit = try node.choice("unit", as: GapAttribute.Unit.self)
        let clocks = try each("clocks", of: words.metrics)
        var attribute = GapAttribute(name: try node.text("name"), label: try node.label("label"), unit: unit)
        attribute.line = try node["line"].map { try $0.word(of: words.lines, "line") }
        attribute.dimension = try node.text("dimension", or: "")
        (attribute.kinds, attribute.clocks) = (try each("kinds", of: words.kinds), clocks)
        attribute.reviews = try reviews(unit, clocks)
        attribute.expected = try node["expected"].map { try asked($0, .expectation) }
        attribute.believed = try node["believed"].map { try asked($0, .expectation) }
        attribute.perceived = try (node["perceived"]?.items ?? []).map { try asked($0, .perception) }
        attribute.standard = try node["standard"].map { try target($0, unit, clocks) }
        attribute.promised = try node["promised"].map { try target($0, unit, clocks) }
        attribute.aim = try node["aim"].map(share)
        try mustHaveTwoSides(attribute)
        return attribute
    }

    private func mustHaveTwoSides(_ attribute: GapAttribute) throws {
        let clocks = attribute.clocks
        guard !attribute.unit.isTime || clocks.count < 2 else {
            throw try node.need("clocks").fault("gap.file.oneClock")
        }
        let sides =
            [attribute.expected, attribute.believed].compactMap { $0 }.count
            + attribute.perceived.prefix(1).count
            + [attribute.standard, attribute.promised].compactMap { $0 }.count
            + (clocks.isEmpty && attribute.reviews.isEmpty ? 0 : 1)
        guard sides > 1 else { throw node.fault("gap.file.oneSide", ["name": .text(attribute.name)]) }
    }

    // MARK: Answers

    private func asked(_ node: RuleNode, _ column: Battery.Column) throws -> GapAttribute.Asked {
        try node.allowOnly("questionnaire", "question", "dimension", "is", "of")
        let name = try node.need("questionnaire").word(
            of: words.questionnaires.newest.map(\.name), "questionnaire")
        guard let questionnaire = words.questionnaires[name] else { throw node.fault("gap.file.noAnswers") }
        let questions = try questions(node, of: questionnaire, column)
        var asked = GapAttribute.Asked(name, questions.map(\.name))
        if let of = node["of"] {
            guard let number = of.double, number > 0 else { throw of.fault("gap.file.notNumber") }
            asked.of = number
        }
        if let choice = node["is"] {
            asked.word = try choice.word(of: questions.flatMap(\.kind.single), "is")
        } else if let odd = questions.first(where: { !$0.kind.isNumber }) {
            throw node.fault("gap.file.noNumber", ["question": .text(odd.name)])
        }
        return asked
    }

    /// A question by its name, or the statements of a dimension in the column that asks for it.
    private func questions(
        _ node: RuleNode, of questionnaire: Questionnaire, _ column: Battery.Column
    ) throws -> [Question] {
        if let dimension = node["dimension"] {
            let parts = questionnaire.battery?.dimensions ?? []
            let name = try dimension.word(of: parts.map(\.name), "dimension")
            let items = parts.first { $0.name == name }?.items ?? []
            let found = items.compactMap { questionnaire[Battery.question($0, column)] }
            guard !found.isEmpty else {
                throw dimension.fault("gap.file.noColumn", ["column": .text(column.rawValue)])
            }
            return found
        }
        let name = try node.need("question").word(of: questionnaire.questions.map(\.name), "question")
        return questionnaire[name].map { [$0] } ?? []
    }

    // MARK: Reviews

    private func reviews(_ unit: GapAttribute.Unit, _ clocks: [String]) throws -> [GapAttribute.Reviewed] {
        guard let child = node["reviews"] else { return [] }
        guard unit == .points, clocks.isEmpty else { throw child.fault("gap.file.reviewsOfPoints") }
        return try child.entries.map { key, items in
            let name = try key.word(of: words.cards.map(\.name), "reviews")
            let known = words.cards.first { $0.name == name }?.items.map(\.name) ?? []
            return GapAttribute.Reviewed(
                card: name, items: try items.items.map { try $0.word(of: known, name) })
        }
    }

    // MARK: Targets

    private func target(_ node: RuleNode, _ unit: GapAttribute.Unit, _ clocks: [String]) throws
        -> GapAttribute.Target
    {
        if node.isMapping {
            try node.allowOnly("coverage")
            guard unit == .points else { throw node.fault("gap.file.coverageOfPoints") }
            return .coverage(
                try node.need("coverage").items.map { try $0.word(of: words.promises, "coverage") })
        }
        if node.string == "clocks" {
            guard unit.isTime, !clocks.isEmpty else { throw node.fault("gap.file.clocksOfTimes") }
            return .clocks
        }
        let range: ClosedRange<Double> = unit == .points ? 1...7 : unit == .share ? 0...1 : 0.01...100_000
        let number = unit == .share ? try share(node) : node.double
        guard let number, range.contains(number) else { throw node.fault("gap.file.notTarget") }
        return .set(number)
    }

    private func share(_ node: RuleNode) throws -> Double {
        guard let share = node.share else { throw node.fault("gap.file.notShare") }
        return share
    }

    // MARK: Words

    private func each(_ key: String, of known: [String]) throws -> [String] {
        try (node[key]?.items ?? []).map { try $0.word(of: known, key) }
    }
}

extension Question.Kind {
    /// The words of which one is chosen.
    fileprivate var single: [String] {
        if case .single(let choices) = self { return choices.map(\.name) }
        return []
    }

    fileprivate var isNumber: Bool {
        if case .number = self { return true }
        return scale != nil
    }
}
