package import Model
import Records
import Workflow

extension Work {
    /// One that is not closed.
    /// - Throws: `DeskFault.unknown`; `AuditFault.closed`.
    func openAudit(_ id: AuditID) throws -> ServiceAudit {
        let audit = try reading.audit(id)
        if let at = audit.closedAt { throw AuditFault.closed(id, at) }
        return audit
    }

    /// Ends an audit: from then on it is only read. How many were reached goes on being counted.
    /// - Parameter version: that of what was read before; nil for whatever it is now.
    /// - Throws: `AuditFault.closed` when it was closed before; `StorageFault.stale` when somebody else changed it meanwhile.
    @discardableResult
    package func closeAudit(_ id: AuditID, version: Int? = nil) throws -> ServiceAudit {
        try require(.keepAudit)
        return try set(closed: now, openAudit(id), version, event: "audit.closed")
    }

    /// Lets an audit that was closed go on.
    /// - Throws: `AuditFault.notClosed`; `DeskFault.missing` for no reason; `StorageFault.stale`.
    @discardableResult
    package func reopenAudit(_ id: AuditID, reason: String, version: Int? = nil) throws -> ServiceAudit {
        try require(.keepAudit)
        let audit = try reading.audit(id)
        guard audit.closedAt != nil else { throw AuditFault.notClosed(id) }
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        return try set(
            closed: nil, audit, version, event: "audit.reopened", ["reason": .text(reason.trimmed)])
    }

    private func set(
        closed: Instant?, _ audit: ServiceAudit, _ version: Int?, event: String,
        _ facts: [String: FieldValue] = [:]
    ) throws -> ServiceAudit {
        var audit = audit
        (audit.version, audit.closedAt) = (version ?? audit.version, closed)
        audit = try audits.update(audit)
        try record(Subject(audit.id), event, facts, version: audit.version)
        return audit
    }
}
