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
        try reading.mustKnow(name)
        let cards = try reviews.openCards().filter {
            try (name == nil || name == $0) && reading.mayScore($0, actor)
        }
        for id in try reviews.inHand(rater) {
            let held = try reading.review(id)
            if held.state == .open, cards.contains(held.card) { return held }
        }
        guard let found = try reviews.next(for: rater, cards: cards) else {
            throw ReviewFault.nothingToScore
        }
        try take(found, by: rater, beside: reviews.scores(of: found.id))
        return try reading.review(found.id)
    }

    /// Takes the one that was chosen; who has it in hand already keeps it.
    /// - Throws: `ReviewFault.scored`, `.taken`, `.ownWork`, `.notRater`.
    package func takeReview(_ id: ReviewID) throws {
        try require(.scoreQuality)
        let review = try reading.review(id)
        guard let rater = actor.staffID else { throw ReviewFault.notInHand(id) }
        let before = try reviews.scores(of: id)
        if let own = before.first(where: { $0.rater == rater }) {
            guard own.scoredAt == nil else { throw ReviewFault.scored(id) }
            return
        }
        try take(review, by: rater, beside: before)
    }

    /// Gives back unscored what this person has in hand; who has nothing of it in hand and steers gives back what others have,
    /// of whom one may be ill or have left.
    /// - Throws: `ReviewFault.notInHand`, `.ownWork`.
    package func releaseReview(_ id: ReviewID) throws {
        let steers = rules.roles.allows(actor.roles, .steerQuality)
        if !steers { try require(.scoreQuality) }
        let review = try reading.review(id)
        guard let person = actor.staffID else { throw ReviewFault.notInHand(id) }
        guard review.agent != person else { throw ReviewFault.ownWork(id) }
        let isReleased = try reviews.release(id, by: person) || (steers && reviews.release(id))
        guard isReleased else { throw ReviewFault.notInHand(id) }
        try change(review)
    }

    /// Scores it, once and for all; what is not in hand is taken first. With the last score it is finished, unless two are too
    /// far apart.
    /// - Parameters:
    ///   - answers: by item, as people write them.
    ///   - notes: remarks on single items, by item.
    /// - Throws: `ReviewFault`, `ScoringFault`.
    @discardableResult
    package func scoreReview(
        _ id: ReviewID, _ answers: [String: String], notes: [String: String] = [:], note: String = ""
    ) throws -> ReviewScore {
        try require(.scoreQuality)
        var review = try reading.review(id)
        guard let rater = actor.staffID else { throw ReviewFault.notInHand(id) }
        let before = try reviews.scores(of: id)
        let own = before.first { $0.rater == rater }
        guard own?.scoredAt == nil else { throw ReviewFault.scored(id) }
        let held = try own ?? take(review, by: rater, beside: before)
        if own == nil { review = try reading.review(id) }
        let card = try reading.keptCard(review.card, version: review.cardVersion)
        let score = try filled(held, ScoreSheet(card, answers), notes, note)
        try reviews.score(score)
        try record(Subject(rater), "quality.scored", ["card": .text(review.card)])
        let all = before.filter { $0.scoredAt != nil } + [score]
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
    package func settleReview(
        _ id: ReviewID, _ answers: [String: String], notes: [String: String] = [:], note: String
    ) throws -> ReviewScore {
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
        let held = ReviewScore(review: id, place: ReviewScore.settled, rater: person)
        let score = try filled(held, sheet, notes, note)
        try reviews.take(held)
        try reviews.score(score)
        try finish(review, share: sheet.result.share, isPassed: sheet.result.isPassed)
        return score
    }

    // MARK: Parts

    @discardableResult
    private func take(_ review: Review, by rater: StaffID, beside scores: [ReviewScore]) throws
        -> ReviewScore
    {
        guard review.agent != rater else { throw ReviewFault.ownWork(review.id) }
        guard try reading.mayScore(review.card, actor) else {
            let by = try rules.scoreCard(review.card).plan.by
            throw ReviewFault.notRater(review.id, roles: by.compactMap { rules.roles[$0]?.label })
        }
        let places = scores.map(\.place)
        guard review.state == .open,
            let place = (1...(review.isDouble ? 2 : 1)).first(where: { !places.contains($0) })
        else { throw ReviewFault.taken(review.id) }
        try change(review)
        let held = ReviewScore(review: review.id, place: place, rater: rater)
        try reviews.take(held)
        return held
    }

    /// - Throws: `ScoringFault.noItem` for a remark on nothing of the card.
    private func filled(
        _ held: ReviewScore, _ sheet: ScoreSheet, _ notes: [String: String], _ note: String
    ) throws -> ReviewScore {
        var score = held
        let result = sheet.result
        (score.scoredAt, score.got, score.applicable) = (now, result.got, result.applicable)
        (score.fatal, score.share, score.isPassed) = (result.fatal, result.share, result.isPassed)
        (score.note, score.answers) = (note.trimmed, sheet.words)
        score.notes = try sheet.remarks(notes)
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
