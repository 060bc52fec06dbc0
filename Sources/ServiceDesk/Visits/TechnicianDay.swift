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
        /// Nil where whoever books may not read its case: time that is taken.
        package var about: About?
    }

    /// Whom a visit is for, and what for.
    package struct About: Sendable, Hashable {
        package var customer: String
        package var summary: String
    }
}

extension Reading {
    /// The days into which some slots fall, as somebody may see them.
    package func technicianDays(of slots: [Slot], by actor: Actor) throws -> [TechnicianDay] {
        guard let first = slots.map(\.planned.start).min(), let last = slots.map(\.planned.end).max() else {
            return []
        }
        let span = Window(
            start: rules.span(of: rules.localDay(first), days: 1).start,
            end: rules.span(of: rules.localDay(last), days: 1).end)
        let who = Set(slots.map(\.technician))
        let booked = try dispatch.dayStops(in: span, of: who.sorted())
        let readable = try cases(booked.map(\.caseID), readBy: actor)
        let stops = Dictionary(grouping: booked, by: \.technician)
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
                        visit: $0.visit, planned: $0.planned, place: $0.place,
                        about: readable?.contains($0.caseID) ?? true
                            ? TechnicianDay.About(customer: $0.customer, summary: $0.summary) : nil)
                })
        }
    }
}

private struct TechnicianOnDay: Hashable {
    var id: StaffID
    var day: Day
}
