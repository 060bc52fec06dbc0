import Model
import Records
import ServiceDesk
import ServiceTime

/// A year of cases in six queues, in the hands of two hundred people, each of whom has some twenty a working day: some thousand
/// are logged by the use case, the others are copies of their rows, five of each customer, of whom one in a hundred is a dealer.
/// One in twenty is open; the others were closed six hours after they came, with the clocks of being taken up and of being
/// settled.
extension BenchDesk {
    static let people = 200
    private static let base = 5_000
    /// Customers that come with each copying of the first cases.
    private static let newcomers = 1_000

    static func login(_ number: Int) -> String { "a\(number)" }

    /// Until there are so many; of a desk that is kept those that are missing.
    func fill(_ wanted: Int) throws {
        let there = try count()
        if there == 0 { try hire() }
        for batch in stride(from: there, to: Self.base, by: 1_000) {
            try desk.act(by: agent, at: now) { work in
                for n in batch..<(batch + 1_000) { _ = try work.log(draft(n)) }
            }
        }
        for round in stride(from: max(1, there / Self.base), to: wanted / Self.base, by: 1) {
            try copy(round)
        }
        try closeAgain()
        for n in 0..<Self.people {
            let person = try desk.actor(named: Self.login(n))
            try desk.tell(.present, of: person, on: Subject(CaseID(Int64(n + 1))), touched: now, at: now)
        }
    }

    private func hire() throws {
        try desk.act(by: agent, at: now) { work in
            for n in 0..<Self.people {
                let login = Self.login(n)
                _ = try work.addStaff(
                    Staff(
                        id: StaffID(0), login: login, name: "坐席\(n)", roles: ["agent"], team: "team \(n / 20)"
                    ))
            }
        }
    }

    /// Rows like those of the first cases, with the clocks of those that are over.
    private func copy(_ round: Int) throws {
        let queues = desk.rules.settings.queues.map { "'\($0.name)'" }
        let choice = queues.enumerated().map { "WHEN \($0) THEN \($1)" }.joined(separator: " ")
        let (most, hour) = (now.milliseconds, Int64(3_600_000))
        let age = "((id * 7919 + \(round) * 104729) % (365 * 86400)) * 1000 + 21600000"
        let due = "(\(most) - 2 * \(hour) + ((id * 3571 + \(round) * 7907) % 259200) * 1000)"
        let isOpen = "(id + \(round)) % 20 = 0"
        // Of those that are open one in thirty each waits for a customer or for parts, has been asked about, or was opened again.
        func few(_ number: Int) -> String { "\(isOpen) AND ((id + \(round)) / 20) % 30 = \(number)" }
        _ = try desk.database.write { db in
            let last = try db.number("SELECT MAX(id) FROM cases")
            let known = try db.number("SELECT MAX(id) FROM customers")
            try db.run(
                """
                INSERT INTO customers (version, kind, name, language, remarks, may_call, created_at)
                SELECT version, CASE WHEN id % 100 = 0 THEN 'dealer' ELSE kind END, name, language, remarks, may_call,
                    created_at
                FROM customers ORDER BY id LIMIT \(Self.newcomers)
                """)
            try db.run(
                """
                INSERT INTO cases (version, kind, workflow_version, state, category, customer, queue, owner,
                    severity, channel, summary, fault, product, chasers, reopened, opened_at, closed_at,
                    state_since, fields, urgency)
                SELECT version, kind, workflow_version,
                    CASE WHEN \(few(0)) THEN 'waiting-for-parts' ELSE state END,
                    CASE WHEN \(few(0)) THEN 'waiting for us' WHEN \(few(1)) THEN 'waiting for customer'
                        WHEN \(isOpen) THEN category ELSE 'done' END,
                    \(known) + 1 + id % \(Self.newcomers), CASE (id + \(round)) % \(queues.count) \(choice) END,
                    CASE WHEN (id + \(round)) % 3 > 0 THEN (SELECT MIN(id) FROM staff WHERE login = '\(Self.login(0))')
                        + (id * 31 + \(round)) % \(Self.people) END,
                    severity, channel, summary, fault, product, CASE WHEN \(few(2)) THEN 1 ELSE chasers END,
                    CASE WHEN \(few(3)) THEN 1 ELSE reopened END, \(most) - (\(age)),
                    CASE WHEN \(isOpen) THEN NULL ELSE \(most) - (\(age)) + 21600000 END,
                    \(most), fields, \(due)
                FROM cases WHERE id <= \(Self.base) ORDER BY id
                """)
            for metric in ["acknowledge", "resolve"] {
                try db.run(
                    """
                    INSERT INTO clocks (subject_kind, subject, promise, metric, state, started_at, target,
                        internal_target, calendar, due, internal_due, provisional, stopped_at)
                    SELECT 'case', id, 'bench', '\(metric)', 'met', opened_at, '1 hours', '1 hours',
                        'cn-service', closed_at, closed_at, 0, closed_at
                    FROM cases WHERE id > $1 AND closed_at IS NOT NULL ORDER BY id
                    """, SQLValue(last))
            }
        }
    }

    /// Every case is open, as if none was ever settled.
    func openAll() throws {
        _ = try desk.database.write { db in
            try db.run("UPDATE cases SET closed_at = NULL, category = 'new' WHERE closed_at IS NOT NULL")
        }
    }

    /// What `openAll` opened on a desk that is kept is over again.
    private func closeAgain() throws {
        let ended = """
            SELECT stopped_at FROM clocks WHERE subject_kind = 'case' AND subject = cases.id
                AND promise = 'bench' AND metric = 'resolve'
            """
        _ = try desk.database.write { db in
            try db.run(
                "UPDATE cases SET closed_at = (\(ended)), category = 'done' WHERE closed_at IS NULL AND EXISTS (\(ended))"
            )
        }
    }

    /// How many cases there are.
    func count() throws -> Int { Int(try desk.database.read { try $0.number("SELECT COUNT(*) FROM cases") }) }

    /// `1000000 cases, 50000 open`
    func spoken() throws -> String {
        let open = try desk.database.read {
            try $0.number("SELECT COUNT(*) FROM cases WHERE closed_at IS NULL")
        }
        return "\(try count()) cases, \(open) open"
    }
}
