/// A case or a call that was drawn to be judged by a score card.
package struct Review: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Not all who are to score it have.
        case open
        /// Two scores are too far apart, and a third person settles what holds.
        case differs
        case finished
    }

    package var id: ReviewID
    package var version: Int
    package var card: String
    /// As the card was when it was drawn, by which all score it.
    package var cardVersion: Int
    /// A case or a call.
    package var subject: Subject
    /// Whose work it is.
    package var agent: StaffID
    /// The Monday of the week it was drawn for.
    package var week: Day
    /// Drawn for its risk and not by chance alone.
    package var isByRisk: Bool
    /// What made it a risk, in words of the score cards' file.
    package var traits: [String]
    /// Scored by two, neither of whom knows it.
    package var isDouble: Bool
    package var state: State
    /// What came of it, once finished: of the points that apply, 0 to 1.
    package var share: Double?
    package var isPassed: Bool?
    package var finishedAt: Instant?

    package init(
        id: ReviewID = ReviewID(0), version: Int = 1, card: String, cardVersion: Int, subject: Subject,
        agent: StaffID, week: Day, isByRisk: Bool, traits: [String], isDouble: Bool, state: State = .open,
        share: Double? = nil, isPassed: Bool? = nil, finishedAt: Instant? = nil
    ) {
        (self.id, self.version, self.card, self.cardVersion) = (id, version, card, cardVersion)
        (self.subject, self.agent, self.week, self.isByRisk) = (subject, agent, week, isByRisk)
        (self.traits, self.isDouble, self.state, self.share) = (traits, isDouble, state, share)
        (self.isPassed, self.finishedAt) = (isPassed, finishedAt)
    }
}

/// What one person found.
package struct ReviewScore: Hashable, Sendable {
    package var review: ReviewID
    /// 1 and 2 of those who score it, `settled` of whoever settles what holds.
    package var place: Int
    package var rater: StaffID
    /// Nil while it is in hand.
    package var scoredAt: Instant?
    package var got: Double?
    package var applicable: Int?
    /// Fatal items that were answered with no.
    package var fatal: [String]
    package var share: Double?
    package var isPassed: Bool?
    package var note: String
    /// By item.
    package var answers: [String: String] = [:]
    /// Remarks on single items, by item.
    package var notes: [String: String] = [:]

    package static let settled = 3

    package init(
        review: ReviewID, place: Int, rater: StaffID, scoredAt: Instant? = nil,
        got: Double? = nil, applicable: Int? = nil, fatal: [String] = [], share: Double? = nil,
        isPassed: Bool? = nil, note: String = ""
    ) {
        (self.review, self.place, self.rater) = (review, place, rater)
        (self.scoredAt, self.got, self.applicable, self.fatal) = (scoredAt, got, applicable, fatal)
        (self.share, self.isPassed, self.note) = (share, isPassed, note)
    }
}

/// What an agent was told of a review, and what they said to it.
package struct CoachingNote: Hashable, Sendable {
    package var id: CoachingID
    package var review: ReviewID
    package var agent: StaffID
    package var by: StaffID
    package var at: Instant
    package var note: String
    package var answer: String
    /// When the agent acknowledged it.
    package var answeredAt: Instant?

    package init(
        id: CoachingID = CoachingID(0), review: ReviewID, agent: StaffID, by: StaffID, at: Instant,
        note: String, answer: String = "", answeredAt: Instant? = nil
    ) {
        (self.id, self.review, self.agent, self.by, self.at) = (id, review, agent, by, at)
        (self.note, self.answer, self.answeredAt) = (note, answer, answeredAt)
    }
}

/// How the sample of a week was drawn for a card.
package struct ReviewDraw: Hashable, Sendable {
    package var card: String
    package var week: Day
    package var seed: Int64
    /// How many there were to draw from.
    package var found: Int
    package var drawn: Int
    package var at: Instant
    package var by: StaffID?

    package init(
        card: String, week: Day, seed: Int64, found: Int, drawn: Int, at: Instant, by: StaffID?
    ) {
        (self.card, self.week, self.seed, self.found) = (card, week, seed, found)
        (self.drawn, self.at, self.by) = (drawn, at, by)
    }
}
