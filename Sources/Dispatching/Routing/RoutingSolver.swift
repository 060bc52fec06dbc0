import Dispatch

/// How a problem is to be solved: how long, from where, on how many threads.
package struct RoutingOptions: Sendable {
    package enum Budget: Sendable {
        /// Until the clock, which counts seconds since the search began, says so.
        case seconds(Double, clock: @Sendable () -> Double)
        /// So many iterations on each thread.
        case iterations(Int)
    }

    package var budget: Budget
    package var seed: UInt64
    package var threads: Int
    /// The plan to improve; nil begins with none. What of it cannot be driven is planned anew.
    package var start: RoutingPlan?
    /// Asked some hundred times a second; the best plan so far is the answer then.
    package var isCancelled: @Sendable () -> Bool

    package init(
        budget: Budget, seed: UInt64 = 1, threads: Int = 1, start: RoutingPlan? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        (self.budget, self.seed, self.threads, self.start) = (budget, seed, max(1, threads), start)
        self.isCancelled = isCancelled
    }
}

/// How far a search has come.
package struct RoutingProgress: Sendable, Hashable {
    /// 0 to 1.
    package var part: Double
    /// Over all threads.
    package var iterations: Int
    package var cost: Int
}

package struct RoutingResult: Sendable {
    package var plan: RoutingPlan
    package var cost: CostParts
    package var iterations: Int
}

/// Finds good plans: any number of searches side by side, who in each of twenty rounds hand the best plan to whoever is
/// furthest behind.
///
/// The same problem, seed, start, number of threads and budget of iterations give the same plan. With a budget of
/// seconds they need not: how far a search comes then depends on the machine. There is always a plan, however short the
/// time; visits that fit nowhere are left out of it, at their price.
package enum RoutingSolver {
    private static let rounds = 20

    package static func solve(
        _ problem: RoutingProblem, _ options: RoutingOptions,
        onProgress: (RoutingProgress) -> Void = { _ in }
    ) -> RoutingResult {
        let tables = SearchTables(problem)
        defer { tables.deallocate() }
        let searches = (0..<options.threads).map {
            RoutingSearch(tables, seed: options.seed &* 1_000_003 &+ UInt64($0))
        }
        let team = Team(searches)
        DispatchQueue.concurrentPerform(iterations: options.threads) {
            team.searches[$0].begin(from: options.start)
        }
        var progress = RoutingProgress(part: 0, iterations: 0, cost: searches[0].bestCost)
        onProgress(progress)
        for round in 1...rounds where !options.isCancelled() {
            let stretch = Stretch(options, round: round, of: rounds)
            DispatchQueue.concurrentPerform(iterations: options.threads) { stretch.run(team.searches[$0]) }
            exchange(searches)
            progress.part = Double(round) / Double(rounds)
            progress.iterations = searches.reduce(0) { $0 + $1.iterations }
            progress.cost = searches.map(\.bestCost).min() ?? 0
            onProgress(progress)
        }
        let best = searches.min { $0.bestCost < $1.bestCost } ?? searches[0]
        let plan = best.best
        guard let cost = tables.cost(of: plan) else {
            preconditionFailure("the search keeps only plans that can be driven")
        }
        return RoutingResult(plan: plan, cost: cost, iterations: progress.iterations)
    }

    /// Whoever is furthest behind goes on from the best plan of all.
    private static func exchange(_ searches: [RoutingSearch]) {
        guard searches.count > 1, let best = searches.min(by: { $0.bestCost < $1.bestCost }),
            let last = searches.max(by: { $0.bestCost < $1.bestCost }), last.bestCost > best.bestCost
        else { return }
        last.goOn(from: best)
    }

    /// Searches handed to threads.
    // @unchecked: each is used by one thread at a time; a round ends before the next begins.
    private struct Team: @unchecked Sendable {
        let searches: [RoutingSearch]
        init(_ searches: [RoutingSearch]) { self.searches = searches }
    }
}

/// One round of one search.
private struct Stretch: Sendable {
    let options: RoutingOptions
    let from: Double
    let to: Double
    private static let mostInChunk = 1e9

    init(_ options: RoutingOptions, round: Int, of rounds: Int) {
        self.options = options
        (from, to) = (Double(round - 1) / Double(rounds), Double(round) / Double(rounds))
    }

    func run(_ search: RoutingSearch) {
        guard !search.isIdle else { return }
        switch options.budget {
        case .iterations(let count):
            let (first, last) = (Int(Double(count) * from), Int(Double(count) * to))
            for start in stride(from: first, to: last, by: 100) where !options.isCancelled() {
                let end = min(last, start + 100)
                search.run(
                    end - start,
                    progress: (Double(start) / Double(max(1, count)), Double(end) / Double(max(1, count))))
            }
        case .seconds(let seconds, let clock):
            run(search, seconds, clock)
        }
    }

    /// In chunks of some milliseconds, so that the end is met and cancelling is quick.
    private func run(_ search: RoutingSearch, _ seconds: Double, _ clock: () -> Double) {
        let chunk = min(0.01, seconds / 200)
        var count = max(1, search.chunk)
        var now = clock()
        while now < to * seconds, !options.isCancelled() {
            let part = now / seconds
            search.run(count, progress: (part, min(1, part + chunk / seconds)))
            let then = clock()
            let pace = Double(count) / max(1e-7, then - now)
            count = max(1, min(4 * count, Int(min(Self.mostInChunk, pace * chunk))))
            now = then
        }
        search.chunk = count
    }
}
