package import Dispatching
package import Model
import Records
import Workflow

/// What keeps a technician from their visits.
package enum Disruption: Sendable {
    /// Away for a stretch of time, or not free in it because they run late.
    case away(Absence)
    /// On site for so many minutes more than planned, or that much longer on the way.
    case late(VisitID, minutes: Int)
}

/// A day repaired: who must do what else, and who must be told.
package struct Repair: Sendable {
    package let book: DayBook
    package let plan: DayPlan
    /// Visits that nobody can take that day.
    package let left: [VisitID]
    /// Visits whose customers were told otherwise, and must be told so: nobody comes, or somebody outside the window, because
    /// of what is repaired. What is late for other reasons the timers notice.
    package let told: [VisitID]

    package init(_ book: DayBook, _ plan: DayPlan) {
        (self.book, self.plan) = (book, plan)
        let left = book.fallen.filter { plan.assignments[$0]?.technician == nil }
        let changed = Set(plan.changes.map(\.visit))
        let touched = Set(book.causes.compactMap { plan.assignments[$0]?.technician })
        let late = plan.stops.filter { stop in
            let who = plan.assignments[stop.visit]?.technician
            return book.day.visit[stop.visit]?.progress.isThere == false
                && stop.faults.contains(.outsideWindow)
                && (changed.contains(stop.visit) || who.map(touched.contains) == true)
        }.map(\.visit)
        self.left = left
        told = left + Set(late).subtracting(left).sorted()
    }

    /// Whether the day as it is booked leaves anything to repair.
    package var isNeeded: Bool { !book.fallen.isEmpty || !told.isEmpty }

    /// What is otherwise than before it happened: what is planned anew, and what comes later by itself.
    package var changes: [VisitChange] {
        func byVisit(_ changes: [VisitChange]) -> [VisitID: VisitChange] {
            Dictionary(changes.map { ($0.visit, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let (delayed, planned) = (byVisit(book.delayed), byVisit(plan.changes))
        return book.day.visits.compactMap { visit in
            guard var change = planned[visit.id] else { return delayed[visit.id] }
            change.before = delayed[visit.id]?.before ?? change.before
            return change
        }
    }
}

extension DayBook {
    /// The day planned anew as far as its causes make that worth while: customers may get another window, at a price, and who
    /// has nothing to do with it keeps their day.
    package func repaired(
        _ options: RoutingOptions, onProgress: (DayPlanner.Progress) -> Void = { _ in }
    ) -> DayPlan {
        var planner = DayPlanner(day, options)
        planner.mayMoveWindows = true
        return planner.plan(onProgress: onProgress).after.only(becauseOf: causes)
    }
}

/// A technician's day of work at a moment: the day it began on, and when it is over.
package struct Workday: Sendable, Hashable {
    package var date: Day
    package var end: Instant
}

extension Reading {
    /// The end of a night shift belongs to the day on which it began.
    package func workday(of technician: StaffID, at moment: Instant) throws -> Workday {
        let date = rules.localDay(moment)
        let person = try technicians(in: rules.span(of: date - 1, days: 3), of: [technician]).first
        func end(_ date: Day) -> Instant {
            let midnight = rules.span(of: date, days: 1).end
            return person?.nightEnd(midnight) ?? midnight
        }
        let before = Workday(date: date - 1, end: end(date - 1))
        return moment < before.end ? before : Workday(date: date, end: end(date))
    }

    /// What delays a technician, and the day on which it does.
    /// - Parameter minutes: more than planned, at the visit under way; before one is, they are there so much later.
    /// - Throws: `VisitFault.nothingAhead` when nothing is left of their day.
    package func delay(of technician: StaffID, minutes: Int, reason: String, at now: Instant) throws
        -> Disruption
    {
        let date = try workday(of: technician, at: now).date
        let book = try dayBook(date, at: now, notice: .zero, of: [technician])
        let stops = DayPlan(book.day).routes[technician]?.stops ?? []
        let next = stops.first { stop in
            if case .over = book.day.visit[stop.visit]?.progress { return false }
            return true
        }
        guard let next else { throw VisitFault.nothingAhead }
        if book.day.visit[next.visit]?.progress != .ahead { return .late(next.visit, minutes: minutes) }
        // Planning lets people be on their way while they are away, so it is on site that they are free.
        let free = next.way.arrival + .minutes(minutes)
        return .away(
            Absence(
                staff: technician, window: Window(start: now, end: free), reason: reason, isLate: true))
    }

    /// What somebody's falling out on a day of work comes to: from now on where that day has begun, else all of it.
    /// - Parameter until: when they are back; nil is not before the next day, as is what lies after this one.
    /// - Throws: `VisitFault.nothingAhead` when they do not work on that day, or it is over.
    package func absence(
        of technician: StaffID, on date: Day, until: Instant? = nil, reason: String, at now: Instant
    ) throws -> Disruption {
        let around = rules.span(of: date, days: 2)
        let shifts = try technicians(in: around, of: [technician]).first?.shifts ?? []
        let midnight = rules.span(of: date, days: 1)
        guard let first = shifts.map(\.start).filter({ midnight.holds(arrival: $0) }).min() else {
            throw VisitFault.nothingAhead
        }
        let start = max(first, now)
        let workday = try workday(of: technician, at: start)
        guard workday.date == date, start < workday.end else { throw VisitFault.nothingAhead }
        let window = Window(start: start, end: min(until ?? workday.end, workday.end))
        guard window.start < window.end else {
            throw rules.notLater("until", window.end, than: window.start)
        }
        return .away(Absence(staff: technician, window: window, reason: reason))
    }

    /// The day that a disruption falls on, with what it changes.
    package func dayBook(_ disruption: Disruption, at now: Instant, notice: Span? = nil) throws -> DayBook {
        switch disruption {
        case .away(let absence):
            let date = try workday(of: absence.staff, at: absence.window.start).date
            return try dayBook(date, at: now, notice: notice, away: absence)
        case .late(let id, let minutes):
            let visit = try visit(id)
            let date =
                try visit.technician.map { try workday(of: $0, at: visit.planned.start).date }
                ?? rules.localDay(visit.planned.start)
            return try dayBook(
                date, at: now, notice: notice, delayed: Delay(visit: id, planned: visit.delayed(minutes)))
        }
    }
}

extension Visit {
    /// When it is planned once so many minutes are lost: for longer on site, or all of it later.
    fileprivate func delayed(_ minutes: Int) -> Window {
        Window(
            start: arrivedAt == nil ? planned.start + .minutes(minutes) : planned.start,
            end: planned.end + .minutes(minutes))
    }
}

extension Work {
    /// Puts down what keeps a technician from their visits, gives visits to others as planned, and puts the calls to
    /// customers who must be told in the call queue; all or nothing.
    /// - Parameter changes: what was planned on `dayBook(_:at:)` of the same disruption.
    /// - Returns: the day as it is then, and the calls.
    /// - Throws: `DeskFault.planOutdated`, `DeskFault.planRefused`.
    package func disrupt(_ disruption: Disruption, _ changes: [VisitChange]) throws -> (
        repair: Repair, calls: [FollowUpCall]
    ) {
        try require(.planVisits)
        // Whoever is best for each visit may be anybody's.
        try reading.requireWhole(.read, actor)
        let book = try reading.dayBook(disruption, at: now, notice: .zero)
        var plan = DayPlan(book.day)
        for change in changes { plan.assign(change.visit, change.after) }
        let repair = Repair(book, plan)
        switch disruption {
        case .away(let absence): _ = try addAbsence(absence)
        case .late(let id, _):
            guard book.delayed.contains(where: { $0.visit == id }) else { throw DeskFault.planOutdated([id]) }
        }
        for id in book.fallen { try free(id) }
        for change in book.delayed { try delay(change) }
        try carryOut(changes, mayBreakWindows: true)
        return (repair, try repair.told.compactMap { try call(about: $0, CallWish.visitChanged) })
    }

    /// By the same technician, longer or later.
    private func delay(_ change: VisitChange) throws {
        var visit = try reading.visit(change.visit)
        visit.planned = change.after.planned
        _ = try visits.update(visit)
        try record(Subject(visit.id), "visit.delayed", facts(of: change))
    }

    /// Back to planning, without a technician.
    private func free(_ id: VisitID) throws {
        var visit = try reading.visit(id)
        if visit.category != .new {
            visit = try take(Rules.decline, on: id, given: ["declineReason": .text("sick")])
        }
        let before = Assignment(technician: visit.technician, planned: visit.planned)
        (visit.technician, visit.helper, visit.isLocked) = (nil, nil, false)
        try holdAnew(visits.update(visit))
        let change = VisitChange(
            visit: id, before: before, after: Assignment(technician: nil, planned: visit.planned))
        try record(Subject(id), "visit.replanned", facts(of: change))
    }

    /// A call that tells a customer of another time than they were told.
    /// - Returns: nil when there is one to make already.
    func call(about id: VisitID, _ reason: String) throws -> FollowUpCall? {
        let visit = try reading.visit(id)
        let known = try calls.of(visit.caseID).contains {
            $0.visit == id && $0.category.isOpen && CallWish.tells.contains($0.reason)
        }
        guard !known else { return nil }
        let customer = try reading.serviceCase(visit.caseID).customer
        return try schedule(
            CallWish(
                customer: customer, caseID: visit.caseID, visit: id, reason: reason, from: now,
                by: max(visit.promised.start, now + .minutes(30))))
    }
}
