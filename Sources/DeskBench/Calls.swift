import Foundation
import Model
import Records
import ServiceDesk

/// Planning follow-up calls, taking the next one when many wait (half of them due, the others later; a quarter of them is
/// about what the agent handled, and passed over), and their lists.
func benchCalls(_ stand: Stand, rules: Rules, count: Int) throws {
    let bench = try BenchDesk(path: stand.address, rules: rules, customers: 2_000)
    // In the calling hours.
    let now = rules.startOfDay(bench.now) + .hours(10)
    func number(_ sql: String) throws -> Int { Int(try bench.desk.database.read { try $0.number(sql) }) }
    let isWaiting = "SELECT COUNT(*) FROM calls WHERE is_open = 1"
    let (ever, there) = (try number("SELECT COUNT(*) FROM calls"), try number(isWaiting))
    if ever == 0 {
        try bench.desk.act(by: bench.agent, at: now) { work in
            for customer in stride(from: Int64(1), through: 2_000, by: 4) {
                _ = try work.log(
                    CaseDraft(
                        kind: CaseKind("complaint"), customer: CustomerID(customer), summary: "态度不好"))
            }
        }
    }
    let start = Times.now()
    try bench.planCalls(ever..<(ever + max(0, count - there)), at: now)
    let took = Times.now() - start
    let waiting = try number(isWaiting)
    if waiting > there {
        report(
            "\(stand.name), \(waiting - there) calls: planned", decimals(took, 1) + " s",
            goal: decimals(Double(waiting - there) / took, 0) + " a second, each with its clock and journal")
        try bench.desk.tidy()
        try stand.settle()
    }
    var next = Times()
    for _ in 0..<500 {
        let begun = Times.now()
        let call = try bench.desk.claim(by: bench.agent, at: now) { try $0.claimNextCall() }
        next.seconds.append(Times.now() - begun)
        _ = try bench.desk.act(by: bench.agent, at: now) { try $0.recordCall(call.id, "refuse", given: [:]) }
    }
    report(
        "\(stand.name), \(waiting) waiting: call next", next.spread,
        goal: "goal: p95 \(stand.name == "SQLite" ? 5 : 10) ms")
    let chief = try bench.person("chief", role: "supervisor")
    for view in [nil] + rules.workViews.filter({ $0.kind == .calls }).map({ Optional($0.name) }) {
        let times = try Times.of(100) { _ in
            _ = try bench.desk.read {
                try $0.callList(for: chief, everyones: true, view: view, at: now, limit: 200)
            }
        }
        report(
            "\(stand.name), \(waiting) waiting: first page of \(view ?? "all")", times.spread,
            goal: "goal: p95 10 ms")
    }
}

extension BenchDesk {
    fileprivate func planCalls(_ numbers: Range<Int>, at now: Instant) throws {
        let minutes = 30 * 24 * 60
        for batch in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 1_000) {
            try desk.act(by: .desk, at: now) { work in
                for n in batch..<min(batch + 1_000, numbers.upperBound) {
                    // The order in which they are planned is not that in which they are due.
                    let due = now + .minutes((n &* 7_919) % (2 * minutes) - minutes)
                    var wish = CallWish(
                        customer: customers[n % customers.count], reason: "after visit", from: due,
                        by: due + .hours(48))
                    // A recall to come stands before all that is due, and is passed over.
                    if due > now, n % 2 == 0 { wish.rank = .high }
                    try work.schedule(wish)
                }
            }
        }
    }
}
