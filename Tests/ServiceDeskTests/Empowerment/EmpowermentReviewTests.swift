import DeskTesting
import Model
import Records
import Statistics
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Limits reviewed against what was always granted", .onEachDatabase)
struct EmpowermentReviewTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    private func review() throws -> EmpowermentReview {
        try desk.test.desk.read { try $0.empowermentReview(on: desk.today - 6...desk.today) }
    }

    private func line() throws -> EmpowermentReview.Line {
        try #require(try review().lines.first { $0.decision.name == "goodwill" && $0.role == "agent" })
    }

    private func decide(_ yuan: Int64, grant: Bool = true) throws {
        let id = try desk.ask(yuan)
        _ = try desk.test.as("chen") { try $0.decide(id, grant: grant, answer: "已审") }
    }

    @Test("a limit could rise to the highest sum below the least refusal, from ten requests on")
    func raise() throws {
        for yuan in 0..<9 { try decide(60 + Int64(yuan) * 10) }
        try decide(300, grant: false)
        #expect(try line().proposal == nil, "nine are too few")
        try decide(150)
        try decide(400)
        let agents = try line()
        #expect(agents.decided == 12 && agents.granted == 11 && agents.refused == 1 && agents.changed == 0)
        #expect(agents.share.count == 12 && agents.isSmall)
        #expect(agents.limit?.perCase == 5000)
        let sum = (0..<9).reduce(Int64(15_000)) { $0 + (60 + Int64($1) * 10) * 100 }
        #expect(agents.proposal == .raise(to: 15_000, requests: 10, sum: sum))
        #expect(agents.sum == sum + 40_000)
    }

    @Test("a sum that a decider changed was not granted as it was asked")
    func changed() throws {
        let id = try desk.ask(200)
        _ = try desk.test.as("chen") { try $0.change(id, to: desk.goodwill(80), answer: "八十即可") }
        let line = try line()
        #expect(line.changed == 1 && line.granted == 0 && line.share.value == 0)
    }

    @Test("what was decided in other days, and what still waits, is left out")
    func days() throws {
        try decide(100)
        _ = try desk.ask(100)
        #expect(try line().decided == 1)
        desk.test.now = desk.test.now + .days(7)
        #expect(try review().lines.isEmpty)
    }

    @Test("an exception is needed once something beyond the ordinary limit was granted by it")
    func exceptions() throws {
        _ = try desk.test.as("admin") {
            try $0.exceptLimit(
                of: "li", "goodwill", GrantLimit(perCase: 20_000), for: DaySpan(desk.today, desk.today + 7),
                reason: "旺季")
        }
        func respond(_ yuan: Int64) throws {
            let id = try desk.complaint()
            try desk.test.as("li") {
                _ = try $0.take(
                    "respond", on: id,
                    given: [
                        "decision": .text("goodwill"), "reply": .text("致歉"), "goodwill": .number(yuan * 100),
                    ])
            }
        }
        func only() throws -> EmpowermentReview.Exceptional { try #require(try review().exceptions.first) }
        try respond(40)
        let idle = try only()
        #expect(idle.uses == 1 && idle.sum == 4000)
        #expect(!idle.isNeeded, "the ordinary limit would have done")
        try respond(150)
        let used = try only()
        #expect(used.uses == 2 && used.isNeeded)
    }

    @Test("an exception that takes away is no idle one")
    func bars() throws {
        _ = try desk.test.as("admin") {
            try $0.exceptLimit(
                of: "li", "goodwill", nil, for: DaySpan(desk.today, desk.today + 7), reason: "调查中")
        }
        let only = try #require(try review().exceptions.first)
        #expect(only.bars && only.uses == 0)
    }

    @Test("what was always granted, ten times, is granted at least in 72 of 100")
    func least() { #expect(abs(EmpowermentReview.leastShare(10) - 0.7224672001371107) < 1e-9) }
}
