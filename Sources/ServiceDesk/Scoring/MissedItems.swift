package import Model
package import Quality
import Records
package import Statistics

/// How much of an item's points reviews missed: 0 to 1, 1 where every one did.
package struct MissedItem: Sendable, Hashable, Identifiable {
    package struct ByAgent: Sendable, Hashable {
        package var agent: StaffID
        package var missed: Estimate
    }

    package var card: String
    package var cardLabel: Label
    package var item: ScoreCard.Item
    package var missed: Estimate
    /// Whoever missed most of it first.
    package var agents: [ByAgent]

    package var id: String { "\(card) \(item.name)" }
}

/// What holds of a finished review, by item.
struct HeldReview {
    let review: Review
    /// How much of its points each item missed, 0 to 1; what did not apply is left out.
    let missed: [String: Double]

    /// What was settled; else what all who scored it found, on average.
    init(_ review: Review, _ scores: [ReviewScore], _ card: ScoreCard) {
        self.review = review
        let settled = scores.filter { $0.place == ReviewScore.settled }
        let holding = settled.isEmpty ? scores.filter { $0.scoredAt != nil } : settled
        missed = card.items.reduce(into: [:]) { found, item in
            let each = holding.compactMap {
                $0.answers[item.name].flatMap(ScoreAnswer.init)?.missed(of: item)
            }
            if !each.isEmpty { found[item.name] = each.reduce(0, +) / Double(each.count) }
        }
    }
}

extension Estimate {
    /// Of shares of points: Wilson's of what was missed or not, else Student's within 0 and 1.
    init?(missed values: [Double]) {
        if values.allSatisfy({ $0 == 0 || $0 == 1 }) {
            self.init(share: values.count { $0 == 1 }, of: values.count)
        } else {
            self.init(meanOfShares: values)
        }
    }

    /// Student's, as far as shares go: nothing is less than none or more than all.
    init?(meanOfShares values: [Double]) {
        self.init(meanOf: values)
        (low, high) = (low.map { max(0, $0) }, high.map { min(1, $0) })
    }
}

extension Reading {
    /// What reviews missed of each item of the newest card, of those drawn by chance in the weeks whose Mondays are given; what
    /// was missed most first. Earlier cards count to an item where it could be answered with the same. Of one's own work alone
    /// for those who do not judge others'.
    package func missedItems(_ weeks: ClosedRange<Day>, card: String? = nil, for actor: Actor) throws
        -> [MissedItem]
    {
        try mustKnow(card)
        let own = mayJudge(actor) ? nil : actor.staffID
        guard own != nil || mayJudge(actor) else { return [] }
        let finished = try reviews.list(agent: own, card: card, state: .finished, weeks: weeks)
            .filter { !$0.isByRisk }
        return try Dictionary(grouping: finished, by: \.card).sorted { $0.key < $1.key }
            .flatMap { try missed(of: $0.value) }
            .sorted { ($1.missed.value, $0.id) < ($0.missed.value, $1.id) }
    }

    /// - Parameter finished: of one card.
    private func missed(of finished: [Review]) throws -> [MissedItem] {
        let cards = try cards(of: finished)
        guard let newest = cards.max(by: { $0.key < $1.key })?.value else { return [] }
        let held = try self.held(finished, cards)
        return newest.items.compactMap { item in
            let told = held.compactMap { one -> (agent: StaffID, missed: Double)? in
                guard cards[one.review.cardVersion]?[item.name]?.answers == item.answers else { return nil }
                return one.missed[item.name].map { (one.review.agent, $0) }
            }
            guard let missed = Estimate(missed: told.map(\.missed)) else { return nil }
            let agents = Dictionary(grouping: told, by: \.agent).compactMap { agent, mine in
                Estimate(missed: mine.map(\.missed)).map { MissedItem.ByAgent(agent: agent, missed: $0) }
            }
            return MissedItem(
                card: newest.name, cardLabel: newest.label, item: item, missed: missed,
                agents: agents.sorted { ($1.missed.value, $0.agent) < ($0.missed.value, $1.agent) })
        }
    }

    /// As they were kept, by version.
    private func cards(of reviews: [Review]) throws -> [Int: ScoreCard] {
        guard let name = reviews.first?.card else { return [:] }
        return try Set(reviews.map(\.cardVersion)).reduce(into: [:]) {
            $0[$1] = try keptCard(name, version: $1)
        }
    }

    /// - Parameter finished: of one card.
    func held(_ finished: [Review]) throws -> [HeldReview] { try held(finished, cards(of: finished)) }

    private func held(_ finished: [Review], _ cards: [Int: ScoreCard]) throws -> [HeldReview] {
        let given = try Dictionary(grouping: reviews.scores(of: finished.map(\.id)), by: \.review)
        return finished.compactMap { review in
            cards[review.cardVersion].map { HeldReview(review, given[review.id] ?? [], $0) }
        }
    }
}
