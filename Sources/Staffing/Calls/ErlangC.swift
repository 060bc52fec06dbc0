import Foundation

/// A line in which everybody waits until answered (M/M/N; Erlang, 1917). Calls come at random, handling times are
/// exponential, whoever came first is answered first.
package enum ErlangC {
    /// The share of calls that would be lost if nobody could wait, Erlang's B, by the recursion that neither overflows nor
    /// loses digits.
    /// - Parameter load: erlangs.
    package static func lost(_ load: Double, agents: Int) -> Double {
        guard load > 0 else { return 0 }
        var lost = 1.0
        for agent in 0..<max(0, agents) { lost = load * lost / (Double(agent + 1) + load * lost) }
        return lost
    }

    /// The share of calls that do not get an agent at once; 1 where more comes in than the agents can take.
    package static func probabilityOfWait(_ load: Double, agents: Int) -> Double {
        guard load > 0 else { return 0 }
        guard Double(agents) > load else { return 1 }
        let lost = lost(load, agents: agents)
        return lost / (1 - load / Double(agents) * (1 - lost))
    }

    /// - Parameter within: seconds that are in time.
    package static func service(_ load: CallLoad, agents: Int, within: Double) -> CallService {
        let erlangs = load.erlangs
        guard erlangs > 0 else { return idle(agents: agents) }
        let spare = Double(agents) - erlangs
        guard spare > 0 else { return overrun(agents: agents) }
        let waits = probabilityOfWait(erlangs, agents: agents)
        let level = 1 - waits * exp(-spare * within / load.handling)
        let wait = waits * load.handling / spare
        return CallService(
            agents: agents, isStable: true, probabilityOfWait: waits, serviceLevel: level,
            serviceLevelOfAnswered: level, wait: wait, waitOfAnswered: wait,
            occupancy: erlangs / Double(agents), waiting: wait * load.rate)
    }

    /// Nobody calls.
    static func idle(agents: Int) -> CallService {
        CallService(
            agents: agents, isStable: true, probabilityOfWait: 0, serviceLevel: 1, serviceLevelOfAnswered: 1,
            wait: 0, waitOfAnswered: 0, occupancy: 0, waiting: 0)
    }

    private static func overrun(agents: Int) -> CallService {
        CallService(
            agents: agents, isStable: false, probabilityOfWait: 1, serviceLevel: 0,
            serviceLevelOfAnswered: agents > 0 ? 0 : nil, wait: .infinity,
            waitOfAnswered: agents > 0 ? .infinity : nil, occupancy: agents > 0 ? 1 : 0, waiting: .infinity)
    }
}
