import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("Deputies", .onEachDatabase)
struct DeputyTests {
    let desk: Requests

    init() throws { desk = try Requests() }

    @discardableResult
    private func name(_ deputy: String, as login: String, _ days: ClosedRange<Int> = 0...3) throws -> Deputy {
        try desk.test.as(login) {
            try $0.nameDeputy(
                deputy, for: DaySpan(desk.today + days.lowerBound, desk.today + days.upperBound), reason: "休假"
            )
        }
    }

    private func staff(_ login: String) throws -> StaffID {
        try #require(try desk.test.desk.actor(named: login).staffID)
    }

    @Test("a deputy decides with the limits of whoever is away; the journal and the request name both")
    func decides() throws {
        let asked = try desk.ask(2500)
        #expect(throws: DeskFault.notAllowed(login: "song", right: "approval.decide")) {
            try desk.grant(asked, as: "song")
        }
        try name("song", as: "chen")
        #expect(try desk.test.as("song") { try $0.claimNextApproval() }.id == asked)
        try desk.grant(asked, as: "song")
        let granted = try desk.approval(asked)
        #expect(try granted.decidedBy == staff("song") && granted.decidedFor == staff("chen"))
        let entry = try #require(try desk.events(Subject(asked)).last)
        #expect(try entry.by == "song" && entry.facts["insteadOf"] == .text(staff("chen").description))
        let over = try desk.ask(3001)
        #expect(throws: DeskFault.overLimit(amount: Money(minor: 300_100), limit: Money(minor: 300_000))) {
            try desk.grant(over, as: "song")
        }
    }

    @Test("what a deputy grants counts against the limit of whoever is away")
    func counts() throws {
        _ = try desk.test.as("admin") {
            try $0.exceptLimit(
                of: "chen", "goodwill", GrantLimit(perCase: 300_000, perDay: 300_000),
                for: DaySpan(desk.today, desk.today + 3), reason: "控制")
        }
        try name("song", as: "chen")
        try desk.grant(desk.ask(2000), as: "song")
        let next = try desk.ask(2000)
        for login in ["song", "chen"] {
            #expect(
                throws: EmpowermentFault.overPeriod(
                    amount: Money(minor: 200_000), left: Money(minor: 100_000), period: .day)
            ) { try desk.grant(next, as: login) }
        }
    }

    @Test("it begins on its first day and ends by itself after its last")
    func days() throws {
        try name("song", as: "chen", 1...2)
        let asked = try desk.ask(200)
        for (offset, mayDecide) in [(0, false), (1, true), (2, true), (3, false)] {
            desk.test.now = Samples.now + .days(offset)
            let song = try desk.test.desk.actor(named: "song")
            let mandates = try desk.test.desk.read { try $0.mandates(of: song, at: desk.test.now) }
            #expect(mandates.isEmpty != mayDecide, "day \(offset)")
        }
        #expect(throws: DeskFault.notAllowed(login: "song", right: "approval.decide")) {
            try desk.grant(asked, as: "song")
        }
    }

    @Test("whoever was away, or a manager, ends it earlier; nobody else")
    func ended() throws {
        let deputy = try name("song", as: "chen")
        #expect(throws: DeskFault.notAllowed(login: "song", right: "limit.except")) {
            _ = try desk.test.as("song") { try $0.endDeputy(deputy.id) }
        }
        _ = try desk.test.as("chen") { try $0.endDeputy(deputy.id) }
        #expect(throws: DeskFault.notAllowed(login: "song", right: "approval.decide")) {
            try desk.grant(desk.ask(200), as: "song")
        }
        #expect(throws: EmpowermentFault.notInForce(deputy.id.description)) {
            _ = try desk.test.as("ma") { try $0.endDeputy(deputy.id) }
        }
    }

    @Test("a deputy has no deputy, and nobody who is away becomes one; others may be named on other days")
    func chain() throws {
        try name("ma", as: "chen")
        #expect(throws: EmpowermentFault.deputyOfDeputy(name: "马超")) { try name("gao", as: "ma", 3...5) }
        #expect(throws: EmpowermentFault.deputyOfDeputy(name: "陈静")) { try name("chen", as: "gao", 0...1) }
        #expect(throws: EmpowermentFault.hasDeputy(name: "陈静")) { try name("song", as: "chen", 2...9) }
        try name("song", as: "gao")
        #expect(throws: EmpowermentFault.deputyOfDeputy(name: "宋洁")) { try name("li", as: "song") }
        try name("gao", as: "ma", 4...5)
    }

    @Test("nobody is their own deputy, who decides nothing has none, and days must lie ahead")
    func refused() throws {
        #expect(throws: EmpowermentFault.ownDeputy) { try name("chen", as: "chen") }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "approval.decide")) {
            try name("song", as: "li")
        }
        #expect(throws: DeskFault.unknownStaff("nobody")) { try name("nobody", as: "chen") }
        #expect(throws: EmpowermentFault.daysOver) {
            _ = try desk.test.as("chen") {
                try $0.nameDeputy("song", for: DaySpan(desk.today - 2, desk.today - 1), reason: "休假")
            }
        }
    }

    @Test(
        "a deputy grants neither the own request nor that of whoever is away, and is not the second of two for them"
    )
    func sameHand() throws {
        try name("song", as: "ma")
        let id = try desk.complaint()
        func ask(_ yuan: Int64, as login: String) throws -> ApprovalID {
            try desk.test.as(login) {
                try $0.askApproval(
                    Subject(id), decision: "goodwill", amount: Money(minor: yuan * 100), reason: "延误")
            }.id
        }
        let (own, absent) = (try ask(100, as: "song"), try ask(100, as: "ma"))
        #expect(throws: DeskFault.ownRequest(own)) { try desk.grant(own, as: "song") }
        #expect(throws: DeskFault.ownRequest(absent)) { try desk.grant(absent, as: "song") }
        let big = try ask(6000, as: "li")
        try desk.grant(big, as: "song")
        #expect(throws: EmpowermentFault.secondPerson(big)) { try desk.grant(big, as: "ma") }
        try desk.grant(big, as: "gao")
        #expect(try desk.approval(big).first?.people == [staff("song"), staff("ma")])
    }

    @Test("whoever lost the right to decide has nobody to stand in for them any more")
    func rightLost() throws {
        try name("song", as: "chen")
        try desk.test.as("admin") { work in
            var chen = try #require(try work.reading.staff.find(login: "chen"))
            chen.roles = ["agent"]
            try work.editStaff(chen)
        }
        #expect(throws: DeskFault.notAllowed(login: "song", right: "approval.decide")) {
            try desk.grant(desk.ask(200), as: "song")
        }
    }
}
