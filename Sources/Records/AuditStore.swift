import Foundation
package import Model

/// Audits, their groups, milestones and interviews. Who changes what somebody else changed since it was read is refused.
package struct AuditStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Audits

    private static let columns =
        "id, version, name, purpose, from_day, until_day, created_at, created_by, closed_at"

    /// The latest first.
    package func all() throws -> [ServiceAudit] {
        try db.query(
            "SELECT \(Self.columns) FROM audits ORDER BY from_day DESC, id DESC", decode: Self.audit)
    }

    package func find(_ id: AuditID) throws -> ServiceAudit? {
        try db.first("SELECT \(Self.columns) FROM audits WHERE id = $1", SQLValue(id), decode: Self.audit)
    }

    package func find(name: String) throws -> ServiceAudit? {
        try db.first("SELECT \(Self.columns) FROM audits WHERE name = $1", .text(name), decode: Self.audit)
    }

    package func insert(_ new: ServiceAudit) throws -> ServiceAudit {
        var audit = new
        audit.id = AuditID(
            try db.insert(
                """
                INSERT INTO audits (name, purpose, from_day, until_day, created_at, created_by, version)
                VALUES ($1, $2, $3, $4, $5, $6, 1)
                """,
                [
                    .text(new.name), .text(new.purpose), SQLValue(new.days.first), SQLValue(new.days.last),
                    SQLValue(new.createdAt), SQLValue(new.createdBy),
                ]))
        return audit
    }

    package func update(_ a: ServiceAudit) throws -> ServiceAudit {
        let rows = try db.run(
            """
            UPDATE audits SET name = $1, purpose = $2, from_day = $3, until_day = $4, closed_at = $5,
                version = version + 1
            WHERE id = $6 AND version = $7
            """,
            [
                .text(a.name), .text(a.purpose), SQLValue(a.days.first), SQLValue(a.days.last),
                SQLValue(a.closedAt), SQLValue(a.id), SQLValue(a.version),
            ])
        try demand(rows, of: a.id, have: a.version) { try find(a.id)?.version }
        var updated = a
        updated.version += 1
        return updated
    }

    private static func audit(_ r: any SQLRow) -> ServiceAudit {
        var found = ServiceAudit(
            id: r.id(0), version: Int(r.int(1)), name: r.text(2), purpose: r.text(3),
            days: DaySpan(Day(number: Int(r.int(4))), Day(number: Int(r.int(5)))), createdAt: r.instant(6),
            createdBy: r.idOrNil(7))
        found.closedAt = r.instantOrNil(8)
        return found
    }

    private func demand(_ rows: Int, of id: AuditID, have: Int, found: () throws -> Int?) throws {
        guard rows == 1 else {
            throw StorageFault.stale(subject: Subject(id), have: have, found: try found() ?? 0)
        }
    }

    // MARK: Groups

    /// In no order that means something: the rule file has one.
    package func groups(of id: AuditID) throws -> [AuditGroup] {
        try db.query(
            "SELECT audit, name, method, wanted, version FROM audit_groups WHERE audit = $1 ORDER BY name, method",
            SQLValue(id)
        ) { r in
            AuditGroup(
                audit: r.id(0), name: r.text(1), method: try r.choice(2), wanted: Int(r.int(3)),
                version: Int(r.int(4)))
        }
    }

    package func insert(_ g: AuditGroup) throws {
        try db.send(
            "INSERT INTO audit_groups (audit, name, method, wanted, version) VALUES ($1, $2, $3, $4, 1)",
            [SQLValue(g.audit), .text(g.name), .text(g.method.rawValue), SQLValue(g.wanted)])
    }

    package func update(_ g: AuditGroup) throws {
        let rows = try db.run(
            """
            UPDATE audit_groups SET wanted = $1, version = version + 1
            WHERE audit = $2 AND name = $3 AND method = $4 AND version = $5
            """,
            [SQLValue(g.wanted)] + key(of: g))
        try demand(rows, of: g.audit, have: g.version) { try version(of: g) }
    }

    package func delete(_ g: AuditGroup) throws {
        let rows = try db.run(
            "DELETE FROM audit_groups WHERE audit = $1 AND name = $2 AND method = $3 AND version = $4",
            key(of: g))
        try demand(rows, of: g.audit, have: g.version) { try version(of: g) }
    }

    private func key(of g: AuditGroup) -> [SQLValue] {
        [SQLValue(g.audit), .text(g.name), .text(g.method.rawValue), SQLValue(g.version)]
    }

    private func version(of g: AuditGroup) throws -> Int? {
        try groups(of: g.audit).first { $0.name == g.name && $0.method == g.method }?.version
    }
}

// MARK: Milestones

extension AuditStore {
    /// By the day they are due.
    package func milestones(of id: AuditID) throws -> [AuditMilestone] {
        try db.query(
            """
            SELECT audit, name, owner, due, state, done_on, note, version FROM audit_milestones WHERE audit = $1
            ORDER BY due, name
            """, SQLValue(id)
        ) { r in
            AuditMilestone(
                audit: r.id(0), name: r.text(1), owner: r.idOrNil(2), due: Day(number: Int(r.int(3))),
                state: try r.choice(4), doneOn: r.dayOrNil(5), note: r.text(6), version: Int(r.int(7)))
        }
    }

    package func insert(_ m: AuditMilestone) throws {
        try db.send(
            """
            INSERT INTO audit_milestones (audit, name, owner, due, state, done_on, note, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
            """,
            [
                SQLValue(m.audit), .text(m.name), SQLValue(m.owner), SQLValue(m.due),
                .text(m.state.rawValue), SQLValue(m.doneOn), .text(m.note),
            ])
    }

    package func update(_ m: AuditMilestone) throws {
        let rows = try db.run(
            """
            UPDATE audit_milestones SET owner = $1, due = $2, state = $3, done_on = $4, note = $5,
                version = version + 1
            WHERE audit = $6 AND name = $7 AND version = $8
            """,
            [
                SQLValue(m.owner), SQLValue(m.due), .text(m.state.rawValue), SQLValue(m.doneOn),
                .text(m.note), SQLValue(m.audit), .text(m.name), SQLValue(m.version),
            ])
        try demand(rows, of: m.audit, have: m.version) {
            try milestones(of: m.audit).first { $0.name == m.name }?.version
        }
    }
}

// MARK: Interviews

extension AuditStore {
    private static let interviewColumns =
        "id, audit, asked, person, held_on, interviewer, answers, note, by_staff, at, withdrawn_at"

    /// In the order they were held. Withdrawn ones are among them.
    package func interviews(of id: AuditID) throws -> [AuditInterview] {
        try db.query(
            """
            SELECT \(Self.interviewColumns) FROM audit_interviews WHERE audit = $1 ORDER BY held_on, id
            """, SQLValue(id), decode: Self.interview)
    }

    package func interview(_ id: Int64) throws -> AuditInterview? {
        try db.first(
            "SELECT \(Self.interviewColumns) FROM audit_interviews WHERE id = $1", .int(id),
            decode: Self.interview)
    }

    package func insert(_ i: AuditInterview) throws -> Int64 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let answers = String(decoding: try encoder.encode(i.answers), as: UTF8.self)
        return try db.insert(
            """
            INSERT INTO audit_interviews (audit, asked, person, held_on, interviewer, answers, note, by_staff, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                SQLValue(i.audit), .text(i.group), .text(i.person), SQLValue(i.day),
                SQLValue(i.interviewer), .text(answers), .text(i.note), SQLValue(i.by), SQLValue(i.at),
            ])
    }

    package func withdraw(interview id: Int64, at now: Instant) throws {
        try db.send(
            "UPDATE audit_interviews SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL",
            SQLValue(now), .int(id))
    }

    private static func interview(_ r: any SQLRow) throws -> AuditInterview {
        guard let answers = try? JSONDecoder().decode([String: String].self, from: Data(r.text(6).utf8))
        else { throw StorageFault.damaged(detail: "audit interview \(r.int(0))") }
        var interview = AuditInterview(
            audit: r.id(1), group: r.text(2), person: r.text(3), day: Day(number: Int(r.int(4))),
            interviewer: r.idOrNil(5), answers: answers, note: r.text(7), by: r.idOrNil(8), at: r.instant(9))
        (interview.id, interview.withdrawnAt) = (r.int(0), r.instantOrNil(10))
        return interview
    }
}
