import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("Asking again", .onEachDatabase)
struct RepeatTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func logAgain(_ c: ServiceCase) throws -> CaseReceipt {
        try test.as("li") { work in
            var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: "什么时候来修？")
            (draft.product, draft.fault) = (c.product, c.fault)
            return try work.log(draft)
        }
    }

    @Test("about an open case is a chaser: counted, noted, more urgent each time, no new case")
    func chaser() throws {
        let c = try test.logRepair()
        let first = try logAgain(c)
        #expect(first.outcome == .chased)
        #expect(first.serviceCase.id == c.id)
        #expect(first.serviceCase.chasers == 1)
        #expect(first.serviceCase.severity == .major)
        let second = try logAgain(c)
        #expect(second.serviceCase.chasers == 2)
        #expect(second.serviceCase.severity == .urgent)
        #expect(try logAgain(c).serviceCase.severity == .urgent, "critical is for danger")
        #expect(try test.desk.read { try $0.notes.of(Subject(c.id)) }.count == 3)
        #expect(
            try test.desk.read { try $0.notices.unseen(roles: ["supervisor"], staff: StaffID(99), limit: 9) }
                .count == 2)
    }

    @Test("about another fault of the same product is a case of its own")
    func other() throws {
        let c = try test.logRepair()
        let receipt = try test.as("li") { work in
            var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: "还漏水")
            (draft.product, draft.fault) = (c.product, "leaking")
            return try work.log(draft)
        }
        #expect(receipt.outcome == .logged)
        #expect(receipt.serviceCase.id != c.id)
    }

    @Test("within the window after closing reopens the case and withdraws its follow-up call")
    func reopens() throws {
        let c = try test.finishedRepair()
        #expect(c.category == .done)
        test.now = test.now + .days(5)
        let receipt = try logAgain(c)
        #expect(receipt.outcome == .reopened)
        #expect(receipt.serviceCase.id == c.id)
        #expect(receipt.serviceCase.reopened == 1)
        #expect(receipt.serviceCase.closedAt == nil)
        #expect(try test.desk.read { try $0.calls.of(c.id) }.allSatisfy { !$0.category.isOpen })
        #expect(try test.problems().isEmpty)
    }

    @Test("after the window is a new case, and past thirty days not linked as a repeat")
    func later() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .days(40)
        let receipt = try logAgain(c)
        #expect(receipt.outcome == .logged)
        #expect(receipt.serviceCase.id != c.id)
        #expect(receipt.repeatOf == nil)
    }

    @Test("logged as new on purpose within thirty days is linked to the case it repeats")
    func linked() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .days(3)
        let receipt = try test.as("li") { work in
            var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: "又不制冷了")
            (draft.product, draft.fault, draft.onRepeat) = (c.product, c.fault, .logAnyway)
            return try work.log(draft)
        }
        #expect(receipt.outcome == .logged)
        #expect(receipt.repeatOf == c.id)
        #expect(try test.desk.read { try $0.cases.links(of: c.id) }.map(\.kind) == ["repeat"])
    }

    @Test("a case that becomes urgent is owed what urgent ones are, from when it was logged")
    func promiseFits() throws {
        let customer = try test.customer().id
        let c = try test.as("li") {
            try $0.log(CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "漏水")).serviceCase
        }
        func resolve() throws -> Clock {
            try #require(
                try test.desk.read { try $0.clocks.of(Subject(c.id)) }.first { $0.metric == "resolve" })
        }
        let before = try resolve()
        #expect(before.promise == "complaint-resolve")
        var changed = try test.desk.read { try $0.serviceCase(c.id) }
        changed.severity = .urgent
        test.now = test.now + .hours(1)
        _ = try test.as("li") { try $0.edit(changed) }
        let after = try resolve()
        #expect(after.promise == "complaint-resolve-urgent" && after.id == before.id)
        #expect(after.startedAt == before.startedAt)
        #expect(after.due == before.startedAt + .hours(72))
        #expect(try test.problems().isEmpty)
    }

    @Test("an edit cannot give a case a stranger's unit, or a queue that is not there")
    func edited() throws {
        let c = try test.logRepair()
        let other = try test.customer().id
        let unit = try test.as("li") {
            try $0.addUnit(
                Unit(id: UnitID(0), customer: other, product: "air-conditioner", createdAt: test.now))
        }
        var changed = c
        changed.unit = unit.id
        #expect(throws: DeskFault.self) { _ = try test.as("li") { try $0.edit(changed) } }
        changed.unit = nil
        changed.queue = "nowhere"
        #expect(throws: DeskFault.self) { _ = try test.as("li") { try $0.edit(changed) } }
    }
}
