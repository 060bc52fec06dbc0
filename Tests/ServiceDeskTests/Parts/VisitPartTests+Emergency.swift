import DeskTesting
import Dispatching
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

/// Whose parts an emergency takes.
extension VisitPartTests {
    @Test("an emergency's part comes from the vehicle of who comes, not from a depot")
    func emergency() throws {
        try receive(1, at: vehicle)
        try receive(1, at: main)
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        _ = try test.as("t1") { work in
            try work.take("arrive", on: visit.id)
            try work.take("need-parts", on: visit.id, given: ["partsNeeded": .text(part)])
        }
        let emergency = try test.desk.read { try $0.emergency(c.id, within: 240, at: test.now) }
        let plan = emergency.book.repaired(RoutingOptions(budget: .iterations(300)))
        let (booked, _) = try test.as("wang") { try $0.bookEmergency(emergency, plan.changes) }
        #expect(booked.technician == t1)
        #expect(try level(vehicle) == [1, 1] && level(main) == [1, 0])
        #expect(try test.problems().isEmpty)
    }

    @Test("a part that lies at a depot only keeps everybody from an emergency, and is named")
    func emergencyLacks() throws {
        try receive(1, at: main)
        let c = try test.logRepair()
        let found = try test.desk.read {
            try $0.emergency(c.id, within: 240, parts: [part: 1], at: test.now)
        }
        let plan = EmergencyPlan(found, found.book.repaired(RoutingOptions(budget: .iterations(300))))
        #expect(plan.assignment == nil)
        #expect(plan.lacking == [part])
        #expect(test.desk.rules.lacking(plan)?.key == "emergency.lacking")
    }

    @Test(
        "a part that an emergency is said to need is held for it, and one that there is not is asked for by name"
    )
    func emergencyNeeds() throws {
        try receive(1, at: vehicle)
        let c = try test.logRepair()
        func emergency(_ parts: [String: Int]) throws -> Emergency {
            try test.desk.read { try $0.emergency(c.id, within: 240, parts: parts, at: test.now) }
        }
        #expect(throws: PartFault.self) { try emergency(["nonsuch": 1]) }
        let found = try emergency([part: 1])
        let plan = found.book.repaired(RoutingOptions(budget: .iterations(300)))
        let (booked, _) = try test.as("wang") { try $0.bookEmergency(found, plan.changes) }
        #expect(booked.technician == t1)
        #expect(try level(vehicle) == [1, 1])
        #expect(try test.problems().isEmpty)
    }

    @Test(
        "a part that is free at a depot for an emergency is no way for others to give theirs to somebody else"
    )
    func keptForEmergency() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        try receive(1, at: vehicle)
        let wish = wish(try test.logRepair(for: test.customer().id))
        let other = try test.as("wang") { try $0.book(wish, slot: firstSlot(wish)) }
        try receive(1, at: main)
        func others(_ book: DayBook) -> Bool { book.day.visit[other.id]?.task.supply[part] != nil }
        func emergency() throws -> DayBook {
            try test.desk.read { try $0.emergency(visit.caseID, within: 240, at: test.now).book }
        }
        #expect(try others(emergency()), "it needs none")
        _ = try test.as("t1") { work in
            try work.take("arrive", on: visit.id)
            try work.take("need-parts", on: visit.id, given: ["partsNeeded": .text(part)])
        }
        #expect(try !others(emergency()))
    }
}
