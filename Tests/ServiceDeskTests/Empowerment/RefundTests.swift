import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Refunds by complaints", .onEachDatabase)
struct RefundTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    private func respond(_ login: String, _ id: CaseID, yuan: Int64) throws {
        _ = try desk.test.as(login) {
            try $0.take(
                "respond", on: id,
                given: [
                    "decision": .text("accepted"), "reply": .text("退还上门费"), "refund": .number(yuan * 100),
                ])
        }
    }

    @Test("above one's own limit a refund is refused until it was asked for and granted, by its own step")
    func asked() throws {
        let id = try desk.complaint()
        #expect(throws: StepRefusal.self) { try respond("li", id, yuan: 100) }
        let request = try desk.test.as("li") { work in
            try work.take(
                "ask-refund", on: id,
                given: ["refund": .number(10_000), "approvalReason": .text("重复收费")])
            return try #require(try work.reading.approvals.of(Subject(id)).last)
        }
        #expect(request.decision == "refund" && request.amount?.minor == 10_000)
        _ = try desk.test.as("chen") { try $0.decide(request.id, grant: true, answer: "属实") }
        #expect(throws: StepRefusal.self) { try respond("li", id, yuan: 101) }
        try respond("li", id, yuan: 100)
        let state = try desk.test.state(id)
        #expect(state == "responded")
    }

    @Test("within one's own limit it is given at once, and counts")
    func alone() throws {
        let id = try desk.complaint()
        #expect(throws: StepRefusal.self) { try respond("song", id, yuan: 301) }
        try respond("song", id, yuan: 300)
        let counted = try desk.test.desk.read { try $0.empowerments.alone("refund", in: Subject(id)) }
        #expect(counted == 30_000)
    }
}
