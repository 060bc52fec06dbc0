package import Model
package import Quality
import Records
import Workflow

/// What an audit begins with.
package struct AuditDraft: Sendable, Hashable {
    package var name: String
    package var purpose: String
    /// When people are asked.
    package var days: DaySpan
    /// Whom to ask, by the rule file's names; empty for all, each as the file says.
    package var groups: [String]

    package init(name: String, purpose: String, days: DaySpan, groups: [String] = []) {
        (self.name, self.purpose, self.days, self.groups) = (name, purpose, days, groups)
    }
}

/// What is to be otherwise; nil leaves it.
package struct AuditChange: Sendable, Hashable {
    package var name: String?
    package var purpose: String?
    package var first: Day?
    package var last: Day?

    package init(name: String? = nil, purpose: String? = nil, first: Day? = nil, last: Day? = nil) {
        (self.name, self.purpose, self.first, self.last) = (name, purpose, first, last)
    }
}

extension Work {
    var audits: AuditStore { AuditStore(db) }

    /// Begins an audit with the groups wanted and every milestone of the rule file, due as many days after the first as that
    /// says; owners are named later.
    /// - Throws: `AuditFault`; `DeskFault.missing` for no name or purpose.
    @discardableResult
    package func beginAudit(_ draft: AuditDraft) throws -> ServiceAudit {
        try require(.keepAudit)
        let (book, name) = (try rules.audits(), draft.name.trimmed)
        let groups = try draft.groups.isEmpty ? book.groups : draft.groups.map(rules.auditGroup)
        let audit = try audits.insert(
            fit(
                ServiceAudit(
                    name: name, purpose: draft.purpose.trimmed, days: draft.days, createdAt: now,
                    createdBy: actor.staffID)))
        for group in book.groups where groups.contains(group) {
            for method in group.methods {
                try audits.insert(
                    AuditGroup(
                        audit: audit.id, name: group.name, method: method, wanted: group.samples[method] ?? 1)
                )
            }
        }
        for milestone in book.milestones {
            try audits.insert(
                AuditMilestone(
                    audit: audit.id, name: milestone.name, due: audit.days.first + milestone.after))
        }
        try record(
            Subject(audit.id), "audit.begun", facts(of: audit), version: audit.version, isFirst: true)
        return audit
    }

    /// Changes what it is called and for, and when people are asked.
    /// - Parameter version: that of what was read before; nil for whatever it is now.
    /// - Throws: `AuditFault`; `StorageFault.stale` when somebody else changed it meanwhile.
    @discardableResult
    package func changeAudit(_ id: AuditID, _ change: AuditChange, version: Int? = nil) throws -> ServiceAudit
    {
        try require(.keepAudit)
        guard change != AuditChange() else { throw AuditFault.nothingToChange }
        var audit = try openAudit(id)
        audit.version = version ?? audit.version
        audit.name = change.name?.trimmed ?? audit.name
        audit.purpose = change.purpose?.trimmed ?? audit.purpose
        audit.days = DaySpan(change.first ?? audit.days.first, change.last ?? audit.days.last)
        audit = try audits.update(fit(audit))
        try record(Subject(id), "audit.changed", facts(of: audit), version: audit.version)
        return audit
    }

    private func fit(_ audit: ServiceAudit) throws -> ServiceAudit {
        guard !audit.name.isEmpty else { throw DeskFault.missing(field: "name") }
        guard !audit.purpose.isEmpty else { throw DeskFault.missing(field: "purpose") }
        guard audit.days.first <= audit.days.last else { throw AuditFault.daysBackwards(audit.days) }
        if let other = try audits.find(name: audit.name), other.id != audit.id {
            throw AuditFault.nameTaken(audit.name, other.id)
        }
        return audit
    }

    private func facts(of audit: ServiceAudit) -> [String: FieldValue] {
        [
            "name": .text(audit.name), "purpose": .text(audit.purpose),
            "begins": .text(audit.days.first.description), "until": .text(audit.days.last.description),
        ]
    }

    // MARK: Whom it asks

    /// How many of a group are wanted by a method: the group is added when the audit does not ask it so yet.
    /// - Parameters:
    ///   - wanted: 0 leaves it out.
    ///   - version: that of what was read before, 0 for none; nil for whatever there is now.
    /// - Throws: `AuditFault`; `StorageFault.stale` when somebody else changed it meanwhile.
    package func ask(
        _ group: String, by method: AuditMethod, wanted: Int, in id: AuditID, version: Int? = nil
    ) throws {
        try require(.keepAudit)
        _ = try openAudit(id)
        let group = group.trimmed
        let old = try audits.groups(of: id).first { $0.name == group && $0.method == method }
        guard wanted == 0 || AuditGroup.samples.contains(wanted) else { throw AuditFault.badSample }
        if let version, version != old?.version ?? 0 {
            throw StorageFault.stale(subject: Subject(id), have: version, found: old?.version ?? 0)
        }
        if var old {
            old.wanted = wanted
            try wanted == 0 ? audits.delete(old) : audits.update(old)
        } else {
            let known = try rules.auditGroup(group)
            guard known.samples[method] != nil else {
                throw AuditFault.noMethod(group, method, known: known.methods)
            }
            guard wanted > 0 else { throw AuditFault.notAsked(id, group: group) }
            try audits.insert(AuditGroup(audit: id, name: group, method: method, wanted: wanted))
        }
        try record(
            Subject(id), "audit.asked",
            ["group": .text(group), "method": .text(method.rawValue), "wanted": .number(Int64(wanted))])
    }
}

extension Rules {
    /// - Throws: `AuditFault.noGroup` naming those there are.
    package func auditGroup(_ name: String) throws -> AuditBook.Group {
        let book = try audits()
        guard let found = book.group(name.trimmed) else {
            throw AuditFault.noGroup(name, known: book.groups.map(\.name))
        }
        return found
    }
}
