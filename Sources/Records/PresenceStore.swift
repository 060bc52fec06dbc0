package import Model

/// Who sits at which desk.
package struct PresenceStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns =
        "staff, state, since, seen_at, touched_at, subject_kind, subject, subject_since"

    package func all() throws -> [Presence] {
        try db.query("SELECT \(Self.columns) FROM presence ORDER BY staff", [], Self.decode)
    }

    package func find(_ id: StaffID) throws -> Presence? {
        try db.first(
            "SELECT \(Self.columns) FROM presence WHERE staff = $1", SQLValue(id), decode: Self.decode)
    }

    /// A word that was spoken before its person left, and comes after, changes nothing.
    package func put(_ p: Presence) throws {
        try db.send(
            """
            INSERT INTO presence (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (staff) DO UPDATE SET state = excluded.state, since = excluded.since,
                seen_at = excluded.seen_at, touched_at = excluded.touched_at,
                subject_kind = excluded.subject_kind, subject = excluded.subject,
                subject_since = excluded.subject_since
            WHERE NOT (presence.state = 'left' AND excluded.seen_at < presence.seen_at)
            """,
            SQLValue(p.staff), .text(p.state.rawValue), SQLValue(p.since), SQLValue(p.seenAt),
            SQLValue(p.touchedAt), SQLValue(p.subject?.kind.rawValue), SQLValue(p.subject?.number),
            SQLValue(p.subjectSince))
    }

    private static func decode(_ r: any SQLRow) throws -> Presence {
        Presence(
            staff: r.id(0), state: try r.choice(1), since: r.instant(2), seenAt: r.instant(3),
            touchedAt: r.instant(4),
            subject: r.isNull(5) ? nil : Subject(try r.choice(5), r.int(6)),
            subjectSince: r.instantOrNil(7))
    }
}
