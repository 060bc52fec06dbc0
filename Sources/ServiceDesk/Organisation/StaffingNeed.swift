package import Model
import Records
import ServiceTime
import Staffing

/// How many people the calls and visits of the last weeks take, to be laid beside those on record.
package struct StaffingNeed: Sendable, Hashable {
    /// At one time in the busiest half-hour of a mean working day, four in five calls answered within 20 s (Erlang C); nil where no
    /// case was logged by phone. Calls that led to no case are not known, so it is the least.
    package var agents: Int?
    /// On the day of the week with most visits, the mean of such days; nil where no visit tells how long it took.
    package var technicians: Int?
    package var callDays: ClosedRange<Day>
    package var visitDays: ClosedRange<Day>

    /// Seconds that a call is taken to keep an agent busy.
    package static let usualCall = 360.0
    /// Weeks of calls and of visits that are looked at, as the commands do that tell more of both.
    static let (calls, visits) = (28, 91)
    /// So much of a shift can be planned.
    static let planned = 0.85
    static let usualShift = 480.0

    package func people(for load: Organisation.Post.Load) -> Int? {
        switch load {
        case .calls: agents
        case .visits: technicians
        }
    }

    /// What it is reckoned by.
    package var phrases: [Phrase] {
        [
            agents.map {
                Phrase(
                    "organisation.callsTake",
                    [
                        "count": .count($0), "from": .day(callDays.lowerBound),
                        "until": .day(callDays.upperBound),
                    ])
            },
            technicians.map {
                Phrase(
                    "organisation.visitsTake",
                    [
                        "count": .count($0), "from": .day(visitDays.lowerBound),
                        "until": .day(visitDays.upperBound),
                    ])
            },
        ].compactMap(\.self)
    }
}

extension Reading {
    /// - Parameter handling: seconds that a call takes.
    package func staffingNeed(on day: Day, handling: Double = StaffingNeed.usualCall) throws -> StaffingNeed {
        let (callDays, visitDays) = (day - StaffingNeed.calls...day - 1, day - StaffingNeed.visits...day - 1)
        let phoned = try phonedCases(on: callDays, length: 30)
        let calls = DayOfCalls(phoned.stretches(handling: handling), goal: CallGoal(share: 0.8, within: 20))
        let demand = try visitDemand(on: visitDays)
        let busiest = demand.weekdays.max { $0.mean < $1.mean }
        var technicians: Int?
        if let busiest, busiest.visits > 0, let onSite = demand.onSite, let travel = demand.travel {
            technicians =
                VisitLoad(
                    jobs: busiest.mean, onSite: onSite.mean, travel: travel.mean,
                    shift: demand.shift ?? StaffingNeed.usualShift, utilisation: StaffingNeed.planned
                ).technicians
        }
        return StaffingNeed(
            agents: phoned.cases > 0 ? calls.most : nil, technicians: technicians,
            callDays: callDays, visitDays: visitDays)
    }
}
