package import Model

/// Reports that the desk makes again and again. There are few.
package struct ScheduledReportStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, owner, command, rhythm, form, folder, program, language, made_until, due, failures, error, made_at,
        created_at
        """

    /// Those that are not withdrawn, in the order in which they were asked for.
    /// - Parameter owner: nil of everybody.
    package func all(of owner: StaffID? = nil) throws -> [ScheduledReport] {
        try db.query(
            "SELECT \(Self.columns) FROM scheduled_reports WHERE due IS NOT NULL ORDER BY id",
            decode: Self.decode
        ).filter { owner == nil || $0.owner == owner }
    }

    /// One that is not withdrawn.
    package func find(_ id: Int64) throws -> ScheduledReport? {
        try db.first(
            "SELECT \(Self.columns) FROM scheduled_reports WHERE id = $1 AND due IS NOT NULL", .int(id),
            decode: Self.decode)
    }

    package func insert(_ r: ScheduledReport) throws -> Int64 {
        var (folder, program) = ("", "")
        switch r.target {
        case .folder(let path): folder = path
        case .program(let name): program = name
        }
        return try db.insert(
            """
            INSERT INTO scheduled_reports (owner, command, rhythm, form, folder, program, language, made_until, due,
                failures, error, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '', $10)
            """,
            [
                SQLValue(r.owner), .text(r.command.joined(separator: "\n")), .text(r.rhythm.rawValue),
                .text(r.form.rawValue),
                .text(folder),
                .text(program), .text(r.language), SQLValue(r.madeUntil), SQLValue(r.due),
                SQLValue(r.createdAt),
            ])
    }

    /// Whether `take` would find one.
    package func isDue(programs: [String], at now: Instant) throws -> Bool {
        var sql = SQLText()
        let free = Self.free(programs, at: now, &sql)
        return try db.query("SELECT id FROM scheduled_reports WHERE \(free) LIMIT 1", sql.values) {
            $0.int(0)
        }
        .first != nil
    }

    /// Takes the first that is due and in nobody's hands, in one statement: two who ask at once never get the same one. What was
    /// taken is somebody's until it is ended, or that long where whoever had it is gone.
    /// - Parameter programs: those that reports can be given to here.
    package func take(programs: [String], at now: Instant, until: Instant) throws -> ScheduledReport? {
        var sql = SQLText()
        let end = sql.mark(SQLValue(until))
        let free = Self.free(programs, at: now, &sql)
        return try db.query(
            """
            UPDATE scheduled_reports SET held_until = \(end) WHERE id = (
                SELECT id FROM scheduled_reports WHERE \(free) ORDER BY due, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, sql.values, Self.decode
        ).first
    }

    private static func free(_ programs: [String], at now: Instant, _ sql: inout SQLText) -> String {
        let (due, held) = (sql.mark(SQLValue(now)), sql.mark(SQLValue(now)))
        let names = programs.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let own = names.isEmpty ? "" : " OR program IN (\(names))"
        return """
            due IS NOT NULL AND due <= \(due) AND (held_until IS NULL OR held_until <= \(held))
            AND (folder <> ''\(own))
            """
    }

    /// One was made; it is in hand still, and from now on as long as one just taken.
    /// - Returns: false where it was withdrawn meanwhile.
    package func made(_ r: ScheduledReport, until: Instant) throws -> Bool {
        try db.run(
            """
            UPDATE scheduled_reports SET made_until = $1, made_at = $2, failures = 0, error = '', held_until = $3
            WHERE id = $4 AND due IS NOT NULL
            """, SQLValue(r.madeUntil), SQLValue(r.madeAt), SQLValue(until), .int(r.id)) == 1
    }

    /// It is nobody's any more until it is due again; one withdrawn meanwhile stays so.
    package func end(_ r: ScheduledReport) throws {
        try db.send(
            """
            UPDATE scheduled_reports SET due = $1, failures = $2, error = $3, held_until = NULL
            WHERE id = $4 AND due IS NOT NULL
            """, SQLValue(r.due), SQLValue(r.failures), .text(r.error), .int(r.id))
    }

    /// - Returns: false where it was withdrawn already.
    package func withdraw(_ id: Int64) throws -> Bool {
        try db.run("UPDATE scheduled_reports SET due = NULL WHERE id = $1 AND due IS NOT NULL", .int(id)) == 1
    }

    private static func decode(_ r: any SQLRow) throws -> ScheduledReport {
        let folder = r.text(5)
        var report = ScheduledReport(
            id: r.int(0), owner: r.id(1), command: r.text(2).split(separator: "\n").map(String.init),
            rhythm: try r.choice(3), form: try r.choice(4),
            target: folder.isEmpty ? .program(r.text(6)) : .folder(folder), language: r.text(7),
            madeUntil: Day(number: Int(r.int(8))), due: r.instant(9), createdAt: r.instant(13))
        (report.failures, report.error, report.madeAt) = (Int(r.int(10)), r.text(11), r.instantOrNil(12))
        return report
    }
}
