import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("One visit made two", .onEachDatabase)
struct SplitVisitTests {
    let test: TemporaryDesk
    let whole: Visit

    init() throws {
        test = try TemporaryDesk()
        whole = try test.bookVisit(for: test.logRepair().id)
    }

    private func now(_ id: VisitID) throws -> Visit { try test.desk.read { try $0.visit(id) } }
    private var minutes: Int { (whole.planned.end - whole.planned.start).minutes }

    @Test(
        "the first keeps its technician, window and parts; the rest is nobody's, right after it, of the same case"
    )
    func twoJobs() throws {
        _ = try test.as("admin") {
            try $0.receive("ac-capacitor", 2, at: .vehicle(try #require(whole.technician)))
        }
        _ = try test.as("t1") { try $0.reserve(["ac-capacitor": 1], for: whole.id) }
        let done = try test.as("wang") { try $0.split(whole.id, after: 30) }
        let (first, rest) = (try now(whole.id), try now(done.rest.id))
        #expect(first.planned == Window(start: whole.planned.start, end: whole.planned.start + .minutes(30)))
        #expect(first.technician == whole.technician && first.promised == whole.promised)
        #expect(rest.planned == Window(start: first.planned.end, end: whole.planned.end))
        #expect(rest.technician == nil && rest.caseID == whole.caseID && rest.parent == whole.id)
        #expect(rest.promised.holds(arrival: rest.planned.start) && done.call == nil)
        let parts = try test.desk.read { reading in
            try [first, rest].map { try reading.stock.parts(of: $0.id).map(\.part) }
        }
        #expect(parts == [["ac-capacitor"], []])
        let split = try test.desk.read { try $0.journal.of(Subject(whole.id)).last }
        #expect(split?.event == "visit.split" && split?.facts["into"] == .text(rest.id.description))
    }

    @Test(
        "the rest asks for what the first was booked for, and goes where that goes, whatever the case says by now"
    )
    func likeTheFirst() throws {
        let place = Place(latitude: 31.19, longitude: 121.44)
        try test.desk.database.write { db in
            var visit = try #require(try VisitStore(db).find(whole.id))
            (visit.skill, visit.place, visit.addressID) = ("refrigerator", place, nil)
            _ = try VisitStore(db).update(visit)
        }
        let rest = try test.as("wang") { try $0.split(whole.id, after: 30).rest }
        #expect(rest.skill == "refrigerator" && rest.place == place && rest.addressID == nil)
    }

    @Test("the rest can be given to whoever has the first, or to somebody else, as any visit")
    func given() throws {
        let rest = try test.as("wang") { try $0.split(whole.id, after: 30).rest }
        let book = try test.desk.read { try $0.dayBook(test.desk.rules.localDay(test.now), at: test.now) }
        var plan = DayPlan(book.day)
        plan.give(rest.id, to: try #require(whole.technician))
        #expect(plan.stops.count == 2 && plan.stops.allSatisfy { $0.faults.isEmpty })
        try test.as("wang") { try $0.carryOut(plan.changes) }
        #expect(try now(rest.id).technician == whole.technician)
    }

    @Test("on another day the rest has the hours promised, and the customer is to be called")
    func twoDays() throws {
        let day = test.desk.rules.localDay(whole.planned.start) + 2
        let done = try test.as("wang") { try $0.split(whole.id, after: 30, on: day) }
        #expect(done.rest.promised.start == whole.promised.start + .days(2))
        #expect(done.rest.planned.start == done.rest.promised.start)
        #expect((done.rest.planned.end - done.rest.planned.start).minutes == minutes - 30)
        #expect(done.call?.visit == done.rest.id && done.call?.reason == CallWish.visitChanged)
        let wrong = DeskFault.badField(
            field: "on", value: (day - 2).description,
            expected: Phrase("desk.notBefore", ["day": .text((day - 1).description)]))
        #expect(throws: wrong) {
            try test.as("wang") { try $0.split(done.first.id, after: 15, on: day - 2) }
        }
    }

    @Test(
        "parts that are too short, what is locked or dispatched, and who may not are refused, and nothing is written"
    )
    func refused() throws {
        for wrong in [-5, 0, 14, minutes - 14, minutes, 9999] {
            #expect(throws: VisitFault.partTooShort(whole.id, minutes: minutes)) {
                try test.as("wang") { try $0.split(whole.id, after: wrong) }
            }
        }
        #expect(throws: DeskFault.self) { try test.as("li") { try $0.split(whole.id, after: 30) } }
        _ = try test.as("wang") { try $0.lock(whole.id, true) }
        #expect(throws: VisitFault.cannotSplit(whole.id)) {
            try test.as("wang") { try $0.split(whole.id, after: 30) }
        }
        _ = try test.as("wang") { work in
            try work.lock(whole.id, false)
            return try work.take("dispatch", on: whole.id)
        }
        #expect(throws: VisitFault.cannotSplit(whole.id)) {
            try test.as("wang") { try $0.split(whole.id, after: 30) }
        }
        #expect(try now(whole.id).planned == whole.planned)
        #expect(try test.desk.read { try $0.visits.of(whole.caseID) }.count == 1)
    }
}
