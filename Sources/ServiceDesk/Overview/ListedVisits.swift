package import Model
import Records
import ServiceTime

/// A visit of today, as a list shows it.
package struct ListedVisit: Sendable, Hashable, Identifiable {
    package var visit: Visit
    package var customer: String
    /// Of its case.
    package var kind: CaseKind?
    /// The name of who goes there; empty for nobody.
    package var technician: String

    package var id: VisitID { visit.id }
}

extension Reading {
    /// The very visits that a number of the overview counts, the first to begin on top.
    package func dayVisits(_ part: VisitStanding, at now: Instant) throws -> [ListedVisit] {
        let day = today(now)
        return try listed(
            visits.planned(in: day).filter { $0.planned.start >= day.start && part.holds($0, at: now) })
    }

    /// With customer, kind and technician.
    func listed(_ found: [Visit]) throws -> [ListedVisit] {
        let names = try names()
        let about = try reports.about(Array(Set(found.map(\.caseID))))
        return found.map { visit in
            ListedVisit(
                visit: visit, customer: about[visit.caseID]?.customer ?? "", kind: about[visit.caseID]?.kind,
                technician: visit.technician.flatMap { names[$0] } ?? "")
        }
    }

    /// The very cases that a team's arrivals or closings count, the latest first.
    package func moved(_ move: CaseMove, team: String, from start: Instant, to end: Instant, limit: Int)
        throws
        -> [MovedCase]
    {
        try cases.moved(move, team: team, from: start, to: end + Span(milliseconds: 1), limit: limit)
    }

    /// By the desk's calendar.
    func today(_ now: Instant) -> Window {
        let (calendar, today) = (rules.deskCalendar, rules.localDay(now))
        return Window(
            start: calendar.instant(today, minute: 0), end: calendar.instant(today + 1, minute: 0))
    }
}
