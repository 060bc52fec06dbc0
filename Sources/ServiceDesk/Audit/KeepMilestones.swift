package import Model
import Quality
import Records
import Workflow

/// What of a milestone is to be otherwise; nil leaves it.
package struct MilestoneChange: Sendable, Hashable {
    /// Empty for nobody.
    package var owner: String?
    package var due: Day?
    package var state: AuditMilestone.State?
    /// Of one that is done; without it, today.
    package var doneOn: Day?
    package var note: String?

    package init(
        owner: String? = nil, due: Day? = nil, state: AuditMilestone.State? = nil, doneOn: Day? = nil,
        note: String? = nil
    ) {
        (self.owner, self.due, self.state) = (owner, due, state)
        (self.doneOn, self.note) = (doneOn, note)
    }
}

extension Work {
    /// Says who gives a document, by when, and how it stands. A milestone of the rule file that the audit has not yet, since the
    /// file named it later, is added.
    /// - Parameter version: that of what was read before, 0 for none; nil for whatever it is now.
    /// - Throws: `AuditFault`; `DeskFault.unknownStaff`; `StorageFault.stale` when somebody else changed it meanwhile.
    @discardableResult
    package func change(
        milestone name: String, of id: AuditID, _ change: MilestoneChange, version: Int? = nil
    ) throws -> AuditMilestone {
        try require(.keepAudit)
        guard change != MilestoneChange() else { throw AuditFault.nothingToChange }
        var milestone = try milestone(name, of: openAudit(id))
        if let version, version != milestone.version {
            throw StorageFault.stale(subject: Subject(id), have: version, found: milestone.version)
        }
        let wasDone = milestone.state == .done
        milestone.due = change.due ?? milestone.due
        milestone.state = change.state ?? milestone.state
        milestone.note = change.note?.trimmed ?? milestone.note
        if let owner = change.owner { milestone.owner = try owner.isEmpty ? nil : activeStaff(owner).id }
        milestone.doneOn = try doneOn(milestone, change.doneOn, wasDone: wasDone)
        try milestone.version == 0 ? audits.insert(milestone) : audits.update(milestone)
        milestone.version += 1
        try record(Subject(id), "audit.milestone", facts(of: milestone))
        return milestone
    }

    /// Version 0 for one that is only in the rule file.
    private func milestone(_ name: String, of audit: ServiceAudit) throws -> AuditMilestone {
        let all = try audits.milestones(of: audit.id)
        if let found = all.first(where: { $0.name == name }) { return found }
        let book = try rules.audits()
        guard let known = book.milestone(name) else {
            throw AuditFault.noMilestone(name, known: book.milestones.map(\.name))
        }
        return AuditMilestone(
            audit: audit.id, name: name, due: audit.days.first + known.after, version: 0)
    }

    /// The day stays when what is done is said to be done once more.
    private func doneOn(_ milestone: AuditMilestone, _ said: Day?, wasDone: Bool) throws -> Day? {
        guard milestone.state == .done else {
            if said != nil { throw AuditFault.notDone }
            return nil
        }
        let today = rules.localDay(now)
        let day = said ?? (wasDone ? milestone.doneOn : nil) ?? today
        guard day <= today else { throw AuditFault.dayToCome(day) }
        return day
    }

    private func facts(of milestone: AuditMilestone) throws -> [String: FieldValue] {
        var facts: [String: FieldValue] = [
            "milestone": .text(milestone.name), "state": .text(milestone.state.rawValue),
            "due": .text(milestone.due.description),
        ]
        if let owner = milestone.owner { facts["owner"] = .text(try staff.find(owner)?.login ?? "") }
        if let day = milestone.doneOn { facts["day"] = .text(day.description) }
        if !milestone.note.isEmpty { facts["note"] = .text(milestone.note) }
        return facts
    }
}
