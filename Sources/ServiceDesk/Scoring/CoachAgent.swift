package import Model
import Records
import Workflow

extension Work {
    /// Tells an agent what was found, what was good and what would be better.
    /// - Throws: `ReviewFault.notFinished`.
    @discardableResult
    package func coach(_ id: ReviewID, _ text: String) throws -> CoachingNote {
        try require(.scoreQuality)
        let review = try reading.review(id)
        guard let person = actor.staff, person.id != review.agent else { throw ReviewFault.ownWork(id) }
        guard review.state == .finished else { throw ReviewFault.notFinished(id) }
        guard !text.trimmed.isEmpty else { throw DeskFault.missing(field: "note") }
        var note = CoachingNote(
            review: id, agent: review.agent, by: person.id, at: now, note: text.trimmed)
        note.id = try reviews.insert(note)
        try record(
            Subject(review.agent), "quality.coached",
            ["review": .text(id.description), "coaching": .text(note.id.description)])
        try tell(
            review.agent, .word, review.subject, Label(written: "\(person.name) (\(id)): \(text.trimmed)"))
        return note
    }

    /// The agent acknowledges it, with or without a word; whoever wrote it is told.
    /// - Throws: `ReviewFault.answered`.
    @discardableResult
    package func answerCoaching(_ id: CoachingID, _ text: String) throws -> CoachingNote {
        try require(.read)
        guard var note = try reviews.coaching(id), let person = actor.staff, note.agent == person.id else {
            // What is another's is not told to be there.
            throw DeskFault.unknown(id.description)
        }
        guard try reviews.answer(id, text.trimmed, at: now) else { throw ReviewFault.answered(id) }
        (note.answer, note.answeredAt) = (text.trimmed, now)
        let review = try reading.review(note.review)
        try record(Subject(person.id), "quality.acknowledged", ["coaching": .text(id.description)])
        if !note.answer.isEmpty {
            try tell(
                note.by, .word, review.subject,
                Label(written: "\(person.name) (\(review.id)): \(note.answer)"))
        }
        return note
    }
}
