package import Model
import Records
import Workflow

/// What is judged, as it happened.
package enum ReviewedMatter: Sendable {
    case serviceCase(CaseSheet)
    case call(ReviewedCall)
}

/// A follow-up call with what happened to it and what the customer answered in it.
package struct ReviewedCall: Sendable {
    package var sheet: CallSheet
    package var history: [JournalEntry]
    package var answers: [SurveySheet]
    /// Names of everyone who works here, by id and by sign-in name.
    package var names: [StaffID: String]
    package var people: [String: String]
}

extension Reading {
    package func matter(of review: Review, by actor: Actor, at now: Instant) throws -> ReviewedMatter {
        guard review.subject.kind == .call else {
            return .serviceCase(try sheet(CaseID(review.subject.number), by: actor, at: now))
        }
        let id = CallID(review.subject.number)
        let sheet = try sheet(id, by: actor, at: now)
        let staff = try staff.all()
        return .call(
            ReviewedCall(
                sheet: sheet, history: try journal.of(Subject(id)),
                answers: try surveys.of(id, of: sheet.call.customer).map { try self.sheet($0.id, by: actor) },
                names: Dictionary(uniqueKeysWithValues: staff.map { ($0.id, $0.name) }),
                people: Dictionary(uniqueKeysWithValues: staff.map { ($0.login, $0.name) })))
    }
}
