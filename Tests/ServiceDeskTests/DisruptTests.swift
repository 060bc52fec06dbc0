import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("A technician falls out or runs late", .onEachDatabase)
struct DisruptTests {
    let test: TemporaryDesk
    let visits: [Visit]

    init() throws {
        test = try TemporaryDesk()
        visits = try test.threeVisits()
    }

    private func pass(_ span: Span) { test.now = test.now + span }

    private var byTime: [Visit] { visits.sorted { $0.planned.start < $1.planned.start } }

    private func book() throws -> DayBook {
        try test.desk.read {
            try $0.dayBook(test.desk.rules.localDay(test.now), at: test.now)
        }
    }

    // MARK: Somebody falls out

    /// What `t1`'s falling out comes to, with somebody else to do it where `other` is given.
    private func fallOut(from minutes: Int = 0, other: Bool = true) throws -> (Absence, DayProposal, DayBook)
    {
        let t1 = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t1" })
        if other {
            var third = t1
            (third.id, third.login, third.name) = (StaffID(0), "t3", "孙师傅")
            _ = try test.as("admin") { try $0.addStaff(third) }
        }
        let start = test.now + .minutes(minutes)
        let end = test.desk.rules.startOfDay(test.now) + .days(1)
        let absence = Absence(staff: t1.id, window: Window(start: start, end: end), reason: "病假")
        let book = try test.desk.read {
            try $0.dayBook(test.desk.rules.localDay(test.now), at: test.now, away: absence)
        }
        var planner = DayPlanner(book.day, RoutingOptions(budget: .iterations(500)))
        planner.mayMoveWindows = true
        return (absence, planner.plan(), book)
    }

    @Test(
        "who falls out is away, others have their visits, dispatched ones too, and nobody need be called who comes in time"
    )
    func disrupted() throws {
        _ = try test.as("wang") { try $0.take("dispatch", on: visits[0].id) }
        let (absence, proposal, book) = try fallOut()
        #expect(Set(book.fallen) == Set(visits.map(\.id)))
        let done = try test.as("wang") { try $0.disrupt(.away(absence), proposal.changes) }
        #expect(done.repair.left.isEmpty)
        for visit in visits {
            let now = try test.desk.read { try $0.visit(visit.id) }
            #expect(now.technician != nil && now.technician != absence.staff && now.state == "planned")
            let isTold = done.calls.contains { $0.visit == visit.id }
            #expect(isTold == !visit.promised.holds(arrival: now.planned.start))
        }
        let away = try test.desk.read { try $0.dispatch.absences(in: absence.window) }
        #expect(away.map(\.staff) == [absence.staff])
    }

    @Test(
        "with nobody to take them the visits are nobody's, and each customer is to be called before they wait"
    )
    func nobodyLeft() throws {
        let (absence, proposal, _) = try fallOut(other: false)
        let done = try test.as("wang") { try $0.disrupt(.away(absence), proposal.changes) }
        #expect(Set(done.repair.left) == Set(visits.map(\.id)))
        #expect(done.calls.count == visits.count)
        #expect(done.calls.allSatisfy { $0.reason == "visit changed" && $0.barred.isEmpty })
        for visit in visits {
            #expect(try test.desk.read { try $0.visit(visit.id).technician } == nil)
        }
    }

    @Test("who is on the way already finishes that visit; what changed meanwhile refuses all")
    func disruptedBadly() throws {
        let first = try #require(visits.min { $0.planned.start < $1.planned.start })
        _ = try test.as("wang") { try $0.take("set-out", on: first.id) }
        let (absence, proposal, book) = try fallOut()
        #expect(!book.fallen.contains(first.id))
        let gone = try #require(proposal.changes.first)
        _ = try test.as("wang") {
            try $0.take("cancel", on: gone.visit, given: ["cancelReason": .text("customer")])
        }
        #expect(throws: DeskFault.self) {
            try test.as("wang") { try $0.disrupt(.away(absence), proposal.changes) }
        }
        #expect(try test.desk.read { try $0.dispatch.absences(in: absence.window) }.isEmpty)
    }

    @Test("where two were to come and one falls out, nobody is left to go alone: it is planned by hand")
    func helperFallsOut() throws {
        let t2 = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t2" })
        try test.desk.database.write { db in
            var visit = try #require(try VisitStore(db).find(visits[0].id))
            visit.helper = t2.id
            _ = try VisitStore(db).update(visit)
        }
        let absence = Absence(
            staff: t2.id, window: Window(start: test.now, end: test.now + .hours(12)), reason: "病假")
        let book = try test.desk.read { try $0.dayBook(.away(absence), at: test.now) }
        #expect(book.fallen == [visits[0].id])
        let done = try test.as("wang") { try $0.disrupt(.away(absence), []) }
        #expect(done.repair.left == [visits[0].id] && done.calls.map(\.visit) == [visits[0].id])
        let after = try test.desk.read { try $0.visit(visits[0].id) }
        #expect(after.technician == nil && after.helper == nil)
    }

    @Test("an end that lies before the beginning is named, with what it was and what is needed")
    func endsTooSoon() throws {
        let t1 = try #require(visits[0].technician)
        let wrong = DeskFault.badField(
            field: "until", value: "2026-11-24 09:00",
            expected: Phrase("desk.laterThan", ["at": .instant(test.now)]))
        #expect(throws: wrong) {
            try test.desk.read {
                try $0.absence(
                    of: t1, on: test.desk.rules.localDay(test.now), until: test.now - .hours(1), reason: "",
                    at: test.now)
            }
        }
    }

    // MARK: Running late

    @Test(
        "who is still on site is expected at the next customer that much later; who records nothing keeps to the plan"
    )
    func asItGoes() throws {
        let (first, second) = (byTime[0], byTime[1])
        let expected = { () throws -> Instant? in
            DayPlan(try book().day).stops.first { $0.visit == second.id }?.expected.start
        }
        pass(second.planned.start - test.now + .minutes(30))
        #expect(try expected() == second.planned.start, "nothing is recorded")
        _ = try test.as("wang") { try $0.take("arrive", on: first.id) }
        let later = try #require(try expected())
        #expect(later >= test.now + (first.planned.end - first.planned.start))
        // Over at last: from now on they may be on their way.
        pass(.minutes(20))
        _ = try test.as("wang") {
            try $0.take("finish", on: first.id, given: ["result": .text("fixed"), "action": .text("修好")])
        }
        let soon = try #require(try expected())
        #expect(soon >= test.now && soon < later)
    }

    @Test("a delay is written down, and a customer who would wait too long is given somebody else or called")
    func late() throws {
        let (first, second) = (byTime[0], byTime[1])
        _ = try test.as("wang") { try $0.take("arrive", on: first.id) }
        let t1 = try #require(first.technician)
        let delay = try test.desk.read { try $0.delay(of: t1, minutes: 300, reason: "", at: test.now) }
        let book = try test.desk.read { try $0.dayBook(delay, at: test.now) }
        let booked = Repair(book, DayPlan(book.day))
        #expect(booked.isNeeded)
        #expect(booked.told.contains(second.id) && !booked.told.contains(first.id))
        let done = try test.as("wang") { try $0.disrupt(delay, []) }
        #expect(Set(done.calls.compactMap(\.visit)) == Set(booked.told))
        let after = try test.desk.read { try $0.visit(first.id) }
        #expect(after.planned == Window(start: first.planned.start, end: first.planned.end + .minutes(300)))
        // Told once.
        let again = try test.as("wang") { try $0.disrupt(.late(first.id, minutes: 5), []) }
        #expect(again.calls.isEmpty)
    }

    /// What it comes to when `t1`, who has not set out yet, is late.
    private func late(_ minutes: Int, _ login: String = "t1") throws -> (Disruption, DayBook) {
        try test.desk.read { reading in
            let who = try #require(try reading.people().first { $0.login == login }).id
            let delay = try reading.delay(of: who, minutes: minutes, reason: "堵车", at: test.now)
            return (delay, try reading.dayBook(delay, at: test.now))
        }
    }

    private func now(_ visit: Visit) throws -> Visit { try test.desk.read { try $0.visit(visit.id) } }

    @Test(
        "who has not set out yet begins later what can still be begun in its window: it stays theirs, and nobody is called"
    )
    func beginsLater() throws {
        let first = byTime[0]
        _ = try test.as("wang") { try $0.lock(first.id, true) }
        let (delay, book) = try late(40)
        #expect(book.fallen.isEmpty)
        let done = try test.as("wang") { try $0.disrupt(delay, []) }
        #expect(done.repair.left.isEmpty && !done.calls.contains { $0.visit == first.id })
        let after = try now(first)
        #expect(after.technician == first.technician && after.isLocked && after.promised == first.promised)
        #expect(after.planned.start == first.planned.start + .minutes(40))
        #expect(after.planned.end == first.planned.end + .minutes(40))
        #expect(try test.desk.read { try $0.journal.of(Subject(first.id)).last?.event } == "visit.delayed")
        #expect(try self.book().day.visit[first.id]?.booked.planned == after.planned)
    }

    @Test("who runs late is not free, and is at work all the same: away in no report")
    func lateIsNotAway() throws {
        let (delay, _) = try late(40)
        _ = try test.as("wang") { try $0.disrupt(delay, []) }
        let t1 = try #require(byTime[0].technician)
        let day = test.desk.rules.localDay(test.now)
        let (person, chart, events) = try test.desk.read { reading in
            (
                try #require(
                    try reading.technicians(in: test.desk.rules.span(of: day, days: 1), of: [t1]).first),
                try reading.organisationChart(on: day), try reading.journal.of(Subject(t1)).map(\.event)
            )
        }
        #expect(person.absences.count == 1 && person.away.isEmpty)
        #expect(person.shiftMinutes.whole == person.shiftMinutes.present)
        #expect(!chart.seats.contains { $0.holders.contains(where: \.isAway) })
        #expect(events.contains("staff.late") && !events.contains("staff.absent"))
    }

    @Test("what can be begun in its window no more falls out alone, and holds as shown some minutes later")
    func beginsTooLate() throws {
        let first = byTime[0]
        let (delay, book) = try late((first.promised.end - first.planned.start).minutes)
        #expect(book.fallen.contains(first.id))
        let kept = byTime.filter { !book.fallen.contains($0.id) }
        #expect(!kept.isEmpty)
        let plan = book.repaired(RoutingOptions(budget: .iterations(300)))
        pass(.minutes(3))
        _ = try test.as("wang") { try $0.disrupt(delay, plan.changes) }
        let stay = kept.filter { plan.assignments[$0.id]?.technician == $0.technician }
        #expect(!stay.isEmpty)
        for visit in stay {
            #expect(try now(visit).technician == visit.technician)
        }
    }

    @Test("two who come together come later together, whoever of them is late")
    func pairBeginsLater() throws {
        let t2 = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t2" })
        try test.desk.database.write { db in
            var visit = try #require(try VisitStore(db).find(byTime[0].id))
            visit.helper = t2.id
            _ = try VisitStore(db).update(visit)
        }
        let (delay, book) = try late(30, "t2")
        #expect(book.fallen.isEmpty)
        _ = try test.as("wang") { try $0.disrupt(delay, []) }
        let after = try now(byTime[0])
        #expect(after.helper == t2.id && after.technician == byTime[0].technician)
        #expect(after.planned.start == byTime[0].planned.start + .minutes(30))
    }

    @Test(
        "who has not set out yet is free so much later; with nothing left of the day there is nothing to be late for"
    )
    func setsOutLate() throws {
        guard case .away(let absence) = try late(40).0 else { throw StorageFault.busy }
        #expect(absence.window == Window(start: test.now, end: byTime[0].planned.start + .minutes(40)))
        let t2 = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t2" })
        #expect(throws: VisitFault.nothingAhead) {
            try test.desk.read { try $0.delay(of: t2.id, minutes: 40, reason: "", at: test.now) }
        }
    }

    @Test("who was late and is planned anew since is told of by the new plan, not by what was awaited before")
    func plannedSince() throws {
        let (first, second) = (byTime[0], byTime[1])
        _ = try test.as("wang") { try $0.take("arrive", on: first.id) }
        pass(second.promised.end - test.now - .minutes(1))
        _ = try test.desk.sweep(at: test.now)
        let calls = try test.desk.read { try $0.calls.of(second.caseID) }
        let call = try #require(calls.first { $0.reason == CallWish.visitLate }).id
        let start = test.now + .hours(3)
        _ = try test.as("wang") { work in
            var visit = try work.reading.visit(second.id)
            visit.planned = Window(start: start, end: start + .hours(1))
            _ = try work.visits.update(visit)
            try work.record(Subject(visit.id), "visit.replanned", ["plannedStart": .instant(start)])
        }
        let sheet = try test.desk.read { try $0.sheet(call, by: .desk, at: test.now) }
        #expect(sheet.newTime == .about(start))
    }

    @Test("timers notice who runs late: the customer is queued to be warned, dispatchers are told, each once")
    func noticed() throws {
        let (first, second) = (byTime[0], byTime[1])
        _ = try test.as("wang") { try $0.take("arrive", on: first.id) }
        #expect(try test.desk.sweep(at: test.now).late == 0)
        pass(second.promised.end - test.now - .minutes(1))
        #expect(try test.desk.sweep(at: test.now).late >= 1)
        let calls = try test.desk.read { try $0.calls.of(second.caseID) }.filter { $0.reason == "visit late" }
        #expect(calls.map(\.visit) == [second.id] && calls.allSatisfy { $0.barred.isEmpty })
        let events = try test.desk.read { try $0.journal.of(Subject(second.id)) }.map(\.event)
        #expect(events.suffix(2) == ["visit.late", "visit.escalated"])
        // What is told is the new time, and once it went by, that it is not known.
        let call = try #require(calls.first).id
        let sheets = try test.desk.read { reading in
            try [test.now, test.now + .hours(9)].map { try reading.sheet(call, by: .desk, at: $0) }
        }
        guard case .about(let expected)? = sheets[0].newTime else { throw StorageFault.busy }
        #expect(expected >= second.promised.end && sheets[1].newTime == .unknown)
        let told = try test.desk.database.read {
            try NoticeStore($0).unseen(roles: ["dispatcher"], staff: StaffID(0), limit: 99)
        }
        #expect(told.contains { $0.kind == .late && $0.subject == Subject(second.id) })
        pass(.minutes(2))
        #expect(try test.desk.sweep(at: test.now).late == 0)
    }

    @Test("where nobody records what they do, nobody is warned")
    func unrecorded() throws {
        pass(byTime[2].promised.end - test.now + .minutes(30))
        #expect(try test.desk.sweep(at: test.now).late == 0)
    }

    @Test("whoever left the desk since the plan was made gets no visit")
    func left() throws {
        let (_, proposal, _) = try fallOut()
        let change = try #require(proposal.changes.first { $0.after.technician != nil })
        let back = VisitChange(visit: change.visit, before: change.before, after: change.after)
        let third = try #require(change.after.technician)
        _ = try test.as("admin") { work in
            var person = try #require(try work.reading.people().first { $0.id == third })
            person.active = false
            _ = try work.editStaff(person)
        }
        try test.desk.database.write { db in
            var visit = try #require(try VisitStore(db).find(change.visit))
            visit.technician = nil
            _ = try VisitStore(db).update(visit)
        }
        #expect(throws: DeskFault.unknown(third.description)) {
            try test.as("wang") { try $0.carryOut([back]) }
        }
    }
}
