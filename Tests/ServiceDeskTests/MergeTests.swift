import DeskTesting
import Model
import Records
import ServiceDesk
import Testing
import Workflow

@Suite("Merging", .onEachDatabase)
struct MergeTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// The same matter of the same customer, logged once more.
    private func twin(of c: ServiceCase) throws -> ServiceCase {
        try test.as("li") { work in
            var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: c.summary)
            (draft.product, draft.fault, draft.onRepeat) = (c.product, c.fault, .logAnyway)
            return try work.log(draft).serviceCase
        }
    }

    @Test("merged customers share one file, and undoing gives each back exactly what it had")
    func customers() throws {
        let keep = try test.customer()
        let twin = try test.as("li") {
            try $0.addCustomer(Samples.customer(name: "王小明（重复）", phone: "+8613900139000"))
        }
        let c = try test.logRepair(for: twin.id)
        let mine = try test.logRepair(for: keep.id)
        let clocks = try test.desk.read { try $0.clocks.of(Subject(c.id)) }
        try test.as("chen") { try $0.mergeCustomer(twin.id, into: keep.id) }
        #expect(try test.desk.read { try $0.serviceCase(c.id).customer } == keep.id)
        #expect(try test.desk.read { try $0.current(twin.id).id } == keep.id)
        #expect(throws: DeskFault.alreadyMerged(twin.id.description, into: keep.id.description)) {
            _ = try test.logRepair(for: twin.id)
        }
        try test.as("chen") { try $0.unmergeCustomer(twin.id) }
        #expect(try test.desk.read { try $0.serviceCase(c.id).customer } == twin.id)
        #expect(try test.desk.read { try $0.serviceCase(mine.id).customer } == keep.id)
        #expect(try test.desk.read { try $0.clocks.of(Subject(c.id)) } == clocks)
        #expect(try test.problems().isEmpty)
    }

    @Test(
        "merged one into the next, undone in any order, everyone has their own again",
        arguments: [true, false])
    func chain(_ firstFirst: Bool) throws {
        let people = try (1...3).map { n in
            try test.as("li") {
                try $0.addCustomer(Samples.customer(name: "客户\(n)", phone: "+861380013800\(n)")).id
            }
        }
        let cases = try people.map { try test.logRepair(for: $0).id }
        try test.as("chen") {
            try $0.mergeCustomer(people[0], into: people[1])
            try $0.mergeCustomer(people[1], into: people[2])
        }
        // Their phones and names lead to who they are now.
        for typed in ["13800138001", "客户1"] {
            #expect(try test.desk.read { try $0.find(typed).customers.map(\.id) } == [people[2]])
        }
        try test.as("chen") { work in
            for n in firstFirst ? [0, 1] : [1, 0] { try work.unmergeCustomer(people[n]) }
        }
        #expect(try cases.map { id in try test.desk.read { try $0.serviceCase(id).customer } } == people)
        #expect(try test.problems().isEmpty)
    }

    @Test("a merged case ends its clocks and redirects; undoing brings state and clocks back")
    func cases() throws {
        let a = try test.logRepair()
        let b = try twin(of: a)
        let before = try test.desk.read { try $0.clocks.of(Subject(b.id)).map(\.due) }
        try test.as("chen") { try $0.mergeCase(b.id, into: a.id) }
        #expect(try test.desk.read { try $0.serviceCase(b.id).closedAt } != nil)
        #expect(throws: DeskFault.alreadyMerged(b.id.description, into: a.id.description)) {
            _ = try test.as("li") { try $0.take("assess", on: b.id) }
        }
        #expect(try test.problems().isEmpty)
        let li = try test.desk.actor(named: "li")
        func offers() throws -> [Offer] { try test.desk.read { try $0.offers(b.id, by: li, at: test.now) } }
        #expect(try offers().isEmpty, "what would be refused is not offered")
        try test.as("chen") { try $0.unmergeCase(b.id) }
        #expect(try !offers().isEmpty)
        let back = try test.desk.read { try $0.serviceCase(b.id) }
        #expect(back.state == b.state && back.category == b.category && back.closedAt == nil)
        #expect(try test.desk.read { try $0.clocks.of(Subject(b.id)).map(\.due) } == before)
        #expect(try test.problems().isEmpty)
    }

    @Test("a merged case's timers rest, and fire again once the merging is undone")
    func timers() throws {
        let a = try test.logRepair()
        let b = try twin(of: a)
        try test.as("chen") { try $0.mergeCase(b.id, into: a.id) }
        _ = try test.desk.sweep(at: test.now + .days(1))
        func warned() throws -> Int {
            try test.desk.read { try $0.journal.of(Subject(b.id)) }.count {
                $0.facts["did"] == .text("warn")
            }
        }
        #expect(try warned() == 0)
        try test.as("chen") { try $0.unmergeCase(b.id) }
        _ = try test.desk.sweep(at: test.now + .days(1))
        #expect(try warned() == 1)
        #expect(try test.desk.read { try $0.serviceCase(b.id).fields }.isEmpty)
        #expect(try test.problems().isEmpty)
    }

    @Test("a case with an open visit, or into a closed one, is not merged")
    func refused() throws {
        let done = try test.finishedRepair()
        let waiting = try twin(of: done)
        #expect(throws: DeskFault.closed(done.id.description)) {
            try test.as("chen") { try $0.mergeCase(waiting.id, into: done.id) }
        }
        let other = try twin(of: done)
        let visit = try test.bookVisit(for: waiting.id)
        #expect(throws: DeskFault.visitOpen(waiting.id, visit.id)) {
            try test.as("chen") { try $0.mergeCase(waiting.id, into: other.id) }
        }
    }

    @Test("cases of two customers are not merged before the customers are")
    func twoCustomers() throws {
        let (a, b) = (try test.logRepair(), try test.logRepair())
        #expect(throws: DeskFault.otherCustomer(b.id, a.id)) {
            try test.as("chen") { try $0.mergeCase(b.id, into: a.id) }
        }
        #expect(try test.desk.read { try $0.serviceCase(b.id) }.mergedInto == nil)
        try test.as("chen") {
            try $0.mergeCustomer(b.customer, into: a.customer)
            try $0.mergeCase(b.id, into: a.id)
        }
        #expect(try test.desk.read { try $0.serviceCase(b.id) }.mergedInto == a.id)
    }

    @Test("what a follow-up call says about a merged case reaches the case it redirects to")
    func signalFollows() throws {
        let first = try test.finishedRepair()
        let twin = try test.finishedRepair()
        try test.as("chen") {
            try $0.mergeCustomer(twin.customer, into: first.customer)
            try $0.mergeCase(twin.id, into: first.id)
        }
        let call = try #require(try test.desk.read { try $0.calls.of(twin.id) }.first)
        test.now = call.dueFrom
        _ = try test.as("zhao") {
            try $0.recordCall(
                call.id, "dissatisfied", given: ["remark": .text("还是不制冷"), "unasked": .text("客户没时间")])
        }
        #expect(try test.state(first.id) == "assessed")
        #expect(try test.state(twin.id) == "closed")
        #expect(try test.problems().isEmpty)
    }

    @Test("splitting gives the second matter a case of its own, linked both ways")
    func split() throws {
        let c = try test.logRepair()
        let receipt = try test.as("li") {
            try $0.splitCase(c.id, kind: CaseKind("complaint"), summary: "师傅迟到两小时")
        }
        #expect(receipt.outcome == .logged)
        #expect(receipt.serviceCase.customer == c.customer)
        #expect(receipt.serviceCase.splitFrom == c.id)
        #expect(try test.desk.read { try $0.cases.links(of: c.id) }.map(\.other) == [receipt.serviceCase.id])
    }
}
