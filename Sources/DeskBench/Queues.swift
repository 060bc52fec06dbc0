import Model
import ServiceDesk

extension BenchDesk {
    /// The first page of every queue and view that one of two hundred agents is offered, as the screen of a queue asks for it,
    /// and what waits in all queues.
    func timeFirstPages(_ name: String) throws {
        let reader = try desk.actor(named: Self.login(0))
        let what = "\(name), \(try spoken())"
        var slowest = 0.0
        for scope in desk.rules.scopes(for: reader) where scope.workName == nil {
            var list = CaseList(scope)
            list.order = desk.rules.terms(of: scope).order
            let times = try Times.of(100, within: 5) { _ in
                _ = try desk.read {
                    try $0.page(list, from: .beginning, limit: 100, tries: .max, by: reader, at: now)
                }
            }
            slowest = max(slowest, times.percentile(0.95))
            report("\(what): first page of \(scope.spoken)", times.spread)
        }
        report(
            "\(what): the slowest first page", "p95 " + milliseconds(slowest), goal: "goal: any p95 10 ms")
        let loads = try Times.of(100, within: 5) { _ in
            let loads = try desk.read { try $0.loads(at: now) }
            precondition(loads.contains { $0.waiting.count > 0 })
        }
        report("\(what): what waits in each queue", loads.spread)
    }
}

extension QueueScope {
    fileprivate var spoken: String {
        switch self {
        case .queue(let name), .view(let name), .work(let name): name
        case .saved(let view): view.kept.name
        case .everything: "all"
        }
    }
}
