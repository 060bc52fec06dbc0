import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Emergencies, and the visit that must follow", .onEachDatabase)
struct EmergencyTests {
    let test: TemporaryDesk
    let visits: [Visit]

    init() throws {
        test = try TemporaryDesk()
        visits = try test.threeVisits()
    }

    private var byTime: [Visit] { visits.sorted { $0.planned.start < $1.planned.start } }

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
}
