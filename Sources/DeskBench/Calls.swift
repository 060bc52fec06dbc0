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
            "\(stand.name), \(waiting - there) calls: planned, with clock and journal",
            decimals(took, 1) + " s, " + decimals(Double(waiting - there) / took, 0) + " a second",
            goal: "goal: \(stand.name == "SQLite" ? 3_000 : 1_000) a second")
        try bench.desk.tidy()
        try stand.settle()
    }
    let goal = "goal: p95 \(stand.name == "SQLite" ? 5 : 10) ms"
    report(
        "\(stand.name), \(waiting) waiting: call next", try bench.takeCalls(500, at: now).spread, goal: goal)
    // What the agent handled stands before all else: nobody else has made those calls for days.
    let ahead = min(5_000, count / 4)
    let front = try bench.planBarred(ahead, at: now)
    report(
        "  with \(ahead) barred ones before it", try bench.takeCalls(100, at: now).spread, goal: goal)
    try bench.drop(front, at: now)
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
    /// Takes the next call so often, and is done with it.
    fileprivate func takeCalls(_ count: Int, at now: Instant) throws -> Times {
        var times = Times()
        for _ in 0..<count {
            let begun = Times.now()
            let call = try desk.claim(by: agent, at: now) { try $0.claimNextCall() }
            times.seconds.append(Times.now() - begun)
            _ = try desk.act(by: agent, at: now) { try $0.recordCall(call.id, "refuse", given: [:]) }
        }
        return times
    }

    /// Calls of the highest rank that were due first of all, to customers whose cases the agent handled.
    fileprivate func planBarred(_ count: Int, at now: Instant) throws -> [CallID] {
        let due = now - .days(60)
        var planned: [CallID] = []
        for batch in stride(from: 0, to: count, by: 1_000) {
            planned += try desk.act(by: .desk, at: now) { work in
                try (batch..<min(batch + 1_000, count)).map { n in
                    var wish = CallWish(
                        customer: customers[n * 4 % customers.count], reason: "after visit", from: due,
                        by: due + .hours(48))
                    wish.rank = .high
                    return try work.schedule(wish).id
                }
            }
        }
        return planned
    }

    /// They are cancelled, so that a kept desk is as it was.
    fileprivate func drop(_ calls: [CallID], at now: Instant) throws {
        for batch in stride(from: 0, to: calls.count, by: 1_000) {
            try desk.act(by: .desk, at: now) { work in
                for id in calls[batch..<min(batch + 1_000, calls.count)] {
                    _ = try work.take("call-off", on: id)
                }
            }
        }
    }

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
