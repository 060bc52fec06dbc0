package import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

/// A visit that cannot wait, put into the day of whoever is hurt least by it.
package struct Emergency: Sendable {
    package let caseID: CaseID
    /// When somebody is to be there.
    package let promised: Window
    /// What it needs beside what the rules say, by code.
    package let parts: [String: Int]
    /// The day with the visit in its tray, under no number yet.
    package let book: DayBook

    /// It stands under this number until it is booked.
    package static let visit = VisitID(0)
}

/// What an emergency comes to.
package struct EmergencyPlan: Sendable {
    package let repair: Repair
    /// Nil where nobody can be there that day.
    package let assignment: Assignment?
    /// What it adds to the cost of the day, the others' visits that make way for it included.
    package let price: Money

    package init(_ emergency: Emergency, _ plan: DayPlan) {
        repair = Repair(emergency.book, plan)
        let given = plan.assignments[Emergency.visit]
        assignment = given?.technician == nil ? nil : given
        let booked = DayPlan(emergency.book.day)
        // What it costs that nobody has it is no part of its price.
        let unassigned = emergency.book.day.visit[Emergency.visit].map(emergency.book.day.unassignedPrice)
        price = Money(
            minor: plan.cost.total - booked.cost.total + (unassigned ?? 0),
            currency: emergency.book.day.prices.currency)
    }

    /// Everybody else's visits that are planned otherwise.
    package var others: [VisitChange] { repair.plan.changes.filter { $0.visit != Emergency.visit } }
    /// Customers who must be told, besides the one who waits.
    package var told: [VisitID] { repair.told.filter { $0 != Emergency.visit } }

    /// Where nobody can be there: the parts that nobody who works on that day has free in the vehicle, by code.
    package var lacking: [String] {
        let day = repair.book.day
        guard assignment == nil, let needed = day.visit[Emergency.visit]?.task.parts else { return [] }
        let working = day.technicians.filter { !$0.shifts.isEmpty }
        return needed.filter { part, count in
            !working.contains { $0.stock[part, default: 0] >= count }
        }.map(\.key).sorted()
    }
}

extension Rules {
    /// Which parts keep everybody from an emergency; nil where none do.
    package func lacking(_ plan: EmergencyPlan) -> Phrase? {
        let codes = plan.lacking
        guard !codes.isEmpty, let book = try? parts() else { return nil }
        let names = codes.map { code in book[code].map { PhraseFact.label($0.label) } ?? .text(code) }
        return Phrase("emergency.lacking", ["parts": .list(names)])
    }
}

extension Reading {
    /// Today, with a visit for a case that must begin within so many minutes.
    /// - Parameter parts: that it needs beside what the rules say, by code.
    /// - Throws: `PartFault.unknownPart`.
    package func emergency(
        _ id: CaseID, within minutes: Int, parts: [String: Int] = [:], at now: Instant
    ) throws -> Emergency {
        let c = try serviceCase(id)
        guard c.closedAt == nil else { throw DeskFault.closed(id.description) }
        let book = try dispatching()
        let promised = Window(start: now, end: now + .minutes(minutes))
        var task = try visitTask(c, .emergency(id, parts), at: now)
        (task.earliest, task.latest) = (now, promised.end)
        let visit = DayVisit(
            id: Emergency.visit, task: task,
            booked: Assignment(
                technician: nil, planned: Window(start: now, end: now + .minutes(task.minutes))),
            promised: promised)
        let about = DayBook.About(
            caseID: id, customer: try current(c.customer).name, summary: c.summary, isLocked: false)
        // What is free for it at a depot makes no way for others.
        let day = try dayBook(rules.localDay(now), at: now, keeping: task.parts)
        return Emergency(
            caseID: id, promised: promised, parts: parts,
            book: day.adding(visit, about, changedTechnician: book.prices.changedOnTheDay))
    }
}

extension VisitWish {
    fileprivate static func emergency(_ id: CaseID, _ parts: [String: Int]) -> VisitWish {
        var wish = VisitWish(caseID: id)
        wish.parts = parts
        return wish
    }
}

extension DayBook {
    fileprivate func adding(_ visit: DayVisit, _ about: About, changedTechnician: Int64) -> DayBook {
        var book = self
        book.day = day.adding(visit, changedTechnician: changedTechnician)
        book.about[visit.id] = about
        book.causes.insert(visit.id)
        return book
    }
}

extension Work {
    /// Books a visit that cannot wait, plans others otherwise for it, and queues calls to customers who must be told; all or
    /// nothing.
    /// - Parameters:
    ///   - promised: when the customer was told that somebody comes.
    ///   - changes: what was planned on the emergency's book, its own visit included.
    /// - Throws: `DeskFault.planOutdated`, `DeskFault.planRefused`.
    package func bookEmergency(_ emergency: Emergency, _ changes: [VisitChange]) throws -> (
        visit: Visit, calls: [FollowUpCall]
    ) {
        try require(.planVisits)
        try reading.requireWhole(.read, actor)
        guard let own = changes.first(where: { $0.visit == Emergency.visit }), own.after.technician != nil
        else { throw DeskFault.noSlot(reasons: [Phrase("emergency.nobody")], ways: []) }
        let c = try reading.serviceCase(emergency.caseID)
        guard c.closedAt == nil else { throw DeskFault.closed(c.id.description) }
        let task = try reading.visitTask(c, .emergency(c.id, emergency.parts), at: now)
        let visit = try insertVisit(
            c.id, skill: task.skill, at: (c.addressID, task.place),
            Assignment(technician: nil, planned: own.before.planned), promised: emergency.promised)
        var numbered = changes
        for index in numbered.indices where numbered[index].visit == Emergency.visit {
            numbered[index].visit = visit.id
        }
        try carryOut(numbered, mayBreakWindows: true)
        // From the vehicle of who comes, once it is known who does.
        try need(task.parts, for: reading.visit(visit.id))
        let booked = try begin(visit)
        var plan = DayPlan(emergency.book.day)
        for change in changes { plan.assign(change.visit, change.after) }
        let told = EmergencyPlan(emergency, plan).told
        return (booked, try told.compactMap { try call(about: $0, CallWish.visitChanged) })
    }
}
