import Model
import Records
import ServiceTime
import Workflow

/// How many calls there is room for on a day: what those who make them can do who are not away, and what is planned.
struct CallRoom {
    private let hours: ServiceCalendar
    private let aDay: Int
    private let agents: [StaffID]
    private let absences: [Absence]
    private let planned: [Day: Int]

    /// Nobody plans further ahead.
    private static let days = 366

    /// - Parameter agents: logins; empty for everyone of the role that makes campaigns' calls.
    /// - Throws: `CampaignFault.nobodyToCall`; `DeskFault.unknownStaff`, `.inactiveStaff`, `.notAllowed`.
    init(_ reading: Reading, agents logins: [String], reason: String, from time: Instant) throws {
        let rules = try reading.rules.campaigns()
        hours = try reading.rules.calling().hours(for: reason)
        aDay = rules.aDay
        agents =
            try logins.isEmpty
            ? reading.staff.all().filter { $0.active && $0.roles.contains(rules.role.name) }.map(\.id)
            : logins.map { try reading.caller($0) }
        guard !agents.isEmpty else { throw CampaignFault.nobodyToCall(role: rules.role.label) }
        let first = hours.localDay(of: time)
        let midnight = hours.instant(first, minute: 0)
        absences = try reading.dispatch.absences(
            in: Window(start: midnight, end: hours.instant(first + Self.days, minute: 0)))
        planned = try reading.campaigns.planned(
            from: first, through: first + Self.days, offset: reading.rules.offset(at: midnight))
    }

    /// How many calls can be made on the whole of a day.
    func able(_ day: Day) -> Int { aDay * there(day).count }

    /// Who is not away on a day.
    private func there(_ day: Day) -> [StaffID] {
        let open = hours.workingIntervals(on: day)
        return agents.filter { agent in
            !absences.contains { away in
                away.staff == agent && open.contains { $0.overlaps(away.window) }
            }
        }
    }

    /// Who makes each of these calls: the agents of its day take turns, after those whose turn what is planned has been. Whom one is
    /// barred to is passed over.
    /// - Parameter barred: of each call, who may not make it.
    /// - Returns: nil where nobody of that day may.
    func turns(_ calls: [Window], barred: [Set<StaffID>]) -> [StaffID?] {
        var (agents, places): ([Day: [StaffID]], [Day: Int]) = ([:], [:])
        return zip(calls, barred).map { call, barred in
            let day = hours.localDay(of: call.start)
            let those = agents[day] ?? there(day)
            let place = places[day] ?? taken(day)
            (agents[day], places[day]) = (those, place + 1)
            return those.indices.lazy.map { those[(place + $0) % those.count] }.first { !barred.contains($0) }
        }
    }

    /// How many are planned for a day; what is overdue counts for the first.
    func taken(_ day: Day) -> Int { planned[day, default: 0] }
}

extension Reading {
    /// Someone who may make calls.
    fileprivate func caller(_ login: String) throws -> StaffID {
        guard let person = try staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
        guard person.active else { throw DeskFault.inactiveStaff(login) }
        guard rules.roles.allows(person.roles, .makeCall) else {
            throw DeskFault.notAllowed(login: login, right: Right.makeCall.rawValue)
        }
        return person.id
    }
}
