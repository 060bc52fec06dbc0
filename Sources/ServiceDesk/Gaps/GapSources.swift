package import Model
package import Quality
import ServiceTime

extension GapAttribute {
    /// Where a side comes from, and over which days, in words; that the desk has no record of it, where it has none.
    package func source(of side: GapSide, _ rules: Rules) -> Phrase {
        switch side {
        case .expected: said([expected].compactMap { $0 }, "gap.from.expected", rules)
        case .believed: said([believed].compactMap { $0 }, "gap.from.believed", rules)
        case .perceived: said(perceived, "gap.from.perceived", rules)
        case .standard: said(standard, "internal", rules)
        case .promised: said(promised, "published", rules)
        case .delivered: delivered
        }
    }

    private func said(_ asked: [Asked], _ key: String, _ rules: Rules) -> Phrase {
        guard !asked.isEmpty else { return Phrase("gap.from.nothing") }
        let questions = asked.map { asked -> PhraseFact in
            .text("\(asked.questionnaire): \(asked.questions.joined(separator: " "))")
        }
        let days = (try? rules.gaps().stands) ?? 0
        return Phrase(key, ["questions": .list(questions), "count": .count(days)])
    }

    private func said(_ target: Target?, _ which: String, _ rules: Rules) -> Phrase {
        switch target {
        case .clocks: Phrase("gap.from.\(which)", ["metric": .text(clocks.first ?? "")])
        case .set(let value): Phrase("gap.from.set", ["value": unit.said(value)])
        case .coverage(let promises):
            Phrase(
                "gap.from.coverage",
                ["promises": .list(promises.map { .label(rules.promises.label(of: $0)) })])
        case nil: Phrase("gap.from.nothing")
        }
    }

    private var delivered: Phrase {
        guard !clocks.isEmpty else { return Phrase("gap.from.nothing") }
        let facts: [String: PhraseFact] = ["metrics": .list(clocks.map { .text($0) })]
        return Phrase(unit.isTime ? "gap.from.times" : "gap.from.kept", facts)
    }
}
