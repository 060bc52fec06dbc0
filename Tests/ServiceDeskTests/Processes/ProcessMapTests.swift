import DeskTesting
import Model
import Records
import ServiceTime
import Statistics
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What went over a workflow", .onEachDatabase)
struct ProcessMapTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private var today: ClosedRange<Day> {
        let day = test.desk.rules.localDay(Samples.now)
        return day...day
    }

    private func log(_ channel: Channel = .phone) throws -> CaseID {
        let customer = try test.customer().id
        return try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "漏水泡坏地板")
            (draft.channel, draft.onRepeat) = (channel, .logAnyway)
            return try work.log(draft).serviceCase.id
        }
    }

    private func take(
        _ step: String, on id: CaseID, at minutes: Int, as login: String = "li",
        _ given: [String: FieldValue] = [:]
    ) throws {
        test.now = Samples.now + .minutes(minutes)
        try test.as(login) { _ = try $0.take(step, on: id, given: given) }
    }

    private func map(_ workflow: String = "complaint", on days: ClosedRange<Day>? = nil) throws -> ProcessMap
    {
        try test.desk.read { try $0.processMap(workflow, on: days ?? today) }
    }

    private func arrow(_ step: String, from state: String? = nil, in map: ProcessMap) throws
        -> ProcessMap.Arrow
    {
        try #require(map.arrows.first { $0.transition == step && (state ?? $0.from) == $0.from })
    }

    private func worked(_ from: Int, _ to: Int) -> Double {
        let span = test.desk.rules.deskCalendar.working(
            from: Samples.now + .minutes(from), to: Samples.now + .minutes(to))
        return Double(span.milliseconds) / 60_000
    }

    /// One settled and opened again, one called off, one that waits.
    private func three() throws -> [CaseID] {
        let cases = try [log(), log(), log()]
        try take("acknowledge", on: cases[0], at: 30)
        try take("acknowledge", on: cases[1], at: 60)
        try take("cancel", on: cases[1], at: 70, as: "chen", ["cancelReason": .text("duplicate")])
        try take("settle", on: cases[0], at: 90, ["reply": .text("已解决")])
        try take("reopen", on: cases[0], at: 100, ["reopenReason": .text("new facts")])
        return cases
    }

    @Test("each arrow tells how often it was taken, of all that left, and how long they had been there")
    func arrows() throws {
        _ = try three()
        let map = try map()
        #expect(map.matters == 3 && map.began == 3)
        let acknowledge = try arrow("acknowledge", in: map)
        #expect(acknowledge.count == 2 && acknowledge.course == .onward)
        #expect(acknowledge.share?.value == 1 && acknowledge.share?.count == 2)
        let times = [worked(0, 30), worked(0, 60)]
        #expect(acknowledge.time.median == (times[0] + times[1]) / 2 && times[1] > times[0])
        let cancel = try arrow("cancel", in: map)
        #expect(cancel.course == .dropOut && cancel.share?.value == 0.5 && cancel.from == "acknowledged")
        #expect(try arrow("settle", in: map).course == .ended)
        let reopen = try arrow("reopen", in: map)
        #expect(reopen.course == .reopened && reopen.to == "assessed")
        #expect(map.looped?.value == 1.0 / 3 && map.dropped?.value == 1.0 / 3)
    }

    @Test("who waits where is of now, and what nobody took is named, steps of imports left out")
    func stations() throws {
        _ = try three()
        let map = try map()
        let received = try #require(map.stations.first { $0.state.name == "received" })
        #expect(received.entered == 3 && received.left == 2 && received.waiting?.count == 1)
        #expect(received.waiting?.oldest == Samples.now)
        let acknowledged = try #require(map.stations.first { $0.state.name == "acknowledged" })
        #expect(acknowledged.entered == 2 && acknowledged.left == 2 && acknowledged.waiting == nil)
        let untaken = map.untaken.map(\.name)
        #expect(untaken.contains("escalate") && !untaken.contains("acknowledge"))
        #expect(!untaken.contains("import-closed"))
        #expect(map.stations.first { $0.state.name == "contested" }?.isIdle == true)
    }

    @Test("back to a state named earlier is a loop, back from waiting is none, and what stays has no share")
    func courses() throws {
        let id = try log()
        try take("acknowledge", on: id, at: 5)
        try take("investigate", on: id, at: 10)
        try take("wait-for-customer", on: id, at: 20, ["waitingFor": .text("照片")])
        try take("investigate", on: id, at: 30)
        try take(
            "ask-approval", on: id, at: 40,
            ["goodwill": .number(20_000), "approvalReason": .text("泡坏地板"), "reply": .text("赔偿")])
        let map = try map()
        #expect(try arrow("investigate", from: "waiting-for-customer", in: map).course == .onward)
        #expect(try arrow("investigate", from: "acknowledged", in: map).course == .onward)
        let asked = try arrow("ask-approval", in: map)
        #expect(asked.course == .stays && asked.share == nil && asked.from == asked.to)
        #expect(map.looped?.value == 0)
        let escalated = try log()
        try take("escalate", on: escalated, at: 50, ["escalationReason": .text("要求主管处理")])
        try take("investigate", on: escalated, at: 60)
        let again = try self.map()
        #expect(try arrow("investigate", from: "escalated", in: again).course == .back)
        #expect(again.looped?.value == 0.5)
    }

    @Test("what began before the days is no beginning, and its time runs from when it truly came")
    func before() throws {
        test.now = Samples.now - .days(1)
        let id = try log()
        try take("acknowledge", on: id, at: 15)
        let map = try map()
        #expect(map.matters == 1 && map.began == 0)
        #expect(try arrow("acknowledge", in: map).time.median == worked(-24 * 60, 15))
        let yesterday = today.lowerBound - 1
        #expect(try self.map(on: yesterday...yesterday).arrows.isEmpty)
    }

    @Test("imported cases are left out")
    func imported() throws {
        let id = try log(.import)
        try take("acknowledge", on: id, at: 15)
        #expect(try map().matters == 0)
    }

    @Test("visits and calls have maps as well")
    func others() throws {
        _ = try test.finishedRepair()
        let visits = try map("visit")
        #expect(visits.matters == 1 && visits.began == 1)
        #expect(try arrow("finish", in: visits).course == .ended)
        #expect(try map("call").definition.subject == .call)
        #expect(throws: DeskFault.self) { try map("nothing") }
    }

    @Test("the steps behind an arrow are named, the longest before it first")
    func steps() throws {
        let cases = try three()
        let steps = try test.desk.read {
            try $0.passedSteps("complaint", on: today, transition: "acknowledge")
        }
        #expect(steps.map(\.subject) == [Subject(cases[1]), Subject(cases[0])])
        #expect(steps.map(\.minutes) == [worked(0, 60), worked(0, 30)])
        let out = try test.desk.read { try $0.passedSteps("complaint", on: today, from: "acknowledged") }
        #expect(Set(out.map(\.transition)) == ["cancel", "settle"])
    }
}
