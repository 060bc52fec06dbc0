import Model
import Records
import ServiceTime
import Workflow

// Calls that were promised for a minute: by whoever arranged them, or by the clerk whom the customer asked to ring again.
extension Work {
    /// The customer is to be rung up again at a minute they named.
    func promise(_ matter: Matter, _ at: Instant) throws {
        try change(matter) { ($0.dueFrom, $0.dueBy, $0.promisedAt) = (at, at, at) }
        try follow([.start(Metric.callBack)], of: reread(matter), reason: "promised")
    }

    /// An attempt is made: with it a promise is kept, in time or late, whether anybody answers or not.
    func ringUp(_ matter: Matter) throws {
        if case .call(let call) = matter, call.promisedAt != nil {
            try follow([.stop(Metric.callBack)], of: matter, reason: "attempt")
        }
        try change(matter) {
            $0.attempts += 1
            $0.promisedAt = nil
        }
    }

    /// Put back without an attempt, a call is owed for its minute as before: no time in which it lay in hand is given back.
    func promiseAgain(_ matter: Matter) throws {
        guard case .call(let call) = matter, call.promisedAt != nil else { return }
        try follow([.cancel(Metric.callBack), .start(Metric.callBack)], of: matter, reason: "putBack")
    }

    /// A case is opened again: what is waiting to be asked about it as it was is asked no more. Call-backs the customer wants,
    /// and news of visits, are owed all the same; what somebody has in hand is theirs.
    func withdrawCalls(of id: CaseID) throws {
        let asked = try rules.calling().asked
        for matter in try callMatters.open(of: id) where !asked.contains(matter.reason) {
            guard let call = try matter.call.flatMap({ try reading.call($0) }), call.claimedBy == nil else {
                continue
            }
            try record(
                Subject(call.id), "call.withdrawn",
                ["reason": .text(matter.reason), "case": .text(id.description)])
            try takeOff(matter, on: .caseCalledOff)
        }
    }
}
