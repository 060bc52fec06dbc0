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

    init() throws {
        test = try TemporaryDesk()
        visits = try test.threeVisits()
    }

    private func book(freeze: Instant? = nil) throws -> DayBook {
        try test.desk.read {
            try $0.dayBook(test.desk.rules.localDay(test.now), at: test.now, freeze: freeze)
        }
    }

    private func pass(_ span: Span) { test.now = test.now + span }

    private var byTime: [Visit] { visits.sorted { $0.planned.start < $1.planned.start } }

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

    @Test("a week is what its days are, each read by itself")
    func week() throws {
        let first = test.desk.rules.localDay(test.now) - 1
        var wish = VisitWish(caseID: visits[0].caseID)
        wish.from = test.desk.rules.span(of: first + 3, days: 1).start
        _ = try test.as("wang") {
            try $0.book(wish, slot: #require($0.reading.slots(wish, at: $0.now).first))
        }
        let week = try test.desk.read { try $0.dispatchWeek(from: first, by: .desk, at: test.now) }
        let days = try test.desk.read { reading in
            try week.days.map { DayPlan(try reading.dayBook($0, at: test.now).day) }
        }
        #expect(days.map { $0.stops.count }.filter { $0 > 0 }.count == 2)
        #expect(week.unplaced == days.map(\.unassigned.count))
        for row in week.rows {
            let routes = days.map { $0.routes[row.technician] }
            #expect(row.cells.map(\.visits) == routes.map { $0?.stops.count ?? 0 })
            #expect(row.cells.map(\.work) == routes.map { Int(($0?.work ?? 0) / 60_000) })
        }
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
            } catch DeskFault.planRefused { return true }
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

    @Test("what follows a visit, or waits for parts, is not planned before")
    func notBefore() throws {
        let (first, second) = (byTime[0], byTime[1])
        try test.desk.database.write { db in
            var follower = try #require(try VisitStore(db).find(second.id))
            follower.parent = first.id
            _ = try VisitStore(db).update(follower)
        }
        #expect(try book().day.visit[second.id]?.follows == first.id)
        let late = try plan { $0.shift(first.id, by: second.planned.start - first.planned.start) }
        let refusal = #expect(throws: DeskFault.self) { try test.as("wang") { try $0.carryOut(late) } }
        guard case .planRefused(let reasons)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(reasons.contains(DayRoute.Fault.tooEarly.phrase(of: second.id)))
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

extension TemporaryDesk {
    /// Three visits today, of one technician who can do them.
    func threeVisits() throws -> [Visit] {
        try (0..<3).map { number in
            let c = try number == 0 ? logRepair() : logRepair(for: customer().id)
            return try self.as("wang") { work in
                var wish = VisitWish(caseID: c.id)
                wish.days = 1
                let slots = try work.reading.slots(wish, at: work.now, limit: 40)
                return try work.book(wish, slot: slots[0])
            }
        }
    }
}
