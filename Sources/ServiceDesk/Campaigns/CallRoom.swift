import Model
import Records
import ServiceTime
import Workflow

/// How many more calls there is room for on a day: what those who make them can do who are not away, less what is planned.
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
            ? reading.staff.all().filter { $0.active && $0.roles.contains(rules.role) }.map(\.id)
            : logins.map { try reading.caller($0) }
        guard !agents.isEmpty else { throw CampaignFault.nobodyToCall(role: rules.role) }
        let first = hours.localDay(of: time)
        let midnight = hours.instant(first, minute: 0)
        absences = try reading.dispatch.absences(
            in: Window(start: midnight, end: hours.instant(first + Self.days, minute: 0)))
        planned = try reading.campaigns.planned(
            from: first, through: first + Self.days,
            offset: Span(milliseconds: Int64(first.number) * 86_400_000 - midnight.milliseconds))
    }

    func on(_ day: Day) -> Int {
        let open = hours.workingIntervals(on: day)
        let there = agents.count { agent in
            !absences.contains { away in away.staff == agent && open.contains { $0.overlaps(away.window) } }
        }
        return max(0, there * aDay - planned[day, default: 0])
    }
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
