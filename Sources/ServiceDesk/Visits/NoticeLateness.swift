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
        // Yesterday, too, while a night shift of it goes on.
        let today = rules.localDay(now)
        let books = try DayBooks(self, from: today - 1, days: 2, at: now, of: overdue)
        return try [today - 1, today].flatMap { date -> [LateVisit] in
            let book = try books.book(date, notice: .zero)
            guard book.day.isUnderWay else { return [] }
            let routes = DayPlan(book.day).routes.filter { book.recorders.contains($0.key) }
            let late = routes.values.flatMap(\.stops).filter { stop in
                guard let visit = book.day.visit[stop.visit] else { return false }
                return !visit.progress.isThere && stop.expected.start >= visit.promised.end
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
            let time = ClockText.of(minute: rules.deskCalendar.localMinute(of: late.expected))
            try record(Subject(late.visit), "visit.late", ["expected": .instant(late.expected)])
            try tell(role: "dispatcher", .late, Subject(late.visit), Label(written: time))
            try climb(atRisk: late.visit)
            warned += 1
        }
        return warned
    }
}
