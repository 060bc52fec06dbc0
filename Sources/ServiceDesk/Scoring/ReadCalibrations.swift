package import Model
package import Quality
import Records
import Workflow

/// A session as a list shows it.
package struct CalibrationLine: Sendable, Hashable, Identifiable {
    package var session: Calibration
    package var progress: CalibrationProgress

    package var id: CalibrationID { session.id }

    /// How many scores there are, of all matters and people together.
    package var scored: Int { progress.scored.values.reduce(0, +) }
    /// How many there are once everybody has scored everything.
    package var wanted: Int { session.matters.count * session.raters.count }

    /// How many matters somebody has still to score; 0 of one that is closed, or that they do not score in.
    package func owed(by person: StaffID?) -> Int {
        guard let person, session.closedAt == nil, session.raters.contains(person) else { return 0 }
        return session.matters.count - progress.scored[person, default: 0]
    }
}

/// A session as somebody may see it.
package struct CalibrationSheet: Sendable {
    package var line: CalibrationLine
    package var card: ScoreCard
    /// By matter and rater in the session's order, what was agreed on a matter after what was found of it. While the session is
    /// open only one's own, so that nobody is swayed by another's.
    package var scores: [CalibrationScore]
    /// How far apart they are; nil while the session is open.
    package var figures: CalibrationFigures?

    package var session: Calibration { line.session }

    /// What each found of a matter, and what was agreed on it.
    package func scores(of subject: Subject) -> [CalibrationScore] { scores.filter { $0.subject == subject } }
}

extension Reading {
    /// - Throws: `DeskFault.unknown` naming the id.
    package func calibration(_ id: CalibrationID) throws -> Calibration {
        guard let session = try calibrations.find(id) else { throw DeskFault.unknown(id.description) }
        return session
    }

    /// To those who score or steer, unless their own work is scored in it: then it is not told to be there.
    /// - Throws: `DeskFault.unknown`, `.notAllowed`.
    package func calibration(_ id: CalibrationID, for actor: Actor) throws -> Calibration {
        try mustJudge(actor)
        let session = try calibration(id)
        guard !session.matters.contains(where: { $0.agent == actor.staffID }) else {
            throw DeskFault.unknown(id.description)
        }
        return session
    }

    /// Newest first; none in which one's own work is scored.
    /// - Parameter card: by which they score; nil for any.
    package func calibrationLines(for actor: Actor, card: String? = nil) throws -> [CalibrationLine] {
        try mustJudge(actor)
        try mustKnow(card)
        let sessions = try calibrations.list(card: card, notOf: actor.staffID)
        let progress = try calibrations.progress(of: sessions.map(\.id))
        return sessions.map {
            CalibrationLine(session: $0, progress: progress[$0.id] ?? CalibrationProgress())
        }
    }

    package func calibrationSheet(_ id: CalibrationID, for actor: Actor) throws -> CalibrationSheet {
        let session = try calibration(id, for: actor)
        let card = try keptCard(session.card, version: session.cardVersion)
        let progress = try calibrations.progress(of: [id])[id] ?? CalibrationProgress()
        let scores = try calibrations.scores(of: id)
        let isWhole = session.closedAt != nil
        return CalibrationSheet(
            line: CalibrationLine(session: session, progress: progress), card: card,
            scores: isWhole ? scores : scores.filter { $0.rater == actor.staffID },
            figures: isWhole ? try figures(card, scores) : nil)
    }

    private func figures(_ card: ScoreCard, _ scores: [CalibrationScore]) throws -> CalibrationFigures {
        let sheets = try scores.map { (score: $0, sheet: try ScoreSheet(card, $0.answers)) }
        let agreed = sheets.filter(\.score.isAgreed).map { ($0.score.subject, $0.sheet) }
        return CalibrationFigures(
            card,
            sheets.filter { !$0.score.isAgreed }.map {
                CalibrationFigures.Scored($0.score.subject, by: $0.score.rater, $0.sheet)
            }, agreed: Dictionary(uniqueKeysWithValues: agreed))
    }
}
