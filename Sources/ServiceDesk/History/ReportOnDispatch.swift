package import Dispatching
package import Model
import Records
import ServiceTime

extension Reading {
    /// How dispatching went within a window of whole local days.
    package func dispatchReport(_ window: Window, by grouping: DispatchReport.Grouping?, at now: Instant)
        throws -> DispatchReport
    {
        let visits = try visitRecords(in: FirstTimeFix.around(window))
        return DispatchReport(
            DispatchReport.Source(
                visits: visits, window: window, now: now,
                promises: try promises(in: window, of: visits, at: now),
                shiftMinutes: try shiftMinutes(in: window, at: now),
                day: { rules.localDay($0).number }), by: grouping)
    }

    /// Each promise that ran out, by the visit it is about: its own, or the first of its case. A case that nobody was
    /// booked for is about no visit, and stands in the promises report instead.
    private func promises(in window: Window, of visits: [VisitRecord], at now: Instant) throws
        -> [(visit: VisitID, isKept: Bool)]
    {
        let firsts = Dictionary(visits.map { ($0.caseID, $0.id) }, uniquingKeysWith: { a, _ in a })
        // What is not yet due may still be kept.
        let past = Window(start: window.start, end: min(window.end, now))
        guard past.start < past.end else { return [] }
        return try history.promises(in: past).compactMap { promise in
            switch promise.subject.kind {
            case .visit: (VisitID(promise.subject.number), promise.isKept)
            case .case: firsts[CaseID(promise.subject.number)].map { ($0, promise.isKept) }
            default: nil
            }
        }
    }

    /// Minutes of shifts until now, absences left out; who is late is at work.
    private func shiftMinutes(in window: Window, at now: Instant) throws -> [StaffID: Double] {
        let end = min(window.end, now)
        guard window.start < end else { return [:] }
        return try technicians(in: window).reduce(into: [:]) { minutes, technician in
            let worked = technician.shifts.reduce(Int64(0)) { sum, shift in
                let (from, to) = (max(shift.start, window.start), min(shift.end, end))
                guard from < to else { return sum }
                return Window(start: from, end: to).without(technician.away).reduce(sum) {
                    $0 + ($1.end - $1.start).milliseconds
                }
            }
            minutes[technician.id] = Double(worked) / 60_000
        }
    }
}
