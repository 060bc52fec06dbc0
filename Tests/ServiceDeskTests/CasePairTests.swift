import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What joining two cases comes to", .onEachDatabase)
struct CasePairTests {
    let test: TemporaryDesk
    let kept: ServiceCase
    let twin: ServiceCase

    init() throws {
        let desk = try TemporaryDesk()
        let first = try desk.logRepair()
        twin = try desk.as("li") { work in
            var draft = CaseDraft(kind: first.kind, customer: first.customer, summary: first.summary)
            (draft.product, draft.onRepeat) = (first.product, .logAnyway)
            return try work.log(draft).serviceCase
        }
        (test, kept) = (desk, first)
    }

    private func pair(_ from: CaseID, _ into: CaseID) throws -> CasePair {
        try test.desk.read { try $0.pair(folding: from, into: into) }
    }

    private func links(_ id: CaseID) throws -> [CaseID] {
        try test.desk.read { try $0.cases.links(of: id).filter { $0.kind == "related" }.map(\.other) }
    }

    @Test("the clocks that would end are those that do end")
    func clocks() throws {
        let told = try pair(twin.id, kept.id)
        #expect(told.refusal == nil && told.isOneCustomer && told.clocks > 0)
        #expect(told.folded.customer == "王小明" && told.kept.id == kept.id)
        try test.as("chen") { try $0.mergeCase(twin.id, into: kept.id) }
        #expect(
            try test.desk.read { try $0.clocks.of(Subject(twin.id)).count { $0.state == .cancelled } }
                == told.clocks)
        #expect(try pair(twin.id, kept.id).clocks == 0)
    }

    @Test("what refuses the merging is told before, in the same words")
    func refusals() throws {
        let other = try test.logRepair(
            for: test.as("li") {
                try $0.addCustomer(Samples.customer(name: "赵先生", phone: "+8613900139001")).id
            })
        let visit = try test.bookVisit(for: twin.id)
        for (from, into) in [(twin.id, other.id), (twin.id, kept.id)] {
            let told = try #require(try pair(from, into).refusal)
            #expect(throws: told) { try test.as("chen") { try $0.mergeCase(from, into: into) } }
        }
        #expect(try pair(twin.id, kept.id).refusal == .visitOpen(twin.id, visit.id))
        #expect(try pair(kept.id, twin.id).refusal == nil, "the other way round it can be")
        #expect(try !pair(twin.id, other.id).isOneCustomer)
        #expect(throws: DeskFault.sameRecord(kept.id.description)) { try pair(kept.id, kept.id) }
        #expect(throws: DeskFault.unknown("C99")) { try pair(kept.id, CaseID(99)) }
    }

    @Test("the customer's other open cases are proposed, not the case itself and not others'")
    func siblings() throws {
        _ = try test.logRepair(
            for: test.as("li") {
                try $0.addCustomer(Samples.customer(name: "赵先生", phone: "+8613900139001")).id
            })
        #expect(try test.desk.read { try $0.siblings(of: kept.id) }.map(\.id) == [twin.id])
        try test.as("chen") { try $0.mergeCase(twin.id, into: kept.id) }
        #expect(try test.desk.read { try $0.siblings(of: kept.id) }.isEmpty, "it is closed")
    }

    @Test("a link is taken back from either side, and one that is not there is refused")
    func unlink() throws {
        try test.as("li") { try $0.linkCases(twin.id, kept.id) }
        #expect(try pair(kept.id, twin.id).isLinked)
        try test.as("li") { try $0.unlinkCases(kept.id, twin.id) }
        #expect(try links(twin.id).isEmpty && links(kept.id).isEmpty)
        #expect(try !pair(twin.id, kept.id).isLinked)
        #expect(throws: DeskFault.notLinked(twin.id, kept.id)) {
            try test.as("li") { try $0.unlinkCases(twin.id, kept.id) }
        }
        let told = try test.desk.read { try $0.journal.of(Subject(twin.id)) }.map(\.event)
        #expect(told.suffix(2) == ["case.linked", "case.unlinked"])
        #expect(try test.problems().isEmpty)
    }

    @Test("what is linked already is not linked again, from whichever side")
    func linkedOnce() throws {
        try test.as("li") { try $0.linkCases(twin.id, kept.id) }
        try test.as("li") { try $0.linkCases(kept.id, twin.id) }
        #expect(try links(twin.id) == [kept.id])
        let told = try test.desk.read { try $0.journal.of(Subject(twin.id)) }.map(\.event)
        #expect(told.count { $0 == "case.linked" } == 1)
    }

    @Test("who may not edit cases neither links nor takes a link back")
    func refused() throws {
        #expect(throws: DeskFault.self) { try test.as("t1") { try $0.linkCases(twin.id, kept.id) } }
        try test.as("li") { try $0.linkCases(twin.id, kept.id) }
        #expect(throws: DeskFault.self) { try test.as("t1") { try $0.unlinkCases(twin.id, kept.id) } }
        #expect(try links(twin.id) == [kept.id])
    }
}
