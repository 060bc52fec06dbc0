package import Dispatching
package import Model
import Records
import ServiceTime

/// A technician's day, as whoever books a visit into it sees it.
package struct TechnicianDay: Sendable, Hashable {
    package var technician: StaffID
    package var day: Day
    package var shifts: [Window]
    package var stops: [BookedVisit]

    package struct BookedVisit: Sendable, Hashable {
        package var visit: VisitID
        package var planned: Window
        package var place: Place?
        package var customer: String
        package var summary: String
    }
}

extension Reading {
    /// The days into which some slots fall.
    package func technicianDays(of slots: [Slot]) throws -> [TechnicianDay] {
        guard let first = slots.map(\.planned.start).min(), let last = slots.map(\.planned.end).max() else {
            return []
        }
        let span = Window(
            start: rules.span(of: rules.localDay(first), days: 1).start,
            end: rules.span(of: rules.localDay(last), days: 1).end)
        let who = Set(slots.map(\.technician))
        let stops = Dictionary(
            grouping: try dispatch.dayStops(in: span, of: who.sorted()), by: \.technician)
        let people = Dictionary(uniqueKeysWithValues: try staff.all().map { ($0.id, $0) })
        let wanted = Set(
            slots.map { TechnicianOnDay(id: $0.technician, day: rules.localDay($0.planned.start)) })
        return try wanted.map { one in
            let calendar = try rules.calendar(
                people[one.id].map(rules.shift) ?? rules.settings.technicianCalendar)
            let day = rules.span(of: one.day, days: 1)
            return TechnicianDay(
                technician: one.id, day: one.day, shifts: calendar.workingIntervals(on: one.day),
                stops: (stops[one.id] ?? []).filter { $0.planned.overlaps(day) }.map {
                    TechnicianDay.BookedVisit(
                        visit: $0.visit, planned: $0.planned, place: $0.place, customer: $0.customer,
                        summary: $0.summary)
                })
        }
    }
}

private struct TechnicianOnDay: Hashable {
    var id: StaffID
    var day: Day
}
