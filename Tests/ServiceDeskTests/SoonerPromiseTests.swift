import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Promises beyond the standard", .onEachDatabase)
struct SoonerPromiseTests {
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func complaint(_ more: (inout CaseDraft) -> Void = { _ in }) throws -> CaseReceipt {
        let customer = try test.customer().id
        return try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "送货很慢")
            more(&draft)
            return try work.log(draft)
        }
    }

    private func clock(_ id: CaseID) throws -> Clock {
        let clocks = try test.desk.read { try $0.clocks.of(Subject(id)) }
        return try #require(clocks.first { $0.metric == "acknowledge" })
    }

    private func promise(_ login: String, _ id: CaseID, by: Instant) throws -> SoonerPromise {
        try test.as(login) { try $0.promiseSooner("acknowledge", of: id, by: by, reason: "客户急用") }
    }

    @Test(
        "who may promise it does so: the clock holds to the minute, and a change of severity takes nothing back"
    )
    func made() throws {
        let id = try complaint().serviceCase.id
        let by = test.now + .minutes(40)
        guard case .made(let clock) = try promise("chen", id, by: by) else {
            Issue.record("a supervisor need not ask")
            return
        }
        #expect(clock.due >= by && clock.due < by + .minutes(1))
        #expect(clock.internalDue <= clock.due)
        let event = try test.desk.read { try $0.journal.of(Subject(id)) }.last {
            $0.event == "case.promisedSooner"
        }
        #expect(event?.facts["due"] == .instant(by) && event?.facts["because"] == .text("客户急用"))
        let raised = try test.as("chen") { work in
            var c = try work.reading.serviceCase(id)
            c.severity = .major
            return try work.edit(c)
        }
        #expect(raised.severity == .major)
        let after = try self.clock(id)
        #expect(after.due == clock.due)
        test.now = by + .minutes(2)
        #expect(try test.desk.sweep(at: test.now).breaches >= 1)
        #expect(try test.problems() == [])
    }

    @Test("of anybody else it becomes a request with its facts, and holds once that is granted")
    func asked() throws {
        let id = try complaint().serviceCase.id
        let standard = try clock(id)
        let by = test.now + .minutes(90)
        guard case .asked(let approval) = try promise("li", id, by: by) else {
            Issue.record("an agent must ask")
            return
        }
        #expect(approval.decision == "promise" && approval.amount == nil)
        #expect(try clock(id).due == standard.due)
        let facts = try test.desk.read { try $0.journal.of(Subject(approval.id)) }.first?.facts
        #expect(facts?["due"] == .instant(by) && facts?["due.before"] == .instant(standard.due))
        let chen = try test.desk.actor(named: "chen")
        let shown = try test.desk.read { try $0.sheet(approval.id, by: chen, at: test.now) }.item.promise
        #expect(
            shown == AskedPromise(metric: "acknowledge", by: by, standard: standard.due),
            "whoever decides sees it")
        #expect(throws: SoonerPromiseFault.askedAlready(approval.id)) { try promise("li", id, by: by) }
        _ = try test.as("chen") { try $0.decide(approval.id, grant: true, answer: "") }
        let held = try clock(id)
        #expect(held.due >= by && held.due < by + .minutes(1))
        // That one is granted, no earlier one.
        guard case .asked = try promise("li", id, by: by - .minutes(30)) else {
            Issue.record("another time is another request")
            return
        }
    }

    @Test("refused or granted too late, the standard holds")
    func notHeld() throws {
        let id = try complaint().serviceCase.id
        let standard = try clock(id)
        guard case .asked(let first) = try promise("li", id, by: test.now + .minutes(30)) else { return }
        _ = try test.as("chen") { try $0.decide(first.id, grant: false, answer: "人手不足") }
        #expect(try clock(id).due == standard.due)
        guard case .asked(let second) = try promise("li", id, by: test.now + .minutes(10)) else { return }
        test.now = test.now + .minutes(11)
        let late = try test.as("chen") { try $0.decide(second.id, grant: true, answer: "") }
        #expect(try clock(id).due == standard.due)
        // Whoever asked, and whoever granted it, are told that it came to nothing.
        let promise = try test.desk.read { try $0.promiseGrantedLate(by: late) }
        #expect(promise?.metric == "acknowledge")
        for subject in [Subject(id), Subject(second.id)] {
            let entries = try test.desk.read { try $0.journal.of(subject) }
            let granted = entries.filter { $0.event == "approval.granted" }
            #expect(granted.map(\.facts["grantedLate"]) == [.flag(true)])
        }
        let li = try test.desk.actor(named: "li")
        let told = try test.desk.read { try ($0.inbox(of: li).items.first, $0.notices(for: li).first) }
        let (item, notice) = (try #require(told.0), try #require(told.1))
        let said = try test.desk.read { try $0.phrase(of: notice) }
        #expect(said.key == "notice.says.grantedLate")
        #expect(item.notice.phrase(item.approval, late: item.late, test.desk.rules) == said)
    }

    @Test("a request waits no longer for its decision than until the time it asks for")
    func decidedBy() throws {
        let id = try complaint().serviceCase.id
        let by = test.now + .minutes(10)
        guard case .asked(let asked) = try promise("li", id, by: by) else { return }
        let chen = try test.desk.actor(named: "chen")
        let items = try test.desk.read { try $0.approvals(for: chen, at: test.now).items }
        #expect(items.map(\.approval.id) == [asked.id])
        #expect(items.map(\.due) == [by])
    }

    @Test("a request granted in time is no late one, nor is one for something else")
    func inTime() throws {
        let id = try complaint().serviceCase.id
        guard case .asked(let asked) = try promise("li", id, by: test.now + .minutes(30)) else { return }
        #expect(try test.desk.read { try $0.promiseGrantedLate(by: asked) } == nil)
        let granted = try test.as("chen") { try $0.decide(asked.id, grant: true, answer: "") }
        #expect(try test.desk.read { try $0.promiseGrantedLate(by: granted) } == nil)
        let entry = try test.desk.read { try $0.journal.of(Subject(asked.id)) }.last
        #expect(entry?.event == "approval.granted" && entry?.facts["grantedLate"] == nil)
        let other = try test.as("li") {
            try $0.askApproval(Subject(id), decision: "exchange", reason: "客户要求换货")
        }
        let exchanged = try test.as("chen") { try $0.decide(other.id, grant: true, answer: "") }
        #expect(try test.desk.read { try $0.promiseGrantedLate(by: exchanged) } == nil)
    }

    @Test("a request for a promise names what and when; what was granted allows nothing but that")
    func onlyWhatIsNamed() throws {
        let id = try complaint().serviceCase.id
        #expect(throws: SoonerPromiseFault.namesNoTime) {
            try test.as("li") {
                try $0.askApproval(Subject(id), decision: "promise", reason: "客户急用")
            }
        }
        let exchange = try test.as("li") {
            try $0.askApproval(Subject(id), decision: "exchange", reason: "客户要求换货")
        }
        #expect(throws: SoonerPromiseFault.namesNoTime) {
            let promise = Approval.Terms(decision: "promise", amount: nil)
            try test.as("chen") { _ = try $0.change(exchange.id, to: promise, answer: "改为提前承诺") }
        }
        // One granted too late may still be kept a little later, which is less than was granted; nothing else may.
        guard case .asked(let approval) = try promise("li", id, by: test.now + .minutes(10)) else { return }
        test.now = test.now + .minutes(11)
        _ = try test.as("chen") { try $0.decide(approval.id, grant: true, answer: "") }
        let other = try test.as("li") {
            try $0.promiseSooner("inform", of: id, by: test.now + .minutes(20), reason: "客户急用")
        }
        guard case .asked = other else {
            Issue.record("another promise is another request")
            return
        }
        guard case .made = try promise("li", id, by: test.now + .minutes(5)) else {
            Issue.record("what was granted need not be asked for again")
            return
        }
    }

    @Test("a clock that began anew since it was asked holds to its own time")
    func begunAnew() throws {
        let id = try complaint().serviceCase.id
        func inform() throws -> Clock {
            let clocks = try test.desk.read { try $0.clocks.of(Subject(id)) }
            return try #require(clocks.first { $0.metric == "inform" && $0.state.isOpen })
        }
        let by = test.now + .hours(3)
        let asked = try test.as("li") {
            try $0.promiseSooner("inform", of: id, by: by, reason: "客户急用")
        }
        guard case .asked(let approval) = asked else {
            Issue.record("an agent must ask")
            return
        }
        test.now = test.now + .hours(1)
        try test.as("li") { _ = try $0.note(Subject(id), "已告知进展", toldCustomer: true) }
        let anew = try inform()
        _ = try test.as("chen") { try $0.decide(approval.id, grant: true, answer: "") }
        #expect(anew.startedAt == test.now)
        let held = try inform()
        #expect(held.due == anew.due)
    }

    @Test("it is promised as the case is logged; what is past, no sooner, or not counted is refused")
    func logged() throws {
        let by = test.now + .minutes(30)
        let receipt = try complaint {
            $0.sooner = CaseDraft.Sooner(metric: "acknowledge", by: by, reason: "客户急用")
        }
        guard case .asked? = receipt.sooner else {
            Issue.record("an agent must ask")
            return
        }
        let id = receipt.serviceCase.id
        let due = try clock(id).due
        #expect(throws: SoonerPromiseFault.past(test.now)) { try promise("chen", id, by: test.now) }
        #expect(throws: SoonerPromiseFault.notSooner(due: due)) { try promise("chen", id, by: due) }
        #expect(throws: SoonerPromiseFault.self) {
            try test.as("chen") {
                try $0.promiseSooner("callback", of: id, by: by, reason: "客户急用")
            }
        }
        #expect(throws: DeskFault.missing(field: "reason")) {
            try test.as("chen") { try $0.promiseSooner("acknowledge", of: id, by: by, reason: " ") }
        }
    }
}
