import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Plans of follow-up calls", .onEachDatabase)
struct FollowUpPlanTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func calls(of id: CustomerID) throws -> [FollowUpCall] {
        try test.desk.read { try $0.calls.of(id) }.sorted { $0.id.number < $1.id.number }
    }

    private func matters(_ id: CallID) throws -> [CallMatter] {
        try test.desk.read { try $0.callMatters.of(id) }
    }

    /// A unit installed so many days ago.
    private func unit(of customer: CustomerID, installed days: Int, product: String = "air-conditioner")
        throws
        -> Model.Unit
    {
        let day = test.desk.rules.localDay(test.now) - days
        return try test.as("li") { work in
            var unit = Model.Unit(id: UnitID(0), customer: customer, product: product, createdAt: work.now)
            (unit.boughtOn, unit.installedOn, unit.hasInvoice) = (day, day, true)
            return try work.addUnit(unit)
        }
    }

    /// The shipped rules with these plans in place of those about units.
    private func desk(with plans: String) throws -> TemporaryDesk {
        let folder = test.folder.path + "/rules-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/followups", withIntermediateDirectories: true)
        try Data(plans.utf8).write(to: URL(filePath: folder + "/followups/quality-tracking.yaml"))
        return try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder)))
    }

    @Test(
        "a visit that is done makes the call after it: between 24 and 72 hours, by its plan, with its promise"
    )
    func afterVisit() throws {
        let c = try test.finishedRepair()
        let call = try #require(try calls(of: c.customer).first)
        #expect(call.plan == "after-repair" && call.reason == "after visit" && call.caseID == c.id)
        #expect(call.dueFrom == test.now + .hours(24) && call.dueBy == test.now + .hours(72))
        let technician = try #require(try test.desk.read { try $0.visits.of(c.id).first?.technician })
        #expect(call.barred.contains(technician))
        let matter = try #require(try matters(call.id).first)
        #expect(matter.plan == call.plan && matter.dueBy == call.dueBy && matter.skipped == nil)
    }

    @Test("whoever wants no calls gets none, and that one was due stands in the report")
    func doNotCall() throws {
        let customer = try test.customer()
        try test.as("li") { work in
            var changed = customer
            changed.mayCall = false
            _ = try work.editCustomer(changed)
        }
        let c = try test.logRepair(for: customer.id)
        let visit = try test.bookVisit(for: c.id)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take("finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        #expect(try calls(of: customer.id).isEmpty)
        let report = try test.desk.read { reading in
            try reading.followUps(
                due: Window(start: test.now, end: test.now + .days(10)), by: .plan, at: test.now)
        }
        #expect(report.all.due == 1 && report.all.skipped == 1)
        let journal = try test.desk.read { try $0.journal.of(Subject(c.id)) }
        #expect(journal.contains { $0.event == "call.skipped" && $0.facts["why"] == .text("do not call") })
    }

    @Test(
        "units come due so long after they were installed: once, a fortnight ahead, whoever sweeps how often")
    func tracking() throws {
        let test = try desk(
            with: """
                plans:
                  tracking:
                    label: {en: Tracking, zh-Hans: 跟踪}
                    reason: quality tracking
                    each: {after: [30 days], holiday: next, products: [air-conditioner]}
                    by: 10 working days
                    calendar: cn-service
                """)
        let due = test.desk.rules.localDay(test.now)
        func add(_ ago: Int, _ product: String) throws -> UnitID {
            try test.as("li") { work in
                let phone = "+86138001380\(ago)"
                let customer = try work.addCustomer(Samples.customer(name: phone + product, phone: phone)).id
                var unit = Model.Unit(
                    id: UnitID(0), customer: customer, product: product, createdAt: work.now)
                unit.installedOn = due - ago
                return try work.addUnit(unit).id
            }
        }
        let (now, soon, later) = (
            try add(30, "air-conditioner"), try add(20, "air-conditioner"), try add(10, "air-conditioner")
        )
        _ = (try add(30, "refrigerator"), try add(31, "air-conditioner"))
        #expect(try test.desk.sweep(at: test.now).planned == 2)
        #expect(try test.desk.sweep(at: test.now + .minutes(5)).planned == 0)
        // Set back, the clock makes nothing come due again.
        #expect(try test.desk.sweep(at: test.now - .days(2)).planned == 0)
        func calls() throws -> [FollowUpCall] {
            try test.desk.read { try $0.calls.open(limit: 100) }.sorted { $0.dueFrom < $1.dueFrom }
        }
        #expect(try calls().map(\.unit) == [now, soon])
        #expect(try calls().allSatisfy { $0.plan == "tracking" })
        #expect(test.desk.rules.localDay(try #require(try calls().first).dueFrom) == due)
        #expect(try test.problems() == [])
        // Nobody swept for 40 days: what came due meanwhile is made out all the same.
        test.now = test.now + .days(40)
        #expect(try test.desk.sweep(at: test.now).planned == 1)
        #expect(try calls().map(\.unit) == [now, soon, later])
    }

    @Test(
        "where a plan falls on hundreds of units at once, each is called about once, over the days it is spread on"
    )
    func yearly() throws {
        let test = try desk(
            with: """
                plans:
                  yearly:
                    label: {en: Yearly check, zh-Hans: 年度回访}
                    reason: yearly check
                    each: {on: first monday, months: [12], spread: 10}
                    by: 20 working days
                    calendar: cn-service
                    share: 50 %
                """)
        let count = 450
        try test.as("li") { work in
            for n in 0..<count {
                let phone = "+86138\(10_000_000 + n)"
                let customer = try work.addCustomer(Samples.customer(name: "客户\(n)", phone: phone)).id
                _ = try work.addUnit(
                    Model.Unit(
                        id: UnitID(0), customer: customer, product: "refrigerator", createdAt: work.now))
            }
        }
        let planned = try test.desk.sweep(at: test.now).planned
        // Half of them by chance: within five standard deviations.
        #expect(abs(Double(planned) - 225) < 5 * (450.0 * 0.25).squareRoot(), "\(planned)")
        let calls = try test.desk.read { try $0.calls.open(limit: 1000) }
        #expect(calls.count == planned && Set(calls.map(\.unit)).count == planned)
        let days = Dictionary(grouping: calls) { test.desk.rules.localDay($0.dueFrom) }.mapValues(\.count)
        #expect(days.count == 10 && days.keys.min() == Day(2026, 12, 7))
        #expect(days.values.allSatisfy { $0 < planned / 4 }, "\(days)")
    }

    @Test("before the warranty ends, days in repair counted in, the customer is called once")
    func warranty() throws {
        let today = test.desk.rules.localDay(test.now)
        let customers = try ["13800138001", "13800138002"].map { phone in
            try test.as("li") { try $0.addCustomer(Samples.customer(name: phone, phone: "+86" + phone)) }.id
        }
        // A year of warranty ends in eleven months: nothing yet; that of the other in a month and some days.
        _ = try unit(of: customers[0], installed: 25)
        let soon = try unit(of: customers[1], installed: 365 - 33)
        _ = try test.desk.sweep(at: test.now)
        #expect(try calls(of: customers[0]).filter { $0.plan == "warranty-ends" }.isEmpty)
        let calls = try self.calls(of: customers[1])
        #expect(calls.map(\.plan) == ["warranty-ends"] && calls.first?.unit == soon.id)
        let end = try #require(try test.desk.read { try $0.warrantyEnd(of: soon, on: today) })
        let day = test.desk.rules.localDay(try #require(calls.first).dueFrom)
        #expect(end - day >= 30 && end - day <= 33, "\(end) \(day)")
        test.now = test.now + .days(1)
        _ = try test.desk.sweep(at: test.now)
        #expect(try self.calls(of: customers[1]).count == 1)
    }

    // MARK: Whom it is given to, and when

    @Test(
        "a customer's language keeps a call for who speaks it, until it would be late; then anybody makes it")
    func language() throws {
        try test.desk.act(by: .desk, at: test.now) { work in
            _ = try work.addStaff(
                Staff(
                    id: StaffID(0), login: "english", name: "E", roles: ["follow-up clerk"], languages: ["en"]
                ))
        }
        let customer = try test.customer().id
        let by = test.now + .hours(3)
        let call = try test.as("wang") { work in
            try work.schedule(
                CallWish(customer: customer, reason: "after closing", from: test.now, by: by))
        }
        #expect(call.language == "zh-Hans")
        #expect(throws: DeskFault.nothingToCall) { try test.as("english") { _ = try $0.claimNextCall() } }
        test.now = by + .hours(2)
        #expect(try test.as("english") { try $0.claimNextCall() }.id == call.id)
    }

    @Test("hours that a customer wishes hold for what waits already, too, and nobody is rung up out of them")
    func wish() throws {
        var customer = try test.customer()
        let call = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: customer.id, reason: "after closing", from: test.now, by: test.now + .days(3)))
        }
        customer.callHours = try WishedHours("18:00-20:30")
        try test.as("li") { _ = try $0.editCustomer(customer) }
        #expect(throws: DeskFault.nothingToCall) { try test.as("zhao") { _ = try $0.claimNextCall() } }
        let late = test.desk.rules.startOfDay(test.now) + .minutes(20 * 60 + 15)
        let standing = try test.desk.read { try $0.standing(of: call.id, at: test.now) }
        #expect(!standing.isOpen && standing.opens == late - .minutes(135))
        test.now = late
        #expect(try test.as("zhao") { try $0.claimNextCall() }.id == call.id)
        customer = try test.desk.read { try $0.customer(customer.id) }
        customer.callHours = try WishedHours("22:00-23:00")
        #expect(throws: DeskFault.self) { try test.as("li") { _ = try $0.editCustomer(customer) } }
    }

    @Test("what the customer asked for is handed out before what is only late, and tracking last")
    func order() throws {
        let customer = try test.customer().id
        let ids = try test.as("wang") { work in
            try [
                (CallRank.low, "quality tracking"), (.normal, "after closing"), (.normal, CallWish.promised),
            ].map {
                rank, reason in
                var wish = CallWish(
                    customer: customer, reason: reason, from: test.now,
                    by: test.now + .hours(reason == "quality tracking" ? 1 : 5))
                wish.rank = rank
                return try work.schedule(wish).id
            }
        }
        var given: [CallID] = []
        for _ in ids {
            given.append(
                try test.as("zhao") { work in
                    let call = try work.claimNextCall()
                    _ = try work.recordCall(call.id, "satisfied", given: [:])
                    return call.id
                })
        }
        #expect(given == ids.reversed())
    }

    @Test("a person arranges calls for known reasons only, and to who wants none only what they asked for")
    func arranged() throws {
        var customer = try test.customer()
        customer.mayCall = false
        let id = customer.id
        let edited = customer
        try test.as("li") { _ = try $0.editCustomer(edited) }
        func arrange(_ reason: String) throws {
            try test.as("wang") { work in
                _ = try work.arrangeCall(
                    CallWish(customer: id, reason: reason, from: work.now, by: work.now + .hours(2)))
            }
        }
        do {
            try arrange("callback")
            Issue.record("a reason nobody knows was taken")
        } catch ArrangedCallFault.unknownReason(let reason, let known) {
            #expect(reason == "callback" && known.contains("call back") && known.contains("after visit"))
        }
        #expect(throws: ArrangedCallFault.self) { try arrange("after visit") }
        try arrange(CallWish.promised)
        try arrange("recall")
        #expect(try calls(of: id).map(\.reason).sorted() == ["call back", "recall"])
    }

    @Test("who answers and refuses is a call that was made, but nobody reached")
    func turnedDown() throws {
        let customer = try test.customer().id
        for outcome in ["satisfied", "refuse"] {
            try test.as("wang") { work in
                _ = try work.schedule(
                    CallWish(
                        customer: customer, reason: "after closing", from: work.now, by: work.now + .hours(2))
                )
            }
            try test.as("zhao") { work in
                let call = try work.claimNextCall()
                _ = try work.recordCall(call.id, outcome, given: [:])
            }
        }
        let span = Window(start: test.now - .days(1), end: test.now + .days(1))
        let all = try test.desk.read { try $0.followUps(due: span, by: .plan, at: test.now) }.all
        #expect(all.due == 2 && all.inTime == 2 && all.unreachable == 0)
        #expect(all.shareReached?.hits == 1 && all.shareReached?.of == 2)
    }

    @Test("the report tells of everything that was due, each in one place, by plan and by who made it")
    func report() throws {
        let customer = try test.customer().id
        let ids = try test.as("wang") { work in
            try (0..<4).map { n in
                try work.schedule(
                    CallWish(
                        customer: customer, reason: "after closing", from: test.now,
                        by: test.now + .minutes(30 * (n + 1)))
                ).id
            }
        }
        try test.as("zhao") { work in
            let first = try work.claimNextCall()
            _ = try work.recordCall(first.id, "satisfied", given: [:])
        }
        test.now = test.now + .minutes(90)
        try test.as("zhao") { work in
            // Late by half an hour.
            let second = try work.claimNextCall()
            _ = try work.recordCall(second.id, "wrong-number", given: [:])
        }
        let span = Window(start: test.now - .days(1), end: test.now + .days(1))
        let report = try test.desk.read { try $0.followUps(due: span, by: .agent, at: test.now) }
        let zhao = try #require(try test.desk.read { try $0.staff.find(login: "zhao") }).id.description
        let mine = try #require(report.rows.first { $0.key == zhao }?.figures)
        #expect(mine.due == 2 && mine.inTime == 1 && mine.unreachable == 1 && mine.unreachableInTime == 0)
        let all = report.all
        #expect(all.due == ids.count && all.open == 2 && all.overdue == 0)
        #expect(all.shareInTime?.hits == 1 && all.shareInTime?.of == 2)
        test.now = test.now + .days(1)
        let later = try test.desk.read { try $0.followUps(due: span, by: .plan, at: test.now) }.all
        #expect(later.overdue == 2 && later.open == 0)
    }

    @Test(
        "what is wrong in a plan is said with its line",
        arguments: [
            ("on: {repair: [visit-done]}", "on: {repair: [finished]}", "rule.notOneOf"),
            ("on: {repair: [visit-done]}", "on: {mending: [visit-done]}", "rule.notOneOf"),
            ("on: {repair: [visit-done]}", "on: {repair: []}", "plan.noSteps"),
            (
                "on: {repair: [visit-done]}", "on: {repair: [settle]}\n    each: {every: 30 days}",
                "plan.oneTrigger"
            ),
            ("on: {repair: [visit-done]}", "each: {every: 30 days, on: first monday}", "plan.oneRhythm"),
            ("on: {repair: [visit-done]}", "each: {every: 2 hours}", "plan.notDays"),
            ("on: {repair: [visit-done]}", "each: {on: some monday}", "plan.notDayOfMonth"),
            ("on: {repair: [visit-done]}", "each: {on: 15, months: [13]}", "plan.notMonth"),
            ("on: {repair: [visit-done]}", "each: {every: 30 days, products: [rocket]}", "rule.notOneOf"),
            (
                "on: {repair: [visit-done]}",
                "each: {every: 30 days}\n    only: {field: severity, is: urgent}", "plan.onlyCases"
            ),
            ("by: 72 hours", "by: soon", "workflow.notAmount"),
            ("calendar: cn-service", "calendar: mars", "rule.notOneOf"),
            ("calendar: cn-service", "calendar: cn-service\n    share: 0 %", "plan.notShare"),
            ("calendar: cn-service", "calendar: cn-service\n    priority: first", "rule.notOneOf"),
            ("calendar: cn-service", "calendar: cn-service\n    questionnaire: none", "rule.notOneOf"),
            (
                "calendar: cn-service", "calendar: cn-service\n    only: {field: colour, is: red}",
                "rule.notOneOf"
            ),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        let good = """
            plans:
              p:
                label: {en: P, zh-Hans: 计划}
                reason: after visit
                on: {repair: [visit-done]}
                by: 72 hours
                calendar: cn-service
            """
        let words = try TemporaryDesk.rules.planWords()
        #expect(throws: Never.self) {
            _ = try FollowUpPlans(files: [ResourceFile(name: "p.yaml", text: good)], words)
        }
        let file = ResourceFile(name: "p.yaml", text: good.replacing(old, with: new))
        let fault = #expect(throws: RuleFault.self) { _ = try FollowUpPlans(files: [file], words) }
        #expect(fault?.problem.key == key && (fault?.line ?? 0) > 2, "\(String(describing: fault))")
    }

    @Test("two plans of one name are refused, naming the place of the other")
    func double() throws {
        let text = try ResourceLibrary().file("followups/after-service.yaml").text
        let files = ["a.yaml", "b.yaml"].map { ResourceFile(name: $0, text: text) }
        let faults = try FollowUpPlans.check(files: files, TemporaryDesk.rules.planWords())
        #expect(
            faults.count == 6 && faults.allSatisfy { $0.problem.key == "plan.double" && $0.file == "b.yaml" })
    }
}
