package import Model
import Quality
import Records
package import Statistics

/// How far two people who scored the same, not knowing of each other, agree on one item or on passing.
package struct RaterAgreement: Sendable, Hashable {
    /// Nil for whether it passed as a whole.
    package var item: String?
    package var label: Label?
    /// Cohen's kappa: every answer a word of its own, what does not apply among them.
    package var plain: Agreement
    /// Of scales, where both gave a level.
    package var linear: Agreement?
    package var quadratic: Agreement?
}

/// Two scores of one review side by side.
package struct ScoreDifference: Sendable, Hashable {
    package var review: Review
    package var first: ReviewScore
    package var second: ReviewScore
    /// Items that were not answered alike.
    package var items: [String]
}

extension Reading {
    /// Over what two have scored of others' work, of the weeks whose Mondays are given; whether it passed first, then the items
    /// of the newest card on which there are answers. Earlier cards count to an item where it could be answered with the same.
    package func agreement(_ name: String, _ weeks: ClosedRange<Day>, for actor: Actor) throws
        -> [RaterAgreement]
    {
        let pairs = try doubles(name, weeks, for: actor)
        var cards: [Int: ScoreCard] = [:]
        for version in Set(pairs.map(\.review.cardVersion)) {
            cards[version] = try keptCard(name, version: version)
        }
        guard let newest = cards.max(by: { $0.key < $1.key })?.value else { return [] }
        let passed = pairs.compactMap { pair -> (Int, Int)? in
            guard let a = pair.first.isPassed, let b = pair.second.isPassed else { return nil }
            return (a ? 1 : 0, b ? 1 : 0)
        }
        let whole = Agreement(of: passed, categories: 2).map {
            RaterAgreement(item: nil, label: nil, plain: $0)
        }
        return [whole].compactMap { $0 }
            + newest.items.compactMap { item in
                agreement(
                    on: item,
                    pairs.filter { cards[$0.review.cardVersion]?[item.name]?.answers == item.answers })
            }
    }

    private func agreement(on item: ScoreCard.Item, _ pairs: [ScoreDifference]) -> RaterAgreement? {
        let answers = item.answers
        let said = pairs.compactMap { pair -> (Int, Int)? in
            guard let a = pair.first.answers[item.name].flatMap(ScoreAnswer.init),
                let b = pair.second.answers[item.name].flatMap(ScoreAnswer.init),
                let one = answers.firstIndex(of: a), let other = answers.firstIndex(of: b)
            else { return nil }
            return (one, other)
        }
        guard let plain = Agreement(of: said, categories: answers.count) else { return nil }
        var found = RaterAgreement(item: item.name, label: item.label, plain: plain)
        if let scale = item.scale {
            let levels = said.filter { $0.0 < scale && $0.1 < scale }
            found.linear = Agreement(of: levels, categories: scale, weights: .linear)
            found.quadratic = Agreement(of: levels, categories: scale, weights: .quadratic)
        }
        return found
    }

    /// Where two scores of others' work are not alike in every item, those that wait to be settled first.
    package func scoreDifferences(_ name: String?, _ weeks: ClosedRange<Day>, for actor: Actor) throws
        -> [ScoreDifference]
    {
        let pairs = try doubles(name, weeks, for: actor).filter { !$0.items.isEmpty }
        return pairs.filter { $0.review.state == .differs } + pairs.filter { $0.review.state != .differs }
    }

    /// What two have scored of others' work.
    private func doubles(_ name: String?, _ weeks: ClosedRange<Day>, for actor: Actor) throws
        -> [ScoreDifference]
    {
        try mustJudge(actor)
        try mustKnow(name)
        let found = try reviews.list(card: name, weeks: weeks, doubles: true)
            .filter { $0.agent != actor.staffID }
        let given = try Dictionary(grouping: reviews.scores(of: found.map(\.id)), by: \.review)
        return found.compactMap { review in
            let scores = (given[review.id] ?? []).filter { $0.place < ReviewScore.settled }
            guard scores.count == 2 else { return nil }
            let (a, b) = (scores[0].answers, scores[1].answers)
            let items = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
            return ScoreDifference(review: review, first: scores[0], second: scores[1], items: items)
        }
    }
}
