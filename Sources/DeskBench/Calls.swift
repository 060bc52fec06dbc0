import Foundation
import Model
import Records
import ServiceDesk

/// Planning follow-up calls, and taking the next one when many wait: half of them due, the others later; a quarter of them is
/// about what the agent handled, and passed over.
func benchCalls(_ name: String, at address: String, rules: Rules, count: Int) throws {
    let bench = try BenchDesk(path: address, rules: rules, customers: 2_000)
    let desk = bench.desk
    // In the calling hours.
    let now = rules.startOfDay(bench.now) + .hours(10)
    let minutes = 30 * 24 * 60
    try desk.act(by: bench.agent, at: now) { work in
        for customer in stride(from: Int64(1), through: 2_000, by: 4) {
            _ = try work.log(
                CaseDraft(kind: CaseKind("complaint"), customer: CustomerID(customer), summary: "态度不好"))
        }
    }
    let start = Times.now()
    var planned = 0
    while planned < count {
        let batch = min(1_000, count - planned)
        try desk.act(by: .desk, at: now) { work in
            for n in planned..<(planned + batch) {
                // The order in which they are planned is not that in which they are due.
                let due = now + .minutes((n &* 7_919) % (2 * minutes) - minutes)
                var wish = CallWish(
                    customer: CustomerID(Int64(n % 2_000 + 1)), reason: "after visit", from: due,
                    by: due + .hours(48))
                // A recall to come stands before all that is due, and is passed over.
                if due > now, n % 2 == 0 { wish.rank = .high }
                try work.schedule(wish)
            }
        }
        planned += batch
    }
    let took = Times.now() - start
    report(
        "\(name), \(count) calls: planned", decimals(took, 1) + " s",
        goal: decimals(Double(count) / took, 0) + " a second, each with its clock and journal")
    var next = Times()
    for _ in 0..<500 {
        let begun = Times.now()
        let call = try desk.claim(by: bench.agent, at: now) { try $0.claimNextCall() }
        next.seconds.append(Times.now() - begun)
        _ = try desk.act(by: bench.agent, at: now) { try $0.recordCall(call.id, "satisfied", given: [:]) }
    }
    report(
        "\(name), \(count) waiting: call next",
        "p50 " + milliseconds(next.median) + ", p95 " + milliseconds(next.percentile(0.95)),
        goal: "goal: p95 \(name == "SQLite" ? 5 : 10) ms")
}
