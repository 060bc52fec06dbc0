package import Model

/// A transition a workflow takes by itself when time has come, unless the subject left the state before.
package struct DueTimer: Sendable, Hashable {
    package var id: Int64
    package var subject: Subject
    package var transition: String
    package var state: String
    package var due: Instant
}

package struct TimerStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func set(_ subject: Subject, transition: String, state: String, due: Instant) throws {
        try db.send(
            "INSERT INTO timers (subject_kind, subject, transition, state, due) VALUES ($1, $2, $3, $4, $5)",
            .text(subject.kind.rawValue), .int(subject.number), .text(transition), .text(state), SQLValue(due)
        )
    }

    /// Forgets what was set for a state that was left.
    package func clear(_ subject: Subject) throws {
        try db.send(
            "DELETE FROM timers WHERE subject_kind = $1 AND subject = $2 AND fired_at IS NULL",
            .text(subject.kind.rawValue), .int(subject.number))
    }

    /// Keeps what waits for a subject from firing, until released.
    /// - Returns: what `release` needs.
    package func hold(_ subject: Subject, at now: Instant) throws -> [Int64] {
        try db.query(
            """
            UPDATE timers SET fired_at = $1 WHERE subject_kind = $2 AND subject = $3 AND fired_at IS NULL
            RETURNING id
            """, SQLValue(now), .text(subject.kind.rawValue), .int(subject.number)
        ) { $0.int(0) }
    }

    /// Lets timers fire again that were held; what fell due meanwhile fires at the next sweep.
    package func release(_ held: [Int64]) throws {
        for id in held { try db.send("UPDATE timers SET fired_at = NULL WHERE id = $1", .int(id)) }
    }

    /// Takes what is due, each exactly once.
    package func takeDue(at now: Instant, limit: Int) throws -> [DueTimer] {
        try db.query(
            """
            UPDATE timers SET fired_at = $1 WHERE id IN (
                SELECT id FROM timers WHERE fired_at IS NULL AND due <= $1 ORDER BY due, id LIMIT $2)
            RETURNING id, subject_kind, subject, transition, state, due
            """, SQLValue(now), SQLValue(limit)
        ) {
            DueTimer(
                id: $0.int(0), subject: Subject(try $0.choice(1), $0.int(2)), transition: $0.text(3),
                state: $0.text(4), due: $0.instant(5))
        }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    }

    /// When the next timer or clock line falls due; nil when nothing waits.
    package func nextDue() throws -> Instant? {
        try db.first(
            """
            SELECT MIN(d) FROM (
                SELECT MIN(due) AS d FROM timers WHERE fired_at IS NULL
                UNION ALL SELECT MIN(due) FROM clocks WHERE state = 'running' AND breached_at IS NULL
                UNION ALL SELECT MIN(rung_due) FROM clocks WHERE state = 'running' AND rung_due IS NOT NULL
                UNION ALL SELECT MIN(internal_due) FROM clocks WHERE state = 'running' AND internal_breached_at IS NULL)
                AS lines
            """
        ) { $0.instantOrNil(0) } ?? nil
    }
}
