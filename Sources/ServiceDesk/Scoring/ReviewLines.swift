package import Model
import Quality
import Records
import Workflow

/// A review as a list shows it to somebody.
package struct ReviewLine: Sendable, Hashable, Identifiable {
    package enum Own: Sendable, Hashable {
        case none
        /// They score it and have not yet.
        case inHand
        case scored
    }

    package var review: Review
    package var kind: CaseKind?
    package var customer: String
    package var own: Own
    /// The newest thing the agent was told of it; only in the list of one's own work.
    package var coaching: CoachingNote?

    package var id: ReviewID { review.id }

    init(_ row: ReviewRow, coaching: CoachingNote? = nil) {
        (review, kind, customer) = (row.review, row.kind, row.customer)
        own = row.isScored ? .scored : row.isTaken ? .inHand : .none
        self.coaching = coaching
    }
}

extension Reading {
    /// What waits for somebody: what they have in hand, then what is to be settled by them, then what they may take, each the
    /// oldest first.
    package func waitingReviews(for actor: Actor, card: String? = nil) throws -> [ReviewLine] {
        try mustJudge(actor)
        guard let person = actor.staffID else { return [] }
        var choice = ReviewChoice()
        (choice.card, choice.notOf, choice.oldestFirst) = (card, person, true)
        // Each asked for alone: however much waits for others, nothing of one's own is cut off.
        (choice.states, choice.part) = ([.open], .inHand)
        var rows = try reviews.rows(choice, for: person)
        if rules.roles.allows(actor.roles, .steerQuality) {
            (choice.states, choice.part) = ([.differs], nil)
            rows += try reviews.rows(choice, for: person).filter { !$0.isTaken }
        }
        let cards = try reviews.openCards().filter { try mayScore($0, actor) }
        if !cards.isEmpty {
            (choice.states, choice.part, choice.cards) = ([.open], .free, cards)
            rows += try reviews.rows(choice, for: person)
        }
        return rows.map { ReviewLine($0) }
    }

    /// What was drawn, the newest first; of one's own work only what is finished.
    /// - Parameter agent: whose work; nil for everybody's.
    package func reviewLines(
        for actor: Actor, of agent: StaffID? = nil, card: String? = nil, weeks: ClosedRange<Day>
    ) throws -> [ReviewLine] {
        try mustJudge(actor)
        var choice = ReviewChoice()
        (choice.agent, choice.card, choice.weeks) = (agent, card, weeks)
        return try reviews.rows(choice, for: actor.staffID ?? StaffID(0))
            .filter { $0.review.agent != actor.staffID || $0.review.state == .finished }
            .map { ReviewLine($0) }
    }

    /// Of one's own work what is finished, the newest first, each with what one was told of it.
    package func ownReviewLines(of actor: Actor, card: String? = nil, weeks: ClosedRange<Day>) throws
        -> [ReviewLine]
    {
        guard let person = actor.staffID else { return [] }
        var choice = ReviewChoice()
        (choice.agent, choice.card, choice.states, choice.weeks) = (person, card, [.finished], weeks)
        // Newest first, so that of several about one the newest stands.
        let told = Dictionary(
            try reviews.coaching(for: person).map { ($0.review, $0) },
            uniquingKeysWith: { newest, _ in newest }
        )
        return try reviews.rows(choice, for: person).map { ReviewLine($0, coaching: told[$0.review.id]) }
    }
}
