package import Model

/// Clocks and their ledgers.
package struct ClockStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, subject_kind, subject, promise, metric, state, started_at, target, internal_target, calendar, due,
        internal_due, provisional, stopped_at, breached_at, internal_breached_at, rung, rung_due, rung_minutes
        """

    package func find(_ id: ClockID) throws -> Clock? {
        try db.first("SELECT \(Self.columns) FROM clocks WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func of(_ subject: Subject) throws -> [Clock] {
        try db.query(
            "SELECT \(Self.columns) FROM clocks WHERE subject_kind = $1 AND subject = $2 ORDER BY id",
            .text(subject.kind.rawValue), .int(subject.number), decode: Self.decode)
    }

    /// The promises made to a customer, for their cases and visits, newest first.
    package func of(_ customer: CustomerID, limit: Int) throws -> [Clock] {
        try db.query(
            """
            SELECT \(Self.columns) FROM clocks
            WHERE subject_kind = 'case' AND subject IN (SELECT id FROM cases WHERE customer = $1)
                OR subject_kind = 'visit' AND subject IN (
                    SELECT v.id FROM visits v JOIN cases c ON c.id = v.case_id WHERE c.customer = $1)
            ORDER BY id DESC LIMIT $2
            """, SQLValue(customer), SQLValue(limit), decode: Self.decode)
    }

    package func ledger(_ id: ClockID) throws -> [ClockEvent] {
        try db.query(
            "SELECT clock, at, kind, reason, by_staff FROM clock_events WHERE clock = $1 ORDER BY id",
            SQLValue(id)
        ) {
            ClockEvent(
                clock: $0.id(0), at: $0.instant(1), kind: try $0.choice(2), reason: $0.text(3),
                by: $0.idOrNil(4))
        }
    }

    /// Clocks started since an instant, by page, for replay and reports.
    package func started(since: Instant, after: ClockID?, limit: Int) throws -> [Clock] {
        try db.query(
            "SELECT \(Self.columns) FROM clocks WHERE id > $1 AND started_at >= $2 ORDER BY id LIMIT $3",
            SQLValue(after?.number ?? 0), SQLValue(since), SQLValue(limit), decode: Self.decode)
    }

    /// Running clocks whose due dates rest on a provisional year.
    package func provisional() throws -> [Clock] {
        try db.query(
            """
            SELECT \(Self.columns) FROM clocks WHERE provisional = 1 AND state IN ('running', 'paused') ORDER BY id
            """, decode: Self.decode)
    }

    /// Writes new clocks, each with the first line of its ledger; gives them back with their ids. One row a statement:
    /// for an INSERT of several SQLite opens a savepoint, and at each the full-text index writes out what it gathers.
    package func insert(_ new: [Clock], reason: String, by: StaffID?, at: Instant) throws -> [Clock] {
        let ids = try db.insertAll(
            """
            INSERT INTO clocks (subject_kind, subject, promise, metric, state, started_at, target,
                internal_target, calendar, due, internal_due, provisional, rung_due)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            new.map { c in
                [
                    .text(c.subject.kind.rawValue), .int(c.subject.number), .text(c.promise), .text(c.metric),
                    .text(c.state.rawValue), SQLValue(c.startedAt), .text(c.target), .text(c.internalTarget),
                    .text(c.calendar), SQLValue(c.due), SQLValue(c.internalDue), SQLValue(c.provisional),
                    SQLValue(c.rungDue),
                ]
            })
        let clocks = zip(new, ids).map { clock, id in
            var c = clock
            c.id = ClockID(id)
            return c
        }
        try append(clocks.map { ClockEvent(clock: $0.id, at: at, kind: .start, reason: reason, by: by) })
        return clocks
    }

    package func update(_ c: Clock) throws {
        try db.send(
            """
            UPDATE clocks SET state = $1, due = $2, internal_due = $3, provisional = $4, stopped_at = $5,
                breached_at = $6, internal_breached_at = $7, started_at = $8, promise = $9, target = $10,
                internal_target = $11, calendar = $12, rung = $13, rung_due = $14,
                rung_minutes = $15
            WHERE id = $16
            """,
            .text(c.state.rawValue), SQLValue(c.due), SQLValue(c.internalDue), SQLValue(c.provisional),
            SQLValue(c.stoppedAt), SQLValue(c.breachedAt), SQLValue(c.internalBreachedAt),
            SQLValue(c.startedAt), .text(c.promise), .text(c.target), .text(c.internalTarget),
            .text(c.calendar), SQLValue(c.rung), SQLValue(c.rungDue), SQLValue(c.rungMinutes),
            SQLValue(c.id))
    }

    package func append(_ events: [ClockEvent]) throws {
        for event in events {
            try db.send(
                "INSERT INTO clock_events (clock, at, kind, reason, by_staff) VALUES ($1, $2, $3, $4, $5)",
                SQLValue(event.clock), SQLValue(event.at), .text(event.kind.rawValue), .text(event.reason),
                SQLValue(event.by))
        }
    }

    /// Flags every running clock whose published line (or, with `internal`, whose own stricter line) was crossed, and
    /// gives those flagged now: a clock is given once, however many sweep at once.
    package func takeBreaches(internal isInternal: Bool, at now: Instant, limit: Int) throws -> [Clock] {
        let (flag, due) = isInternal ? ("internal_breached_at", "internal_due") : ("breached_at", "due")
        return try db.query(
            """
            UPDATE clocks SET \(flag) = \(due) WHERE id IN (
                SELECT id FROM clocks WHERE state = 'running' AND \(flag) IS NULL AND \(due) < $1
                ORDER BY \(due) LIMIT $2)
            RETURNING \(Self.columns)
            """, SQLValue(now), SQLValue(limit), decode: Self.decode)
    }

    /// Takes every running clock of a case that has come to the next share of its time, and gives them: each once, however
    /// many sweep at once.
    package func takeRungs(at now: Instant, limit: Int) throws -> [Clock] {
        try db.query(
            """
            UPDATE clocks SET rung_due = NULL WHERE id IN (
                SELECT id FROM clocks WHERE state = 'running' AND rung_due <= $1 ORDER BY rung_due, id LIMIT $2)
            RETURNING \(Self.columns)
            """, SQLValue(now), SQLValue(limit), decode: Self.decode)
    }

    /// Open clocks, by page in the order of their ids.
    package func open(after: ClockID?, limit: Int) throws -> [Clock] {
        try db.query(
            """
            SELECT \(Self.columns) FROM clocks WHERE id > $1 AND state IN ('running', 'paused')
            ORDER BY id LIMIT $2
            """, SQLValue(after?.number ?? 0), SQLValue(limit), decode: Self.decode)
    }

    private static func decode(_ r: any SQLRow) throws -> Clock {
        var clock = Clock(
            id: r.id(0), subject: Subject(try r.choice(1), r.int(2)), promise: r.text(3), metric: r.text(4),
            state: try r.choice(5), startedAt: r.instant(6), target: r.text(7), internalTarget: r.text(8),
            calendar: r.text(9), due: r.instant(10), internalDue: r.instant(11), provisional: r.flag(12),
            stoppedAt: r.instantOrNil(13), breachedAt: r.instantOrNil(14),
            internalBreachedAt: r.instantOrNil(15), rung: Int(r.int(16)), rungDue: r.instantOrNil(17))
        clock.rungMinutes = Int(r.int(18))
        return clock
    }
}
