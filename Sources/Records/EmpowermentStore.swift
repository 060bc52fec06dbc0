package import Model

/// Exceptions from limits, deputies, and what was granted.
package struct EmpowermentStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Exceptions

    private static let exceptionColumns = """
        id, staff, decision, per_case, per_day, per_month, first_day, last_day, reason, by_staff, at, ended_at
        """

    package func insert(_ e: LimitException) throws -> LimitExceptionID {
        LimitExceptionID(
            try db.insert(
                """
                INSERT INTO limit_exceptions (staff, decision, per_case, per_day, per_month, first_day, last_day,
                    reason, by_staff, at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    SQLValue(e.staff), .text(e.decision), SQLValue(e.limit?.perCase),
                    SQLValue(e.limit?.perDay), SQLValue(e.limit?.perMonth), SQLValue(e.days.first.number),
                    SQLValue(e.days.last.number), .text(e.reason), SQLValue(e.by), SQLValue(e.at),
                ]))
    }

    package func exception(_ id: LimitExceptionID) throws -> LimitException? {
        try db.first(
            "SELECT \(Self.exceptionColumns) FROM limit_exceptions WHERE id = $1", SQLValue(id),
            decode: Self.exception)
    }

    /// What holds for somebody on a day and was not taken back; the newest first, which is the one that counts.
    package func exceptions(of staff: StaffID, on day: Day) throws -> [LimitException] {
        try db.query(
            """
            SELECT \(Self.exceptionColumns) FROM limit_exceptions
            WHERE staff = $1 AND first_day <= $2 AND last_day >= $2 AND ended_at IS NULL ORDER BY id DESC
            """, SQLValue(staff), SQLValue(day.number), decode: Self.exception)
    }

    /// What holds on a day or later, for everybody.
    package func exceptions(from day: Day) throws -> [LimitException] {
        try db.query(
            """
            SELECT \(Self.exceptionColumns) FROM limit_exceptions
            WHERE last_day >= $1 AND ended_at IS NULL ORDER BY staff, id
            """, SQLValue(day.number), decode: Self.exception)
    }

    package func endException(_ id: LimitExceptionID, at now: Instant) throws {
        try db.send(
            "UPDATE limit_exceptions SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", SQLValue(now),
            SQLValue(id))
    }

    private static func exception(_ r: any SQLRow) throws -> LimitException {
        LimitException(
            id: r.id(0), staff: r.id(1), decision: r.text(2),
            limit: r.intOrNil(3).map {
                GrantLimit(perCase: $0, perDay: r.intOrNil(4), perMonth: r.intOrNil(5))
            }, days: span(r, 6), reason: r.text(8), by: r.idOrNil(9), at: r.instant(10),
            endedAt: r.instantOrNil(11))
    }

    private static func span(_ r: any SQLRow, _ column: Int) -> DaySpan {
        DaySpan(Day(number: Int(r.int(column))), Day(number: Int(r.int(column + 1))))
    }

    // MARK: Deputies

    private static let deputyColumns = "id, staff, deputy, first_day, last_day, reason, at, ended_at"

    package func insert(_ d: Deputy) throws -> DeputyID {
        DeputyID(
            try db.insert(
                """
                INSERT INTO deputies (staff, deputy, first_day, last_day, reason, at)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    SQLValue(d.staff), SQLValue(d.deputy), SQLValue(d.days.first.number),
                    SQLValue(d.days.last.number), .text(d.reason), SQLValue(d.at),
                ]))
    }

    package func deputy(_ id: DeputyID) throws -> Deputy? {
        try db.first(
            "SELECT \(Self.deputyColumns) FROM deputies WHERE id = $1", SQLValue(id), decode: Self.deputy)
    }

    /// Whose place somebody takes on a day.
    package func standing(of deputy: StaffID, on day: Day) throws -> [Deputy] {
        try db.query(
            """
            SELECT \(Self.deputyColumns) FROM deputies
            WHERE deputy = $1 AND first_day <= $2 AND last_day >= $2 AND ended_at IS NULL ORDER BY id
            """, SQLValue(deputy), SQLValue(day.number), decode: Self.deputy)
    }

    /// Who takes whose place on a day or later.
    package func deputies(from day: Day) throws -> [Deputy] {
        try db.query(
            """
            SELECT \(Self.deputyColumns) FROM deputies
            WHERE last_day >= $1 AND ended_at IS NULL ORDER BY first_day, id
            """, SQLValue(day.number), decode: Self.deputy)
    }

    package func endDeputy(_ id: DeputyID, at now: Instant) throws {
        try db.send(
            "UPDATE deputies SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", SQLValue(now),
            SQLValue(id))
    }

    private static func deputy(_ r: any SQLRow) throws -> Deputy {
        Deputy(
            id: r.id(0), staff: r.id(1), deputy: r.id(2), days: span(r, 3), reason: r.text(5),
            at: r.instant(6), endedAt: r.instantOrNil(7))
    }

    // MARK: Grants

    package func insert(_ g: Grant) throws {
        _ = try db.insert(
            """
            INSERT INTO grants (at, staff, by_staff, decision, subject_kind, subject, amount, approval)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                SQLValue(g.at), SQLValue(g.staff), SQLValue(g.by), .text(g.decision),
                .text(g.subject.kind.rawValue), .int(g.subject.number), .int(g.amount), SQLValue(g.approval),
            ])
    }

    /// What counts against somebody's limit of a decision in a span of time, in minor units.
    package func spent(by staff: StaffID, on decision: String, in span: Window) throws -> Int64 {
        try db.number(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM grants
            WHERE staff = $1 AND decision = $2 AND at >= $3 AND at < $4
            """, SQLValue(staff), .text(decision), SQLValue(span.start), SQLValue(span.end))
    }

    /// What was granted of a decision in one matter without asking anybody, in minor units.
    package func alone(_ decision: String, in subject: Subject) throws -> Int64 {
        try db.number(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM grants
            WHERE subject_kind = $1 AND subject = $2 AND decision = $3 AND approval IS NULL
            """, .text(subject.kind.rawValue), .int(subject.number), .text(decision))
    }

    /// What was granted of a decision in one matter.
    package struct Total: Hashable, Sendable {
        package var subject: Subject
        package var decision: String
        /// In minor units.
        package var amount: Int64

        package init(subject: Subject, decision: String, amount: Int64) {
            (self.subject, self.decision, self.amount) = (subject, decision, amount)
        }
    }

    /// What was granted without asking anybody in one matter, by decision; all of it where no instant is given.
    package func alone(in subject: Subject, since: Instant = Instant(milliseconds: 0)) throws -> [Total] {
        try db.query(
            """
            SELECT subject_kind, subject, decision, CAST(SUM(amount) AS BIGINT) FROM grants
            WHERE approval IS NULL AND at >= $1 AND subject_kind = $2 AND subject = $3
            GROUP BY subject_kind, subject, decision ORDER BY decision
            """, SQLValue(since), .text(subject.kind.rawValue), .int(subject.number), decode: Self.total)
    }

    /// The same on all cases of a customer.
    package func alone(onCasesOf customer: CustomerID, since: Instant) throws -> [Total] {
        try db.query(
            """
            SELECT subject_kind, subject, decision, CAST(SUM(amount) AS BIGINT) FROM grants
            WHERE approval IS NULL AND at >= $1 AND subject_kind = 'case'
                AND subject IN (SELECT id FROM cases WHERE customer = $2)
            GROUP BY subject_kind, subject, decision ORDER BY subject, decision
            """, SQLValue(since), SQLValue(customer), decode: Self.total)
    }

    private static func total(_ r: any SQLRow) throws -> Total {
        Total(subject: Subject(try r.choice(0), r.int(1)), decision: r.text(2), amount: r.int(3))
    }

    /// Takes back what a signature counted for.
    package func forget(_ approval: ApprovalID) throws {
        try db.send("DELETE FROM grants WHERE approval = $1", SQLValue(approval))
    }
}
