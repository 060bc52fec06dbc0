import Foundation
import Model
import Records
import ServiceDesk

/// Search and queues as the desk grows; one that is kept is measured as it is where it has as much.
func benchLists(_ stand: Stand, rules: Rules, sizes: [Int]) throws {
    var bench = try BenchDesk(path: stand.address, rules: rules, customers: 20_000)
    let batch = 2000
    var logged = try bench.count()
    bench.now = bench.now + Span(milliseconds: Int64(logged / batch * 10))
    var before: [String: Double] = [:]
    for size in sizes where size >= logged || size == sizes.last {
        let start = Times.now()
        let missing = size - logged
        while logged < size {
            let end = min(size, logged + batch)
            // So little later that no promise runs out before it is measured.
            bench.now = bench.now + Span(milliseconds: 10)
            try bench.desk.act(by: bench.agent, at: bench.now) { work in
                for n in logged..<end { _ = try work.log(bench.draft(n)) }
            }
            logged = end
        }
        let name = "\(stand.name), \(logged)"
        if missing > 0 {
            report(
                "\(name) cases: filling, cases per second",
                decimals(Double(missing) / (Times.now() - start), 0))
            // What an open desk does once an hour.
            try bench.desk.tidy()
            try stand.settle()
        }
        let words = ["制冷", "漏水", "噪音", "滤芯", "充电", "脱水"]
        let search = try Times.of(400) { n in
            let hits = try bench.desk.read { try $0.search.find(.case, words[n % words.count]) }
            precondition(!hits.isEmpty || words[n % words.count] == "漏水")
        }
        let lists = try bench.timeLists()
        for (what, times) in [("search a two-character word", search)] + lists {
            let growth = before[what].map { ", " + decimals(times.median / $0, 2) + "x" } ?? ""
            report(
                "\(name): \(what)", times.spread + growth, goal: "goal: p95 under 20 ms, growth under 1.5x")
            before[what] = times.median
        }
    }
}

extension BenchDesk {
    /// What the screen of a queue asks for: its first page, one from the middle, one through a filter that every ninth
    /// case passes, and what waits in each queue.
    func timeLists() throws -> [(String, Times)] {
        func time(_ list: CaseList, _ start: @escaping (Int) -> PageStart) throws -> Times {
            try Times.of(400) { n in
                let page = try desk.read {
                    try $0.page(list, from: start(n), limit: 100, by: agent, at: now)
                }
                // A filter reads on in small steps: a page may be short as long as it says where it goes on.
                precondition(page.lines.count == 100 || page.next != nil && !page.lines.isEmpty)
            }
        }
        let repair = CaseList(.queue("repair"))
        var filtered = repair
        filtered.filter = try CaseFilter("冰箱", words: FilterWords(rules: desk.rules, people: []))
        let middle = try desk.read { try $0.page(repair, from: .beginning, limit: 300, by: agent, at: now) }
            .lines.suffix(100).map { $0.key(in: .urgency) }
        return [
            ("open a queue", try time(repair) { _ in .beginning }),
            ("a page further on", try time(repair) { .after(middle[$0 % middle.count]) }),
            ("the end of a queue", try time(repair) { _ in .end }),
            ("a filtered page", try time(filtered) { _ in .beginning }),
            (
                "what waits in each queue",
                try Times.of(100) { _ in
                    let loads = try desk.read { try $0.loads(at: now) }
                    precondition(loads.contains { $0.waiting.count > 0 })
                }
            ),
        ]
    }
}
