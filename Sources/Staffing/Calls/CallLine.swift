/// A line of calls, and how many agents it takes.
///
///     let line = CallLine(CallLoad(calls: 100, handling: 180))
///     line.fewest(for: CallGoal(share: 0.8, within: 20)).agents   // 14
package struct CallLine: Sendable, Hashable {
    package var load: CallLoad
    /// Seconds until a caller gives up, the mean; nil for callers who never do (Erlang C in place of A).
    package var patience: Double?

    package init(_ load: CallLoad, patience: Double? = nil) {
        (self.load, self.patience) = (load, patience)
    }

    /// What so many agents give.
    /// - Parameter within: seconds that are in time.
    package func service(agents: Int, within: Double) -> CallService {
        patience.map { ErlangA.service(load, agents: agents, patience: $0, within: within) }
            ?? ErlangC.service(load, agents: agents, within: within)
    }

    /// The fewest agents who reach a goal, and what they give. More agents never make it worse, so they are found by halves.
    package func fewest(for goal: CallGoal) -> CallService {
        func isEnough(_ agents: Int) -> Bool { goal.isMet(by: service(agents: agents, within: goal.within)) }
        var (tooFew, enough) = (-1, 0)
        while !isEnough(enough) { (tooFew, enough) = (enough, max(1, enough * 2)) }
        while enough - tooFew > 1 {
            let middle = (enough + tooFew) / 2
            if isEnough(middle) { enough = middle } else { tooFew = middle }
        }
        return service(agents: enough, within: goal.within)
    }

    /// What some agents fewer and more give as well, from `reach` fewer to `reach` more, never below none.
    package func around(_ agents: Int, reach: Int = 2, within: Double) -> [CallService] {
        (max(0, agents - reach)...agents + reach).map { service(agents: $0, within: within) }
    }
}
