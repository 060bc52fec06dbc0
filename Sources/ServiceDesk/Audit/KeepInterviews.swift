package import Model
import Quality
import Records
import Workflow

/// What is noted of an interview.
package struct InterviewDraft: Sendable, Hashable {
    package var group: String
    /// Who was asked, in words.
    package var person: String
    /// Nil for today.
    package var day: Day?
    /// The sign-in name of who asked; nil for whoever notes it.
    package var interviewer: String?
    /// By the names of the guide's questions; empty ones count as not asked.
    package var answers: [String: String]
    package var note: String

    package init(
        group: String, person: String, day: Day? = nil, interviewer: String? = nil,
        answers: [String: String] = [:], note: String = ""
    ) {
        (self.group, self.person, self.day) = (group, person, day)
        (self.interviewer, self.answers, self.note) = (interviewer, answers, note)
    }
}

extension Work {
    /// Notes what somebody said who was interviewed for an audit.
    /// - Throws: `AuditFault`; `.notAsked` where the audit interviews nobody of the group.
    @discardableResult
    package func note(_ draft: InterviewDraft, for id: AuditID) throws -> AuditInterview {
        try require(.keepAudit)
        _ = try openAudit(id)
        let group = try rules.auditGroup(draft.group)
        guard try audits.groups(of: id).contains(where: { $0.name == group.name && $0.method == .interview })
        else { throw AuditFault.notAsked(id, group: group.name) }
        let (today, person) = (rules.localDay(now), draft.person.trimmed)
        guard !person.isEmpty else { throw DeskFault.missing(field: "person") }
        let day = draft.day ?? today
        guard day <= today else { throw AuditFault.dayToCome(day) }
        var interview = AuditInterview(
            audit: id, group: group.name, person: person, day: day,
            interviewer: try interviewer(draft.interviewer), answers: try answers(draft, group),
            note: draft.note.trimmed, by: actor.staffID, at: now)
        guard !interview.answers.isEmpty || !interview.note.isEmpty else { throw AuditFault.nothingSaid }
        interview.id = try audits.insert(interview)
        try record(
            Subject(id), "audit.interviewed",
            [
                "interview": .number(interview.id), "group": .text(group.name), "person": .text(person),
                "day": .text(day.description),
            ])
        return interview
    }

    private func interviewer(_ login: String?) throws -> StaffID? {
        guard let login else { return actor.staffID }
        guard let person = try staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
        return person.id
    }

    private func answers(_ draft: InterviewDraft, _ group: AuditBook.Group) throws -> [String: String] {
        let known = try rules.audits().questions(of: group).map(\.name)
        for name in draft.answers.keys.sorted() where !known.contains(name) {
            throw AuditFault.noQuestion(name, known: known)
        }
        return draft.answers.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    }

    /// Marks an interview as wrong: it stays, and counts no more.
    /// - Throws: `AuditFault.noInterview` where there is none that counts.
    @discardableResult
    package func withdrawInterview(_ number: Int64, reason: String) throws -> AuditInterview {
        try require(.keepAudit)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard var interview = try audits.interview(number), interview.withdrawnAt == nil else {
            throw AuditFault.noInterview(number)
        }
        _ = try openAudit(interview.audit)
        try audits.withdraw(interview: number, at: now)
        interview.withdrawnAt = now
        try record(
            Subject(interview.audit), "audit.interviewWithdrawn",
            ["interview": .number(number), "reason": .text(reason.trimmed)])
        return interview
    }
}
