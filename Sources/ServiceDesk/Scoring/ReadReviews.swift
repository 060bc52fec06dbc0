package import Model
package import Quality
import Records
import Workflow

/// A review as somebody may see it.
package struct ReviewSheet: Sendable {
    package var review: Review
    package var card: ScoreCard
    /// While it is open only one's own, so that nobody knows of another's; whose they are is nil for the agent.
    package var scores: [(score: ReviewScore, rater: StaffID?)]
    package var coaching: [CoachingNote]
    /// Whether all are shown.
    package var isWhole: Bool
}

extension Reading {
    /// - Throws: `DeskFault.unknown` naming the id.
    package func review(_ id: ReviewID) throws -> Review {
        guard let review = try reviews.find(id) else { throw DeskFault.unknown(id.description) }
        return review
    }

    /// To those who score or steer, and to the agent whose work it is once it is finished.
    package func reviewSheet(_ id: ReviewID, for actor: Actor) throws -> ReviewSheet {
        let review = try review(id)
        try mustSee(review, actor)
        let card = try keptCard(review.card, version: review.cardVersion)
        let isWhole = review.state != .open
        let isOwn = review.agent == actor.staffID
        let scores = try reviews.scores(of: id).filter {
            isWhole ? $0.scoredAt != nil : $0.rater == actor.staffID
        }
        return ReviewSheet(
            review: review, card: card, scores: scores.map { ($0, isOwn ? nil : $0.rater) },
            coaching: try reviews.coaching(of: id), isWhole: isWhole)
    }

    private func mustSee(_ review: Review, _ actor: Actor) throws {
        if review.agent == actor.staffID {
            // That it is looked at shows first when it is done.
            guard review.state == .finished else { throw DeskFault.unknown(review.id.description) }
        } else {
            try mustJudge(actor)
        }
    }

    /// Refuses those who neither score nor steer.
    func mustJudge(_ actor: Actor) throws {
        guard mayJudge(actor) else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.scoreQuality.rawValue)
        }
    }

    /// Whether they are among those who score by a card; one that has left the file is still scored, by all who may.
    func mayScore(_ card: String, _ actor: Actor) throws -> Bool {
        guard let by = try rules.scoreCards()[card]?.plan.by, !by.isEmpty else { return true }
        return actor.roles.contains { by.contains($0) || rules.roles[$0]?.hasEveryRight ?? false }
    }

    /// Whether they score or steer.
    func mayJudge(_ actor: Actor) -> Bool {
        if case .desk = actor { return true }
        return rules.roles.allows(actor.roles, .scoreQuality)
            || rules.roles.allows(actor.roles, .steerQuality)
    }

    /// Newest first; of one's own work only what is finished.
    package func reviews(
        for actor: Actor, card: String? = nil, state: Review.State? = nil, weeks: ClosedRange<Day>
    ) throws -> [Review] {
        try mustJudge(actor)
        try mustKnow(card)
        return try reviews.list(card: card, state: state, weeks: weeks).filter {
            $0.agent != actor.staffID || $0.state == .finished
        }
    }

    /// Of one's own work, finished.
    package func ownReviews(of actor: Actor, weeks: ClosedRange<Day>) throws -> (
        reviews: [Review], coaching: [CoachingNote]
    ) {
        guard let id = actor.staffID else { return ([], []) }
        return (
            try reviews.list(agent: id, state: .finished, weeks: weeks), try reviews.coaching(for: id)
        )
    }
}
