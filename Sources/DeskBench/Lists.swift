import Foundation
import Model
import Records
import ServiceDesk

/// Search and queues as the desk grows.
/// - Parameter settle: what a server's own upkeep does some minutes after so much was written.
func benchLists(
    _ name: String, at address: String, rules: Rules, sizes: [Int], settle: () throws -> Void = {}
) throws {
    var bench = try BenchDesk(path: address, rules: rules, customers: 20_000)
    var logged = 0
    var before: [String: Double] = [:]
    for size in sizes {
        let start = Times.now()
        while logged < size {
            let batch = min(2000, size - logged)
            bench.now = bench.now + .minutes(10)
            try bench.desk.act(by: bench.agent, at: bench.now) { work in
                for n in logged..<(logged + batch) { _ = try work.log(bench.draft(n)) }
            }
            logged += batch
        }
        report(
            "\(name), \(size) cases: filling, cases per second",
            decimals(Double(size) / (Times.now() - start), 0))
        // What an open desk does once an hour.
        try bench.desk.tidy()
        try settle()
        let words = ["制冷", "漏水", "噪音", "滤芯", "充电", "脱水"]
        let search = try Times.of(400) { n in
            let hits = try bench.desk.read { try $0.search.find(.case, words[n % words.count]) }
            precondition(!hits.isEmpty || words[n % words.count] == "漏水")
        }
        let queue = try Times.of(400) { n in
            var query = CaseQuery()
            query.queue = n % 2 == 0 ? "repair" : "complaints"
            let page = try bench.desk.read { try $0.cases.list(query) }
            precondition(page.count == query.limit)
        }
        for (what, times) in [("search a two-character word", search), ("open a queue", queue)] {
            let growth = before[what].map { ", " + decimals(times.median / $0, 2) + "x" } ?? ""
            report(
                "\(name), \(size): \(what)",
                "p50 " + milliseconds(times.median) + ", p95 " + milliseconds(times.percentile(0.95))
                    + growth,
                goal: "goal: p95 under 20 ms, growth under 1.5x")
            before[what] = times.median
        }
    }
}
