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
        case .delivered: reviews.isEmpty ? delivered : reviewed(rules)
        }
    }

    private func said(_ asked: [Asked], _ key: String, _ rules: Rules) -> Phrase {
        guard !asked.isEmpty else { return Phrase("gap.from.nothing") }
        let questions = asked.map { PhraseFact.phrase($0.asking(rules)) }
        let days = (try? rules.gaps().stands) ?? 0
        return Phrase(key, ["questions": .list(questions), "count": .count(days)])
    }

    private func said(_ target: Target?, _ which: String, _ rules: Rules) -> Phrase {
        switch target {
        case .clocks: Phrase("gap.from.\(which)", ["metric": named(clocks.first ?? "")])
        case .set(let value): Phrase("gap.from.set", ["value": unit.said(value)])
        case .coverage(let promises):
            Phrase(
                "gap.from.coverage",
                ["promises": .list(promises.map { .label(rules.promises.label(of: $0)) })])
        case nil: Phrase("gap.from.nothing")
        }
    }

    private func reviewed(_ rules: Rules) -> Phrase {
        let cards = (try? rules.scoreCards().cards) ?? []
        let each = reviews.map { wanted -> PhraseFact in
            let card = cards.first { $0.name == wanted.card }
            let items = wanted.items.map { name in
                card?[name].map { PhraseFact.label($0.label) } ?? .text(name)
            }
            let facts: [String: PhraseFact] = [
                "card": card.map { .label($0.label) } ?? .text(wanted.card), "items": .list(items),
            ]
            return .phrase(Phrase("gap.from.items", facts))
        }
        return Phrase("gap.from.reviews", ["cards": .list(each)])
    }

    private var delivered: Phrase {
        guard !clocks.isEmpty else { return Phrase("gap.from.nothing") }
        let facts: [String: PhraseFact] = ["metrics": .list(clocks.map(named))]
        return Phrase(unit.isTime ? "gap.from.times" : "gap.from.kept", facts)
    }
}

/// What a clock measures, by its word.
private func named(_ metric: String) -> PhraseFact { .phrase(Phrase("metric.\(metric)")) }

extension GapAttribute.Asked {
    /// The questionnaire and the question, or the dimension all of whose statements are asked, as people read them.
    func asking(_ rules: Rules) -> Phrase {
        guard let sheet = try? rules.questionnaire(questionnaire) else {
            return Phrase(
                "gap.from.asked",
                ["sheet": .text(questionnaire), "what": .text(questions.joined(separator: " "))])
        }
        let whole = sheet.battery?.dimensions.first { dimension in
            dimension.items.contains { item in questions.contains { $0.hasPrefix("\(item).") } }
        }
        let asked = questions.compactMap { sheet[$0]?.ask }.map(PhraseFact.label)
        return Phrase(
            "gap.from.asked",
            ["sheet": .label(sheet.label), "what": whole.map { .label($0.label) } ?? .list(asked)])
    }
}
