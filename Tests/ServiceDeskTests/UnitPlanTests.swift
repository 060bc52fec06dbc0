import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Which plans a unit is in", .onEachDatabase)
struct UnitPlanTests {
    private static let plans = """
        plans:
          tracking:
            label: {en: Tracking, zh-Hans: 追踪}
            reason: quality tracking
            each: {after: [30 days, 90 days], holiday: next, products: [air-conditioner], serial: KX}
            by: 10 working days
            calendar: cn-service
          ends:
            label: {en: Warranty, zh-Hans: 保修}
            reason: warranty ending
            each: {before warranty ends: 30 days, holiday: previous}
            by: 15 calendar days
            calendar: cn-service
          march:
            label: {en: March, zh-Hans: 三月}
            reason: yearly check
            each: {on: first monday, months: [3]}
            from: 1 working day
            by: 5 working days
            calendar: cn-service
            offer: true
          rare:
            label: {en: Rare, zh-Hans: 抽样}
            reason: quality tracking
            each: {after: [1 year]}
            by: 10 working days
            calendar: cn-service
            share: 1 %
        """
    let test: TemporaryDesk

    init() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/followups", withIntermediateDirectories: true)
        try Data(Self.plans.utf8).write(to: URL(filePath: folder.path + "/followups/quality-tracking.yaml"))
        test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
    }

    private var today: Day { test.desk.rules.localDay(test.now) }

    private func unit(
        installed days: Int?, product: String = "air-conditioner", serial: String = "KX1"
    ) throws -> Model.Unit {
        let customer = try test.customer().id
        return try test.as("li") { work in
            var unit = Model.Unit(id: UnitID(0), customer: customer, product: product, createdAt: work.now)
            unit.serial = serial
            (unit.boughtOn, unit.installedOn) = (days.map { today - $0 }, days.map { today - $0 })
            return try work.addUnit(unit)
        }
    }

    private func standing(_ unit: Model.Unit, _ plan: String) throws -> UnitPlan {
        try #require(
            try test.desk.read { try $0.plans(for: unit, at: test.now) }.first { $0.plan.name == plan })
    }

    private func reason(_ unit: Model.Unit, _ plan: String) throws -> UnitPlan.Reason? {
        if case .never(let reason) = try standing(unit, plan).verdict { return reason }
        return nil
    }

    private func next(_ unit: Model.Unit, _ plan: String) throws -> UnitPlan.Next? {
        if case .due(let next) = try standing(unit, plan).verdict { return next }
        return nil
    }

    @Test("what is told of a unit is what the sweep then plans, day for day")
    func comesTrue() throws {
        let unit = try unit(installed: 10)
        let told = try #require(try next(unit, "tracking"))
        #expect(told.falls == today + 20 && told.skip == nil)
        // A fortnight before, the call is made out.
        test.now = test.now + .days(7)
        _ = try test.desk.sweep(at: test.now)
        guard case .planned(let matter) = try standing(unit, "tracking").verdict else {
            Issue.record("it was not planned")
            return
        }
        #expect(matter.dueFrom == told.span.start && matter.dueBy == told.span.end && matter.call != nil)
        // Over, it gives way to the next: 90 days after.
        _ = try test.as("zhao") { work in
            try work.recordCall(
                try #require(matter.call), "without-questions", given: ["unasked": .text("客户没时间")])
        }
        #expect(try next(unit, "tracking")?.falls == unit.installedOn.map { $0 + 90 })
    }

    @Test("why a unit is in none of a plan's calls is said")
    func never() throws {
        #expect(try reason(unit(installed: 5, product: "refrigerator"), "tracking") == .otherProduct)
        #expect(try reason(unit(installed: 5, serial: "AB1"), "tracking") == .otherSerial)
        let bare = try unit(installed: nil)
        #expect(try reason(bare, "tracking") == .noDay && reason(bare, "ends") == .noWarranty)
        #expect(try reason(unit(installed: 200), "tracking") == .past)
        let rare = try (0..<8).map { try unit(installed: 10 + $0) }.first {
            try reason($0, "rare") == .chance
        }
        let passed = try standing(try #require(rare), "rare").passedOver
        #expect(passed.count == 1)
    }

    @Test("before the warranty ends it counts from its last day, as the sweep does")
    func warranty() throws {
        let unit = try unit(installed: 100)
        let (own, next) = (
            try #require(try test.desk.read { try $0.nominalWarrantyEnd(of: unit) }),
            try #require(try next(unit, "ends"))
        )
        #expect(next.falls == own - 30 && next.day <= next.falls)
        #expect(try standing(unit, "ends").since == own)
    }

    @Test("an offer to a customer who never agreed to any says so, and when it would be due")
    func offers() throws {
        let unit = try unit(installed: 5)
        let next = try #require(try next(unit, "march"))
        #expect(next.falls == Day(2027, 3, 1) && next.skip == .noConsent)
        #expect(next.span.start > test.desk.rules.deskCalendar.instant(next.day, minute: 0))
        var customer = try test.desk.read { try $0.customer(unit.customer) }
        customer.mayOffer = true
        _ = try test.as("li") { try $0.editCustomer(customer) }
        #expect(try self.next(unit, "march")?.skip == nil)
        customer = try test.desk.read { try $0.customer(unit.customer) }
        customer.mayCall = false
        _ = try test.as("li") { try $0.editCustomer(customer) }
        #expect(try self.next(unit, "tracking")?.skip == .doNotCall)
    }
}
