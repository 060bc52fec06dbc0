import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Campaigns", .onEachDatabase)
struct CampaignTests {
    private let desk: CampaignDesk
    private var test: TemporaryDesk { desk.test }

    init() throws { desk = try CampaignDesk() }

    @Test("its calls are planned at once, are the clerks' next ones, and are counted by what comes of them")
    func progress() throws {
        let campaign = try desk.begin(desk.draft("product:refrigerator"))
        #expect(campaign.id.description == "G1")
        var progress = try desk.progress(campaign.id)
        #expect(progress.customers == 4 && progress.count(.planned) == 4)
        #expect(progress.expectedEnd == Day(2026, 11, 24))
        try desk.call("satisfied")
        try desk.call("refuse")
        try desk.call("wrong-number")
        try desk.call("not-reached", ["outcome": .text("busy")])
        progress = try desk.progress(campaign.id)
        #expect(progress.count(.reached) == 1 && progress.count(.refused) == 1)
        #expect(progress.count(.unreachable) == 1 && progress.count(.again) == 1)
        #expect(progress.made == 3 && progress.toCome == 1)
        let today = try #require(progress.days[Day(2026, 11, 24)])
        #expect(today.made == 3 && today.planned == 1)
        #expect(progress.agents.map(\.name) == ["赵敏"] && progress.agents[0].counts.made == 3)
        let left = try test.desk.read { try $0.unreached(in: campaign.id) }
        #expect(
            left.map(\.why.key) == ["campaign.why.refused", "campaign.why.unreachable", "campaign.why.again"])
        #expect(left[1].outcome == "wrong number")
        #expect(try test.problems() == [])
    }

    @Test("the sweep ends it when no call is to come")
    func finished() throws {
        let id = try desk.begin(desk.draft("K1")).id
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.desk.read { try $0.campaign(id).state } == .running)
        try desk.call("satisfied")
        test.now = test.now + .minutes(1)
        _ = try test.desk.sweep(at: test.now)
        let campaign = try test.desk.read { try $0.campaign(id) }
        #expect(campaign.state == .finished && campaign.endedAt == test.now)
    }

    @Test(
        "stopped in the middle: what is planned is cancelled, with who stopped it and why; who is on the line finishes"
    )
    func stopped() throws {
        let id = try desk.begin(desk.draft()).id
        let inHand = try test.as("zhao") { try $0.claimNextCall() }
        let campaign = try test.desk.stop(
            id, because: "问卷有误", by: test.desk.actor(named: "chen"), at: test.now)
        #expect(campaign.state == .stopped && campaign.endReason == "问卷有误")
        var progress = try desk.progress(id)
        #expect(progress.count(.cancelled) == 9 && progress.count(.inHand) == 1)
        let cancelled = try test.desk.read { reading in
            try reading.calls.of(CustomerID(12)).first { $0.category == .cancelled }
        }
        #expect(cancelled?.fields["cancelReason"] == .text("G1 chen: 问卷有误"))
        let journal = try test.desk.read { try $0.journal.of(Subject(id)) }
        #expect(journal.last?.event == "campaign.stopped" && journal.last?.by == "chen")
        #expect(journal.last?.facts["reason"] == .text("问卷有误"))
        // Put back, nobody makes it any more.
        _ = try test.as("zhao") { try $0.releaseCall(inHand.id) }
        test.now = test.now + .minutes(1)
        _ = try test.desk.sweep(at: test.now)
        progress = try desk.progress(id)
        #expect(progress.count(.cancelled) == 10)
        #expect(throws: CampaignFault.notRunning(id, .stopped)) {
            try test.as("chen") { _ = try $0.stop(id, because: "again") }
        }
    }

    @Test("killed while its calls are planned, the next sweep plans the rest, each once")
    func killed() throws {
        let id = try test.as("chen") { work in
            let id = try work.begin(desk.draft()).id
            return id
        }
        #expect(try test.as("chen") { try $0.planCalls(of: id, limit: 3) } == 3)
        #expect(try desk.progress(id).count(.waiting) == 7)
        _ = try test.desk.sweep(at: test.now)
        let progress = try desk.progress(id)
        #expect(progress.count(.waiting) == 0 && progress.count(.planned) == 10)
        let calls = try test.desk.read { try $0.calls.open(limit: 100) }
        #expect(calls.count == 10 && Set(calls.map(\.customer)).count == 10)
        #expect(try test.as("chen") { try $0.planCalls(of: id, limit: 3) } == 0)
    }

    @Test("stopped before all calls are planned, the rest never is")
    func stoppedEarly() throws {
        let id = try test.as("chen") { try $0.begin(desk.draft()).id }
        _ = try test.as("chen") { try $0.planCalls(of: id, limit: 3) }
        _ = try test.desk.stop(id, because: "x", by: test.desk.actor(named: "chen"), at: test.now)
        _ = try test.desk.sweep(at: test.now)
        #expect(try desk.progress(id).count(.cancelled) == 10)
        #expect(try test.desk.read { try $0.calls.open(limit: 100) }.isEmpty)
    }

    @Test("two campaigns of one reason do not call a customer twice, nor soon after one did")
    func twice() throws {
        try desk.begin(desk.draft("product:refrigerator"))
        let second = try desk.sample(desk.draft(named: "第二次"))
        #expect(second.report.leftOut.contains(.init(.planned, 4)))
        try desk.call("satisfied")
        let third = try desk.sample(desk.draft(named: "第三次"))
        #expect(third.report.leftOut.contains(.init(.planned, 3)))
        #expect(third.report.leftOut.contains(.init(.calledLately, 1)))
        test.now = test.now + .days(31)
        #expect(
            try !desk.sample(desk.draft(named: "第三次")).report.leftOut.contains { $0.why == .calledLately })
    }

    @Test("two people cannot begin it at once: the second is told whose name it has")
    func names() throws {
        try desk.begin(desk.draft("K1"))
        #expect(throws: CampaignFault.nameTaken("质量跟踪", CampaignID(1))) {
            try desk.begin(desk.draft("K2"), by: "sun")
        }
        #expect(throws: DeskFault.missing(field: "name")) { try desk.begin(desk.draft("K2", named: " ")) }
    }

    @Test("only who has the right runs campaigns, and is told which right it is")
    func rights() throws {
        let refused = DeskFault.notAllowed(login: "li", right: "campaign.run")
        #expect(throws: refused) { try desk.begin(desk.draft(), by: "li") }
        let id = try desk.begin(desk.draft("K1"), by: "sun").id
        #expect(throws: refused) { try test.as("li") { _ = try $0.stop(id, because: "x") } }
        #expect(throws: refused) { try test.as("li") { _ = try $0.account(for: CustomerID(1), in: id, "x") } }
    }

    @Test("who wanted no more calls since they were chosen is not called")
    func saidMeanwhile() throws {
        let id = try test.as("chen") { try $0.begin(desk.draft("K1,K2", mustReach: true)).id }
        try test.as("li") { work in
            var customer = try work.reading.customer(CustomerID(1))
            customer.mayCall = false
            _ = try work.editCustomer(customer)
        }
        _ = try test.desk.sweep(at: test.now)
        #expect(try desk.progress(id).count(.anotherWay) == 1)
    }
}

@Suite("Campaigns that must reach everyone", .onEachDatabase)
struct RecallTests {
    private let desk: CampaignDesk
    private var test: TemporaryDesk { desk.test }

    init() throws { desk = try CampaignDesk() }

    @Test(
        "who cannot be called is on the list as well, and it ends only when everyone is reached or accounted for"
    )
    func recall() throws {
        // Three may be called; one wants no calls, one has no number.
        let id = try desk.begin(desk.draft("bought:2025-01..2025-05", named: "召回", mustReach: true)).id
        var progress = try desk.progress(id)
        #expect(progress.count(.planned) == 3 && progress.count(.anotherWay) == 2 && progress.unsettled == 2)
        let barred = try test.desk.read { try $0.unreached(in: id) }.filter { $0.standing == .anotherWay }
        #expect(barred.map(\.why.key) == ["callBarrier.do-not-call", "callBarrier.no-number"])
        #expect(throws: CampaignFault.callToCome(CustomerID(1))) { try account(1, id, "寄挂号信") }
        try desk.call("satisfied")
        try desk.call("wrong-number")
        try desk.call("refuse")
        test.now = test.now + .minutes(1)
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.desk.read { try $0.campaign(id).state } == .running, "four are not settled")
        #expect(throws: CampaignFault.isReached(CustomerID(1))) { try account(1, id, "寄挂号信") }
        #expect(throws: CampaignFault.notMember(id, CustomerID(9))) { try account(9, id, "寄挂号信") }
        #expect(throws: DeskFault.missing(field: "reason")) { try account(2, id, "  ") }
        for customer in 2...5 { try account(Int64(customer), id, "已寄挂号信") }
        progress = try desk.progress(id)
        #expect(progress.campaign.state == .finished && progress.count(.accounted) == 4)
        let entries = try test.desk.read { try $0.journal.of(Subject(id)) }.map(\.event)
        #expect(entries.suffix(2) == ["campaign.accounted", "campaign.finished"])
    }

    private func account(_ customer: Int64, _ id: CampaignID, _ words: String) throws {
        try test.as("chen") { _ = try $0.account(for: CustomerID(customer), in: id, words) }
    }

    @Test("a recall calls those as well whom another campaign called lately or is to call")
    func others() throws {
        try desk.begin(desk.draft("K1,K2"))
        try desk.call("satisfied")
        let recall = try desk.sample(desk.draft("K1,K2", named: "召回", mustReach: true))
        #expect(recall.report.leftOut.isEmpty && recall.members.count == 2)
    }
}
