import DeskTesting
import Dispatching
import Model
import Records
import ServiceDesk
import Testing
import Workflow

@Suite("Guards", .onEachDatabase)
struct GuardTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    @Test("a right that is missing is named, and nothing is written")
    func right() throws {
        let c = try test.logRepair()
        #expect(throws: DeskFault.notAllowed(login: "sun", right: "case.do")) {
            _ = try test.as("sun") { try $0.take("assess", on: c.id) }
        }
        #expect(try test.state(c.id) == "logged")
        #expect(try test.desk.read { try $0.journal.of(Subject(c.id)) }.count == 1)
    }

    @Test("a required field that is empty is named, by every door alike: single and bulk")
    func required() throws {
        let first = try test.logRepair()
        let second = try test.logRepair(for: test.customer().id)
        #expect(throws: StepRefusal.self) { _ = try test.as("li") { try $0.take("settle", on: first.id) } }
        // In bulk each row stands alone; the guard is the same function.
        let results = try test.as("li") { work in
            [first.id, second.id].map { id in
                Result {
                    try work.piece {
                        _ = try work.take(
                            "settle", on: id, given: id == second.id ? ["remedy": .text("电话指导解决")] : [:])
                    }
                }
            }
        }
        #expect(throws: StepRefusal.self) { try results[0].get() }
        #expect(throws: Never.self) { try results[1].get() }
        #expect(try test.state(first.id) == "logged")
        #expect(try test.state(second.id) == "closed")
    }

    @Test("an inactive person cannot act, an unknown one neither")
    func signIn() throws {
        try test.as("admin") { work in
            guard var li = try work.reading.staff.find(login: "li") else { return }
            li.active = false
            try work.editStaff(li)
        }
        #expect(throws: DeskFault.inactiveStaff("li")) { _ = try test.desk.actor(named: "li") }
        #expect(throws: DeskFault.unknownStaff("nobody")) { _ = try test.desk.actor(named: "nobody") }
    }

    @Test("an edit cannot touch the state, whatever the value says")
    func edit() throws {
        let c = try test.logRepair()
        var changed = c
        changed.state = "closed"
        changed.category = .done
        changed.closedAt = test.now
        changed.severity = .urgent
        let written = try test.as("li") { try $0.edit(changed) }
        #expect(written.state == "logged")
        #expect(written.closedAt == nil)
        #expect(written.severity == .urgent)
        #expect(try test.problems().isEmpty)
    }

    @Test("two agents booking the same slot never both get it")
    func sameSlot() throws {
        let a = try test.logRepair()
        let b = try test.logRepair(for: test.customer().id)
        let slot = try test.desk.read { try $0.slots(VisitWish(caseID: a.id), at: test.now) }[0]
        _ = try test.as("li") { try $0.book(VisitWish(caseID: a.id), slot: slot) }
        #expect(throws: DeskFault.self) {
            _ = try test.as("wang") { try $0.book(VisitWish(caseID: b.id), slot: slot) }
        }
        #expect(try test.desk.read { try $0.visits.of(b.id) }.isEmpty)
    }

    @Test("a slot offered a while ago can still be taken while it lies ahead, and not once its time has come")
    func offeredAWhileAgo() throws {
        let c = try test.logRepair()
        let slot = try test.desk.read { try $0.slots(VisitWish(caseID: c.id), at: test.now) }[0]
        test.now = slot.planned.start + .minutes(1)
        #expect(throws: DeskFault.self) {
            _ = try test.as("li") { try $0.book(VisitWish(caseID: c.id), slot: slot) }
        }
        test.now = slot.planned.start - .minutes(5)
        let visit = try test.as("li") { try $0.book(VisitWish(caseID: c.id), slot: slot) }
        #expect(visit.promised == slot.promised)
    }

    @Test(
        "a planned visit can be given to a technician who is free and able, the promise untouched; to no other"
    )
    func assign() throws {
        let third = try test.as("admin") {
            try $0.addStaff(
                Staff(
                    id: StaffID(0), login: "t3", name: "郑师傅", roles: ["technician"],
                    skills: ["air-conditioner"],
                    home: Place(latitude: 31.22, longitude: 121.56)))
        }
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        let people = try test.desk.read { try $0.staff.all() }
        let unable = try #require(people.first { $0.login == "t2" })
        let other = try #require(
            [third].first { $0.id != visit.technician } ?? people.first { $0.login == "t1" })
        #expect(throws: DeskFault.self) { try test.as("wang") { try $0.assign(visit.id, to: unable.id) } }
        let li = try #require(people.first { $0.login == "li" })
        #expect(throws: VisitFault.notTechnician(login: "li")) {
            try test.as("wang") { try $0.assign(visit.id, to: li.id) }
        }
        let moved = try test.as("wang") { try $0.assign(visit.id, to: other.id) }
        #expect(moved.technician == other.id && moved.promised == visit.promised)
        try test.as("wang") { _ = try $0.take("dispatch", on: visit.id) }
        #expect(throws: DeskFault.alreadyUnderWay(visit.id)) {
            try test.as("wang") { try $0.assign(visit.id, to: third.id) }
        }
        #expect(try test.problems().isEmpty)
    }

    @Test("a decision above one's limit is refused, one's own request too")
    func approval() throws {
        let c = try test.logRepair()
        let asked = try test.as("li") {
            try $0.askApproval(Subject(c.id), decision: "goodwill", amount: Money("9000"), reason: "多次维修")
        }
        #expect(throws: DeskFault.self) {
            _ = try test.as("chen") { try $0.decide(asked.id, grant: true, answer: "同意") }
        }
        #expect(throws: DeskFault.self) {
            _ = try test.as("li") { try $0.decide(asked.id, grant: true, answer: "同意") }
        }
        let refused = try test.as("chen") { try $0.decide(asked.id, grant: false, answer: "超出额度") }
        #expect(refused.state == .refused)
        #expect(throws: DeskFault.alreadyDecided(asked.id, as: .refused, by: "陈静")) {
            _ = try test.as("chen") { try $0.decide(asked.id, grant: false, answer: "再次") }
        }
    }

    @Test("what was approved covers that sum and no more")
    func approvedSum() throws {
        let customer = try test.customer().id
        let c = try test.as("li") {
            try $0.log(CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "漏水")).serviceCase
        }
        let approval = try test.as("li") { work in
            try work.take("assess", on: c.id, given: ["validity": .text("valid")])
            try work.take(
                "ask-approval", on: c.id,
                given: ["goodwill": .number(100_000), "approvalReason": .text("泡坏地板")])
            return try #require(try work.reading.approvals.of(Subject(c.id)).first)
        }
        _ = try test.as("chen") { try $0.decide(approval.id, grant: true, answer: "同意") }
        func respond(_ fen: Int64) throws {
            try test.as("li") {
                _ = try $0.take(
                    "respond", on: c.id,
                    given: ["decision": .text("goodwill"), "reply": .text("赔偿"), "goodwill": .number(fen)])
            }
        }
        #expect(throws: StepRefusal.self) { try respond(100_001) }
        #expect(throws: Never.self) { try respond(100_000) }
    }

    @Test("a granted approval of something else does not approve a return")
    func otherApproval() throws {
        let customer = try test.customer().id
        let c = try test.as("li") { work in
            let c = try work.log(CaseDraft(kind: CaseKind("return"), customer: customer, summary: "要求退货"))
                .serviceCase
            try work.take(
                "verify", on: c.id, given: ["proof": .text("invoice"), "findings": .text("外观完好")])
            return try work.take(
                "ask-approval", on: c.id,
                given: ["amount": .number(300_00), "approvalReason": .text("超过七天")])
        }
        let other = try test.as("li") {
            try $0.askApproval(Subject(c.id), decision: "discount", amount: Money("10"), reason: "安抚")
        }
        _ = try test.as("chen") { try $0.decide(other.id, grant: true, answer: "同意") }
        #expect(try test.state(c.id) == "waiting-for-approval")
    }
}
