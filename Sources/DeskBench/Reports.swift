import Foundation
import Model
import Records
import ServiceDesk
import ServiceTime

/// How long a month's report takes beside the month before, for all and apart by product, and the faults of the month. The
/// desk is that of the overview: three months of cases, most of them closed six hours after they came; here each closed case
/// has the clocks of being taken up and of being settled as well.
func benchReports(
    _ name: String, at address: String, rules: Rules, count: Int, settle: () throws -> Void = {}
) throws {
    var bench = try BenchDesk(path: address, rules: rules, customers: 2_000)
    bench.now = rules.deskCalendar.instant(rules.localDay(bench.now), minute: 15 * 60)
    try bench.fill(count)
    _ = try bench.desk.database.write { db in
        try db.run("UPDATE clocks SET calendar = 'cn-service' WHERE calendar = 'always'")
        try db.run(
            """
            INSERT INTO clocks (subject_kind, subject, promise, metric, state, started_at, target,
                internal_target, calendar, due, internal_due, provisional, stopped_at)
            SELECT 'case', id, 'bench', 'resolve', 'met', opened_at, '1 hours', '1 hours', 'cn-service',
                closed_at, closed_at, 0, closed_at
            FROM cases WHERE closed_at IS NOT NULL ORDER BY id
            """)
        try db.run("UPDATE cases SET category = 'done' WHERE closed_at IS NOT NULL")
    }
    try bench.desk.tidy()
    try settle()
    let (desk, now) = (bench.desk, bench.now)
    let today = rules.localDay(now)
    let month = today - 30...today - 1
    let cases = try desk.read { try $0.serviceReport(month, figures: [.opened], at: now) }.lines[0].now.count
    for figure in ServiceFigure.allCases {
        let times = try Times.of(1) { _ in
            _ = try desk.read { try $0.serviceReport(month, figures: [figure], at: now, for: .desk) }
        }
        report(
            "\(name), \(count) cases: \(figure.rawValue) of a month and the one before",
            milliseconds(times.median))
    }
    for (what, field) in [("for all", nil), ("by product", ReportField.product)] {
        let times = try Times.of(3) { _ in
            let found = try desk.read { try $0.serviceReport(month, by: field, at: now, for: .desk) }
            precondition(found.lines.count >= ServiceFigure.allCases.count)
        }
        report(
            "\(name), \(count) cases: the report of a month with \(cases) new ones, \(what)",
            milliseconds(times.median), goal: "goal: 3 s")
    }
    let faults = try Times.of(3) { _ in _ = try desk.read { try $0.faultReport(month) } }
    report("\(name), \(count) cases: the faults of a month", milliseconds(faults.median), goal: "goal: 3 s")
}
