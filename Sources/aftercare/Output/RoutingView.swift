import Dispatching
import Model
import Wording

/// What a search found.
struct SolvedView: Showable {
    let instance: String
    let cost: Double
    let routes: Int
    let served: Int
    let unserved: Int
    let iterations: Int
    let seconds: Double
    @OrNull var file: String?
    private let written: String

    private enum CodingKeys: String, CodingKey {
        case instance, cost, routes, served, unserved, iterations, seconds, file
    }

    init(_ result: RoutingResult, of read: RoutingInstance, seconds: Double, file: String?) {
        (instance, iterations, self.seconds, self.file) = (read.name, result.iterations, seconds, file)
        cost = read.shown(result.cost.sum - result.cost.unserved)
        written = SolutionText.written(result.cost.sum - result.cost.unserved, scale: read.scale)
        routes = result.plan.routes.filter { !$0.isEmpty }.count
        unserved = result.plan.unserved(of: read.problem).count
        served = read.problem.visits.count - unserved
    }

    func lines(_ output: Output) -> [String] {
        var lines = [
            output.words(
                "routing.solved",
                [
                    "name": .text(instance), "cost": .text(written), "routes": .count(routes),
                    "served": .count(served), "iterations": .count(iterations),
                ])
        ]
        if unserved > 0 { lines.append(output.words("routing.unserved", ["count": .count(unserved)])) }
        if let file { lines.append(output.words("routing.written", ["path": .text(file)])) }
        return lines
    }
}

/// What the checker says of a solution.
struct CheckedView: Showable {
    let instance: String
    let feasible: Bool
    let cost: Double
    let routes: Int
    let served: Int
    let unserved: Int
    let problems: [String]
    private let written: String

    private enum CodingKeys: String, CodingKey {
        case instance, feasible, cost, routes, served, unserved, problems
    }

    init(_ check: SolutionCheck, _ plan: RoutingPlan, of read: RoutingInstance, _ output: Output) {
        (instance, feasible, routes, served) = (read.name, check.isFeasible, check.routes, check.served)
        cost = read.shown(check.cost.sum - check.cost.unserved)
        written = SolutionText.written(check.cost.sum - check.cost.unserved, scale: read.scale)
        unserved = plan.unserved(of: read.problem).count
        problems = check.broken.map { output.wording.say($0.phrase(in: read)) }
    }

    func lines(_ output: Output) -> [String] {
        var lines = [
            output.words(
                feasible ? "routing.feasible" : "routing.infeasible",
                [
                    "name": .text(instance), "cost": .text(written), "routes": .count(routes),
                    "served": .count(served),
                ])
        ]
        if unserved > 0 { lines.append(output.words("routing.unserved", ["count": .count(unserved)])) }
        return lines + problems
    }
}

extension SolutionCheck.Broken {
    /// With visits and times as the instance's file has them.
    func phrase(in read: RoutingInstance) -> Phrase {
        func visit(_ v: Int) -> PhraseFact { .text(String(v + read.firstVisit)) }
        func route(_ k: Int) -> PhraseFact { .text(String(k + 1)) }
        func moment(_ t: Int) -> PhraseFact { .text(SolutionText.written(t, scale: read.scale)) }
        return switch self {
        case .twice(let v): Phrase("routing.broken.twice", ["visit": visit(v)])
        case .unknown(let v): Phrase("routing.broken.unknown", ["visit": visit(v)])
        case .notAllowed(let v, let k):
            Phrase("routing.broken.notAllowed", ["visit": visit(v), "route": route(k)])
        case .late(let v, let k, let arrival):
            Phrase(
                "routing.broken.late", ["visit": visit(v), "route": route(k), "moment": moment(arrival)])
        case .shift(let k, let end):
            Phrase("routing.broken.shift", ["route": route(k), "moment": moment(end)])
        case .capacity(let k, let load):
            Phrase("routing.broken.capacity", ["route": route(k), "load": .count(load)])
        case .stock(let v, let k): Phrase("routing.broken.stock", ["visit": visit(v), "route": route(k)])
        case .pause(let k): Phrase("routing.broken.pause", ["route": route(k)])
        case .shape(let k): Phrase("routing.broken.shape", ["route": route(k)])
        }
    }
}
