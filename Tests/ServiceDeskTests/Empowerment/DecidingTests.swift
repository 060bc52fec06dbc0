import DeskTesting
import Model
import Records
import ServiceDesk
import Testing
import Workflow

@Suite("Deciding on requests", .onEachDatabase)
struct DecidingTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    @Test(
        "a request carries the proposed answer and what it stands upon: what was granted in the case and in a year"
    )
    func background() throws {
        let id = try desk.complaint()
        try desk.test.as("li") {
            _ = try $0.take(
                "respond", on: id,
                given: ["decision": .text("goodwill"), "reply": .text("致歉"), "goodwill": .number(3000)])
            _ = try $0.take("contest", on: id, given: ["otherWays": .text("12315")])
        }
        let earlier = try desk.ask(200)
        try desk.grant(earlier, as: "chen")
        let asked = try desk.ask(400, on: id)
        #expect(try desk.approval(asked).proposal == "赔偿并致歉")
        let chen = try desk.test.desk.actor(named: "chen")
        let sheet = try desk.test.desk.read { try $0.sheet(asked, by: chen, at: desk.test.now) }
        let (inCase, inYear) = (sheet.background.inCase, sheet.background.inYear)
        #expect(inCase.count == 0 && inCase.amount == Money(minor: 3000))
        #expect(inYear.count == 1 && inYear.amount == Money(minor: 23_000))
        #expect(sheet.background.missed.isEmpty)
        let entry = try #require(try desk.events(Subject(asked)).first)
        #expect(entry.facts["grantedInYear"] == .text("230.00 CNY"))
        #expect(
            JournalEntry.said("grantedInYear", .text("230.00 CNY")) == .money(Money(minor: 23_000)))
    }

    @Test("rights and sums in the journal are said in the reader's words, and nothing else is taken for one")
    func said() {
        let rights: [PhraseFact] = [
            .phrase(Phrase("entitlement.right.exchange")), .phrase(Phrase("entitlement.right.paidRepair")),
        ]
        #expect(JournalEntry.said("entitled", .text("exchange, paid repair")) == .list(rights))
        #expect(JournalEntry.said("amount", .text("much")) == nil)
        #expect(JournalEntry.said("amount", .number(5)) == nil)
        #expect(JournalEntry.said("text", .text("5.00 CNY")) == nil)
    }

    @Test("what is granted otherwise than asked says both, becomes the case's sum, and covers no more")
    func changed() throws {
        let id = try desk.complaint()
        let asked = try desk.ask(1000, on: id)
        let changed = try desk.test.as("chen") {
            try $0.change(asked, to: desk.goodwill(600), answer: "按折旧计")
        }
        #expect(changed.state == .granted && changed.terms == desk.goodwill(600))
        #expect(changed.wish == desk.goodwill(1000))
        let li = try desk.test.desk.actor(named: "li")
        let told = try #require(try desk.test.desk.read { try $0.inbox(of: li) }.items.first)
        let rules = desk.test.desk.rules
        let said = told.notice.phrase(told.approval, rules)
        let label = rules.empowerment.label(of: "goodwill")
        #expect(said.key == "notice.says.grantedOther")
        #expect(said.facts["granted"] == .phrase(desk.goodwill(600).phrase(label)))
        #expect(said.facts["asked"] == .phrase(desk.goodwill(1000).phrase(label)))
        #expect(try desk.test.desk.read { try $0.serviceCase(id) }.fields["goodwill"] == .number(60_000))
        func respond(_ yuan: Int64) throws {
            try desk.test.as("li") {
                _ = try $0.take(
                    "respond", on: id,
                    given: [
                        "decision": .text("goodwill"), "reply": .text("赔偿"), "goodwill": .number(yuan * 100),
                    ])
            }
        }
        #expect(throws: StepRefusal.self) { try respond(601) }
        try respond(600)
        let event = try #require(try desk.events(Subject(asked)).last)
        #expect(event.event == "approval.granted" && event.facts["amount.before"] == .text("1000.00 CNY"))
        #expect(try desk.test.problems().isEmpty)
    }

    @Test("another decision in place of a return lets the case go on as refused, and is granted all the same")
    func otherDecision() throws {
        let id = try desk.askReturn(3000)
        #expect(try desk.test.state(id) == "waiting-for-approval")
        let asked = try #require(try desk.test.desk.read { try $0.approvals.of(Subject(id)) }.last).id
        _ = try desk.test.as("chen") {
            try $0.change(asked, to: desk.goodwill(300), answer: "可补偿，不退货")
        }
        #expect(try desk.test.state(id) == "verified")
        #expect(try desk.test.desk.read { try $0.serviceCase(id) }.fields["amount"] == .number(300_000))
        #expect(try desk.approval(asked).state == .granted)
    }

    @Test("what changes nothing, lacks its sum or has one too many, and what nobody knows, is refused")
    func badTerms() throws {
        let asked = try desk.ask(1000)
        func change(_ terms: Approval.Terms) throws {
            _ = try desk.test.as("chen") { try $0.change(asked, to: terms, answer: "改") }
        }
        let labels = desk.test.desk.rules.empowerment
        #expect(throws: EmpowermentFault.changesNothing(asked)) { try change(desk.goodwill(1000)) }
        #expect(throws: EmpowermentFault.sumNeeded(labels.label(of: "refund"))) {
            try change(.init(decision: "refund", amount: nil))
        }
        #expect(throws: EmpowermentFault.sumNotWanted(labels.label(of: "promise"))) {
            try change(.init(decision: "promise", amount: Money(minor: 1)))
        }
        #expect(throws: EmpowermentFault.unknownDecision("gift", known: labels.decisions.map(\.name))) {
            try change(.init(decision: "gift", amount: Money(minor: 1)))
        }
        #expect(throws: DeskFault.overLimit(amount: Money(minor: 400_000), limit: Money(minor: 300_000))) {
            try change(desk.goodwill(4000))
        }
        #expect(try desk.approval(asked).state == .asked)
    }

    @Test("asked back, it waits for whoever asked and can be decided by nobody; answered, it is open again")
    func askedBack() throws {
        let asked = try desk.ask(1000)
        _ = try desk.test.as("chen") { try $0.askBack(asked, "有照片吗？") }
        #expect(try desk.approval(asked).state == .askedBack)
        #expect(try desk.notices("li") == [.askedBack])
        #expect(throws: EmpowermentFault.waitsForAnswer(asked, name: "李娜")) {
            try desk.grant(asked, as: "ma")
        }
        #expect(throws: DeskFault.nothingToDecide) {
            _ = try desk.test.as("ma") { try $0.claimNextApproval() }
        }
        #expect(throws: EmpowermentFault.notAskedBack(asked)) {
            _ = try desk.test.as("song") { try $0.answer(asked, "有") }
        }
        _ = try desk.test.as("li") { try $0.answer(asked, "有三张") }
        #expect(try desk.notices("chen") == [.answered])
        #expect(throws: EmpowermentFault.notAskedBack(asked)) {
            _ = try desk.test.as("li") { try $0.answer(asked, "再答") }
        }
        try desk.grant(asked, as: "chen")
        #expect(
            try desk.events(Subject(asked)).map(\.event) == [
                "approval.asked", "approval.askedBack", "approval.answered", "approval.granted",
            ])
    }

    @Test(
        "a request that waits too long is told once to those who may decide; the asker's time does not count")
    func waiting() throws {
        let asked = try desk.ask(1000)
        desk.test.now = desk.test.now + .hours(2)
        _ = try desk.test.as("chen") { try $0.askBack(asked, "有照片吗？") }
        desk.test.now = desk.test.now + .hours(24)
        _ = try desk.test.desk.sweep(at: desk.test.now)
        #expect(try !desk.notices("chen").contains(.waiting))
        _ = try desk.test.as("li") { try $0.answer(asked, "有三张") }
        desk.test.now = desk.test.now + .hours(3)
        _ = try desk.test.desk.sweep(at: desk.test.now)
        #expect(try !desk.notices("chen").contains(.waiting))
        desk.test.now = desk.test.now + .hours(24)
        _ = try desk.test.desk.sweep(at: desk.test.now)
        _ = try desk.test.desk.sweep(at: desk.test.now + .hours(24))
        #expect(try desk.notices("chen").filter { $0 == .waiting }.count == 1)
    }

    @Test("a return that waits is told to each of those who decide once, by one rule")
    func waitingReturn() throws {
        let id = try desk.askReturn(5000)
        for _ in 0..<6 {
            desk.test.now = desk.test.now + .hours(12)
            _ = try desk.test.desk.sweep(at: desk.test.now)
        }
        #expect(try desk.notices("ma").filter { [.waiting, .word].contains($0) } == [.waiting])
        #expect(try !desk.notices("chen").contains(.waiting))
        #expect(try desk.test.state(id) == "waiting-for-approval")
    }

    @Test("what was changed while somebody read it is not decided unread")
    func changedMeanwhile() throws {
        let asked = try desk.ask(8000)
        let seen = try desk.approval(asked).terms
        _ = try desk.test.as("ma") { try $0.change(asked, to: desk.goodwill(6000), answer: "减") }
        #expect(
            throws: EmpowermentFault.termsChanged(
                asked, now: desk.goodwill(6000),
                label: desk.test.desk.rules.empowerment.label(of: "goodwill"))
        ) {
            _ = try desk.test.as("gao") { try $0.decide(asked, grant: true, answer: "", seen: seen) }
        }
        _ = try desk.test.as("gao") {
            try $0.decide(asked, grant: true, answer: "", seen: desk.goodwill(6000))
        }
        #expect(try desk.approval(asked).state == .granted)
    }

    @Test(
        "above the sum of four eyes two must grant it: not one twice, nor whoever has the smaller limit, and the case hears of it once"
    )
    func fourEyes() throws {
        let id = try desk.complaint()
        let asked = try desk.ask(6000, on: id)
        try desk.grant(asked, as: "ma")
        let half = try desk.approval(asked)
        #expect(try half.state == .asked && half.first?.by == desk.test.desk.actor(named: "ma").staffID)
        #expect(throws: EmpowermentFault.secondPerson(asked)) { try desk.grant(asked, as: "ma") }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "approval.decide")) {
            try desk.grant(asked, as: "li")
        }
        #expect(throws: DeskFault.self) { try desk.grant(asked, as: "chen") }
        #expect(try desk.notices("li").isEmpty)
        try desk.grant(asked, as: "gao")
        #expect(try desk.approval(asked).state == .granted)
        #expect(
            try desk.events(Subject(id)).map(\.event).filter { $0.hasPrefix("approval.") } == [
                "approval.asked", "approval.firstGranted", "approval.granted",
            ])
        #expect(try desk.notices("li") == [.granted])
    }

    @Test("the second of two may refuse, and what the first signed for counts no more")
    func secondRefuses() throws {
        let asked = try desk.ask(6000)
        try desk.grant(asked, as: "ma")
        _ = try desk.test.as("gao") { try $0.decide(asked, grant: false, answer: "过高") }
        #expect(try desk.approval(asked).state == .refused)
        let ma = try #require(try desk.test.desk.actor(named: "ma").staff)
        let spent = try desk.test.desk.read {
            try $0.empowerments.spent(
                by: ma.id, on: "goodwill",
                in: Window(start: desk.test.now - .days(1), end: desk.test.now + .days(1)))
        }
        #expect(spent == 0)
    }

    @Test("the agent's own list: what was asked back comes first, then what is open, then what was decided")
    func ownList() throws {
        let (granted, open, back) = (try desk.ask(100), try desk.ask(200), try desk.ask(300))
        try desk.grant(granted, as: "chen")
        _ = try desk.test.as("chen") { try $0.askBack(back, "为何？") }
        let li = try desk.test.desk.actor(named: "li")
        let items = try desk.test.desk.read { try $0.requests(of: li, at: desk.test.now).items }
        #expect(items.map(\.id) == [back, open, granted])
        let song = try desk.test.desk.actor(named: "song")
        #expect(try desk.test.desk.read { try $0.requests(of: song, at: desk.test.now).items.isEmpty })
    }
}
