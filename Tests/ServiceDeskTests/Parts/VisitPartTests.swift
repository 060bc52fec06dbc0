import DeskTesting
import Dispatching
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What visits need", .onEachDatabase)
struct VisitPartTests {
    let test: TemporaryDesk
    let t1: StaffID
    let main = StockPlace.depot("main")
    let part = "ac-capacitor"

    init() throws {
        test = try TemporaryDesk()
        t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") }).id
    }

    var vehicle: StockPlace { .vehicle(t1) }

    func receive(_ count: Int, at place: StockPlace) throws {
        try test.as("wang") { _ = try $0.receive(part, count, at: place) }
    }

    func level(_ place: StockPlace) throws -> [Int] {
        let level = try test.desk.read { try $0.stock.level(part, at: place) }
        return [level?.onHand ?? 0, level?.held ?? 0]
    }

    func wish(_ c: ServiceCase, _ count: Int = 1) -> VisitWish {
        var wish = VisitWish(caseID: c.id)
        wish.parts = [part: count]
        return wish
    }

    func firstSlot(_ wish: VisitWish) throws -> Slot {
        try #require(
            try test.desk.read { try $0.slots(wish, at: test.now, limit: 500) }.min {
                $0.planned.start < $1.planned.start
            })
    }

    func day(_ slot: Slot) -> Day { test.desk.rules.localDay(slot.planned.start) }

    private func anotherTechnician() throws -> StaffID {
        try test.as("admin") { work in
            var t2 = try #require(try work.reading.staff.find(login: "t2"))
            t2.skills.append("air-conditioner")
            try work.editStaff(t2)
            return t2.id
        }
    }

    private func arrived(_ visit: Visit) throws {
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
        }
    }

    private func finish(_ visit: Visit, _ parts: String) throws {
        try test.as("t1") {
            _ = try $0.take(
                "finish", on: visit.id,
                given: ["result": .text("fixed"), "action": .text("更换"), "parts": .text(parts)])
        }
    }

    @Test(
        "whoever falls out leaves the parts in their vehicle to who waits for them; an emergency takes them from who comes"
    )
    func changingHands() throws {
        try receive(1, at: vehicle)
        let slot = try firstSlot(wish(try test.logRepair()))
        #expect(slot.technician == t1)
        let first = try test.as("wang") { work in
            let c = try work.reading.cases.find(CaseID(1))
            return try work.book(self.wish(#require(c)), slot: slot)
        }
        #expect(try level(vehicle) == [1, 1])
        let absence = Absence(
            staff: t1, window: Window(start: slot.planned.start, end: slot.promised.end), reason: "病假")
        let done = try test.as("wang") { try $0.disrupt(.away(absence), []) }
        #expect(done.repair.left == [first.id])
        #expect(try level(vehicle) == [1, 0], "free again")
        #expect(try test.problems().isEmpty)
    }

    @Test("a part that is nowhere: no slot, saying that it is the part, and what would be free with it")
    func nowhere() throws {
        let c = try test.logRepair()
        do {
            _ = try firstSlot(wish(c))
            Issue.record("offered without the part")
        } catch DeskFault.noSlot(let reasons, let ways) {
            #expect(reasons.contains { $0.key == "slot.none.part" && $0.facts["part"] == .text(part) })
            #expect(ways.contains { $0.key == "slot.free.withPart" })
        }
        #expect(throws: PartFault.self) {
            try test.desk.read { reading in
                var wish = wish(c)
                wish.parts = ["ac-nothing": 1]
                _ = try reading.slots(wish, at: test.now)
            }
        }
    }

    @Test(
        "from the vehicle today; from a depot once it is fetched before setting out; on order the day after it comes"
    )
    func when() throws {
        let c = try test.logRepair()
        let today = test.desk.rules.localDay(test.now)
        try test.as("wang") {
            _ = try $0.order(StockOrder(part: part, place: main, quantity: 5, expected: today + 2))
        }
        #expect(try day(firstSlot(wish(c))) == today + 3)
        try receive(1, at: main)
        #expect(try day(firstSlot(wish(c))) == today + 1)
        #expect(try day(firstSlot(wish(c, 2))) == today + 3)
        try receive(1, at: vehicle)
        #expect(try day(firstSlot(wish(c))) == today)
        #expect(try day(firstSlot(wish(c, 2))) == today + 1)
    }

    @Test("where it comes only after the days asked for, the reason says when, and the later day is offered")
    func later() throws {
        let c = try test.logRepair()
        let today = test.desk.rules.localDay(test.now)
        try test.as("wang") {
            _ = try $0.order(StockOrder(part: part, place: main, quantity: 5, expected: today + 9))
        }
        do {
            _ = try firstSlot(wish(c))
            Issue.record("offered before the part is there")
        } catch DeskFault.noSlot(let reasons, let ways) {
            let due = test.desk.rules.span(of: today + 10, days: 1).start
            #expect(
                reasons.contains { $0.key == "slot.none.partLater" && $0.facts["at"] == .instant(due) })
            #expect(ways.contains { $0.key == "slot.free.laterDays" })
        }
    }

    @Test("booking reserves; what is spoken for is offered to nobody else; cancelling sets it free")
    func booking() throws {
        try receive(1, at: vehicle)
        let (a, b) = try (test.logRepair(), test.logRepair(for: test.customer().id))
        let slot = try firstSlot(wish(a))
        let other = try firstSlot(wish(b))
        let visit = try test.as("wang") { try $0.book(wish(a), slot: slot) }
        #expect(try level(vehicle) == [1, 1])
        #expect(throws: DeskFault.self) { try firstSlot(wish(b)) }
        #expect(throws: DeskFault.self) { try test.as("wang") { _ = try $0.book(wish(b), slot: other) } }
        try test.as("wang") {
            _ = try $0.take("cancel", on: visit.id, given: ["cancelReason": .text("customer")])
        }
        #expect(try level(vehicle) == [1, 0])
        #expect(try firstSlot(wish(b)).technician == t1)
        #expect(try test.problems() == [])
    }

    @Test(
        "one that waits for an order gets what comes in, before anybody else; the order is offered only once")
    func waits() throws {
        let (a, b) = try (test.logRepair(), test.logRepair(for: test.customer().id))
        let today = test.desk.rules.localDay(test.now)
        let order = try test.as("wang") {
            try $0.order(StockOrder(part: part, place: main, quantity: 1, expected: today + 1))
        }
        let visit = try test.as("wang") { try $0.book(wish(a), slot: firstSlot(wish(a))) }
        #expect(try test.desk.read { try $0.stock.parts(of: visit.id) }.map(\.missing) == [1])
        #expect(throws: DeskFault.self) { try firstSlot(wish(b)) }
        let served = try test.as("wang") { try $0.receive(order: order.id) }
        #expect(served == [visit.id])
        #expect(try level(main) == [1, 1])
        #expect(try test.problems() == [])
    }

    @Test(
        "setting out takes what the depot holds along; finishing uses what is named by code, and frees the rest"
    )
    func uses() throws {
        try receive(3, at: main)
        let visit = try test.bookVisit(for: test.logRepair().id)
        try test.as("wang") { try $0.reserve([part: 2], for: visit.id) }
        #expect(try level(main) == [3, 2])
        try arrived(visit)
        #expect(try level(main) == [1, 0] && level(vehicle) == [2, 2])
        try finish(visit, "ac-capacitor; 铜管 1 米")
        #expect(try level(vehicle) == [1, 0])
        let after = try test.desk.read { try ($0.stock.parts(of: visit.id), $0.visit(visit.id)) }
        #expect(after.0.map(\.used) == [1] && after.1.fields["parts"] == .text("ac-capacitor; 铜管 1 米"))
        #expect(throws: StepRefusal.self) { try finish(visit, "ac-capacitor") }
        #expect(try level(vehicle) == [1, 0])
        #expect(try test.problems() == [])
        // It was still in the box.
        try test.as("wang") { try $0.giveBack(part, 1, of: visit.id, to: main) }
        #expect(try level(main) == [2, 0])
        #expect(throws: PartFault.notOfVisit(part: part, visit.id)) {
            try test.as("wang") { try $0.giveBack(part, 1, of: visit.id, to: main) }
        }
        #expect(try test.problems() == [])
    }

    @Test(
        "what was not reserved comes from the vehicle; what is not there, or no part, is refused and nothing is finished"
    )
    func notThere() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        try arrived(visit)
        #expect(throws: PartFault.notEnough(part: part, place: "t1", wanted: 2, free: 0, held: 0)) {
            try finish(visit, "ac-capacitor x2")
        }
        #expect(throws: PartFault.self) { try finish(visit, "ac-capacitr") }
        #expect(throws: PartFault.badQuantity(0)) { try finish(visit, "ac-capacitor x0") }
        #expect(try test.desk.read { try $0.visit(visit.id).state } == "on-site")
        try receive(2, at: vehicle)
        try finish(visit, "ac-capacitor ×2")
        #expect(try level(vehicle) == [0, 0])
        #expect(try test.problems() == [])
    }

    @Test(
        "reserving what is not there is refused with what is and when more comes; or noted, to be reserved then"
    )
    func reserve() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        try receive(1, at: main)
        #expect(throws: PartFault.notThere(part: part, wanted: 2, free: 1, expected: nil)) {
            try test.as("wang") { try $0.reserve([part: 2], for: visit.id) }
        }
        #expect(try level(main) == [1, 0])
        try test.as("wang") { try $0.reserve([part: 2], for: visit.id, mayWait: true) }
        #expect(try level(main) == [1, 1])
        try receive(5, at: main)
        #expect(try level(main) == [6, 2])
        #expect(throws: PartFault.stillHeld(part: part, place: "main", held: 2)) {
            try test.as("wang") { try $0.count(part, 1, at: main) }
        }
        try test.as("wang") { try $0.unreserve(part, 1, of: visit.id) }
        #expect(try level(main) == [6, 1])
        try test.as("wang") { try $0.unreserve(part, of: visit.id) }
        #expect(throws: PartFault.notOfVisit(part: part, visit.id)) {
            try test.as("wang") { try $0.unreserve(part, of: visit.id) }
        }
        #expect(try level(main) == [6, 0])
        #expect(try test.problems() == [])
    }

    @Test("given to somebody else, a visit lets go of the first one's vehicle and takes from the depot")
    func given() throws {
        let t2 = try anotherTechnician()
        try receive(1, at: vehicle)
        var wish = wish(try test.logRepair())
        (wish.technician, wish.from) = (t1, test.now + .days(1))
        let visit = try test.as("wang") { try $0.book(wish, slot: firstSlot(wish)) }
        #expect(try level(vehicle) == [1, 1])
        #expect(throws: DeskFault.self) { _ = try test.as("wang") { try $0.assign(visit.id, to: t2) } }
        try receive(1, at: main)
        _ = try test.as("wang") { try $0.assign(visit.id, to: t2) }
        #expect(try level(vehicle) == [1, 0] && level(main) == [1, 1])
        #expect(try test.problems() == [])
    }

    @Test("a visit that ended for want of parts tells the next one what to bring; words stay words")
    func next() throws {
        try receive(1, at: main)
        let visit = try test.bookVisit(for: test.logRepair().id)
        try arrived(visit)
        #expect(throws: PartFault.self) {
            try test.as("t1") {
                _ = try $0.take("need-parts", on: visit.id, given: ["partsNeeded": .text("ac-nothing")])
            }
        }
        try test.as("t1") {
            _ = try $0.take(
                "need-parts", on: visit.id, given: ["partsNeeded": .text("ac-capacitor；说明书上的那个垫片")])
        }
        var wish = VisitWish(caseID: visit.caseID)
        wish.parent = visit.id
        let slot = try firstSlot(wish)
        #expect(day(slot) == test.desk.rules.localDay(test.now) + 1)
        let again = try test.as("wang") { try $0.book(wish, slot: slot) }
        #expect(try test.desk.read { try $0.stock.parts(of: again.id) }.map(\.held) == [1])
        #expect(try test.problems() == [])
    }

    @Test(
        "reports keep parts by their codes, however they were written; when one is told to come counts as an order"
    )
    func told() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        try arrived(visit)
        let due = test.now + .days(4)
        try test.as("t1") {
            _ = try $0.take(
                "need-parts", on: visit.id,
                given: ["partsNeeded": .text("电容2个、垫片"), "partsDue": .instant(due)])
        }
        let fields = try test.desk.read { try $0.visit(visit.id).fields }
        #expect(fields["partsNeeded"] == .text("ac-capacitor x2; 垫片"))
        var wish = VisitWish(caseID: visit.caseID)
        (wish.parent, wish.days) = (visit.id, 9)
        let slot = try firstSlot(wish)
        #expect(slot.planned.start >= due && day(slot) <= test.desk.rules.localDay(due) + 1)
        let next = try test.as("wang") { try $0.book(wish, slot: slot) }
        #expect(try test.desk.read { try $0.stock.parts(of: next.id) }.map(\.missing) == [2])
        // Whoever else comes then has it as well.
        let t2 = try anotherTechnician()
        #expect(try test.as("wang") { try $0.assign(next.id, to: t2) }.technician == t2)
        // The day told has come, and the part has not: nobody is sent for nothing.
        test.now = due + .minutes(1)
        _ = try test.as("wang") {
            try $0.take("cancel", on: next.id, given: ["cancelReason": .text("us")])
        }
        #expect(throws: DeskFault.self) { try firstSlot(wish) }
    }

    @Test(
        "one part that has left the catalogue since takes no other from what was missing; a cancelled visit hides none"
    )
    func leftTheCatalogue() throws {
        try receive(1, at: main)
        let visit = try test.bookVisit(for: test.logRepair().id)
        try arrived(visit)
        try test.as("t1") {
            _ = try $0.take("need-parts", on: visit.id, given: ["partsNeeded": .text(part)])
        }
        try test.desk.database.write { db in
            var kept = try #require(try VisitStore(db).find(visit.id))
            kept.fields["partsNeeded"] = .text("ac-gone x2; \(part)")
            _ = try VisitStore(db).update(kept)
        }
        var wish = VisitWish(caseID: visit.caseID)
        for parent in [visit.id, nil] {
            wish.parent = parent
            let next = try test.as("wang") { try $0.book(wish, slot: firstSlot(wish)) }
            #expect(try test.desk.read { try $0.stock.parts(of: next.id) }.map(\.part) == [part])
            _ = try test.as("wang") {
                try $0.take("cancel", on: next.id, given: ["cancelReason": .text("us")])
            }
        }
    }
}
