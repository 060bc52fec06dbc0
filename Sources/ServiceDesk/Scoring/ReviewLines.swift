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
        (choice.card, choice.states, choice.oldestFirst) = (card, [.open, .differs], true)
        let steers = rules.roles.allows(actor.roles, .steerQuality)
        let rows = try reviews.rows(choice, for: person).filter { $0.review.agent != person }
        let mine = try Set(rows.map(\.review.card)).filter { try mayScore($0, actor) }
        let held = rows.filter { $0.review.state == .open && $0.isTaken && !$0.isScored }
        let differing = rows.filter { $0.review.state == .differs && steers && !$0.isTaken }
        let free = rows.filter {
            $0.review.state == .open && !$0.isTaken && $0.hasPlace && mine.contains($0.review.card)
        }
        return (held + differing + free).map { ReviewLine($0) }
    }

    /// What was drawn, the newest first; of one's own work only what is finished.
    package func reviewLines(for actor: Actor, card: String? = nil, weeks: ClosedRange<Day>) throws
        -> [ReviewLine]
    {
        try mustJudge(actor)
        var choice = ReviewChoice()
        (choice.card, choice.weeks) = (card, weeks)
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
