package import Model

/// Notices on their way to commands, and each try.
package struct NoticeSendingStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = "id, notice, command, state, tries, next_at"

    package func queue(_ notice: Int64, for command: String, at now: Instant) throws {
        try db.send(
            """
            INSERT INTO notice_sendings (notice, command, state, tries, next_at) VALUES ($1, $2, 'waiting', 0, $3)
            """, .int(notice), .text(command), SQLValue(now))
    }

    /// Whether `take` would find one.
    package func isDue(for commands: [String], at now: Instant) throws -> Bool {
        var sql = SQLText()
        let free = Self.free(commands, at: now, &sql)
        return try db.query("SELECT id FROM notice_sendings WHERE \(free) LIMIT 1", sql.values) { $0.int(0) }
            .first != nil
    }

    /// What waits, is due and in nobody's hands: of these commands, or for over a day of any, since desks may run by different
    /// rules and none takes from another what it cannot send, yet nothing may lie for ever.
    private static func free(_ commands: [String], at now: Instant, _ sql: inout SQLText) -> String {
        let present = sql.mark(SQLValue(now))
        let names = commands.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let past = sql.mark(SQLValue(now - .days(1)))
        let own = names.isEmpty ? "" : "command IN (\(names)) OR "
        return """
            state = 'waiting' AND next_at <= \(present) AND (held_until IS NULL OR held_until <= \(present))
            AND (\(own)next_at <= \(past))
            """
    }

    /// Takes the first that is due and in nobody's hands, in one statement: two who ask at once never get the same one. What was
    /// taken is somebody's until it is ended, or that long where whoever had it is gone.
    package func take(for commands: [String], at now: Instant, until: Instant) throws -> NoticeSending? {
        var sql = SQLText()
        let end = sql.mark(SQLValue(until))
        let free = Self.free(commands, at: now, &sql)
        let taken = try db.query(
            """
            UPDATE notice_sendings SET held_until = \(end), tries = tries + 1 WHERE id = (
                SELECT id FROM notice_sendings WHERE \(free) ORDER BY next_at, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, sql.values, Self.decode
        ).first
        guard let taken else { return nil }
        try db.send(
            "INSERT INTO notice_tries (sending, number, at) VALUES ($1, $2, $3)", .int(taken.id),
            SQLValue(taken.tries), SQLValue(now))
        return taken
    }

    /// How a try ended, and what becomes of the sending. Where another took it meanwhile, that one says what becomes of it.
    package func end(
        _ sending: NoticeSending, _ end: CommandEnd?, _ state: NoticeSending.State, next: Instant?,
        at now: Instant
    ) throws {
        try db.run(
            """
            UPDATE notice_tries SET ended_at = $1, status = $2, too_long = $3, error = $4
            WHERE sending = $5 AND number = $6
            """, SQLValue(now), SQLValue(end.map { Int64($0.status) }), SQLValue(end?.tookTooLong ?? false),
            .text(end?.error ?? ""),
            .int(sending.id), SQLValue(sending.tries))
        try db.run(
            """
            UPDATE notice_sendings SET state = $1, next_at = $2, held_until = NULL
            WHERE id = $3 AND tries = $4 AND state = 'waiting'
            """, .text(state.rawValue), SQLValue(next), .int(sending.id), SQLValue(sending.tries))
    }

    /// Those of some states, the latest first.
    package func list(_ states: [NoticeSending.State], limit: Int) throws -> [NoticeSending] {
        var sql = SQLText()
        let names = states.map { sql.mark(.text($0.rawValue)) }.joined(separator: ", ")
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT \(Self.columns) FROM notice_sendings WHERE state IN (\(names)) ORDER BY id DESC LIMIT \(most)
            """, sql.values, Self.decode)
    }

    package func tries(of sending: Int64) throws -> [SendingTry] { try tries(of: [sending])[sending] ?? [] }

    /// Of each of several sendings, the first try first.
    package func tries(of sendings: [Int64]) throws -> [Int64: [SendingTry]] {
        guard !sendings.isEmpty else { return [:] }
        var sql = SQLText()
        let marks = sendings.map { sql.mark(.int($0)) }.joined(separator: ", ")
        let rows = try db.query(
            """
            SELECT number, at, ended_at, status, too_long, error, sending FROM notice_tries
            WHERE sending IN (\(marks)) ORDER BY sending, number
            """, sql.values
        ) { r in (sending: r.int(6), made: Self.decodeTry(r)) }
        return Dictionary(grouping: rows) { $0.sending }.mapValues { $0.map { $0.made } }
    }

    private static func decodeTry(_ r: any SQLRow) -> SendingTry {
        let end =
            r.isNull(3) ? nil : CommandEnd(status: Int(r.int(3)), tookTooLong: r.flag(4), error: r.text(5))
        return SendingTry(number: Int(r.int(0)), at: r.instant(1), endedAt: r.instantOrNil(2), end: end)
    }

    /// Has what failed tried again, once at least.
    /// - Parameter notice: all that failed when nil.
    /// - Returns: how many.
    package func retry(of notice: Int64?, at now: Instant) throws -> Int {
        var sql = SQLText()
        let present = sql.mark(SQLValue(now))
        let one = notice.map { " AND notice = \(sql.mark(.int($0)))" } ?? ""
        return try db.run(
            """
            UPDATE notice_sendings SET state = 'waiting', next_at = \(present), held_until = NULL
            WHERE state = 'failed'\(one)
            """, sql.values)
    }

    /// What failed since then, or has been due since before then and nobody took it, by command; with the latest that failed.
    package func trouble(failedSince: Instant, dueSince: Instant) throws -> [SendingTrouble] {
        try db.query(
            """
            SELECT s.command, SUM(CASE WHEN s.state = 'failed' THEN 1 ELSE 0 END),
                SUM(CASE WHEN s.state = 'waiting' THEN 1 ELSE 0 END),
                MAX(CASE WHEN s.state = 'failed' THEN s.id END)
            FROM notice_sendings s JOIN notices n ON n.id = s.notice
            WHERE s.state IN ('failed', 'waiting')
                AND (s.state = 'failed' AND n.at >= $1 OR s.state = 'waiting' AND s.next_at <= $2)
            GROUP BY s.command ORDER BY s.command
            """, SQLValue(failedSince), SQLValue(dueSince)
        ) {
            SendingTrouble(
                command: $0.text(0), failed: Int($0.int(1)), waiting: Int($0.int(2)),
                lastFailed: $0.intOrNil(3))
        }
    }

    private static func decode(_ r: any SQLRow) throws -> NoticeSending {
        NoticeSending(
            id: r.int(0), notice: r.int(1), command: r.text(2), state: try r.choice(3), tries: Int(r.int(4)),
            nextAt: r.instantOrNil(5))
    }
}

/// A command that does not do what it should.
package struct SendingTrouble: Sendable, Hashable {
    package var command: String
    package var failed: Int
    package var waiting: Int
    /// The latest sending of those that failed.
    package var lastFailed: Int64?
}
