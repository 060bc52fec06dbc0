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
    /// Over what two have scored, of the weeks whose Mondays are given; whether it passed first, then the items of the newest card
    /// on which there are answers.
    package func agreement(_ name: String, _ weeks: ClosedRange<Day>) throws -> [RaterAgreement] {
        let pairs = try doubles(name, weeks)
        guard let newest = pairs.map({ $0.review.cardVersion }).max() else { return [] }
        let card = try keptCard(name, version: newest)
        let passed = pairs.compactMap { pair -> (Int, Int)? in
            guard let a = pair.first.isPassed, let b = pair.second.isPassed else { return nil }
            return (a ? 1 : 0, b ? 1 : 0)
        }
        let whole = Agreement(of: passed, categories: 2).map {
            RaterAgreement(item: nil, label: nil, plain: $0)
        }
        return [whole].compactMap { $0 } + card.items.compactMap { agreement(on: $0, pairs) }
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

    /// Where two scores are not alike in every item, those that wait to be settled first.
    package func scoreDifferences(_ name: String?, _ weeks: ClosedRange<Day>) throws -> [ScoreDifference] {
        let pairs = try doubles(name, weeks).filter { !$0.items.isEmpty }
        return pairs.filter { $0.review.state == .differs } + pairs.filter { $0.review.state != .differs }
    }

    /// What two have scored.
    private func doubles(_ name: String?, _ weeks: ClosedRange<Day>) throws -> [ScoreDifference] {
        try reviews.list(card: name, weeks: weeks).filter { $0.isDouble && $0.state != .open }.compactMap {
            let scores = try reviews.scores(of: $0.id).filter { $0.place < ReviewScore.settled }
            guard scores.count == 2 else { return nil }
            let (a, b) = (scores[0].answers, scores[1].answers)
            let items = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
            return ScoreDifference(review: $0, first: scores[0], second: scores[1], items: items)
        }
    }
}
