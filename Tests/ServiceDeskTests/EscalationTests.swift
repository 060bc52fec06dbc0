import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Escalation ladders", .onEachDatabase)
struct EscalationTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func complaint(_ summary: String = "送货很慢", severity: Severity? = nil) throws -> ServiceCase {
        let customer = try test.customer().id
        return try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: summary)
            draft.severity = severity
            return try work.log(draft).serviceCase
        }
    }

    private func clock(_ id: CaseID, _ metric: String) throws -> Clock {
        try #require(
            try test.desk.read { try $0.clocks.of(Subject(id)) }.first {
                $0.metric == metric && $0.state.isOpen
            })
    }

    /// What was climbed, oldest first: `complaint-answer 75 %`.
    private func climbed(_ id: CaseID) throws -> [String] {
        try test.desk.read { try $0.escalation(of: id, at: test.now) }.climbed.map {
            "\($0.ladder) \($0.mark?.description ?? "")"
        }
    }

    /// When a rung is reached if nothing happens, by the promise that comes to it first.
    private func coming(_ id: CaseID, _ ladder: String, _ share: Int) throws -> Instant {
        let standing = try test.desk.read { try $0.escalation(of: id, at: test.now) }
        return try #require(
            standing.coming.first { $0.ladder.name == ladder && $0.rung.at == .percent(share) }?.at)
    }

    private func told(_ login: String) throws -> [NoticeKind] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.notices(for: actor, limit: 100) }.map(\.kind)
    }

    private func sweep(at moment: Instant) throws -> SweepReceipt {
        test.now = moment
        return try test.desk.sweep(at: moment)
    }

    @Test("who has it hears at three quarters of the time, once, and not a moment before")
    func nearing() throws {
        let c = try complaint()
        try test.as("li") { _ = try $0.take("acknowledge", on: c.id) }
        let at = try coming(c.id, "complaint-answer", 75)
        _ = try sweep(at: at - .minutes(1))
        #expect(try climbed(c.id).contains("complaint-answer 75 %") == false)
        #expect(try sweep(at: at).rungs == 1)
        #expect(try sweep(at: at + .minutes(1)).rungs == 0)
        #expect(try climbed(c.id).filter { $0 == "complaint-answer 75 %" }.count == 1)
        #expect(try told("li").filter { $0 == .nearing }.count == 1)
        #expect(try test.problems() == [])
    }

    @Test("long after the promise it is raised, the manager hears, and nobody goes on before a note says why")
    func overdue() throws {
        let c = try complaint()
        try test.as("li") { _ = try $0.take("acknowledge", on: c.id) }
        let due = try clock(c.id, "respond").due
        _ = try sweep(at: due + .minutes(1))
        let at = try #require(try clock(c.id, "respond").rungDue)
        #expect(at > due)
        _ = try sweep(at: at)
        let late = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(late.severity == c.severity.raised)
        #expect(try climbed(c.id).contains("complaint-answer 150 %"))
        let refused = #expect(throws: StepRefusal.self) {
            try test.as("li") { _ = try $0.take("investigate", on: c.id) }
        }
        if case .noteWanted? = refused {} else { Issue.record("refused for another reason") }
        let li = try test.desk.actor(named: "li")
        let offers = try test.desk.read { try $0.offers(c.id, by: li, at: test.now) }
        #expect(!offers.isEmpty && offers.allSatisfy { $0.refusal != nil })
        // What the desk does by itself is not held.
        #expect(try test.desk.read { try $0.escalation(of: c.id, at: test.now) }.wantsNote)
        try test.as("li") { _ = try $0.note(Subject(c.id), "配件缺货，已联系客户") }
        try test.as("li") { _ = try $0.take("investigate", on: c.id) }
        #expect(try test.desk.read { try $0.escalation(of: c.id, at: test.now) }.wantsNote == false)
    }

    @Test("a pause moves the rungs that are ahead, and takes back none that was climbed")
    func pause() throws {
        let c = try complaint()
        try test.as("li") { _ = try $0.take("acknowledge", on: c.id) }
        let before = try coming(c.id, "complaint-answer", 75)
        test.now = test.now + .hours(1)
        try test.as("li") { work in
            _ = try work.take("wait-for-customer", on: c.id, given: ["waitingFor": .text("发票")])
        }
        _ = try sweep(at: before + .hours(2))
        #expect(try climbed(c.id).contains("complaint-answer 75 %") == false)
        try test.as("li") { _ = try $0.take("investigate", on: c.id) }
        let after = try coming(c.id, "complaint-answer", 75)
        #expect(after > test.now)
        _ = try sweep(at: after)
        #expect(try climbed(c.id).filter { $0 == "complaint-answer 75 %" }.count == 1)
    }

    @Test("a grave matter nobody settles goes to the supervisor with the fewest cases")
    func reassigned() throws {
        try test.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "busy", name: "周主管", roles: ["supervisor"]))
        }
        let c = try complaint(severity: .urgent)
        let other = try complaint("安装不整齐")
        try test.as("chen") { work in
            var taken = try work.reading.serviceCase(other.id)
            taken.owner = try work.reading.staff.find(login: "chen")?.id
            _ = try work.edit(taken)
        }
        let supervisor = try test.desk.read { try $0.staff.find(login: "busy")?.id }
        _ = try sweep(at: c.openedAt + .days(3))
        #expect(try climbed(c.id).contains("grave 150 %"))
        #expect(try test.desk.read { try $0.serviceCase(c.id) }.owner == supervisor)
        #expect(try told("busy").contains(.escalated))
    }

    @Test("words in the summary or a note bring the supervisor, once for a case; other words do not")
    func words() throws {
        let leak = try complaint("洗衣机漏水")
        #expect(try climbed(leak.id) == [])
        let threat = try complaint("再不解决就找 12315 曝光")
        #expect(try climbed(threat.id) == ["threatens 1"])
        try test.as("li") { _ = try $0.note(Subject(threat.id), "客户说要请律师") }
        #expect(try climbed(threat.id) == ["threatens 1"])
        let calm = try complaint("Delivery was slow")
        try test.as("li") { _ = try $0.note(Subject(calm.id), "Speaks of a LAWYER now") }
        #expect(try climbed(calm.id) == ["threatens 1"])
        #expect(try told("chen").filter { $0 == .escalated }.count == 2)
    }

    @Test("a case reopened twice is raised, told to the supervisor, and held until a note says why")
    func reopened() throws {
        let c = try complaint()
        func close() throws {
            try test.as("chen") { work in
                _ = try work.note(Subject(c.id), "已查明原因")
                _ = try work.take("settle", on: c.id, given: ["reply": .text("已道歉")])
            }
        }
        for _ in 1...2 {
            try close()
            test.now = test.now + .hours(3)
            let outcome = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("complaint"), customer: c.customer, summary: "还是没有解决")
                draft.product = c.product
                return try work.log(draft).outcome
            }
            #expect(outcome == .reopened)
        }
        #expect(try climbed(c.id) == ["reopened 1", "reopened 2"])
        let now = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(now.reopened == 2 && now.severity > c.severity && now.fields["noteWanted"] != nil)
    }

    @Test("numbers and longer words that contain one of the words are none of them")
    func neighbours() throws {
        let c = try complaint("回电 13812345678，a courtesy visit")
        #expect(try climbed(c.id) == [])
        let search = WordSearch(["court", "12345", "曝光"], whole: true)
        #expect(search.finds(in: "To COURT!") && search.finds(in: "打12345投诉") && search.finds(in: "要曝光了"))
        #expect(!search.finds(in: "courtesy") && !search.finds(in: "13812345678") && !search.finds(in: ""))
        #expect(WordSearch(["fire"]).finds(in: "Firewall"))
    }

    @Test("when nobody swept for long, the promise that was missed is the one the customer had")
    func lateSweep() throws {
        let c = try complaint()
        try test.as("li") { _ = try $0.take("acknowledge", on: c.id) }
        let promised = try test.desk.read { try $0.clocks.of(Subject(c.id)) }.map(\.promise)
        _ = try sweep(at: test.now + .days(40))
        let missed = try test.desk.read { try $0.journal.of(Subject(c.id)) }
            .filter { $0.event == "clock.breached" }.compactMap { $0.facts["promise"]?.plain }
        #expect(!missed.isEmpty && Set(missed).isSubset(of: promised))
        #expect(try climbed(c.id).contains("complaint-answer 150 %"))
        #expect(try test.problems() == [])
    }

    @Test("a moment that the ladders no longer have is not taken for the next one")
    func changedLadders() throws {
        let c = try complaint()
        var clock = try clock(c.id, "respond")
        let (first, early) = (clock.rungDue, test.now + .minutes(5))
        clock.rungDue = early
        try test.desk.act(by: .desk, at: test.now) { try $0.clocks.update(clock) }
        _ = try sweep(at: early)
        let after = try self.clock(c.id, "respond")
        #expect(after.rung == 0 && after.rungDue == first)
    }

    @Test("while its time stands still no rung is passed; those that are gone are, though none is left")
    func passing() throws {
        let c = try complaint()
        try test.as("li") { work in
            _ = try work.take("acknowledge", on: c.id)
            _ = try work.take("wait-for-customer", on: c.id, given: ["waitingFor": .text("发票")])
        }
        test.now = test.now + .days(2)
        _ = try test.as("admin") { try $0.renewLadders() }
        #expect(try clock(c.id, "respond").rung == 0)
        try test.as("li") { _ = try $0.take("customer-answered", on: c.id) }
        test.now = test.now + .days(60)
        _ = try test.as("admin") { try $0.renewLadders() }
        let passed = try clock(c.id, "respond")
        #expect(passed.rung == 150 && passed.rungDue == nil)
        _ = try sweep(at: test.now)
        #expect(try climbed(c.id) == [])
    }

    @Test("what is over is held by nothing, and a late matter never becomes one of danger")
    func over() throws {
        let c = try complaint(severity: .urgent)
        _ = try sweep(at: test.now + .days(40))
        let late = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(late.severity == .urgent && late.fields["noteWanted"] != nil)
        try test.desk.act(by: .desk, at: test.now) { work in
            _ = try work.take("settle", on: c.id, given: ["reply": .text("已退款")])
        }
        #expect(try test.desk.read { try $0.serviceCase(c.id) }.fields["noteWanted"] == nil)
    }

    @Test("cases that are imported climb nothing by their words, and no rung whose time had gone before")
    func imported() throws {
        let customer = try test.customer().id
        let c = try test.as("admin") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "找律师")
            draft.channel = .import
            return try work.log(draft).serviceCase
        }
        #expect(try climbed(c.id) == [])
        test.now = test.now + .days(40)
        try test.as("admin") { try $0.passRungs(of: c.id) }
        _ = try sweep(at: test.now)
        let standing = try test.desk.read { try $0.escalation(of: c.id, at: test.now) }
        #expect(standing.climbed.isEmpty && !standing.wantsNote)
    }

    @Test("what comes next is told with its moment, and rules that changed hold after they are renewed")
    func renewed() throws {
        let c = try complaint()
        let standing = try test.desk.read { try $0.escalation(of: c.id, at: test.now) }
        let share = try #require(standing.coming.first { $0.rung.at == .percent(75) })
        let respond = try clock(c.id, "respond")
        #expect(share.ladder.name == "complaint-answer" && share.at < respond.due)
        #expect(standing.coming.contains { $0.rung.at == .percent(100) && $0.at == respond.due })
        #expect(standing.coming.map(\.at) == standing.coming.map(\.at).sorted())
        #expect(throws: DeskFault.self) { try test.as("li") { _ = try $0.renewLadders() } }
        #expect(try test.as("admin") { try $0.renewLadders() } == 0)
        let before = respond.rungDue
        var changed = respond
        changed.rungDue = nil
        try test.desk.act(by: .desk, at: test.now) { try $0.clocks.update(changed) }
        #expect(try test.as("admin") { try $0.renewLadders() } == 1)
        #expect(before != nil)
        #expect(try clock(c.id, "respond").rungDue == before)
    }
}
