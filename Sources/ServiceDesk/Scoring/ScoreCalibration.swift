package import Model
import Quality
import Records
import Workflow

extension Work {
    /// Scores a matter of a session, once and for all. With the last score of all the session is closed.
    /// - Parameters:
    ///   - answers: by item, as people write them.
    ///   - notes: remarks on single items, by item.
    /// - Throws: `CalibrationFault`, `ScoringFault`.
    @discardableResult
    package func scoreCalibration(
        _ id: CalibrationID, _ subject: Subject, _ answers: [String: String], notes: [String: String] = [:],
        note: String = ""
    ) throws -> CalibrationScore {
        try require(.scoreQuality)
        let session = try openCalibration(id)
        guard let rater = actor.staffID, session.raters.contains(rater) else {
            throw CalibrationFault.notAmong(id)
        }
        try mustHold(session, subject)
        let before = try calibrations.scores(of: id)
        guard !before.contains(where: { $0.rater == rater && $0.subject == subject }) else {
            throw CalibrationFault.scored(subject, id)
        }
        let score = try filled(session, subject, by: rater, answers, notes, note)
        try calibrations.insert(score)
        try record(Subject(id), "calibration.scored", ["matter": .text(subject.description)])
        if before.count + 1 == session.matters.count * session.raters.count { try close(session) }
        return score
    }

    /// Closes a session though not everybody has scored everything, by whoever leads it or others who steer, since who leads
    /// may be ill or have left. What was not scored by then is not.
    /// - Throws: `CalibrationFault.closed`.
    @discardableResult
    package func closeCalibration(_ id: CalibrationID) throws -> Calibration {
        try require(.steerQuality)
        return try close(openCalibration(id))
    }

    /// Writes down what was agreed on a matter once all saw what was scored; it stands beside the scores and changes none. What all
    /// answered alike stands unless it is answered anew.
    /// - Throws: `CalibrationFault`, `ScoringFault`; `DeskFault.missing` for no note.
    @discardableResult
    package func agree(
        on subject: Subject, in id: CalibrationID, _ answers: [String: String],
        notes: [String: String] = [:], note: String
    ) throws -> CalibrationScore {
        try require(.steerQuality)
        let session = try reading.calibration(id, for: actor)
        guard let person = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.steerQuality.rawValue)
        }
        guard session.closedAt != nil else { throw CalibrationFault.stillOpen(id) }
        try mustHold(session, subject)
        let scores = try calibrations.scores(of: id).filter { $0.subject == subject }
        guard !scores.contains(where: \.isAgreed) else { throw CalibrationFault.agreed(subject, id) }
        guard !note.trimmed.isEmpty else { throw DeskFault.missing(field: "note") }
        var score = try filled(
            session, subject, by: person, scores.alikeAnswers.merging(answers) { $1 }, notes, note)
        score.isAgreed = true
        try calibrations.insert(score)
        try record(
            Subject(id), "calibration.agreed",
            ["matter": .text(subject.description), "note": .text(score.note)])
        return score
    }

    // MARK: Parts

    /// One that is not closed.
    private func openCalibration(_ id: CalibrationID) throws -> Calibration {
        let session = try reading.calibration(id, for: actor)
        if let at = session.closedAt { throw CalibrationFault.closed(id, at) }
        return session
    }

    private func mustHold(_ session: Calibration, _ subject: Subject) throws {
        let subjects = session.matters.map(\.subject)
        guard subjects.contains(subject) else {
            throw CalibrationFault.notInIt(subject, session.id, known: subjects)
        }
    }

    private func filled(
        _ session: Calibration, _ subject: Subject, by rater: StaffID, _ answers: [String: String],
        _ notes: [String: String], _ note: String
    ) throws -> CalibrationScore {
        let sheet = try ScoreSheet(reading.keptCard(session.card, version: session.cardVersion), answers)
        return CalibrationScore(
            calibration: session.id, subject: subject, rater: rater, at: now, note: note.trimmed,
            answers: sheet.words, notes: try sheet.remarks(notes))
    }

    @discardableResult
    private func close(_ session: Calibration) throws -> Calibration {
        let closed = try calibrations.close(session, at: now)
        try record(Subject(session.id), "calibration.closed", version: closed.version)
        for person in [session.leader] + session.raters.filter({ $0 != session.leader }) {
            try tell(person, .calibrated, Subject(session.id), Label(written: session.name))
        }
        return closed
    }
}

extension [CalibrationScore] {
    /// What everybody answered the same, by item; nothing where nobody scored.
    package var alikeAnswers: [String: String] {
        let found = filter { !$0.isAgreed }
        guard let first = found.first else { return [:] }
        return first.answers.filter { item, answer in found.allSatisfy { $0.answers[item] == answer } }
    }
}
