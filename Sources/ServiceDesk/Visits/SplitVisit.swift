import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

extension Work {
    /// Makes two visits of one, for two jobs or two days: the first minutes stay as they are booked, parts and all; the rest
    /// is a visit of its own that nobody has yet, right after them or on another day at the hour promised.
    /// - Parameter day: a later one; nil is the same.
    /// - Returns: both, and the call that tells the customer of another day.
    /// - Throws: `VisitFault.cannotSplit`, `VisitFault.partTooShort`.
    package func split(_ id: VisitID, after minutes: Int, on day: Day? = nil) throws -> (
        first: Visit, rest: Visit, call: FollowUpCall?
    ) {
        try require(.planVisits, on: Subject(id))
        var first = try reading.visit(id)
        guard first.category == .new, !first.isLocked, first.helper == nil else {
            throw VisitFault.cannotSplit(id)
        }
        let whole = (first.planned.end - first.planned.start).minutes
        let least = VisitFault.leastPart
        guard (least...max(least, whole - least)).contains(minutes), whole >= 2 * least else {
            throw VisitFault.partTooShort(id, minutes: whole)
        }
        let cut = first.planned.start + .minutes(minutes)
        var planned = Window(start: cut, end: first.planned.end)
        var promised = first.promised
        if let day {
            let next = rules.localDay(first.planned.start) + 1
            guard day >= next else {
                throw DeskFault.badField(
                    field: "on", value: day.description,
                    expected: Phrase("desk.notBefore", ["day": .text(next.description)]))
            }
            promised = rules.moved(promised, to: day)
            planned = Window(start: promised.start, end: promised.start + (planned.end - planned.start))
        } else {
            // Who has the first may go on with it.
            promised.end = max(promised.end, cut + .minutes(1))
        }
        let rest = try begin(
            insertVisit(
                first.caseID, skill: first.skill, at: (first.addressID, first.place),
                Assignment(technician: nil, planned: planned), promised: promised, parent: id))
        first.planned.end = cut
        first = try visits.update(first)
        try record(
            Subject(id), "visit.split",
            ["plannedEnd": .instant(cut), "into": .text(rest.id.description)])
        let call = try day == nil ? nil : call(about: rest.id, CallWish.visitChanged)
        return (first, rest, call)
    }
}

extension Rules {
    /// The same hours by the local clock of another day.
    fileprivate func moved(_ window: Window, to day: Day) -> Window {
        let start = deskCalendar.instant(day, minute: deskCalendar.localMinute(of: window.start))
        return Window(start: start, end: start + (window.end - window.start))
    }
}
