import Dispatching
package import Model
import Records
import ServiceTime

/// A customer whose technician, by how the day goes, arrives after the window they were told.
package struct LateVisit: Sendable, Hashable {
    package var visit: VisitID
    package var expected: Instant
}

extension Reading {
    /// Late visits of today, ahead or on the way, whose customers were not told yet. Only of technicians who record what they
    /// do: of others it is not known how their day goes.
    package func lateVisits(at now: Instant) throws -> [LateVisit] {
        let overdue = try Set(dispatch.overdue(at: now))
        guard !overdue.isEmpty else { return [] }
        let dates = try Set(overdue.map { try workday(of: $0, at: now).date })
        return try dates.sorted().flatMap { date -> [LateVisit] in
            let book = try dayBook(date, at: now, notice: .zero, of: overdue)
            let routes = DayPlan(book.day).routes.filter { book.recorders.contains($0.key) }
            let late = routes.values.flatMap(\.stops).filter { stop in
                guard let visit = book.day.visit[stop.visit] else { return false }
                switch visit.progress {
                case .ahead, .onTheWay: return stop.expected.start >= visit.promised.end
                case .onSite, .over: return false
                }
            }
            let told = try calls.about(
                late.map(\.visit), CallWish.tells, since: rules.span(of: date, days: 1).start)
            return late.filter { !told.contains($0.visit) }
                .map { LateVisit(visit: $0.visit, expected: $0.expected.start) }
                .sorted { ($0.expected, $0.visit) < ($1.expected, $1.visit) }
        }
    }
}

extension Work {
    /// Queues a call to each customer whose technician is running late, and tells dispatchers.
    /// - Returns: how many.
    func warnOfLateness() throws -> Int {
        var warned = 0
        for late in try reading.lateVisits(at: now) {
            guard try call(about: late.visit, CallWish.visitLate) != nil else { continue }
            try record(Subject(late.visit), "visit.late", ["expected": .instant(late.expected)])
            try tell(
                role: "dispatcher", .late, Subject(late.visit), Label(written: rules.localTime(late.expected))
            )
            warned += 1
        }
        return warned
    }
}

extension Rules {
    /// `14:05` by the desk's clock.
    fileprivate func localTime(_ moment: Instant) -> String {
        let minute = deskCalendar.localMinute(of: moment)
        let (hours, minutes) = (String(minute / 60), String(minute % 60))
        return "\(hours.count < 2 ? "0" : "")\(hours):\(minutes.count < 2 ? "0" : "")\(minutes)"
    }
}
