import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("Requests and the case they belong to", .onEachDatabase)
struct RequestAndCaseTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    private func field(_ name: String, of id: CaseID) throws -> FieldValue? {
        try desk.test.desk.read { try $0.serviceCase(id) }.fields[name]
    }

    private func leave(_ login: String) throws {
        try desk.test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(login: login))
            person.active = false
            try work.editStaff(person)
        }
    }

    @Test("what is decided beside the request of the case's own step moves the case neither way")
    func beside() throws {
        let id = try desk.askReturn(3000)
        let own = try #require(try desk.test.desk.read { try $0.approvals.of(Subject(id)) }.last).id
        for grant in [false, true] {
            let side = try desk.test.as("li") {
                try $0.askApproval(
                    Subject(id), decision: "goodwill", amount: Money(minor: 10_000), reason: "安抚客户"
                ).id
            }
            _ = try desk.test.as("chen") { try $0.decide(side, grant: grant, answer: "按规定") }
            #expect(try desk.test.state(id) == "waiting-for-approval")
        }
        try desk.grant(own, as: "chen")
        #expect(try desk.test.state(id) == "approved")
    }

    @Test("a return granted for less goes on with that sum")
    func less() throws {
        let id = try desk.askReturn(3000)
        let own = try #require(try desk.test.desk.read { try $0.approvals.of(Subject(id)) }.last).id
        let terms = Approval.Terms(decision: "return", amount: Money(minor: 200_000))
        _ = try desk.test.as("chen") { try $0.change(own, to: terms, answer: "按折旧计") }
        #expect(try desk.test.state(id) == "approved")
        #expect(try field("amount", of: id) == .number(200_000))
    }

    @Test("a changed sum does not take the place of another that the case has meanwhile")
    func anotherSum() throws {
        let id = try desk.complaint()
        let first = try desk.ask(1000, on: id)
        _ = try desk.ask(400, on: id)
        _ = try desk.test.as("chen") { try $0.change(first, to: desk.goodwill(600), answer: "按折旧计") }
        #expect(try field("goodwill", of: id) == .number(40_000))
    }

    @Test("asked back, it waits only for somebody who works here; by two it is granted all the same")
    func askerLeft() throws {
        let asked = try desk.ask(6000)
        _ = try desk.test.as("ma") { try $0.askBack(asked, "有照片吗？") }
        try leave("li")
        #expect(throws: EmpowermentFault.nobodyToAsk(asked)) {
            _ = try desk.test.as("ma") { try $0.askBack(asked, "有发票吗？") }
        }
        try desk.grant(asked, as: "ma")
        #expect(try desk.approval(asked).state == .asked)
        try desk.grant(asked, as: "gao")
        #expect(try desk.approval(asked).state == .granted)
    }

    @Test("what nobody may grant is told to those with the highest limit when it waits too long")
    func aboveAll() throws {
        _ = try desk.ask(50_000)
        desk.test.now = desk.test.now + .hours(96)
        _ = try desk.test.desk.sweep(at: desk.test.now)
        #expect(try desk.notices("ma").contains(.waiting))
        #expect(try !desk.notices("chen").contains(.waiting))
    }

    @Test("what a supervisor granted alone is closed by an agent, and counts no second time")
    func grantedAlone() throws {
        let id = try desk.complaint()
        try desk.test.as("chen") {
            _ = try $0.take(
                "respond", on: id,
                given: ["decision": .text("goodwill"), "reply": .text("赔偿"), "goodwill": .number(200_000)])
        }
        try desk.test.as("li") {
            _ = try $0.take("communicate", on: id)
            _ = try $0.take("accept", on: id)
        }
        #expect(try desk.test.state(id) == "closed")
        #expect(try desk.test.desk.read { try $0.empowerments.alone("goodwill", in: Subject(id)) } == 200_000)
    }

    @Test("what was granted alone and then more at request is one sum of the case, the higher")
    func oneSum() throws {
        let id = try desk.complaint()
        try desk.test.as("li") {
            _ = try $0.take(
                "respond", on: id,
                given: ["decision": .text("goodwill"), "reply": .text("致歉"), "goodwill": .number(3000)])
            _ = try $0.take("contest", on: id, given: ["otherWays": .text("12315")])
        }
        try desk.grant(desk.ask(400, on: id), as: "chen")
        let next = try desk.ask(500, on: id)
        let chen = try desk.test.desk.actor(named: "chen")
        let found = try desk.test.desk.read { try $0.sheet(next, by: chen, at: desk.test.now) }.background
        #expect(found.inCase.count == 1 && found.inCase.amount == Money(minor: 40_000))
        #expect(found.inYear.amount == Money(minor: 40_000))
    }

    @Test(
        "whoever asked takes it back, with a reason: nobody decides on it, and the case goes on as if refused"
    )
    func withdrawn() throws {
        let id = try desk.askReturn(3000)
        let own = try #require(try desk.test.desk.read { try $0.approvals.of(Subject(id)) }.last).id
        #expect(throws: EmpowermentFault.notOwnRequest(own)) {
            try desk.test.as("song") { try $0.withdrawApproval(own, reason: "客户改了主意") }
        }
        #expect(throws: DeskFault.missing(field: "reason")) {
            try desk.test.as("li") { try $0.withdrawApproval(own, reason: " ") }
        }
        _ = try desk.test.as("li") { try $0.withdrawApproval(own, reason: "客户改了主意") }
        let state = try desk.approval(own).state
        #expect(state == .withdrawn)
        #expect(try desk.test.state(id) != "waiting-for-approval")
        #expect(try desk.events(Subject(id)).contains { $0.event == "approval.withdrawn" })
        #expect(throws: DeskFault.alreadyDecided(own, as: .withdrawn, by: "")) {
            try desk.grant(own, as: "chen")
        }
        #expect(try desk.test.problems() == [])
    }

    @Test(
        "requests about a case that closes are withdrawn with it: whoever asked is told, and nobody decides")
    func closed() throws {
        let id = try desk.complaint()
        let request = try desk.test.as("li") {
            try $0.askApproval(
                Subject(id), decision: "goodwill", amount: Money(minor: 90_000), reason: "安抚客户"
            ).id
        }
        _ = try desk.test.as("chen") {
            try $0.take("cancel", on: id, given: ["cancelReason": .text("withdrawn")])
        }
        let state = try desk.approval(request).state
        #expect(state == .withdrawn)
        #expect(try desk.notices("li").contains(.withdrawn))
        #expect(try desk.events(Subject(request)).last?.event == "approval.withdrawn")
        let waiting = try desk.test.desk.read { try $0.approvals.waiting(limit: 10) }
        #expect(waiting.isEmpty)
        #expect(try desk.test.problems() == [])
    }
}
