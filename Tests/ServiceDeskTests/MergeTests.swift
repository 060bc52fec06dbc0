import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("Merging")
struct MergeTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

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

    @Test("a merged case ends its clocks and redirects; undoing brings state and clocks back")
    func cases() throws {
        let a = try test.logRepair()
        let b = try test.logRepair(for: test.customer().id)
        let before = try test.desk.read { try $0.clocks.of(Subject(b.id)).map(\.due) }
        try test.as("chen") { try $0.mergeCase(b.id, into: a.id) }
        #expect(try test.desk.read { try $0.serviceCase(b.id).closedAt } != nil)
        #expect(throws: DeskFault.alreadyMerged(b.id.description, into: a.id.description)) {
            _ = try test.as("li") { try $0.take("assess", on: b.id) }
        }
        #expect(try test.problems().isEmpty)
        try test.as("chen") { try $0.unmergeCase(b.id) }
        let back = try test.desk.read { try $0.serviceCase(b.id) }
        #expect(back.state == b.state && back.category == b.category && back.closedAt == nil)
        #expect(try test.desk.read { try $0.clocks.of(Subject(b.id)).map(\.due) } == before)
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
