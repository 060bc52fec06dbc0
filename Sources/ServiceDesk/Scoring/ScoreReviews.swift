package import Model
import Quality
import Records
import Workflow

extension Work {
    /// What this person has in hand, or else the oldest that waits for somebody like them; never their own work, and never
    /// anything that tells whether another scores it as well.
    /// - Throws: `ReviewFault.nothingToScore`.
    package func takeNextReview(_ name: String? = nil) throws -> Review {
        try require(.scoreQuality)
        guard let rater = actor.staffID else { throw ReviewFault.nothingToScore }
        let cards = try rules.scoreCards().cards.map(\.name).filter {
            try (name == nil || name == $0) && mayScore($0)
        }
        if let name { _ = try rules.scoreCard(name) }
        for id in try reviews.inHand(rater) {
            let held = try reading.review(id)
            if held.state == .open, cards.contains(held.card) { return held }
        }
        guard let found = try reviews.next(for: rater, cards: cards) else {
            throw ReviewFault.nothingToScore
        }
        try take(found, by: rater)
        return try reading.review(found.id)
    }

    /// Gives it back unscored.
    package func releaseReview(_ id: ReviewID) throws {
        try require(.scoreQuality)
        let review = try reading.review(id)
        guard let rater = actor.staffID, try reviews.release(id, by: rater) else {
            throw ReviewFault.notInHand(id)
        }
        try change(review)
    }

    /// Scores it, once and for all; what is not in hand is taken first. With the last score it is finished, unless two are too
    /// far apart.
    /// - Parameter answers: by item, as people write them.
    /// - Throws: `ReviewFault`, `ScoringFault`.
    @discardableResult
    package func scoreReview(_ id: ReviewID, _ answers: [String: String], note: String = "") throws
        -> ReviewScore
    {
        try require(.scoreQuality)
        var review = try reading.review(id)
        guard let rater = actor.staffID else { throw ReviewFault.notInHand(id) }
        if try !reviews.scores(of: id).contains(where: { $0.rater == rater }) {
            try take(review, by: rater)
            review = try reading.review(id)
        }
        guard let held = try reviews.scores(of: id).first(where: { $0.rater == rater }),
            held.scoredAt == nil
        else { throw ReviewFault.scored(id) }
        let card = try reading.keptCard(review.card, version: review.cardVersion)
        let score = try filled(held, ScoreSheet(card, answers), note)
        try reviews.score(score)
        try record(Subject(rater), "quality.scored", ["card": .text(review.card)])
        let all = try reviews.scores(of: id).filter { $0.scoredAt != nil }
        if all.count == (review.isDouble ? 2 : 1) {
            try conclude(review, all, card)
        } else {
            try change(review)
        }
        return score
    }

    /// Settles what holds where two scores differ: a third person, who sees both. What both answered alike stands unless it is
    /// answered anew.
    /// - Throws: `ReviewFault`, `ScoringFault`.
    @discardableResult
    package func settleReview(_ id: ReviewID, _ answers: [String: String], note: String) throws -> ReviewScore
    {
        try require(.steerQuality)
        let review = try reading.review(id)
        guard review.state == .differs else { throw ReviewFault.nothingToSettle(id) }
        let both = try reviews.scores(of: id)
        guard let person = actor.staffID, person != review.agent else { throw ReviewFault.ownWork(id) }
        guard !both.contains(where: { $0.rater == person }) else { throw ReviewFault.ownScore(id) }
        guard !note.trimmed.isEmpty else { throw DeskFault.missing(field: "note") }
        let card = try reading.keptCard(review.card, version: review.cardVersion)
        let alike = both[0].answers.filter { both[1].answers[$0.key] == $0.value }
        let sheet = try ScoreSheet(card, alike.merging(answers) { $1 })
        let held = ReviewScore(review: id, place: ReviewScore.settled, rater: person, takenAt: now)
        try reviews.take(held)
        let score = filled(held, sheet, note)
        try reviews.score(score)
        try finish(review, share: sheet.result.share, isPassed: sheet.result.isPassed)
        return score
    }

    // MARK: Parts

    private func mayScore(_ card: String) throws -> Bool {
        let by = try rules.scoreCard(card).plan.by
        return by.isEmpty
            || actor.roles.contains { by.contains($0) || rules.roles[$0]?.hasEveryRight ?? false }
    }

    private func take(_ review: Review, by rater: StaffID) throws {
        guard review.agent != rater else { throw ReviewFault.ownWork(review.id) }
        // A card that has left the file is still scored, by all who may.
        if let (_, plan) = try rules.scoreCards()[review.card], try !mayScore(review.card) {
            throw ReviewFault.notRater(review.id, roles: plan.by.compactMap { rules.roles[$0]?.label })
        }
        let places = try reviews.scores(of: review.id).map(\.place)
        guard review.state == .open,
            let place = (1...(review.isDouble ? 2 : 1)).first(where: { !places.contains($0) })
        else { throw ReviewFault.taken(review.id) }
        try change(review)
        try reviews.take(ReviewScore(review: review.id, place: place, rater: rater, takenAt: now))
    }

    private func filled(_ held: ReviewScore, _ sheet: ScoreSheet, _ note: String) -> ReviewScore {
        var score = held
        let result = sheet.result
        (score.scoredAt, score.got, score.applicable) = (now, result.got, result.applicable)
        (score.fatal, score.share, score.isPassed) = (result.fatal, result.share, result.isPassed)
        (score.note, score.answers) = (note.trimmed, sheet.words)
        return score
    }

    private func conclude(_ review: Review, _ scores: [ReviewScore], _ card: ScoreCard) throws {
        let shares = scores.compactMap(\.share)
        let passed = Set(scores.compactMap(\.isPassed))
        let apart = (shares.max() ?? 0) - (shares.min() ?? 0)
        if passed.count > 1 || apart > card.tolerance + 1e-9 {
            var review = review
            review.state = .differs
            return try change(review)
        }
        try finish(
            review, share: shares.reduce(0, +) / Double(shares.count), isPassed: passed.contains(true))
    }

    private func finish(_ review: Review, share: Double, isPassed: Bool) throws {
        var review = review
        (review.state, review.finishedAt) = (.finished, now)
        (review.share, review.isPassed) = (share, isPassed)
        try change(review)
        try record(review.subject, "quality.finished", ["review": .text(review.id.description)])
    }

    /// Counts the review's version up, so that of two who score it at once one does so after the other.
    private func change(_ review: Review) throws {
        guard try reviews.update(review) else { throw ReviewFault.changed(review.id) }
    }
}
