/// A line in which people give up (M/M/N+M; Palm, 1957): patience is exponential. It never grows without end.
package enum ErlangA {
    /// - Parameters:
    ///   - patience: seconds until a caller gives up, the mean of all, those who were answered before included; above 0.
    ///   - within: seconds that are in time.
    package static func service(_ load: CallLoad, agents: Int, patience: Double, within: Double)
        -> CallService
    {
        guard load.erlangs > 0 else {
            var idle = ErlangC.idle(agents: agents)
            idle.abandoned = 0
            return idle
        }
        let states = LineStates(
            rate: load.rate, service: 1 / load.handling, impatience: 1 / patience, agents: agents)
        let abandoned = min(1, states.waiting / patience / load.rate)
        let answered = 1 - abandoned
        var service = CallService(
            agents: agents, isStable: true, probabilityOfWait: states.busy, serviceLevel: 0,
            wait: states.waiting / load.rate, occupancy: 0, waiting: states.waiting, abandoned: abandoned)
        guard agents > 0 else { return service }
        let waits = OfferedWait(
            rate: load.rate, service: Double(agents) / load.handling, impatience: 1 / patience)
        service.occupancy = min(1, load.erlangs * answered / Double(agents))
        service.serviceLevel = 1 - states.busy * (1 - waits.answered(within: within))
        service.serviceLevelOfAnswered = min(1, service.serviceLevel / answered)
        service.waitOfAnswered = states.busy * waits.meanOfAnswered / answered
        return service
    }
}

/// How many calls are with the agents and in the line, over time.
struct LineStates {
    /// The share of time in which every agent is busy.
    private(set) var busy = 0.0
    /// Calls that wait, the mean.
    private(set) var waiting = 0.0

    /// Births and deaths, walked from the likeliest state to where the rest no longer counts: each weight is a share of the
    /// likeliest's, so that nothing overflows.
    /// - Parameters:
    ///   - rate: calls a second, above 0.
    ///   - service: calls that one agent ends a second.
    ///   - impatience: how often a second one that waits gives up.
    init(rate: Double, service: Double, impatience: Double, agents: Int) {
        let all = Double(agents)
        func leaving(_ n: Double) -> Double { min(n, all) * service + max(0, n - all) * impatience }
        let likeliest =
            rate < all * service
            ? (rate / service).rounded(.down)
            : all + ((rate - all * service) / impatience).rounded(.down)
        var sum = 0.0
        func count(_ n: Double, _ weight: Double, _ busy: inout Double, _ waiting: inout Double) {
            sum += weight
            if n >= all { (busy, waiting) = (busy + weight, waiting + weight * (n - all)) }
        }
        var (n, weight) = (likeliest, 1.0)
        while weight > Self.least {
            count(n, weight, &busy, &waiting)
            n += 1
            weight *= rate / leaving(n)
        }
        (n, weight) = (likeliest, 1.0)
        while n > 0 {
            weight *= leaving(n) / rate
            n -= 1
            guard weight > Self.least else { break }
            count(n, weight, &busy, &waiting)
        }
        (busy, waiting) = (busy / sum, waiting / sum)
    }

    private static let least = 1e-24
}
