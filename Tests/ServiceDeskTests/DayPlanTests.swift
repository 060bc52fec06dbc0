import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("A day's plan and the records", .onEachDatabase)
struct DayPlanTests {
    let test: TemporaryDesk
    let visits: [Visit]

    /// Three visits today, of one technician who can do them.
    init() throws {
        test = try TemporaryDesk()
        let test = test
        visits = try (0..<3).map { number in
            let c = try number == 0 ? test.logRepair() : test.logRepair(for: test.customer().id)
            return try test.as("wang") { work in
                var wish = VisitWish(caseID: c.id)
                wish.days = 1
                let slots = try work.reading.slots(wish, at: work.now, limit: 40)
                return try work.book(wish, slot: slots[0])
            }
        }
    }

    private func book(freeze: Instant? = nil) throws -> DayBook {
        try test.desk.read {
            try $0.dayBook(test.desk.rules.localDay(test.now), at: test.now, freeze: freeze)
        }
    }

    private func plan(_ body: (inout DayPlan) -> Void) throws -> [VisitChange] {
        var plan = DayPlan(try book().day)
        body(&plan)
        return plan.changes
    }

    private func later(_ minutes: Int) throws -> [VisitChange] {
        let last = try #require(visits.max { $0.planned.start < $1.planned.start })
        return try plan { $0.shift(last.id, by: .minutes(minutes)) }
    }

    @Test("a day is read with what each visit is for, and as booked nothing is wrong with it")
    func read() throws {
        let book = try book()
        #expect(Set(book.day.visits.map(\.id)) == Set(visits.map(\.id)))
        #expect(book.about[visits[0].id]?.caseID == visits[0].caseID)
        #expect(DayPlan(book.day).stops.allSatisfy { $0.faults.isEmpty })
        let other = try test.desk.read {
            try $0.dayBook(test.desk.rules.localDay(test.now) + 1, at: test.now)
        }
        #expect(other.day.visits.isEmpty)
    }

    @Test("changes are carried out with who did it; what was promised stays")
    func carriedOut() throws {
        let changes = try later(10)
        try test.as("wang") { try $0.carryOut(changes) }
        let after = try test.desk.read { try $0.visit(changes[0].visit) }
        #expect(after.planned == changes[0].after.planned)
        #expect(visits.contains { $0.id == after.id && $0.promised == after.promised })
        let last = try test.desk.read { try $0.journal.of(Subject(after.id)).last }
        #expect(last?.event == "visit.replanned")
    }

    @Test("one visit changed meanwhile refuses all, by name, and writes nothing")
    func outdated() throws {
        let changes = try plan { plan in for visit in visits { plan.shift(visit.id, by: .minutes(5)) } }
        _ = try test.as("wang") { try $0.lock(visits[1].id, true) }
        #expect(throws: DeskFault.planOutdated([visits[1].id])) {
            try test.as("wang") { try $0.carryOut(changes) }
        }
        let now = try test.desk.read { try $0.visit(visits[0].id) }
        #expect(now.planned == visits[0].planned)
    }

    @Test("what would overlap, leave the window or the shift, or go to who lacks the skill is refused")
    func wrong() throws {
        let refused = { (changes: [VisitChange]) in
            do {
                try test.as("wang") { try $0.carryOut(changes) }
                return false
            } catch DeskFault.slotRefused { return true }
        }
        #expect(try refused(later(600)))
        let first = visits.sorted { $0.planned.start < $1.planned.start }
        #expect(
            try refused(plan { $0.shift(first[1].id, by: first[0].planned.start - first[1].planned.start) }))
        let unskilled = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t2" })
        var change = try later(5)[0]
        change.after.technician = unskilled.id
        #expect(try refused([change]))
    }

    @Test("what nobody has is not given where it does not fit")
    func fromNobody() throws {
        let taken = try plan { $0.take(visits[0].id) }
        try test.as("wang") { try $0.carryOut(taken) }
        #expect(try test.desk.read { try $0.visit(visits[0].id).technician } == nil)
        let onto = try plan { plan in
            plan.assign(
                visits[0].id, Assignment(technician: visits[1].technician, planned: visits[1].planned))
        }
        #expect(throws: DeskFault.self) { try test.as("wang") { try $0.carryOut(onto) } }
        let back = try plan { $0.give(visits[0].id, to: visits[1].technician!) }
        try test.as("wang") { try $0.carryOut(back) }
        #expect(try test.desk.read { try $0.visit(visits[0].id).technician } == visits[1].technician)
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

    // MARK: Running late

    private func pass(_ span: Span) { test.now = test.now + span }

    private var byTime: [Visit] { visits.sorted { $0.planned.start < $1.planned.start } }

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
        #expect(Repair.isNeeded(book))
        let booked = Repair(book, DayPlan(book.day))
        #expect(booked.told.contains(second.id) && !booked.told.contains(first.id))
        let done = try test.as("wang") { try $0.disrupt(delay, []) }
        #expect(Set(done.calls.compactMap(\.visit)) == Set(booked.told))
        let after = try test.desk.read { try $0.visit(first.id) }
        #expect(after.planned == Window(start: first.planned.start, end: first.planned.end + .minutes(300)))
        // Told once.
        let again = try test.as("wang") { try $0.disrupt(.late(first.id, minutes: 5), []) }
        #expect(again.calls.isEmpty)
    }

    @Test(
        "who has not set out yet does so later; with nothing left of the day there is nothing to be late for")
    func setsOutLate() throws {
        let t1 = try #require(visits[0].technician)
        guard
            case .away(let absence) = try test.desk.read({
                try $0.delay(of: t1, minutes: 40, reason: "堵车", at: test.now)
            })
        else { throw StorageFault.busy }
        #expect(
            absence.window.end > test.now + .minutes(39)
                && absence.window.end < byTime[0].planned.start + .minutes(40))
        let t2 = try #require(try test.desk.read { try $0.people() }.first { $0.login == "t2" })
        #expect(throws: VisitFault.nothingAhead) {
            try test.desk.read { try $0.delay(of: t2.id, minutes: 40, reason: "", at: test.now) }
        }
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
        #expect(try test.desk.read { try $0.journal.of(Subject(second.id)).last?.event } == "visit.late")
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

    @Test("what would begin before now, or leaves its window without anybody, is refused")
    func past() throws {
        let changes = try plan {
            $0.assign(
                visits[0].id,
                Assignment(
                    technician: nil,
                    planned: Window(
                        start: visits[0].promised.end, end: visits[0].promised.end + .minutes(30))))
        }
        #expect(throws: DeskFault.self) { try test.as("wang") { try $0.carryOut(changes) } }
        let last = byTime[2]
        let early = try plan { $0.shift(last.id, by: last.promised.start - last.planned.start) }
        pass(last.promised.start - test.now + .minutes(30))
        if !early.isEmpty {
            #expect(throws: DeskFault.self) { try test.as("wang") { try $0.carryOut(early) } }
        }
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

    // MARK: Emergencies, and what must follow

    @Test("an emergency is there in time; who makes way is told, and the price is what the day costs more")
    func emergency() throws {
        let c = try test.logRepair(for: test.customer().id)
        let emergency = try test.desk.read { try $0.emergency(c.id, within: 120, at: test.now) }
        let plan = emergency.book.repaired(RoutingOptions(budget: .iterations(500)))
        let found = EmergencyPlan(emergency, plan)
        #expect(found.assignment != nil && found.price.minor > 0)
        let (visit, calls) = try test.as("wang") { try $0.bookEmergency(emergency, plan.changes) }
        #expect(
            visit.technician == found.assignment?.technician && visit.planned == found.assignment?.planned)
        #expect(visit.promised == emergency.promised && visit.planned.start < emergency.promised.end)
        #expect(Set(calls.compactMap(\.visit)) == Set(found.told))
        for id in visits.map(\.id) where !found.told.contains(id) {
            let now = try test.desk.read { try $0.visit(id) }
            #expect(now.promised.holds(arrival: now.planned.start))
        }
        // Twice is refused: the others are not as they were, or the time is taken.
        #expect(throws: DeskFault.self) {
            try test.as("wang") { try $0.bookEmergency(emergency, plan.changes) }
        }
        #expect(try test.desk.read { try $0.visits.of(c.id).count } == 1)
    }

    @Test("where nobody can be there, it is said, and nothing is written")
    func emergencyWithoutAnybody() throws {
        let c = try test.logRepair(for: test.customer().id)
        let emergency = try test.desk.read { try $0.emergency(c.id, within: 15, at: test.now) }
        let plan = DayPlan(emergency.book.day)
        #expect(EmergencyPlan(emergency, plan).assignment == nil)
        #expect(throws: DeskFault.self) {
            try test.as("wang") { try $0.bookEmergency(emergency, plan.changes) }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "visit.plan")) {
            try test.as("li") { try $0.bookEmergency(emergency, plan.changes) }
        }
        #expect(try test.desk.read { try $0.visits.of(c.id).isEmpty })
    }

    @Test(
        "no access, parts and a revisit ask for another visit: by the same technician, after the parts; whoever made the visit may book it",
        arguments: ["no-access", "need-parts", "revisit"])
    func owed(step: String) throws {
        let visit = byTime[0]
        let t1 = try #require(visit.technician)
        _ = try test.as("t1") { try $0.take("arrive", on: visit.id) }
        #expect(try test.desk.read { try $0.owed(by: visit.caseID) } == nil)
        let due = test.now + .days(2)
        let given: [String: FieldValue] =
            switch step {
            case "no-access": ["noAccessCause": .text("customer")]
            case "need-parts": ["partsNeeded": .text("压缩机"), "partsDue": .instant(due)]
            default: ["revisitCause": .text("time")]
            }
        let after = try test.as("t1") { try $0.take(step, on: visit.id, given: given) }
        #expect(try test.as("t1") { try $0.mayBookNext(after: after) })
        let owed = try #require(try test.desk.read { try $0.owed(by: visit.caseID) })
        #expect(owed.parent.id == visit.id)
        let slots = try test.desk.read { try $0.slots(owed.wish, at: test.now) }
        #expect(slots[0].technician == t1 && slots[0].isPreferred)
        if step == "need-parts" { #expect(slots.allSatisfy { $0.planned.start >= due }) }
        #expect(throws: DeskFault.notAllowed(login: "t2", right: "visit.book")) {
            try test.as("t2") { try $0.book(owed.wish, slot: slots[0]) }
        }
        let next = try test.as("t1") { try $0.book(owed.wish, slot: slots[0]) }
        #expect(next.parent == visit.id)
        #expect(try test.desk.read { try $0.owed(by: visit.caseID) } == nil, "it is booked")
        // Any other visit takes the right to book.
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "visit.book")) {
            try test.as("t1") { try $0.book(VisitWish(caseID: visit.caseID), slot: slots[1]) }
        }
    }

    @Test("where another skill is needed the same technician is not preferred")
    func anotherSkill() throws {
        let visit = byTime[0]
        _ = try test.as("t1") { work in
            try work.take("arrive", on: visit.id)
            try work.take("revisit", on: visit.id, given: ["revisitCause": .text("skill")])
        }
        let owed = try #require(try test.desk.read { try $0.owed(by: visit.caseID) })
        #expect(try test.desk.read { try $0.slots(owed.wish, at: test.now) }.allSatisfy { !$0.isPreferred })
    }

    @Test("what follows a visit, or waits for parts, is not planned before")
    func notBefore() throws {
        let (first, second) = (byTime[0], byTime[1])
        try test.desk.database.write { db in
            var follower = try #require(try VisitStore(db).find(second.id))
            follower.parent = first.id
            _ = try VisitStore(db).update(follower)
        }
        #expect(try book().day.visit[second.id]?.task.earliest == first.planned.end)
    }

    @Test("two who apply at once never both change the same visit")
    func twoAtOnce() throws {
        let (one, two) = (try later(5), try later(15))
        try test.as("wang") { try $0.carryOut(one) }
        #expect(throws: DeskFault.planOutdated([two[0].visit])) {
            try test.as("chen") { try $0.carryOut(two) }
        }
    }

    @Test("who may not plan visits changes nothing")
    func mayNot() throws {
        let changes = try later(5)
        #expect(throws: DeskFault.notAllowed(login: "li", right: "visit.plan")) {
            try test.as("li") { try $0.carryOut(changes) }
        }
    }

    @Test("what is frozen, dispatched or locked is fixed in the plan")
    func fixed() throws {
        let all = visits.map(\.planned.end).max() ?? test.now
        #expect(try book(freeze: all).day.visits.allSatisfy(\.isFixed))
        #expect(try book().day.visits.allSatisfy { !$0.isFixed })
        _ = try test.as("wang") { try $0.lock(visits[0].id, true) }
        _ = try test.as("wang") { try $0.take("dispatch", on: visits[1].id) }
        let fixed = try book().day.visits.filter(\.isFixed).map(\.id)
        #expect(Set(fixed) == [visits[0].id, visits[1].id])
    }

    @Test("whom a customer refuses, since before a merge, is not given their visit")
    func refusal() throws {
        let customer = try test.desk.read { try $0.serviceCase(visits[0].caseID).customer }
        let t1 = try #require(visits[0].technician)
        _ = try test.as("wang") { try $0.refuse(t1, by: customer, true, reason: "态度") }
        let found = try book().day.visits.first { $0.id == visits[0].id }
        #expect(found?.task.excluded == [t1])
    }
}
