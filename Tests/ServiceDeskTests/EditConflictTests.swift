import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Two people edit one record", .onEachDatabase)
struct EditConflictTests {
    let test: TemporaryDesk
    let read: ServiceCase

    /// The case as both read it.
    init() throws {
        test = try TemporaryDesk()
        read = try test.logRepair()
    }

    private func edited(_ change: (inout ServiceCase) -> Void) -> ServiceCase {
        var c = read
        change(&c)
        return c
    }

    private func current() throws -> ServiceCase { try test.desk.read { try $0.serviceCase(read.id) } }

    /// What the second is told; fails when they are let through.
    private func conflict(_ body: () throws -> Void) throws -> EditConflict {
        try #require(#expect(throws: EditConflict.self) { try body() })
    }

    @Test("the second is told who changed which field, when, from what to what, and keeps their text")
    func told() throws {
        test.now = test.now + .minutes(5)
        _ = try test.as("chen") { try $0.edit(edited { ($0.summary, $0.severity) = ("完全不制冷", .urgent) }) }
        let mine = edited { ($0.summary, $0.queue) = ("制冷慢", "service") }
        let found = try conflict { _ = try test.as("li") { try $0.edit(mine) } }

        #expect(found.changes["summary"] == EditConflict.Change(by: "陈静", at: test.now))
        #expect(Set(found.changes.keys) == ["summary", "severity"])
        #expect(found.merge.conflicts.map(\.name) == ["summary"])
        let summary = try #require(found.merge.conflicts.first)
        #expect([summary.base, summary.theirs, summary.mine] == [read.summary, "完全不制冷", "制冷慢"])
        #expect(found.merge.fields.filter { $0.standing == .onlyMine }.map(\.name) == ["queue"])
        #expect(found.kind == .tryAgain)
        #expect(try current().summary == "完全不制冷")
    }

    @Test("different fields are joined when asked to, never by themselves")
    func joined() throws {
        _ = try test.as("chen") { try $0.edit(edited { $0.summary = "完全不制冷" }) }
        let mine = edited { $0.queue = "service" }
        let found = try conflict { _ = try test.as("li") { try $0.edit(mine) } }
        #expect(found.phrase.key == "desk.conflict.apart")
        _ = try test.as("li") { try $0.edit(mine, merging: true) }
        let after = try current()
        #expect(after.summary == "完全不制冷" && after.queue == "service")
    }

    @Test("the same field is never joined, even when asked to")
    func clash() throws {
        _ = try test.as("chen") { try $0.edit(edited { $0.summary = "完全不制冷" }) }
        _ = try conflict {
            _ = try test.as("li") { try $0.edit(edited { $0.summary = "制冷慢" }, merging: true) }
        }
        #expect(try current().summary == "完全不制冷")
    }

    @Test("a merge saved over a third change is refused again, against that change alone")
    func thirdChange() throws {
        let theirs = try test.as("chen") { try $0.edit(edited { $0.summary = "完全不制冷" }) }
        let first = try conflict { _ = try test.as("li") { try $0.edit(edited { $0.summary = "制冷慢" }) } }
        var merged = theirs
        merged.summary = "完全不制冷，此前制冷慢"
        _ = try test.as("wang") { work in
            var third = theirs
            third.summary = "已自行恢复"
            return try work.edit(third)
        }
        #expect(merged.version == first.found)
        let second = try conflict { _ = try test.as("li") { try $0.edit(merged) } }
        let summary = try #require(second.merge.conflicts.first)
        #expect([summary.base, summary.theirs] == ["完全不制冷", "已自行恢复"])
        #expect(second.changes["summary"]?.by == "王强")
    }

    @Test("several changes since are told as one, from what was read to what is there")
    func several() throws {
        for text in ["甲", "乙", "丙"] {
            test.now = test.now + .minutes(1)
            _ = try test.as("chen") { work in
                var c = try work.reading.serviceCase(read.id)
                c.summary = text
                return try work.edit(c)
            }
        }
        let found = try conflict { _ = try test.as("li") { try $0.edit(edited { $0.summary = "丁" }) } }
        let summary = try #require(found.merge.conflicts.first)
        #expect([summary.base, summary.theirs] == [read.summary, "丙"])
        #expect(found.changes["summary"]?.at == test.now)
    }

    @Test("a case that only went on is told so, and takes the edit when asked to join")
    func wentOn() throws {
        _ = try test.as("chen") { try $0.take("assess", on: read.id) }
        let mine = edited { $0.summary = "制冷慢" }
        let found = try conflict { _ = try test.as("li") { try $0.edit(mine) } }
        #expect(found.phrase.key == "desk.conflict.elsewhere" && found.changes.isEmpty)
        _ = try test.as("li") { try $0.edit(mine, merging: true) }
        let after = try current()
        #expect(after.summary == "制冷慢" && after.state == "assessed")
    }

    @Test("a severity the desk raised meanwhile is told too")
    func raised() throws {
        let complaint = try test.as("li") { work in
            try work.log(
                CaseDraft(kind: CaseKind("complaint"), customer: read.customer, summary: "态度差")
            ).serviceCase
        }
        _ = try test.as("chen") { try $0.chase(complaint.id, saying: "再次催促") }
        var mine = complaint
        mine.severity = .critical
        let found = try conflict { _ = try test.as("li") { try $0.edit(mine) } }
        #expect(found.merge.conflicts.map(\.name) == ["severity"] && found.changes["severity"]?.by == "desk")
    }

    @Test("customers and units are guarded alike")
    func others() throws {
        let customer = try test.desk.read { try $0.customer(read.customer) }
        _ = try test.as("chen") { work in
            var c = customer
            c.remarks = "周末上门"
            return try work.editCustomer(c)
        }
        var second = customer
        (second.remarks, second.name) = ("工作日上门", "王晓明")
        let found = try conflict { _ = try test.as("li") { try $0.editCustomer(second) } }
        #expect(found.merge.conflicts.map(\.name) == ["remarks"])
        second.remarks = customer.remarks
        let joined = try test.as("li") { try $0.editCustomer(second, merging: true) }
        #expect(joined.remarks == "周末上门" && joined.name == "王晓明")

        let unit = try test.as("li") {
            try $0.addUnit(
                Unit(id: UnitID(0), customer: customer.id, product: "refrigerator", createdAt: test.now))
        }
        var (one, two) = (unit, unit)
        (one.serial, two.serial) = ("A1", "B2")
        _ = try test.as("chen") { try $0.editUnit(one) }
        let clash = try conflict { _ = try test.as("li") { try $0.editUnit(two) } }
        #expect(clash.merge.conflicts.map(\.name) == ["serial"])
        #expect(try test.problems() == [])
    }
}
