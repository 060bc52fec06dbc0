import DeskTesting
import Model
import Quality
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
        try desk.reach()
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

    @Test("its end is awaited by the pace of the days before; of today what is left is worked as well")
    func pace() throws {
        let id = try desk.begin(desk.draft()).id
        try desk.reach()
        #expect(try desk.progress(id).expectedEnd == Day(2026, 11, 24), "an hour is no pace")
        try desk.reach()
        // Two a day, eight to come: on the 25th to the 28th.
        test.now = test.now + .days(1)
        #expect(try desk.progress(id).expectedEnd == Day(2026, 11, 28))
        try desk.reach()
        #expect(try desk.progress(id).expectedEnd == Day(2026, 11, 28), "one of today's two is made")
        // Nobody calls any more today: seven from tomorrow on.
        test.now = test.now + .hours(11)
        #expect(try desk.progress(id).expectedEnd == Day(2026, 11, 29))
    }

    @Test("many are counted at once, each as it stands alone")
    func list() throws {
        let first = try desk.begin(desk.draft("product:refrigerator")).id
        try desk.reach()
        let second = try desk.begin(desk.draft("bought:2025", named: "第二次")).id
        try desk.call("refuse")
        let list = try test.desk.read { try $0.campaignList(at: test.now, limit: 10) }
        #expect(list.map(\.id) == [second, first])
        for progress in list {
            let alone = try desk.progress(progress.id)
            #expect(progress.standings == alone.standings && progress.days == alone.days)
            #expect(progress.agents.map(\.counts) == alone.agents.map(\.counts))
            #expect(progress.expectedEnd == alone.expectedEnd)
        }
        #expect(list[1].count(.reached) == 1 && list[1].count(.refused) == 1)
        #expect(list[0].count(.planned) == 6 && list[0].made == 0)
    }

    @Test("a sweep that finds nothing to do for campaigns makes nobody wait")
    func idle() throws {
        let id = try desk.begin(desk.draft("bought:2025-01..2025-05", named: "召回", mustReach: true)).id
        let (other, line) = try test.overALine()
        line.lose(.busy)
        try other.desk.tendCampaigns(at: test.now)
        for _ in 0..<3 { try desk.call("refuse") }
        // Everybody was called, and nobody accounted for.
        try other.desk.tendCampaigns(at: test.now + .minutes(1))
        #expect(try test.desk.read { try $0.campaign(id).state } == .running)
        for customer in 1...5 {
            try test.as("chen") { _ = try $0.account(for: CustomerID(Int64(customer)), in: id, "已寄信") }
        }
        #expect(try test.desk.read { try $0.campaign(id).state } == .finished)
        try other.desk.tendCampaigns(at: test.now + .minutes(2))
    }

    @Test("the sweep ends it when no call is to come")
    func finished() throws {
        let id = try desk.begin(desk.draft("K1")).id
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.desk.read { try $0.campaign(id).state } == .running)
        try desk.reach()
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

    @Test(
        "stopped, a call that serves another reason as well is made for that, and asks no more for the campaign"
    )
    func stoppedBesides() throws {
        let id = try desk.begin(desk.draft("K1,K2")).id
        try test.as("li") { work in
            var wish = CallWish(
                customer: CustomerID(1), reason: "after visit", from: work.now, by: work.now + .days(3))
            (wish.plan, wish.joins) = ("after-repair", true)
            _ = try work.schedule(wish)
        }
        _ = try test.desk.stop(id, because: "x", by: test.desk.actor(named: "chen"), at: test.now)
        let call = try #require(try test.desk.read { try $0.calls.open(limit: 10) }.first)
        #expect(call.customer == CustomerID(1) && call.reason == "after visit")
        #expect(try test.desk.read { try $0.callMatters.of(call.id).map(\.reason) } == ["after visit"])
        #expect(try test.desk.read { try $0.calls.open(limit: 10) }.count == 1)
        #expect(try desk.progress(id).count(.cancelled) == 2)
        #expect(try test.problems() == [])
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
        try desk.reach()
        let third = try desk.sample(desk.draft(named: "第三次"))
        #expect(third.report.leftOut.contains(.init(.planned, 3)))
        #expect(third.report.leftOut.contains(.init(.calledLately, 1)))
        test.now = test.now + .days(31)
        #expect(
            try !desk.sample(desk.draft(named: "第三次")).report.leftOut.contains { $0.why == .calledLately })
    }

    @Test("nor one whose call serves the reason beside its own, or is still to be planned, or who was merged")
    func twiceInOtherWays() throws {
        try test.as("li") { work in
            for reason in ["after visit", CampaignDraft.tracking] {
                var wish = CallWish(
                    customer: CustomerID(1), reason: reason, from: work.now, by: work.now + .days(3))
                wish.joins = true
                _ = try work.schedule(wish)
            }
        }
        #expect(try test.desk.read { try $0.calls.of(CustomerID(1)).map(\.reason) } == ["after visit"])
        let first = try test.as("chen") { try $0.begin(desk.draft("K1,K2,K3")) }
        #expect(first.report.leftOut == [.init(.planned, 1)])
        var second = try desk.sample(desk.draft("K1,K2,K3,K6", named: "第二次"))
        #expect(second.report.leftOut == [.init(.planned, 3)] && second.members.map(\.customer.number) == [6])
        _ = try test.desk.sweep(at: test.now)
        let call = try test.desk.read { try #require($0.calls.of(CustomerID(2)).first) }
        try test.as("zhao") {
            _ = try $0.recordCall(
                call.id, "without-questions", given: ["unasked": .text("客户没时间")])
        }
        try test.as("chen") { try $0.mergeCustomer(CustomerID(2), into: CustomerID(6)) }
        second = try desk.sample(desk.draft("K6,K7", named: "第二次"))
        #expect(second.report.leftOut == [.init(.calledLately, 1)])
    }

    @Test("customers who became one before their calls were planned get one call")
    func merged() throws {
        let id = try test.as("chen") { work in
            let id = try work.begin(desk.draft("K1,K2,K3,K6")).id
            try work.mergeCustomer(CustomerID(1), into: CustomerID(2))
            // Whom they are merged into need not be one of the campaign's.
            try work.mergeCustomer(CustomerID(3), into: CustomerID(7))
            try work.mergeCustomer(CustomerID(6), into: CustomerID(7))
            return id
        }
        _ = try test.desk.sweep(at: test.now)
        let calls = try test.desk.read { try $0.calls.open(limit: 10) }
        #expect(calls.map(\.customer.number).sorted() == [2, 7])
        let barred = try test.desk.read { try $0.unreached(in: id) }.filter { $0.standing == .anotherWay }
        #expect(barred.map(\.why.key) == ["callBarrier.already-planned", "callBarrier.already-planned"])
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
        #expect(throws: refused) { try test.as("li") { _ = try $0.planCalls(of: id, limit: 1) } }
        #expect(throws: refused) { try test.as("li") { _ = try $0.cancelCalls(of: id, limit: 1) } }
        // And nobody cancels the calls of one that runs.
        #expect(try test.as("sun") { try $0.cancelCalls(of: id, limit: 1) } == 0)
        #expect(try desk.progress(id).count(.planned) == 1)
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
        try desk.reach()
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

    @Test("its calls ask about the unit, are not closed without, and what is answered sends somebody to it")
    func asks() throws {
        let id = try desk.begin(desk.draft("K1,K2", named: "召回", mustReach: true)).id
        let call = try test.as("zhao") { try $0.claimNextCall() }
        #expect(throws: RecordedCallFault.self) {
            try test.as("zhao") { _ = try $0.recordCall(call.id, "told", given: [:]) }
        }
        let answers: [String: Answer] = [
            "still": .chosen(["yes"]), "stopped": .chosen(["yes"]), "worry": .chosen(["no"]),
            "mayCome": .chosen(["yes"]), "time": .text("周六上午"),
        ]
        let (receipt, ended) = try test.as("zhao") { try $0.answerCall(call.id, answers) }
        #expect(ended.category == .done && ended.fields["satisfaction"] == nil)
        #expect(receipt.setOff.map(\.name) == ["to-mend"])
        let opened = try #require(receipt.setOff.first?.caseID)
        let repair = try test.desk.read { try $0.serviceCase(opened) }
        #expect(repair.unit == call.unit && repair.summary.contains("周六上午"))
        #expect(try desk.progress(id).count(.reached) == 1)
    }

    @Test("a recall calls those as well whom another campaign called lately or is to call")
    func others() throws {
        try desk.begin(desk.draft("K1,K2"))
        try desk.reach()
        let recall = try desk.sample(desk.draft("K1,K2", named: "召回", mustReach: true))
        #expect(recall.report.leftOut.isEmpty && recall.members.count == 2)
    }

    @Test("a case about a unit that a recall under way names is found by recall:yes, others by recall:no")
    func recallField() throws {
        let units = try test.desk.read { reading in
            try [3, 4].map { try #require(try reading.file(of: CustomerID($0), by: .desk).units.first) }
        }
        let ids = try units.map { unit in
            try test.as("li") { work in
                var draft = CaseDraft(
                    kind: CaseKind("repair"), customer: unit.customer, summary: "不制冷")
                draft.unit = unit.id
                return try work.log(draft).serviceCase.id
            }
        }
        let li = try test.desk.actor(named: "li")
        func found(_ text: String) throws -> [CaseID] {
            try test.desk.read { reading in
                var list = CaseList(.everything)
                list.filter = try CaseFilter(text, words: reading.filterWords())
                return try reading.page(
                    list, from: .beginning, tries: .max, by: li, at: test.now
                ).lines.map(\.id).sorted()
            }
        }
        _ = try desk.begin(desk.draft("product:air-conditioner", named: "随访"))
        #expect(try found("recall:yes").isEmpty, "a round of quality tracking is no recall")
        let recall = try desk.begin(desk.draft("product:refrigerator", named: "压缩机召回", mustReach: true))
        #expect(try found("recall:yes") == [ids[0]] && found("recall:no") == [ids[1]])
        try test.as("chen") { _ = try $0.stop(recall.id, because: "已完成") }
        #expect(try found("recall:yes").isEmpty, "it is over")
    }
}
