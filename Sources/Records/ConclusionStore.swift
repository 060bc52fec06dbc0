import Foundation
package import Model

/// What people conclude in audits. Versions are added, never changed; who writes one over another that somebody else wrote
/// meanwhile is refused.
package struct ConclusionStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns =
        """
        c.id, c.audit, c.place, c.claim, v.version, v.section, v.state, v.texts, v.evidence, v.reason, v.by_staff, v.at
        """

    /// As they stand, in the order that people gave them.
    package func all(of id: AuditID) throws -> [AuditConclusion] {
        try db.query(
            """
            SELECT \(Self.columns) FROM audit_conclusions c
            JOIN audit_conclusion_versions v ON v.conclusion = c.id AND v.version = c.version
            WHERE c.audit = $1 ORDER BY c.place, c.id
            """, SQLValue(id), decode: Self.decode)
    }

    package func find(_ id: Int64) throws -> AuditConclusion? { try versions(of: id).last }

    /// Every version, the first first.
    package func versions(of id: Int64) throws -> [AuditConclusion] {
        try db.query(
            """
            SELECT \(Self.columns) FROM audit_conclusions c
            JOIN audit_conclusion_versions v ON v.conclusion = c.id
            WHERE c.id = $1 ORDER BY v.version
            """, .int(id), decode: Self.decode)
    }

    /// At the end of its audit's.
    package func insert(_ new: AuditConclusion) throws -> AuditConclusion {
        var made = new
        made.place =
            try Int(
                db.number(
                    "SELECT COALESCE(MAX(place), 0) FROM audit_conclusions WHERE audit = $1",
                    SQLValue(new.audit)))
            + 1
        made.version = 1
        let claim = try made.claim.map { try Self.text($0) } ?? ""
        made.id = try db.insert(
            """
            INSERT INTO audit_conclusions (audit, place, version, claim_name, claim) VALUES ($1, $2, 1, $3, $4)
            """,
            [
                SQLValue(made.audit), SQLValue(made.place), SQLValue(made.claim?.name), .text(claim),
            ])
        try insert(version: made)
        return made
    }

    /// Adds the next version of one that was read at its version.
    /// - Throws: `StorageFault.stale` when somebody else added one meanwhile.
    package func add(versionTo conclusion: AuditConclusion) throws -> AuditConclusion {
        let rows = try db.run(
            "UPDATE audit_conclusions SET version = version + 1 WHERE id = $1 AND version = $2",
            .int(conclusion.id), SQLValue(conclusion.version))
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(conclusion.audit), have: conclusion.version,
                found: try find(conclusion.id)?.version ?? 0)
        }
        var next = conclusion
        next.version += 1
        try insert(version: next)
        return next
    }

    package func set(place: Int, of id: Int64) throws {
        try db.run(
            "UPDATE audit_conclusions SET place = $1 WHERE id = $2", SQLValue(place), .int(id))
    }

    private func insert(version c: AuditConclusion) throws {
        let texts = try Self.text(c.texts)
        try db.send(
            """
            INSERT INTO audit_conclusion_versions
                (conclusion, version, section, state, texts, evidence, reason, by_staff, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .int(c.id), SQLValue(c.version), .text(c.section.rawValue), .text(c.state.rawValue),
                .text(texts), .text(FieldCoding.list(c.evidence)), .text(c.reason),
                SQLValue(c.by), SQLValue(c.at),
            ])
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func decode(_ r: any SQLRow) throws -> AuditConclusion {
        do {
            let (claim, texts) = (r.text(3), Data(r.text(7).utf8))
            return AuditConclusion(
                id: r.int(0), audit: r.id(1), place: Int(r.int(2)),
                claim: claim.isEmpty
                    ? nil : try JSONDecoder().decode(KeptClaim.self, from: Data(claim.utf8)),
                version: Int(r.int(4)), section: try r.choice(5), state: try r.choice(6),
                texts: try JSONDecoder().decode(Label.self, from: texts),
                evidence: FieldCoding.unlist(r.text(8)), reason: r.text(9), by: r.idOrNil(10),
                at: r.instant(11))
        } catch is DecodingError {
            throw StorageFault.damaged(detail: "audit conclusion \(r.int(0))")
        }
    }
}
