/// A session in which several people score the same cases or calls by one card, none of them seeing the others' scores, to find
/// how far they judge alike and to agree on what holds. It counts in no agent's figures.
package struct Calibration: Hashable, Sendable, Identifiable {
    package var id: CalibrationID
    package var version: Int
    package var name: String
    package var card: String
    /// As the card was when the session began, by which all score.
    package var cardVersion: Int
    /// Who began it.
    package var leader: StaffID
    package var openedAt: Instant
    /// From then on everybody in it sees all scores, and none is added.
    package var closedAt: Instant?
    /// What is scored, in the order it was named in.
    package var matters: [CalibrationMatter]
    /// Who scores each of them, in the order they were named in.
    package var raters: [StaffID]

    package init(
        id: CalibrationID = CalibrationID(0), version: Int = 1, name: String, card: String, cardVersion: Int,
        leader: StaffID, openedAt: Instant, closedAt: Instant? = nil, matters: [CalibrationMatter],
        raters: [StaffID]
    ) {
        (self.id, self.version, self.name, self.card) = (id, version, name, card)
        (self.cardVersion, self.leader, self.openedAt) = (cardVersion, leader, openedAt)
        (self.closedAt, self.matters, self.raters) = (closedAt, matters, raters)
    }
}

/// A case or a call that is scored in a session, with whose work it was when that began.
package struct CalibrationMatter: Hashable, Sendable {
    package var subject: Subject
    package var agent: StaffID

    package init(subject: Subject, agent: StaffID) { (self.subject, self.agent) = (subject, agent) }
}

/// What one person found of a matter, or what was agreed on it once all scores were seen.
package struct CalibrationScore: Hashable, Sendable {
    package var calibration: CalibrationID
    package var subject: Subject
    /// Of what was agreed, who wrote it down.
    package var rater: StaffID
    package var isAgreed: Bool
    package var at: Instant
    package var note: String
    /// By item.
    package var answers: [String: String]
    /// Remarks on single items, by item.
    package var notes: [String: String]

    package init(
        calibration: CalibrationID, subject: Subject, rater: StaffID, isAgreed: Bool = false, at: Instant,
        note: String = "", answers: [String: String], notes: [String: String] = [:]
    ) {
        (self.calibration, self.subject, self.rater) = (calibration, subject, rater)
        (self.isAgreed, self.at, self.note) = (isAgreed, at, note)
        (self.answers, self.notes) = (answers, notes)
    }
}

/// How far a session has come.
package struct CalibrationProgress: Sendable, Hashable {
    /// How many matters each person has scored; nobody who has scored none need be in it.
    package var scored: [StaffID: Int] = [:]
    /// On how many matters something was agreed.
    package var agreed = 0

    package init() {}
}
