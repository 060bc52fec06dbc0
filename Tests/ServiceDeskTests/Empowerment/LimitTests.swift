import DeskTesting
import Dispatch
import Model
import Records
import ServiceDesk
import Synchronization
import Testing
import Workflow

@Suite("Limits of people", .onEachDatabase)
struct LimitTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    private func respond(_ yuan: Int64, on id: CaseID, as login: String = "li") throws {
        try desk.test.as(login) {
            _ = try $0.take(
                "respond", on: id,
                given: ["decision": .text("goodwill"), "reply": .text("致歉"), "goodwill": .number(yuan * 100)])
        }
    }

    private func except(
        _ login: String, _ limit: GrantLimit?, days: ClosedRange<Int> = 0...7, decision: String = "goodwill"
    ) throws -> LimitException {
        try desk.test.as("admin") {
            try $0.exceptLimit(
                of: login, decision, limit,
                for: DaySpan(desk.today + days.lowerBound, desk.today + days.upperBound),
                reason: "旺季")
        }
    }

    @Test("what an agent grants alone counts for the day; the next day begins anew")
    func day() throws {
        _ = try except("li", GrantLimit(perCase: 5000, perDay: 12_000))
        for _ in 0..<2 { try respond(50, on: desk.complaint()) }
        let third = try desk.complaint()
        #expect(throws: StepRefusal.self) { try respond(30, on: third) }
        try respond(20, on: third)
        desk.test.now = desk.test.now + .days(1)
        try respond(50, on: desk.complaint())
    }

    @Test("the same sum decided again in a case counts once, and only what is more counts anew")
    func again() throws {
        _ = try except("li", GrantLimit(perCase: 5000, perDay: 6000))
        let id = try desk.complaint()
        try respond(40, on: id)
        try desk.test.as("li") { _ = try $0.take("contest", on: id, given: ["otherWays": .text("12315")]) }
        try respond(50, on: id)
        let spent = try desk.test.desk.read {
            let li = try #require(try $0.staff.find(login: "li"))
            return try $0.power(of: li, $0.decision("goodwill"), at: desk.test.now).spentInDay
        }
        #expect(spent == 5000)
        #expect(throws: StepRefusal.self) { try respond(20, on: desk.complaint()) }
        try respond(10, on: desk.complaint())
    }

    @Test("a supervisor's month is used up by what they grant at request, whoever asked")
    func month() throws {
        _ = try except("chen", GrantLimit(perCase: 300_000, perMonth: 250_000), days: 0...60)
        try desk.grant(desk.ask(2000), as: "chen")
        let next = try desk.ask(1000)
        #expect(
            throws: EmpowermentFault.overPeriod(
                amount: Money(minor: 100_000), left: Money(minor: 50_000), period: .month)
        ) { try desk.grant(next, as: "chen") }
        #expect(throws: DeskFault.nothingToDecide) {
            _ = try desk.test.as("chen") { try $0.claimNextApproval() }
        }
        _ = try desk.test.as("chen") { try $0.change(next, to: desk.goodwill(500), answer: "只剩这些") }
    }

    @Test("two requests decided at once never pass a day's limit together")
    func atOnce() throws {
        _ = try except("chen", GrantLimit(perCase: 300_000, perDay: 300_000))
        let ids = try (0..<4).map { _ in try desk.ask(1000) }
        let (place, chen) = (desk.test.desk, try desk.test.desk.actor(named: "chen"))
        let now = desk.test.now
        let refusals = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: ids.count) { index in
            while true {
                do {
                    _ = try place.act(by: chen, at: now) {
                        try $0.decide(ids[index], grant: true, answer: "")
                    }
                    return
                } catch is EmpowermentFault {
                    refusals.withLock { $0 += 1 }
                    return
                } catch StorageFault.busy {
                    continue
                } catch {
                    Issue.record(error)
                    return
                }
            }
        }
        #expect(refusals.withLock { $0 } == 1)
        #expect(try ids.filter { try desk.approval($0).state == .granted }.count == 3)
    }

    @Test("one request decided by two at once is granted once, and counts once")
    func oneTwice() throws {
        let asked = try desk.ask(1000)
        let (place, now) = (desk.test.desk, desk.test.now)
        let actors = try ["chen", "ma", "gao"].map { try place.actor(named: $0) }
        let granted = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: actors.count) { index in
            while true {
                do {
                    _ = try place.act(by: actors[index], at: now) {
                        try $0.decide(asked, grant: true, answer: "")
                    }
                    granted.withLock { $0 += 1 }
                    return
                } catch StorageFault.busy {
                    continue
                } catch { return }
            }
        }
        #expect(granted.withLock { $0 } == 1)
        #expect(try desk.events(Subject(asked)).filter { $0.event == "approval.granted" }.count == 1)
    }

    @Test("an exception holds on its days in place of the role's limit, is journaled, and can be ended")
    func exception() throws {
        let id = try desk.complaint()
        #expect(throws: StepRefusal.self) { try respond(150, on: id) }
        let exception = try except("li", GrantLimit(perCase: 20_000), days: 1...3)
        #expect(throws: StepRefusal.self) { try respond(150, on: id) }
        desk.test.now = desk.test.now + .days(1)
        try respond(150, on: id)
        _ = try desk.test.as("ma") { try $0.endException(exception.id) }
        #expect(throws: StepRefusal.self) { try respond(150, on: desk.complaint()) }
        #expect(throws: EmpowermentFault.notInForce(exception.id.description)) {
            _ = try desk.test.as("ma") { try $0.endException(exception.id) }
        }
        let li = try #require(try desk.test.desk.actor(named: "li").staffID)
        #expect(
            try desk.events(Subject(li)).map(\.event).suffix(2) == ["limit.excepted", "limit.restored"])
    }

    @Test(
        "an exception may take away what a role has; it needs the right, a reason, days to come and another's hand"
    )
    func exceptionRefused() throws {
        _ = try except("li", nil)
        #expect(throws: StepRefusal.self) { try respond(10, on: desk.complaint()) }
        let days = DaySpan(desk.today, desk.today + 1)
        func set(_ login: String, _ days: DaySpan, as actor: String, reason: String = "旺季") throws {
            _ = try desk.test.as(actor) {
                try $0.exceptLimit(of: login, "goodwill", GrantLimit(perCase: 1), for: days, reason: reason)
            }
        }
        #expect(throws: DeskFault.notAllowed(login: "chen", right: "limit.except")) {
            try set("li", days, as: "chen")
        }
        #expect(throws: DeskFault.self) { try set("ma", days, as: "ma") }
        #expect(throws: DeskFault.missing(field: "reason")) { try set("li", days, as: "ma", reason: " ") }
        #expect(throws: EmpowermentFault.daysOver) {
            try set("li", DaySpan(desk.today - 3, desk.today - 1), as: "ma")
        }
        #expect(throws: EmpowermentFault.daysBackwards(from: desk.today + 1, until: desk.today)) {
            try set("li", DaySpan(desk.today + 1, desk.today), as: "ma")
        }
        #expect(throws: DeskFault.unknownStaff("nobody")) { try set("nobody", days, as: "ma") }
    }

    @Test("it can be explained who may grant what in a case, by which limit, and who may if not")
    func explained() throws {
        let id = try desk.complaint()
        func explain(_ yuan: Int64, as login: String) throws -> EmpowermentExplanation {
            let actor = try desk.test.desk.actor(named: login)
            return try desk.test.desk.read {
                try $0.explainEmpowerment(id, desk.goodwill(yuan), by: actor, at: desk.test.now)
            }
        }
        #expect(try explain(50, as: "li").verdict == .alone)
        let more = try explain(300, as: "li")
        #expect(
            more.verdict
                == .ask(DeskFault.overLimit(amount: Money(minor: 30_000), limit: Money(minor: 5000)).phrase))
        #expect(more.power.source == .role("agent") && !more.needsTwo)
        #expect(Set(more.deciders.map(\.person.login)) == ["chen", "ma", "gao", "admin"])
        #expect(try explain(6000, as: "chen").needsTwo)
        let byTwo = try explain(6000, as: "ma")
        #expect(Set(byTwo.deciders.map(\.person.login)) == ["gao", "admin"] && !byTwo.lacksSecond)
        var oneLeft = byTwo
        oneLeft.deciders = Array(byTwo.deciders.prefix(1))
        let said = oneLeft.phrases(desk.test.desk.rules).map(\.key)
        #expect(oneLeft.lacksSecond && said.contains("empowerment.explain.noSecond"))
        try desk.grant(desk.ask(400, on: id), as: "chen")
        #expect(try explain(300, as: "li").verdict == .approved(Money(minor: 40_000)))
    }

    @Test("what was approved covers a return up to its sum, and no more")
    func covered() throws {
        let id = try verifiedReturn("要求退货")
        let asked = try desk.test.as("li") {
            try $0.askApproval(
                Subject(id), decision: "return", amount: Money(minor: 10_000), reason: "超过七天"
            ).id
        }
        try desk.grant(asked, as: "chen")
        func approve(_ minor: Int64) throws {
            _ = try desk.test.as("li") { try $0.take("approve", on: id, given: ["amount": .number(minor)]) }
        }
        #expect(throws: StepRefusal.self) { try approve(10_001) }
        try approve(10_000)
        #expect(try desk.test.state(id) == "approved")
    }

    private func verifiedReturn(_ summary: String) throws -> CaseID {
        try desk.test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("return"), customer: desk.customer, summary: summary)
            draft.onRepeat = .logAnyway
            let c = try work.log(draft).serviceCase
            try work.take(
                "verify", on: c.id, given: ["proof": .text("invoice"), "findings": .text("外观完好")])
            return c.id
        }
    }

    @Test("a return beyond entitlement is approved alone within one's limit, and counts; above it, not")
    func beyond() throws {
        let id = try verifiedReturn("要求退货")
        #expect(throws: StepRefusal.self) {
            _ = try desk.test.as("li") {
                try $0.take("approve-beyond", on: id, given: ["amount": .number(1000)])
            }
        }
        #expect(throws: StepRefusal.self) {
            _ = try desk.test.as("chen") {
                try $0.take("approve-beyond", on: id, given: ["amount": .number(300_001)])
            }
        }
        _ = try desk.test.as("chen") {
            try $0.take("approve-beyond", on: id, given: ["amount": .number(300_000)])
        }
        #expect(try desk.test.state(id) == "approved")
        #expect(try desk.test.desk.read { try $0.empowerments.alone("return", in: Subject(id)) } == 300_000)
    }
}
