import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Bills of a case or a customer", .onEachDatabase)
struct ListedBillTests {
    let test: TemporaryDesk
    let customer: CustomerID

    init() throws {
        test = try TemporaryDesk()
        customer = try test.customer().id
    }

    private func listed() throws -> [ListedBill] {
        try test.desk.read { try $0.listedBills(of: customer, by: .desk, limit: 50, at: test.now) }
    }

    private func standingsNow() throws -> [ListedBill.Standing] { try listed().map(\.standing) }

    private func visit(finished: Bool) throws -> Visit {
        let c = try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
            (draft.product, draft.fault, draft.onRepeat) = ("air-conditioner", "not-cooling", .logAnyway)
            return try work.log(draft).serviceCase
        }
        let visit = try test.bookVisit(for: c.id)
        guard finished else { return visit }
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
        }
        test.now = test.now + .minutes(30)
        return try test.as("t1") {
            try $0.take(
                "finish", on: visit.id,
                given: ["result": .text("fixed"), "action": .text("清洗"), "quoted": .number(1_000_00)])
        }
    }

    @Test("an estimate becomes what is to be billed, then a bill, credited, void, and billed anew")
    func standings() throws {
        let open = try visit(finished: false)
        let before = try standingsNow()
        #expect(before == [.estimate])
        let over = try visit(finished: true)
        let unbilled = try listed()
        #expect(unbilled.map(\.standing) == [.open, .estimate])
        #expect(unbilled.map(\.visit.id) == [over.id, open.id])
        let bill = try test.as("t1") { try $0.writeBill(over.id) }
        let issued = try #require(try listed().first)
        #expect(issued.standing == .issued && issued.costs.receipt == bill.receipt)
        #expect(issued.id == unbilled[0].id)
        var wish = CreditWish(reason: "多收")
        wish.lines[0] = 1_00
        _ = try test.as("chen") { try $0.creditBill(over.id, wish) }
        let credited = try #require(try listed().first)
        #expect(credited.standing == .credited && credited.costs.left().minor == bill.total().minor - 1_00)
        var void = CreditWish(reason: "开错")
        void.isVoid = true
        _ = try test.as("chen") { try $0.creditBill(over.id, void) }
        let voided = try standingsNow()
        #expect(voided == [.open, .void, .estimate])
        _ = try test.as("t1") { try $0.writeBill(over.id) }
        let anew = try listed()
        #expect(anew.map(\.standing) == [.issued, .void, .estimate])
        #expect(anew.map(\.costs.receipt) == ["B000001-2", "B000001", nil])
        #expect(Set(anew.map(\.id)).count == 3)
    }

    @Test("a cancelled visit costs nothing; of a customer so many visits are listed as were asked for")
    func left() throws {
        let cancelled = try visit(finished: false)
        _ = try test.as("wang") {
            try $0.take("cancel", on: cancelled.id, given: ["cancelReason": .text("customer")])
        }
        #expect(try listed().isEmpty)
        for _ in 0..<3 { _ = try visit(finished: true) }
        let latest = try test.desk.read {
            try $0.listedBills(of: customer, by: .desk, limit: 2, at: test.now)
        }
        #expect(latest.count == 2 && latest[0].visit.id.number > latest[1].visit.id.number)
    }

    @Test("what is said of a paper adds up to its sums, in whatever order it is credited")
    func sums() throws {
        let over = try visit(finished: true)
        let bill = try test.as("t1") { try $0.writeBill(over.id) }
        let said = Dictionary(bill.sums.map { ($0.name.key, $0.sum.minor) }, uniquingKeysWith: +)
        let parts = (said["cost.net"] ?? 0) + (said["cost.tax"] ?? 0)
        #expect(parts == said["cost.pays"] && said["cost.total"] == said["cost.pays"])
        #expect(said["cost.quoted"] == 1_000_00 && said["cost.stillPays"] == nil)
        let note = try test.as("chen") { try $0.creditBill(over.id, CreditWish(reason: "多收")) }
        #expect(note.sums.last?.sum == bill.total())
        let after = try #require(try listed().first).costs
        #expect(after.sums.last?.name.key == "cost.stillPays" && after.sums.last?.sum.minor == 0)
    }
}
