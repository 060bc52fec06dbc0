import DeskTesting
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Nobody rings up about what they did", .onEachDatabase)
struct OwnWorkTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func id(_ login: String) throws -> StaffID {
        try #require(try test.desk.read { try $0.staff.find(login: login)?.id })
    }

    /// A tracking call, which is about no case.
    private func track(_ customer: CustomerID, _ unit: UnitID? = nil) throws -> FollowUpCall {
        try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: customer, unit: unit, reason: CampaignDraft.tracking, from: work.now,
                    by: work.now + .days(5)))
        }
    }

    @discardableResult
    private func complain(_ customer: CustomerID, _ unit: UnitID? = nil, to login: String = "li") throws
        -> ServiceCase
    {
        try test.as(login) { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "态度不好")
            (draft.unit, draft.onRepeat) = (unit, .logAnyway)
            return try work.log(draft).serviceCase
        }
    }

    @Test("a call about no case is barred to whoever handled a case of its customer, or visited for it")
    func handled() throws {
        let call = try track(test.finishedRepair().customer)
        let (agent, technician, clerk) = (try id("li"), try id("t1"), try id("zhao"))
        #expect(call.barred.contains(agent) && call.barred.contains(technician))
        #expect(!call.barred.contains(clerk))
        #expect(try test.as("zhao") { try $0.claimNextCall() }.id == call.id)
    }

    @Test("what was over long ago bars nobody any more; how long ago that is, is a rule")
    func longAgo() throws {
        let customer = try test.customer().id
        let c = try complain(customer)
        _ = try test.as("li") { try $0.take("settle", on: c.id, given: ["reply": .text("已道歉")]) }
        let days = try test.desk.rules.calling().lately
        test.now = test.now + .days(days)
        let lately = try track(customer)
        test.now = test.now + .days(1)
        let later = try track(customer)
        let agent = try id("li")
        #expect(lately.barred == [agent] && later.barred.isEmpty)
    }

    @Test("of two units of a customer each has its own; what names no unit counts for both")
    func units() throws {
        let customer = try test.customer().id
        let units = try (0..<2).map { _ in
            try test.as("li") { work in
                try work.addUnit(
                    Unit(id: UnitID(0), customer: customer, product: "refrigerator", createdAt: work.now)
                ).id
            }
        }
        try complain(customer, units[0])
        let agent = try id("li")
        let barred = try (units.map(Optional.some) + [nil]).map { try track(customer, $0).barred }
        #expect(barred == [[agent], [], [agent]])
        try complain(customer, to: "chen")
        let supervisor = try id("chen")
        #expect(try track(customer, units[1]).barred == [supervisor])
    }

    @Test(
        "who handles a case once the call is planned makes it no more: it is neither given nor offered to them, nor taken of them"
    )
    func since() throws {
        let customer = try test.customer().id
        let call = try track(customer)
        let promised = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: customer, reason: CallWish.promised, from: work.now + .days(2),
                    by: work.now + .days(3)))
        }
        try complain(customer, to: "zhao")
        let clerk = try id("zhao")
        let (after, other) = try test.desk.read { (try $0.call(call.id), try $0.call(promised.id)) }
        #expect(after.barred == [clerk] && other.barred.isEmpty)
        #expect(throws: DeskFault.nothingToCall) { try test.as("zhao") { _ = try $0.claimNextCall() } }
        let actor = try test.desk.actor(named: "zhao")
        let listed = try test.desk.read {
            try $0.callList(for: actor, everyones: true, at: test.now, limit: 9).first { $0.id == call.id }
        }
        #expect(listed?.standing == .barred)
        #expect(throws: DeskFault.barred(login: "zhao", call: call.id)) {
            try test.as("zhao") { _ = try $0.recordCall(call.id, "satisfied", given: [:]) }
        }
        #expect(try test.problems() == [])
    }

    @Test(
        "who handles a case while another has the call in hand does not make it next; whoever has it in hand does"
    )
    func inHand() throws {
        let customer = try test.customer().id
        let call = try track(customer)
        _ = try test.as("zhao") { try $0.claimNextCall() }
        try complain(customer, to: "zhao")
        try complain(customer, to: "chen")
        let supervisor = try id("chen")
        let held = try test.desk.read { try $0.call(call.id) }
        #expect(held.barred == [supervisor] && held.claimedBy != nil)
        let tried = try test.as("zhao") { try $0.recordCall(call.id, "no-answer", given: [:]) }
        #expect(tried.attempts == 1 && tried.claimedBy == nil && tried.barred == [supervisor])
    }

    @Test(
        "of customers who became one, who handled a case of either makes neither's calls, planned before or since"
    )
    func merged() throws {
        let kept = try test.customer().id
        let gone = try test.as("li") { work in
            try work.addCustomer(Samples.customer(name: "王晓明", phone: "+8613900139000")).id
        }
        let call = try track(kept)
        try complain(gone)
        try test.as("chen") { try $0.mergeCustomer(gone, into: kept) }
        let (agent, later) = (try id("li"), try track(gone))
        let before = try test.desk.read { try $0.call(call.id) }
        #expect(before.barred == [agent] && later.barred == [agent])
    }

    @Test("a call that takes on a reason its agent may not ask about is kept for them no longer")
    func joined() throws {
        let customer = try test.customer().id
        let (theirs, own) = (try complain(customer), try complain(customer, to: "zhao"))
        let (agent, clerk) = (try id("li"), try id("zhao"))
        let (first, both) = try test.as("wang") { work in
            var wish = CallWish(
                customer: customer, caseID: theirs.id, reason: CampaignDraft.tracking, from: work.now,
                by: work.now + .days(5))
            wish.meantFor = clerk
            let first = try work.schedule(wish)
            (wish.caseID, wish.joins) = (own.id, true)
            return (first, try work.schedule(wish))
        }
        #expect(first.barred == [agent] && first.meantFor == clerk)
        #expect(both.id == first.id && both.barred == [agent, clerk].sorted() && both.meantFor == nil)
    }

    @Test("who takes in cases from a file handled none of them")
    func imported() throws {
        let customer = try test.customer().id
        let before = try track(customer)
        try test.as("zhao") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "态度不好")
            draft.channel = .import
            _ = try work.log(draft)
        }
        let (after, later) = (try test.desk.read { try $0.call(before.id) }, try track(customer))
        #expect(after.barred.isEmpty && later.barred.isEmpty)
    }

    @Test("agents of a campaign take turns at the calls they may make")
    func spread() throws {
        let desk = try CampaignDesk()
        try desk.test.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "zhou", name: "周敏", roles: ["follow-up clerk"]))
        }
        let theirs = [1, 2, 3].map { CustomerID($0) }
        for customer in theirs {
            try desk.test.as("zhao") { work in
                var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "态度不好")
                draft.onRepeat = .logAnyway
                _ = try work.log(draft)
            }
        }
        let members = try desk.sample(desk.draft()).members
        let (zhao, zhou) = try desk.test.desk.read {
            (try $0.staff.find(login: "zhao")?.id, try $0.staff.find(login: "zhou")?.id)
        }
        let own = members.filter { theirs.contains($0.customer) }.map(\.agent)
        #expect(own == [zhou, zhou, zhou])
        let others = members.filter { !theirs.contains($0.customer) }.map(\.agent)
        #expect(others.contains(zhao) && others.contains(zhou))
        try desk.begin(desk.draft())
        let meant = try desk.test.desk.read { try $0.calls.open(limit: 20) }
        #expect(meant.count == members.count)
        #expect(meant.allSatisfy { call in !call.barred.contains { $0 == call.meantFor } })
    }
}
