import DeskTesting
import Dispatching
import Foundation
import Model
import Quality
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What is read of days and visits within a reach", .onEachDatabase)
struct ReachOfDaysTests {
    private let zones: TwoZones
    private let test: TemporaryDesk

    init() throws {
        zones = try TwoZones()
        test = zones.test
    }

    @Test("the board has technicians of the zone; what they do elsewhere is time that is taken, and stays")
    func board() throws {
        let (own, taken) = (
            try zones.book(zones.near.id, with: zones.t1), try zones.book(zones.far.id, with: zones.t1)
        )
        let hidden = try zones.book(TwoZones.log("徐汇", "+8613800140003", at: test).id, with: zones.t2)
        for visit in [own, taken, hidden] {
            let date = zones.day(of: visit)
            let bounded = try zones.read(as: "clerk") { try $0.dayBook(date, by: $1, at: test.now) }
            let whole = try zones.read(as: "wang") { try $0.dayBook(date, by: $1, at: test.now) }
            let (seen, everybody) = (bounded.day.technicians.map(\.id), whole.day.technicians.map(\.id))
            #expect(seen == [zones.t1])
            #expect(Set(everybody) == Set([zones.t1, zones.t2]))
            #expect(whole.about[visit.id]?.caseID == visit.caseID)
            #expect((bounded.day.visit[visit.id] == nil) == (visit.id == hidden.id))
            #expect(bounded.isConcealed(visit.id) == (visit.id != own.id))
        }
        let book = try zones.read(as: "clerk") { try $0.dayBook(zones.day(of: taken), by: $1, at: test.now) }
        let shown = try #require(book.day.visit[taken.id])
        #expect(shown.isFixed && shown.task.skill.isEmpty && shown.task.product.isEmpty)
        #expect(shown.booked.planned == taken.planned)
    }

    @Test("what nobody has is in the tray of those who may read its case")
    func tray() throws {
        let booked = try [zones.near.id, zones.far.id].map { try zones.book($0, with: zones.t1).id }
        for id in booked {
            let visit = try test.desk.read { try $0.visit(id) }
            let before = Assignment(technician: zones.t1, planned: visit.planned)
            let change = VisitChange(
                visit: visit.id, before: before, after: Assignment(technician: nil, planned: visit.planned))
            try test.as("wang") { try $0.carryOut([change]) }
            let date = zones.day(of: visit)
            let bounded = try zones.read(as: "clerk") { try $0.dayBook(date, by: $1, at: test.now) }
            let whole = try zones.read(as: "wang") { try $0.dayBook(date, by: $1, at: test.now) }
            #expect((bounded.day.visit[visit.id] != nil) == (visit.caseID == zones.near.id))
            #expect(whole.day.visit[visit.id] != nil)
        }
    }

    @Test("a week has the rows that the board has")
    func week() throws {
        let first = test.desk.rules.localDay(test.now)
        let seen = try zones.read(as: "clerk") { reading, actor in
            try reading.dispatchWeek(from: first, by: actor, at: test.now).rows.map(\.technician)
        }
        let everybody = try zones.read(as: "wang") { reading, actor in
            try reading.dispatchWeek(from: first, by: actor, at: test.now).rows.map(\.technician)
        }
        #expect(seen == [zones.t1])
        #expect(Set(everybody) == Set([zones.t1, zones.t2]))
    }

    @Test("whoever may not read a visit may not plan it otherwise, lock it, or repair the day of everybody")
    func planning() throws {
        let taken = try zones.book(zones.far.id, with: zones.t1)
        let later = Window(start: taken.planned.start + .minutes(5), end: taken.planned.end + .minutes(5))
        let change = VisitChange(
            visit: taken.id, before: Assignment(technician: zones.t1, planned: taken.planned),
            after: Assignment(technician: zones.t1, planned: later))
        let absence = Absence(staff: zones.t1, window: taken.planned, reason: "病假")
        let ways: [(Work) throws -> Void] = [
            { try $0.carryOut([change]) }, { try $0.lock(taken.id, true) },
            { _ = try $0.disrupt(.away(absence), []) },
        ]
        for way in ways {
            let refusal = #expect(throws: DeskFault.self) { try test.as("clerk", way) }
            guard case .outOfReach(_, _, "read", _, _)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                continue
            }
        }
        let locked = try test.as("wang") { try $0.lock(taken.id, true) }
        #expect(locked.isLocked)
    }

    @Test("a visit is given to technicians of the zone alone, by whatever way")
    func giving() throws {
        let own = try zones.book(zones.near.id, with: zones.t1)
        let change = VisitChange(
            visit: own.id, before: Assignment(technician: zones.t1, planned: own.planned),
            after: Assignment(technician: zones.t2, planned: own.planned))
        let ways: [(Work) throws -> Void] = [
            { _ = try $0.assign(own.id, to: zones.t2) }, { try $0.carryOut([change]) },
        ]
        for way in ways {
            let refusal = #expect(throws: DeskFault.self) { try test.as("clerk", way) }
            guard case .outOfReach("吴师傅", "clerk", "read", _, _)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                continue
            }
        }
    }

    @Test("slots are offered of technicians of the zone, and only theirs can be booked")
    func slots() throws {
        let taken = try zones.book(zones.far.id, with: zones.t1)
        // Its address names no zone, so that both technicians go there.
        let open = try TwoZones.log("浦东", "+8613800140004", isInZone: false, at: test)
        var wish = VisitWish(caseID: open.id)
        func offered(to login: String) throws -> [Slot] {
            try zones.read(as: login) { reading, actor in
                try reading.slots(wish, by: actor, at: test.now, limit: 999, each: .windowAndTechnician)
            }
        }
        let (bounded, whole) = (try offered(to: "clerk"), try offered(to: "wang"))
        #expect(Set(bounded.map(\.technician)) == Set([zones.t1]))
        #expect(Set(whole.map(\.technician)) == Set([zones.t1, zones.t2]))
        let days = try ["clerk", "wang"].map { login in
            try zones.read(as: login) { try $0.technicianDays(of: bounded, by: $1) }.flatMap(\.stops)
        }
        let stops = days.map { $0.filter { $0.visit == taken.id } }
        #expect(!stops[0].isEmpty && stops[0].allSatisfy { $0.about == nil })
        #expect(stops[0].count == stops[1].count && stops[1].allSatisfy { $0.about?.customer == "徐汇" })

        let other = try #require(whole.first { $0.technician == zones.t2 })
        let refusal = #expect(throws: DeskFault.self) {
            try test.as("clerk") { try $0.book(wish, slot: other) }
        }
        guard case .outOfReach("吴师傅", "clerk", "read", _, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        wish.technician = zones.t2
        let none = #expect(throws: DeskFault.self) { try offered(to: "clerk") }
        guard case .noSlot(let reasons, _)? = none else {
            Issue.record("\(String(describing: none))")
            return
        }
        #expect(reasons.map(\.key).contains("desk.slotsWithinReach"))
    }

    @Test("a technician's day is read by who may read all of it")
    func sheets() throws {
        let taken = try zones.book(zones.far.id, with: zones.t1)
        func isRefused(_ technician: StaffID, on visit: Visit, to login: String) throws -> Bool {
            try zones.isOutOfReach(as: login) { reading, actor in
                _ = try reading.visitSheet(of: technician, on: zones.day(of: visit), by: actor)
            }
        }
        let refused = (
            try isRefused(zones.t1, on: taken, to: "clerk"), try isRefused(zones.t2, on: taken, to: "clerk")
        )
        #expect(refused == (true, true))
        for (technician, login) in [(zones.t2, "other"), (zones.t1, "t1"), (zones.t1, "wang")] {
            let isRefused = try isRefused(technician, on: taken, to: login)
            #expect(!isRefused, "\(login)")
        }
        let isCalendarRefused = try zones.isOutOfReach(as: "clerk") { reading, actor in
            _ = try reading.visitCalendar(of: zones.t1, by: actor, at: test.now)
        }
        #expect(isCalendarRefused)
    }
}
