/// An audit of the service as a project: what it is for, whom it asks, by when it gives what.
package struct ServiceAudit: Hashable, Sendable {
    package var id: AuditID
    package var version: Int
    /// What people call it; no two have the same.
    package var name: String
    package var purpose: String
    /// When people are asked: what was answered in these days counts.
    package var days: DaySpan
    package var createdAt: Instant
    package var createdBy: StaffID?
    /// Since when it is only read; nil for one that goes on.
    package var closedAt: Instant?

    package init(
        id: AuditID = AuditID(0), version: Int = 1, name: String, purpose: String, days: DaySpan,
        createdAt: Instant, createdBy: StaffID?
    ) {
        (self.id, self.version, self.name, self.purpose) = (id, version, name, purpose)
        (self.days, self.createdAt, self.createdBy) = (days, createdAt, createdBy)
    }
}

/// How a group is asked.
package enum AuditMethod: String, Sendable, CaseIterable {
    case questionnaire, interview
    /// What competitors do is seen, not asked: mystery calls, price lists.
    case observation
}

/// How many of a group an audit wants to reach in one way.
package struct AuditGroup: Hashable, Sendable {
    /// How many can be wanted.
    package static let samples = 1...1_000_000

    package var audit: AuditID
    /// Of the rule file; `dealers`.
    package var name: String
    package var method: AuditMethod
    /// People who answer, or companies that are seen: one of `samples`.
    package var wanted: Int
    package var version: Int

    package init(audit: AuditID, name: String, method: AuditMethod, wanted: Int, version: Int = 1) {
        (self.audit, self.name, self.method) = (audit, name, method)
        (self.wanted, self.version) = (wanted, version)
    }
}

/// A document that an audit gives by a day.
package struct AuditMilestone: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case planned, started, done
    }

    package var audit: AuditID
    /// Of the rule file; `report`.
    package var name: String
    package var owner: StaffID?
    package var due: Day
    package var state: State
    /// Of one that is done.
    package var doneOn: Day?
    package var note: String
    package var version: Int

    package init(
        audit: AuditID, name: String, owner: StaffID? = nil, due: Day, state: State = .planned,
        doneOn: Day? = nil, note: String = "", version: Int = 1
    ) {
        (self.audit, self.name, self.owner, self.due) = (audit, name, owner, due)
        (self.state, self.doneOn, self.note, self.version) = (state, doneOn, note, version)
    }
}

/// What somebody said who was interviewed. It is added and withdrawn, never changed.
package struct AuditInterview: Hashable, Sendable {
    package var id: Int64 = 0
    package var audit: AuditID
    package var group: String
    /// Who was asked, in words: a name, a post, a company.
    package var person: String
    package var day: Day
    /// Who asked.
    package var interviewer: StaffID?
    /// By the names of the guide's questions.
    package var answers: [String: String]
    /// What was said besides.
    package var note: String
    package var by: StaffID?
    package var at: Instant
    /// When it was found to be wrong; it stays where it is and counts no more.
    package var withdrawnAt: Instant?

    package init(
        audit: AuditID, group: String, person: String, day: Day, interviewer: StaffID?,
        answers: [String: String], note: String, by: StaffID?, at: Instant
    ) {
        (self.audit, self.group, self.person, self.day) = (audit, group, person, day)
        (self.interviewer, self.answers, self.note) = (interviewer, answers, note)
        (self.by, self.at) = (by, at)
    }
}
