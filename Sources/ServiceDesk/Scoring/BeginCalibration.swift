package import Model
import Quality
import Records
import Workflow

/// What a calibration session begins with.
package struct CalibrationDraft: Sendable, Hashable {
    package var name: String
    package var card: String
    /// Cases or calls that are over, whichever the card judges.
    package var subjects: [Subject]
    /// By sign-in name.
    package var raters: [String]

    package init(name: String, card: String, subjects: [Subject], raters: [String]) {
        (self.name, self.card, self.subjects, self.raters) = (name, card, subjects, raters)
    }
}

extension Work {
    /// Begins a session and tells everybody who is to score in it. What was named twice is scored once.
    /// - Throws: `CalibrationFault`; `ReviewFault.noCard`; `DeskFault.missing` for no name, `.unknownStaff`, `.inactiveStaff`.
    @discardableResult
    package func beginCalibration(_ draft: CalibrationDraft) throws -> Calibration {
        try require(.steerQuality)
        guard let leader = actor.staff else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.steerQuality.rawValue)
        }
        guard !draft.name.trimmed.isEmpty else { throw DeskFault.missing(field: "name") }
        let (card, plan) = try rules.scoreCard(draft.card)
        let matters = try draft.subjects.eachOnce.map { try matter($0, for: card, plan) }
        guard !matters.isEmpty else { throw CalibrationFault.nothingToScore }
        let raters = try draft.raters.map(\.trimmed).eachOnce.map { try rater($0, by: card) }
        guard raters.count > 1 else { throw CalibrationFault.tooFewRaters }
        for person in [leader] + raters {
            if let own = matters.first(where: { $0.agent == person.id }) {
                throw CalibrationFault.ownWork(own.subject, name: person.name)
            }
        }
        let session = try calibrations.insert(
            Calibration(
                name: draft.name.trimmed, card: card.name, cardVersion: keep(card), leader: leader.id,
                openedAt: now, matters: matters, raters: raters.map(\.id)))
        try record(
            Subject(session.id), "calibration.begun",
            [
                "name": .text(session.name), "card": .text(card.name),
                "matters": .text(matters.map(\.subject.description).joined(separator: ", ")),
                "raters": .text(raters.map(\.login).joined(separator: ", ")),
            ], version: session.version, isFirst: true)
        for person in raters {
            try tell(person.id, .calibrate, Subject(session.id), Label(written: session.name))
        }
        return session
    }

    /// Whose work it was: of a case who had it, of a call who made it.
    private func matter(_ subject: Subject, for card: ScoreCard, _ plan: ScorePlan) throws
        -> CalibrationMatter
    {
        let agent: StaffID?
        switch (plan.matter, subject.kind) {
        case (.case, .case):
            let c = try reading.serviceCase(CaseID(subject.number), to: actor)
            guard plan.kinds.isEmpty || plan.kinds.contains(c.kind.rawValue) else {
                throw CalibrationFault.otherMatter(subject, card: card.label)
            }
            agent = c.closedAt == nil || c.mergedInto != nil ? nil : c.owner
        case (.call, .call):
            try reading.requireReach(.read, on: subject, actor)
            let call = try reading.call(CallID(subject.number))
            agent = call.category == .done ? call.claimedBy : nil
        default: throw CalibrationFault.otherMatter(subject, card: card.label)
        }
        guard let agent else { throw CalibrationFault.notOver(subject) }
        return CalibrationMatter(subject: subject, agent: agent)
    }

    private func rater(_ login: String, by card: ScoreCard) throws -> Staff {
        guard let person = try reading.staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
        guard person.active else { throw DeskFault.inactiveStaff(login) }
        guard rules.roles.allows(person.roles, .scoreQuality), try reading.mayScore(card.name, .staff(person))
        else { throw CalibrationFault.notRater(name: person.name, card: card.label) }
        return person
    }
}

extension Array where Element: Hashable {
    /// In the order of their first.
    fileprivate var eachOnce: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
