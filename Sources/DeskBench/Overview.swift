import Foundation
import Model
import Records
import ServiceDesk
import ServiceTime

/// How long the overview takes to look at a desk anew: where most of its cases are closed, as after some months, and where
/// every one is open. Some thousand cases are logged by the use case; the others are copies of their rows, spread over
/// three months, six queues and two hundred people.
func benchOverview(
    _ name: String, at address: String, rules: Rules, count: Int, settle: () throws -> Void = {}
) throws {
    var bench = try BenchDesk(path: address, rules: rules, customers: 2_000)
    let calendar = rules.deskCalendar
    bench.now = calendar.instant(rules.localDay(bench.now), minute: 15 * 60)
    try bench.fill(count)
    try bench.desk.tidy()
    try settle()
    try bench.timeOverview("\(name), \(count) cases, one in twenty open")
    _ = try bench.desk.database.write { db in
        try db.run("UPDATE cases SET closed_at = NULL WHERE closed_at IS NOT NULL")
    }
    try bench.desk.tidy()
    try settle()
    try bench.timeOverview("\(name), \(count) cases, all open")
}

extension BenchDesk {
    private static let people = 200
    private static let base = 5_000

    /// Rows like those of the first cases, until there are so many.
    func fill(_ count: Int) throws {
        try desk.act(by: agent, at: now) { work in
            for n in 0..<Self.people {
                _ = try work.addStaff(
                    Staff(
                        id: StaffID(0), login: "a\(n)", name: "坐席\(n)", roles: ["agent"],
                        team: "team \(n / 20)"))
            }
        }
        for batch in stride(from: 0, to: Self.base, by: 1_000) {
            try desk.act(by: agent, at: now) { work in
                for n in batch..<(batch + 1_000) { _ = try work.log(draft(n)) }
            }
        }
        let queues = desk.rules.settings.queues.map { "'\($0.name)'" }
        let choice = queues.enumerated().map { "WHEN \($0) THEN \($1)" }.joined(separator: " ")
        let (most, hour) = (now.milliseconds, Int64(3_600_000))
        for round in 1..<max(2, count / Self.base) {
            // One in twenty waits; the others were closed six hours after they came.
            let age = "((id * 7919 + \(round) * 104729) % (2160 * 3600)) * 1000 + 21600000"
            let due = "(\(most) - 2 * \(hour) + ((id * 3571 + \(round) * 7907) % 259200) * 1000)"
            let isOpen = "(id + \(round)) % 20 = 0"
            _ = try desk.database.write { db in
                try db.run(
                    """
                    INSERT INTO cases (version, kind, workflow_version, state, category, customer, queue, owner,
                        severity, channel, summary, fault, product, chasers, reopened, opened_at, closed_at,
                        state_since, fields, urgency)
                    SELECT version, kind, workflow_version, state, category, customer,
                        CASE (id + \(round)) % \(queues.count) \(choice) END,
                        CASE WHEN (id + \(round)) % 3 > 0 THEN (SELECT MIN(id) FROM staff WHERE login = 'a0')
                            + (id * 31 + \(round)) % \(Self.people) END,
                        severity, channel, summary, fault, product, chasers, reopened, \(most) - (\(age)),
                        CASE WHEN \(isOpen) THEN NULL ELSE \(most) - (\(age)) + 21600000 END,
                        \(most), fields, \(due)
                    FROM cases WHERE id <= \(Self.base) ORDER BY id
                    """)
            }
        }
        _ = try desk.database.write { db in
            try db.run(
                """
                INSERT INTO clocks (subject_kind, subject, promise, metric, state, started_at, target,
                    internal_target, calendar, due, internal_due, provisional, stopped_at)
                SELECT 'case', id, 'bench', 'acknowledge', 'met', opened_at, '1 hours', '1 hours', 'always',
                    closed_at, closed_at, 0, closed_at
                FROM cases WHERE closed_at IS NOT NULL ORDER BY id
                """)
        }
        for n in 0..<Self.people {
            let person = try desk.actor(named: "a\(n)")
            try desk.tell(.present, of: person, on: Subject(CaseID(Int64(n + 1))), touched: now, at: now)
        }
    }

    fileprivate func timeOverview(_ what: String) throws {
        let flow = try desk.read { try $0.overviewFlow(at: now) }
        let looks = try Times.of(200) { _ in
            let overview = try desk.read { try $0.overview(at: now, flow: flow) }
            precondition(overview.whole.figures.waiting.count > 0 && overview.people.count > Self.people)
        }
        let hours = try Times.of(40) { _ in
            let flow = try desk.read { try $0.overviewFlow(at: now) }
            precondition(flow.isGood(at: now))
        }
        for (part, times) in [("the overview anew", looks), ("once a minute, its hours", hours)] {
            report(
                "\(what): \(part)",
                "p50 " + milliseconds(times.median) + ", p95 " + milliseconds(times.percentile(0.95)),
                goal: "goal: p95 50 ms")
        }
    }
}
