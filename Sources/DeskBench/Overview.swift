import Model
import ServiceDesk

extension BenchDesk {
    /// How long the overview takes to look at a desk anew.
    func timeOverview(_ name: String) throws {
        let what = "\(name), \(try spoken())"
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
                times.spread,
                goal: "goal: p95 50 ms")
        }
    }
}
