package import Model

/// Notes, and files kept elsewhere by reference.
package struct NoteStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func of(_ subject: Subject) throws -> [Note] {
        try db.query(
            """
            SELECT id, at, by_staff, text, told_customer FROM notes
            WHERE subject_kind = $1 AND subject = $2 ORDER BY id
            """, .text(subject.kind.rawValue), .int(subject.number)
        ) {
            Note(
                id: $0.int(0), subject: subject, at: $0.instant(1), by: $0.idOrNil(2), text: $0.text(3),
                toldCustomer: $0.flag(4))
        }
    }

    /// What was written about a customer, their cases, visits and calls, newest first.
    package func of(_ customer: CustomerID, limit: Int) throws -> [Note] {
        try db.query(
            """
            SELECT id, subject_kind, subject, at, by_staff, text, told_customer FROM notes
            WHERE subject_kind = 'customer' AND subject = $1
                OR subject_kind = 'case' AND subject IN (SELECT id FROM cases WHERE customer = $1)
                OR subject_kind = 'call' AND subject IN (SELECT id FROM calls WHERE customer = $1)
                OR subject_kind = 'visit' AND subject IN (
                    SELECT v.id FROM visits v JOIN cases c ON c.id = v.case_id WHERE c.customer = $1)
            ORDER BY id DESC LIMIT $2
            """, SQLValue(customer), SQLValue(limit)
        ) {
            Note(
                id: $0.int(0), subject: Subject(try $0.choice(1), $0.int(2)), at: $0.instant(3),
                by: $0.idOrNil(4), text: $0.text(5), toldCustomer: $0.flag(6))
        }
    }

    package func insert(_ n: Note) throws -> Int64 {
        try db.number(
            """
            INSERT INTO notes (subject_kind, subject, at, by_staff, text, told_customer)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """,
            .text(n.subject.kind.rawValue), .int(n.subject.number), SQLValue(n.at), SQLValue(n.by),
            .text(n.text),
            SQLValue(n.toldCustomer))
    }

    package func attachments(of subject: Subject) throws -> [Attachment] {
        try db.query(
            """
            SELECT id, at, by_staff, reference, title FROM attachments
            WHERE subject_kind = $1 AND subject = $2 ORDER BY id
            """, .text(subject.kind.rawValue), .int(subject.number)
        ) {
            Attachment(
                id: $0.int(0), subject: subject, at: $0.instant(1), by: $0.idOrNil(2), reference: $0.text(3),
                title: $0.text(4))
        }
    }

    package func attach(_ a: Attachment) throws -> Int64 {
        try db.number(
            """
            INSERT INTO attachments (subject_kind, subject, at, by_staff, reference, title)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """,
            .text(a.subject.kind.rawValue), .int(a.subject.number), SQLValue(a.at), SQLValue(a.by),
            .text(a.reference), .text(a.title))
    }
}

package struct DraftStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func of(_ staff: StaffID) throws -> [Draft] {
        try db.query(
            "SELECT id, form, content, saved_at FROM drafts WHERE staff = $1 ORDER BY saved_at DESC, id DESC",
            SQLValue(staff)
        ) {
            Draft(
                id: $0.int(0), staff: staff, form: $0.text(1),
                values: try FieldCoding.decode($0.text(2)).mapValues(\.plain), savedAt: $0.instant(3))
        }
    }

    /// Keeps a draft: a new one (`id` 0) or in place of what it held.
    /// - Returns: its id.
    package func save(_ d: Draft) throws -> Int64 {
        let content = FieldCoding.encode(d.values.mapValues { .text($0) })
        if d.id > 0 {
            let rows = try db.run(
                "UPDATE drafts SET content = $1, saved_at = $2 WHERE id = $3 AND staff = $4", .text(content),
                SQLValue(d.savedAt), .int(d.id), SQLValue(d.staff))
            if rows == 1 { return d.id }
        }
        return try db.number(
            "INSERT INTO drafts (staff, form, content, saved_at) VALUES ($1, $2, $3, $4) RETURNING id",
            SQLValue(d.staff), .text(d.form), .text(content), SQLValue(d.savedAt))
    }

    package func remove(_ id: Int64, of staff: StaffID) throws {
        try db.send("DELETE FROM drafts WHERE id = $1 AND staff = $2", .int(id), SQLValue(staff))
    }
}

package struct SettingsStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func get(_ key: String) throws -> String? {
        try db.first("SELECT value FROM settings WHERE key = $1", .text(key)) { $0.text(0) }
    }

    package func set(_ key: String, _ value: String) throws {
        try db.send(
            "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            .text(key), .text(value))
    }
}

/// A merge, with what it moved, so that it can be undone whole.
package struct Merge: Sendable, Hashable {
    package var id: Int64
    package var kind: SubjectKind
    package var from: Int64
    package var into: Int64
    /// Lists of moved record numbers by what they are (`cases`, `units` …).
    package var moved: [String: [Int64]]

    package init(id: Int64 = 0, kind: SubjectKind, from: Int64, into: Int64, moved: [String: [Int64]]) {
        self.id = id
        self.kind = kind
        self.from = from
        self.into = into
        self.moved = moved
    }
}

package struct MergeStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ m: Merge, by: StaffID?, at: Instant) throws {
        let moved = m.moved.mapValues { FieldValue.text($0.map(String.init).joined(separator: ",")) }
        try db.send(
            """
            INSERT INTO merges (kind, from_subject, into_subject, at, by_staff, moved)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            .text(m.kind.rawValue), .int(m.from), .int(m.into), SQLValue(at), SQLValue(by),
            .text(FieldCoding.encode(moved)))
    }

    /// The merge in force of a record that was merged into another.
    package func current(_ kind: SubjectKind, from: Int64) throws -> Merge? {
        try db.first(
            """
            SELECT id, into_subject, moved FROM merges
            WHERE kind = $1 AND from_subject = $2 AND undone_at IS NULL ORDER BY id DESC LIMIT 1
            """, .text(kind.rawValue), .int(from)
        ) { r in
            Merge(
                id: r.int(0), kind: kind, from: from, into: r.int(1),
                moved: try FieldCoding.decode(r.text(2)).mapValues {
                    $0.plain.split(separator: ",").compactMap { Int64($0) }
                })
        }
    }

    package func markUndone(_ id: Int64, at: Instant) throws {
        try db.send("UPDATE merges SET undone_at = $1 WHERE id = $2", SQLValue(at), .int(id))
    }

    /// What goes with a customer, and how its owner is changed. The version of a sheet of answers is its questionnaire's.
    private static let belongings = [
        ("cases", "customer = $1, version = version + 1"), ("units", "customer = $1, version = version + 1"),
        ("calls", "customer = $1, version = version + 1"), ("call_matters", "customer = $1"),
        ("surveys", "customer = $1"), ("need_notes", "customer = $1"),
    ]

    /// Moves everything of one customer to another; gives the numbers moved, for undo.
    package func moveBelongings(from: CustomerID, to: CustomerID) throws -> [String: [Int64]] {
        var moved: [String: [Int64]] = [:]
        for (table, change) in Self.belongings {
            moved[table] = try db.query(
                "UPDATE \(table) SET \(change) WHERE customer = $2 RETURNING id", SQLValue(to), SQLValue(from)
            ) { $0.int(0) }
        }
        return moved
    }

    /// Moves back what the holder still has of it.
    /// - Returns: the numbers moved.
    package func moveBack(_ moved: [String: [Int64]], from holder: CustomerID, to: CustomerID) throws
        -> [String: [Int64]]
    {
        var back: [String: [Int64]] = [:]
        for (table, change) in Self.belongings {
            for id in moved[table] ?? [] {
                let rows = try db.run(
                    "UPDATE \(table) SET \(change) WHERE id = $2 AND customer = $3",
                    SQLValue(to), .int(id), SQLValue(holder))
                if rows > 0 { back[table, default: []].append(id) }
            }
        }
        return back
    }
}
